"""The edge to the terminal: texts, titles, names and headers of strangers reach it as letters only.

A terminal obeys control characters: they can rewrite what stands there, set its title, fill the
clipboard; characters for the direction of writing can show words in another order.
"""

from __future__ import annotations

import re

from corpus.late_pattern import compile_late

_STRANGE = compile_late(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but for tab and new line, DEL, C1
    "\u061c\u200e\u200f"  # marks of direction
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates of direction
    "\u2028\u2029"  # separators of lines and paragraphs
    "\U000e0000-\U000e007f]"  # tags, which nothing shows
)
_DROPPED = frozenset("\u061c\u200e\u200f")
"""Their absence is not seen: they only say which way the words around them run."""
_SEPARATORS = frozenset("\u2028\u2029")
_STAND_IN = "\ufffd"


class Painted(str):
    """Text that has been made visible, with colours of ours in it."""

    __slots__ = ()


def make_visible(text: str) -> str:
    """`text` without characters that a terminal obeys; a � stands for each that mattered."""
    return text if isinstance(text, Painted) else _STRANGE.sub(_replace, text)


def escape_json(text: str) -> str:
    """The same JSON, in which such characters are written as escapes."""
    return _STRANGE.sub(_escape, text)


def _replace(found: re.Match[str]) -> str:
    character = found[0]
    if character in _DROPPED:
        return ""
    return " " if character in _SEPARATORS else _STAND_IN


def _escape(found: re.Match[str]) -> str:
    """As RFC 8259, section 7, wants it: in UTF-16."""
    units = found[0].encode("utf-16-be").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
