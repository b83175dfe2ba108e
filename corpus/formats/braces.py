"""Where a brace is closed, in the formats that nest with braces."""

from __future__ import annotations

import re

BRACES = re.compile(r"[{}]")
OUTSIDE_ESCAPES = re.compile(r"\\.|[{}]", re.DOTALL)
OUTSIDE_STRINGS = re.compile(r'"(?:[^"\\\n]|\\.)*"|[{}]')


def find_closing_brace(text: str, marks: re.Pattern[str], start: int = 0) -> int:
    """The 0-based place where the brace at `start` is closed, -1 if it is not.

    `marks` matches the braces that count, and all that may contain others.
    """
    depth = 0
    for mark in marks.finditer(text, start):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if depth == 0 and mark[0] == "}":
            return mark.start()
    return -1


def is_nested_deeper(text: str, most: int) -> bool:
    """Whether more than so many pairs of braces are open somewhere in `text`."""
    if text.count("{") <= most:
        return False
    depth = 0
    for mark in OUTSIDE_ESCAPES.finditer(text):
        depth = max(0, depth + {"{": 1, "}": -1}.get(mark[0], 0))
        if depth > most:
            return True
    return False


def is_in_braces(text: str, marks: re.Pattern[str]) -> bool:
    """Whether one pair of braces holds all of `text`."""
    return text.startswith("{") and find_closing_brace(text, marks) == len(text) - 1
