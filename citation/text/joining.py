"""Plain text put together from parts that may be missing, without stray spaces or punctuation."""

from __future__ import annotations


def join_words(*parts: str) -> str:
    """The parts that are not empty, with spaces between them."""
    return " ".join(part for part in parts if part)


def join_list(*parts: str) -> str:
    """The parts that are not empty, with commas between them."""
    return ", ".join(part for part in parts if part)


def wrap(before: str, text: object, after: str = "") -> str:
    """`text` between `before` and `after`: `wrap("vol. ", "3")`; "" where `text` is empty."""
    return f"{before}{text}{after}" if text else ""
