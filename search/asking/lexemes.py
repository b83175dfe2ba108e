"""The parts of a typed question: words, quotations, filters, parentheses and operators.

Whatever a word processor turned the typed characters into is undone here, and no input is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from corpus.frozen import frozen
from corpus.late_pattern import compile_late

_TYPED = str.maketrans(
    dict.fromkeys("“”„‟«»〝〞＂", '"')
    | dict.fromkeys("\u200b\u200e\u200f\u2060\ufeff", " ")  # invisible, and not matched by `\s`
)

_PARTS = r"""
      (?P<atleast>(?<![^\s(])(?i:atleast|atl)[0-9]{1,4}(?=\())
    | (?P<open>\()
    | (?P<close>\))
    | (?P<quoted>"(?P<inside>[^"]*)(?:"(?:~(?P<distance>[0-9]*))?|(?P<unclosed>\Z)))
      # A minus negates where a word begins. "--" is a dash, and so are "–" and "—" everywhere.
    | (?P<minus>(?<![^\s(])[-−](?![-−\s]|\Z))
    | (?P<plus>(?<![^\s(])\+(?=[\w"§*]))
    | (?<![^\s()"−+-])(?P<operator>AND|OR|NOT)(?=[\s()"]|\Z)
      # The value is the next lexeme, right after the colon. Not filters: "http://…", "Re: …".
    | (?<![^\s()"−+-])(?P<field>[A-Za-z]+):(?!//)(?=[^\s()])
      # One part: "§ 31", "31(1)(b)", "officer(s)". More than one: "a (b)", "a(b OR c)".
    | (?P<words>(?:§[§\s]*+(?=[0-9]))?(?:[^\s"()]++|(?<=[^\W_])(?:\([\w.]+\))++)++)
    """
_LEXEME = compile_late(_PARTS, re.VERBOSE)
_LEXEME_WITHOUT_MINUS_SIGN = compile_late(_PARTS.replace("−", ""), re.VERBOSE)
"""The same without the minus sign, for nearly every question: sets of ASCII compile faster."""


@frozen
class Lexeme:
    """One part of a question."""

    kind: Literal[
        "open", "close", "quoted", "minus", "plus", "atleast", "operator", "field", "words"
    ]
    text: str
    """The words between the quotation marks, the name of the field, or the part itself."""
    closed: bool = True
    """Whether a quotation has its closing quotation mark."""
    distance: str | None = None
    """The digits after a quotation's `~`, "" for a bare `~`, None without one."""


def split_into_lexemes(text: str) -> Iterator[Lexeme]:
    """The parts of `text` in order, without the white space between them."""
    pattern = _LEXEME if "−" in text else _LEXEME_WITHOUT_MINUS_SIGN
    for match in pattern.finditer(text.translate(_TYPED)):
        match match.lastgroup:
            case "quoted":
                closed = match["unclosed"] is None
                yield Lexeme("quoted", match["inside"], closed, match["distance"])
            case (
                "open"
                | "close"
                | "minus"
                | "plus"
                | "atleast"
                | "operator"
                | "field"
                | "words" as kind
            ):
                yield Lexeme(kind, match[kind])
