"""Titles: stored in sentence case, printed in headline case where a style wants it.

CSL's `<span class="nocase">` marks words whose case never changes, `<i>` words that are set off
from the rest of the title. Quotation marks inside quotation marks become single ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from citation.text.sentence_case import convert_to_sentence_case
from corpus.frozen import frozen
from corpus.items import unescape_html
from corpus.late_pattern import compile_late

if TYPE_CHECKING:
    from citation.text.richtext import Face, RichText

TitleFace = Literal["italic", "quoted", "guillemets", "plain", "small-caps"]

_ALWAYS_SMALL = frozenset("a an the and but or nor for as at by in of on per to via v vs".split())
_FOUR_LETTERS = frozenset("from into like near onto over than till upon with amid".split())
_LONGER = frozenset(
    """
    about above across after against along alongside among amongst around before behind below
    beneath beside besides between beyond concerning despite during except inside outside since
    through throughout toward towards under underneath until within without
    """.split()
)

SMALL_APA = _ALWAYS_SMALL | {"if", "so", "yet", "off"}
"""APA 7, 6.17: minor words of three letters or fewer."""
SMALL_TO_FOUR = _ALWAYS_SMALL | _FOUR_LETTERS
"""Prepositions of up to four letters (Chicago 18, 8.160; Bluebook R8)."""
SMALL_ALL = SMALL_TO_FOUR | _LONGER
"""Prepositions of any length (Chicago 17, 8.159; MLA 9, 2.90)."""

_TAG = compile_late(r"<(/?)(\w+)([^>]*)>")
_TOKEN = compile_late(r"[^\s/—–]+")
_WORD = compile_late(r"[^\W_]+(?:[.’'][^\W_]+)*")
_OPENS = compile_late(r"(?<![^\s(\[“‘—–-])\"(?=\S)")
_OPENS_SINGLE = compile_late(r"(?<![^\s(\[“—–-])'(?=\w[^']*\w'(?!\w))")
_ENDS_TITLE = (":", "?", "!")


@frozen
class Title:
    """Plain text, with the spans (0-based, end exclusive) that are treated differently."""

    text: str = ""
    fixed: tuple[tuple[int, int], ...] = ()
    """Never re-cased."""
    slanted: tuple[tuple[int, int], ...] = ()
    """Set off from the rest: italic in a roman title, roman in an italic one."""

    def __bool__(self) -> bool:
        """Whether there is a title."""
        return bool(self.text)

    @classmethod
    def parse(cls, markup: object) -> Title:
        """The title in CSL's inline markup."""
        text, fixed, slanted, open_tags = "", [], [], []
        position = 0
        source = " ".join(str(markup or "").split())
        for tag in _TAG.finditer(source) if "<" in source else ():
            text += unescape_html(source[position : tag.start()])
            position = tag.end()
            if not tag[1]:
                open_tags.append((tag[2], tag[3], len(text)))
            elif open_tags:
                name, attributes, start = open_tags.pop()
                if "nocase" in attributes:
                    fixed.append((start, len(text)))
                elif name in ("i", "em"):
                    slanted.append((start, len(text)))
        text += unescape_html(source[position:])
        return cls(curl_quotes(_strip_full_stop(text)), tuple(fixed), tuple(slanted))

    def fix(self) -> Title:
        """The same title, never re-cased."""
        return Title(self.text, ((0, len(self.text)),) if self.text else (), self.slanted)

    def capitalise_words(self, small: frozenset[str]) -> Title:
        """The title in headline case; `small` are the words that stay small inside it."""
        return Title(capitalise_words(self.text, small, self.fixed), self.fixed, self.slanted)

    def lower_words(self, names: Iterable[str] = ()) -> Title:
        """The title in sentence case, `names` excepted."""
        text = convert_to_sentence_case(self.text, self.fixed, names)
        return Title(text, self.fixed, self.slanted)

    def shorten(self) -> Title:
        """The part before the first colon, without an opening article."""
        start = len(match[0]) if (match := re.match(r"(?:The|An?)\s+(?=\S)", self.text)) else 0
        colon = self.text.find(": ", start)
        end = colon if colon > 0 else len(self.text)

        def keep_spans(spans: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
            moved = ((max(a, start) - start, min(b, end) - start) for a, b in spans)
            return tuple((a, b) for a, b in moved if a < b)

        cut = self.text[start:end]
        return Title(cut[:1].upper() + cut[1:], keep_spans(self.fixed), keep_spans(self.slanted))

    def format_as(self, title_face: TitleFace) -> RichText:
        """The title in italics, in quotation marks, in small capitals, or unchanged.

        Between guillemets other quotation marks stay as they are.
        """
        from citation.text.richtext import RichText, TextSegment

        if not self.text:
            return RichText()
        text = _nest_quotes(self.text) if title_face == "quoted" else self.text
        face: Face = "italic" if title_face == "italic" else "plain"
        face = "small-caps" if title_face == "small-caps" else face
        contrast: Face = "plain" if face == "italic" else "italic"
        built, position = RichText(), 0
        for start, end in sorted(self.slanted):
            built += RichText((TextSegment(text[position:start], face),))
            built += RichText((TextSegment(text[start:end], contrast),))
            position = end
        built += RichText((TextSegment(text[position:], face),))
        if title_face == "guillemets":
            return "«\N{NO-BREAK SPACE}" + built + "\N{NO-BREAK SPACE}»"
        return "“" + built + "”" if title_face == "quoted" else built


def _strip_full_stop(text: str) -> str:
    """`text` without a closing full stop, unless that belongs to an abbreviation: `T.O.`, `Co.`"""
    if not text.endswith("."):
        return text
    stopped = re.search(r"\b(?!inc\b|ltd\b|etc\b|vol\b)[a-z]{3,}\.$", text)
    return text[:-1] if stopped else text


def curl_quotes(text: str) -> str:
    """`text` with typographic quotation marks and apostrophes; the length stays the same."""
    if '"' in text:
        text = _OPENS.sub("“", text).replace('"', "”")
    if "'" in text:
        text = _OPENS_SINGLE.sub("‘", text).replace("'", "’")
    return text


def capitalise_words(
    text: str, small: frozenset[str], fixed: tuple[tuple[int, int], ...] = ()
) -> str:
    """`text` in headline case; words with a capital or a full stop inside stay as they are."""
    letters = list(text)
    tokens = list(_TOKEN.finditer(text))
    for i, token in enumerate(tokens):
        before = tokens[i - 1].group() if i else ":"
        first = before.endswith(_ENDS_TITLE)
        last = i + 1 == len(tokens) or token.group().endswith(_ENDS_TITLE)
        elements = list(_WORD.finditer(token.group()))
        for j, word in enumerate(elements):
            at = token.start() + word.start()
            if any(start <= at < end for start, end in fixed):
                continue
            opens = j == 0 and (first or len(elements) > 1)
            closes = last and j + 1 == len(elements)
            if opens or closes or word.group().lower() not in small:
                letters[at] = _choose_first_letter(word.group())
    return "".join(letters)


def _choose_first_letter(word: str) -> str:
    """The first letter of `word` in headline case; always one character, so that spans hold."""
    if word != word.lower() or "." in word or "\u0370" <= word[0] <= "\u03ff":
        return word[0]  # abbreviations, names, and Greek letters as signs (β, μ)
    upper = word[0].upper()
    return upper if len(upper) == 1 else word[0]


def lowercase_first_letter(text: str) -> str:
    """`text` with a small first letter, unless capitals follow it as in an acronym."""
    word = text.split(" ", 1)[0]
    return text if word[1:] != word[1:].lower() else text[:1].lower() + text[1:]


def capitalise_first_letter(text: str) -> str:
    """`text` with a capital first letter."""
    return text[:1].upper() + text[1:]


def _nest_quotes(text: str) -> str:
    """`text` with its quotation marks one level deeper; apostrophes stay. The length stays too."""
    letters = list(text)
    for match in re.finditer(r"‘(?=\S)[^‘“”]*?\S(’)(?!\w)", text):
        letters[match.start()], letters[match.start(1)] = "“", "”"
    for i, letter in enumerate(text):
        if letter in "“”":
            letters[i] = "‘" if letter == "“" else "’"
    return "".join(letters)
