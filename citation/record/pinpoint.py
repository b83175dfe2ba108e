"""The exact place in a document that a citation points to, whatever the style.

A pinpoint is a list of parts, each one label or a range of labels. A label is what is printed:
`147`, `iv`, `A-3`. Between two numbers a hyphen makes a range, inside `A-3` it does not.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal

from corpus.frozen import frozen

Label = Literal[
    "page", "paragraph", "section", "subsection", "article", "clause", "schedule", "column"
]

_WORDS: tuple[tuple[Label, str], ...] = (
    ("paragraph", r"¶+|paragraphs?\b|paras?\b\.?|pars?\b\.?"),
    ("section", r"§+|sections?\b|secs?\b\.?|ss?\b\.?"),
    ("subsection", r"sub-?sections?\b|subs?\b\.?"),
    ("article", r"articles?\b|arts?\b\.?"),
    ("clause", r"clauses?\b|cls?\b\.?"),
    ("schedule", r"schedules?\b|sche?ds?\b\.?|schs?\b\.?"),
    ("column", r"columns?\b|cols?\b\.?"),
    ("page", r"pages?\b|pp?\b\.?"),
)
_SEPARATOR = re.compile(r"\s*(?:[;&]|,(?!(?<=\b\d,)\d{3}\b)|\band\b)\s*")
"""No comma that stands in a number: `1,024`."""
_DASH = r"\s*(?:[‐‑‒–—]|--+)\s*"
_HYPHEN = r"\s*-\s*"
_NUMBER = r"\d+"
_ROMAN = r"[ivxlcdm]+"
_LETTERED = r"[A-Za-z]+-?\d+"
_NUMBER_AND_LETTER = r"\d+[a-z]"
_STARRED = r"\*\d+"
_DECIMAL = r"\d+\.\d+"
_POSSIBLE = re.compile(
    r"[^\W\d_]|[ivxlcdm]+|(?=.*\d)[*\[]?[\w,.:/()*\-–]+\]?(?: ?(?:nn?|bis|[rv])\.? ?\d*)?",
    re.IGNORECASE,
)
"""A number, perhaps with letters and marks, a roman numeral, or a single letter."""
_MINUTE = re.compile(
    r"(?:at\s+)?(?:min(?:ute|\.)?\s*)?(?:no\.?\s*)?#?(P\d+/\d\d|P\d{4}-\d{4}-\d+(?:\.\d+)*)\b[.,]?\s*",
    re.IGNORECASE,
)
_RANGES = tuple(
    re.compile(rf"({one}){_HYPHEN}({end})", re.IGNORECASE)
    for one, end in (
        (_NUMBER, _NUMBER),
        (_ROMAN, _ROMAN),
        (_LETTERED, _LETTERED),
        (_NUMBER_AND_LETTER, _NUMBER_AND_LETTER),
        (_STARRED, rf"\*?{_NUMBER}"),
        (_DECIMAL, _DECIMAL),
    )
)


@frozen
class LabelRange:
    """One label, or a range of labels if `last` is not empty."""

    first: str
    last: str = ""

    @property
    def labels(self) -> tuple[str, ...]:
        """The label, or both ends of the range."""
        return (self.first, self.last) if self.last else (self.first,)


@frozen
class Pinpoint:
    """Pages, paragraphs or sections, and the minute they are in if that is cited too."""

    label: Label = "page"
    parts: tuple[LabelRange, ...] = ()
    minute: str = ""
    """The number of a minute, such as `P220/12`, without "No."."""

    @classmethod
    def parse(
        cls,
        text: str,
        label: Label | None = None,
        *,
        minute: str = "",
        known: Collection[str] = (),
    ) -> Pinpoint:
        """Read what a person wrote: `147, 149-150`, `iv`, `A-3`, `para 12`, `ss 1, 4`.

        Without `label` a leading word decides, and without either it is a page. `known` are labels
        of the document that are never split: `1-31` is one page where pages are numbered that way.
        The text may begin with a minute number: `Min No P220/12 at 101`.
        """
        numbered = _MINUTE.match(text.strip())
        if numbered:
            minute = minute or numbered[1]
            text = text.strip()[numbered.end() :]
        worded, rest = _split_leading_word(text.strip())
        pieces = (piece for piece in _SEPARATOR.split(rest) if piece)
        parts = tuple(_parse_part(piece, known) for piece in pieces)
        return cls(label or worded or "page", parts, _strip_minute_words(minute))

    @classmethod
    def make(cls, label: Label, first: str, last: str = "", *, minute: str = "") -> Pinpoint:
        """The page, paragraph or section `first`, or the range to `last`, both taken literally."""
        part = LabelRange(first, "" if last == first else last)
        return cls(label, (part,) if first else (), _strip_minute_words(minute))

    def list_impossible(self, known: Collection[str] = ()) -> list[str]:
        """The numbers that nothing can have: ranges that run backwards, and words.

        Labels of the document, `known`, are always possible; where it has two sequences of numbers
        a range from the one into the other may run backwards.
        """
        return [
            "–".join(part.labels)
            for part in self.parts
            if not set(_split_ends(part)) <= set(known)
            and part.first not in known
            and (_runs_backwards(part) or not all(map(_POSSIBLE.fullmatch, part.labels)))
        ]

    @property
    def several(self) -> bool:
        """Whether there is more than one page, paragraph or section, as in "pp."."""
        return len(self.parts) > 1 or any(part.last for part in self.parts)

    def __bool__(self) -> bool:
        """Whether it points anywhere."""
        return bool(self.parts or self.minute)


def _split_leading_word(text: str) -> tuple[Label | None, str]:
    for label, pattern in _WORDS:
        match = re.match(rf"(?:at\s+)?(?:{pattern})\s*(?=[\divxlcdmA-Z(])", text, re.IGNORECASE)
        if match:
            return label, text[match.end() :]
    return None, re.sub(r"^at\s+", "", text)


def _parse_part(piece: str, known: Collection[str]) -> LabelRange:
    if piece in known:
        return LabelRange(piece)
    dashed = re.split(_DASH, piece)
    if len(dashed) == 2 and all(dashed):
        return _make_range(dashed[0], dashed[1])
    for pattern in _RANGES:
        match = pattern.fullmatch(piece)
        if match:
            made = _make_range(match.group(1), match.group(2))
            return LabelRange(piece) if _runs_backwards(made) or made.first == made.last else made
    return LabelRange(piece)


def _make_range(first: str, last: str) -> LabelRange:
    return LabelRange(first, "" if last == first else _lengthen(first, last))


def _runs_backwards(part: LabelRange) -> bool:
    """Whether a range of numbers, written with any dash, ends before it begins."""
    ends = _split_ends(part)
    return len(ends) == 2 and all(end.isdigit() for end in ends) and int(ends[1]) < int(ends[0])


def _split_ends(part: LabelRange) -> tuple[str, ...]:
    """The label or the two ends, also of `9-5`, which was left whole."""
    written = re.fullmatch(r"(\d+)\s*-\s*(\d+)", part.first)
    return written.groups() if written and not part.last else part.labels


def _lengthen(first: str, last: str) -> str:
    """The end of a range in full: 147, 48 → 148."""
    if first.isdigit() and last.isdigit() and len(last) < len(first):
        return first[: len(first) - len(last)] + last
    return last


def _strip_minute_words(minute: str) -> str:
    return re.sub(r"^(?:min(?:ute)?s?\b\.?\s*)?(?:no\b\.?\s*)?#?", "", minute.strip(), flags=re.I)
