"""The parts of a typed question: words, quotations, filters, parentheses and operators.

Everything that a word processor makes of what one types is undone here, and nothing is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from corpus.frozen import frozen

_TYPED = str.maketrans(
    dict.fromkeys("“”„‟«»〝〞＂", '"')
    | dict.fromkeys("\u200b\u200e\u200f\u2060\ufeff", " ")  # invisible; no space to `\s`
)

_PARTS = r"""
      (?P<space>\s+)
    | (?P<open>\()
    | (?P<close>\))
    | (?P<quoted>"(?P<inside>[^"]*)(?:"(?:~(?P<distance>[0-9]*))?|(?P<unclosed>\Z)))
      # A minus negates where a word begins. "--" is a dash, and so are "–" and "—" everywhere.
    | (?P<minus>(?<![^\s(])[-−](?![-−\s]|\Z))
    | (?<![^\s()"−-])(?P<operator>AND|OR|NOT)(?=[\s()"]|\Z)
      # The value is the next lexeme, glued to the colon. No filter: "http://…", "Re: …".
    | (?<![^\s()"−-])(?P<field>[A-Za-z]+):(?!//)(?=[^\s()])
      # "§ 31" is one; "31(1)(b)" and "officer(s)" are one, "a (b)" and "a(b OR c)" are not.
    | (?P<words>(?:§[§\s]*+(?=[0-9]))?(?:[^\s"()]++|(?<=[^\W_])(?:\([\w.]+\))++)++)
    """
_LEXEME = re.compile(_PARTS, re.VERBOSE)
_LEXEME_WITHOUT_MINUS_SIGN = re.compile(_PARTS.replace("−", ""), re.VERBOSE)
"""The same for nearly every question, compiled in half the time: sets of ASCII are cheap."""


@frozen
class Lexeme:
    """One part of a question."""

    kind: Literal["open", "close", "quoted", "minus", "operator", "field", "words"]
    text: str
    """What is between the quotation marks, the name of the field, or the part itself."""
    closed: bool = True
    """Of a quotation: has it its second quotation mark?"""
    distance: str | None = None
    """Of a quotation: the digits after `~`, "" for a `~` alone, None without `~`."""


def split_into_lexemes(text: str) -> Iterator[Lexeme]:
    """The parts of `text` in order, white space left out."""
    pattern = _LEXEME if "−" in text else _LEXEME_WITHOUT_MINUS_SIGN
    for match in pattern.finditer(text.translate(_TYPED)):
        match match.lastgroup:
            case "quoted" | "inside" | "distance" | "unclosed":
                closed = match["unclosed"] is None
                yield Lexeme("quoted", match["inside"], closed, match["distance"])
            case "open" | "close" | "minus" | "operator" | "field" | "words" as kind:
                yield Lexeme(kind, match[kind])
            case _:
                pass
