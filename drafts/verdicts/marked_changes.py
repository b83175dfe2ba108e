"""What a writer marks inside a quotation: words left out, added or changed, and errors kept.

An ellipsis ("…", ". . .", "[…]", "* * *") stands for words left out; brackets hold what is not
the source's ("[T]he", "[the Board]"), empty ones stand for letters left out ("respond[]", Bluebook
5.2); "[sic]" and "(emphasis added)" are remarks, not part of the quotation. All of them may as well
be the source's own: then they are no marks of the writer's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from search.locating.word_text import WordText

_REMARK = re.compile(
    r"\s*[\[(]\s*(?:sic|emphasis (?:added|omitted|in (?:the )?original)|footnotes? omitted"
    r"|citations? omitted|italics (?:added|mine)|translated by author)\s*[\])]",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(
    r"[\[(]\s*(?:…|\.(?:\s?\.){2,3}|\*(?:\s?\*){2,3})\s*[\])]"
    r"|…[….]*|\.(?:\s?\.){2,3}|\*(?:\s?\*){2,3}"
)
_BRACKETED = re.compile(r"\[([^\[\]]*)\]")
_FORMS = str.maketrans("“”„«»‘’‚‛`´‐‑–—", "\"\"\"\"\"''''''----")
"""Quotation marks and dashes, in one form each."""
_POINTS = ",;:."
_LIKE = 0.6
"""How similar brackets must be that the source has at the same place, to be its own."""


@dataclass(frozen=True, slots=True)
class QuotedSegment:
    """A stretch of a quotation without ellipsis."""

    text: WordText
    """Without the brackets themselves, their contents kept."""
    bracketed: frozenset[int]
    """Indices of the words that stand wholly or partly in brackets ("[T]he")."""
    put_in: frozenset[int]
    """Indices of the words that stand wholly in brackets."""
    places: tuple[int, ...]
    """For each character of the text its 0-based offset in the quotation."""

    @property
    def own(self) -> WordText:
        """The words that claim to be the source's."""
        if not self.put_in:
            return self.text
        kept = [word for at, word in enumerate(self.text.words) if at not in self.put_in]
        return WordText(" ".join(kept))

    def locate_words(self, first: int, last: int) -> tuple[int, int]:
        """Start and end in the quotation of the words from `first` up to, not including, `last`;
        if there are none, the place behind the word before, twice."""
        start, end = locate_words(self.text, first, last)
        behind = self.places[end - 1] + 1 if end else self.places[0]
        return (self.places[start] if start < end else behind), behind


@dataclass(frozen=True, slots=True)
class MarkedQuotation:
    """A quotation in its segments."""

    segments: tuple[QuotedSegment, ...]
    """Those that have words, in order; ellipses stand between them."""
    remarks: tuple[str, ...]
    """"[sic]", "(emphasis added)" and the like, as written."""
    ellipses: int = 0
    """How many there are, also at the ends."""

    @property
    def words(self) -> int:
        """How many words claim to be the source's."""
        return sum(len(segment.own.words) for segment in self.segments)

    @property
    def has_marked_changes(self) -> bool:
        """Whether the writer marked any change."""
        return (
            self.ellipses > 0
            or bool(self.remarks)
            or any(segment.bracketed for segment in self.segments)
        )


def read_marked_changes(quotation: str, own: Collection[int] = ()) -> MarkedQuotation:
    """`quotation` (without its own quotation marks) in its segments. The marks that begin at one of
    the offsets `own` are the source's, as `find_own_marks` knows them, and stay as they are."""
    remarks = [one for one in _REMARK.finditer(quotation) if _find_start(one) not in own]
    in_remarks = {at for remark in remarks for at in range(*remark.span())}
    kept = [at for at in range(len(quotation)) if at not in in_remarks]
    plain = "".join(quotation[at] for at in kept)
    ellipses = [one for one in _ELLIPSIS.finditer(plain) if kept[one.start()] not in own]
    cuts = [0, *(at for ellipsis in ellipses for at in ellipsis.span()), len(plain)]
    pieces = zip(cuts[::2], cuts[1::2], strict=True)
    segments = [_make_segment(plain[start:end], kept[start:end], own) for start, end in pieces]
    return MarkedQuotation(
        tuple(segment for segment in segments if segment.text.words),
        tuple(remark.group().strip() for remark in remarks),
        len(ellipses),
    )


def find_own_marks(quotation: str, source: str) -> frozenset[int]:
    """The offsets at which marks begin that `source`, the text around its place, has as well:
    between the same words, and brackets around nearly the same ones."""
    marks = [one for kind in (_REMARK, _ELLIPSIS, _BRACKETED) for one in kind.finditer(quotation)]
    if not marks:
        return frozenset()
    text = _simplify(source)
    return frozenset(_find_start(mark) for mark in marks if _has_mark(text, quotation, mark))


def _has_mark(text: str, quotation: str, mark: re.Match[str]) -> bool:
    before = re.search(r"\S*\s*$", quotation[: mark.start()])
    after = re.match(r"\s*\S*", quotation[mark.end() :])
    left, right = (_simplify(each.group()) if each else "" for each in (before, after))
    inside = _simplify(mark.group())
    if f"{left}{inside}{right}".strip(_POINTS) in text:
        return True
    pattern = rf"{re.escape(left)}(\[[^\[\]]*\]){re.escape(right.rstrip(_POINTS))}"
    return any(_is_like(inside, found) for found in re.findall(pattern, text))


def _is_like(inside: str, other: str) -> bool:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_similarity(inside, other) >= _LIKE


def _find_start(mark: re.Match[str]) -> int:
    """The offset of its first character that is no space."""
    return mark.end() - len(mark.group().lstrip())


def _simplify(text: str) -> str:
    """Without spaces and capitals, and marks of one kind in one form."""
    plain = re.sub(r"\s+", "", text).casefold().translate(_FORMS)
    return re.sub(r"\.{3,4}|\*{3,4}", "…", plain)


def locate_words(text: WordText, first: int, last: int) -> tuple[int, int]:
    """Start and end in `text` of the words from `first` up to, not including, `last`; if there are
    none, the place behind the word before, twice."""
    if first < last:
        return text.get_span(first, last)
    place = text.spans[first - 1][1] if first else 0
    return place, place


def _make_segment(piece: str, places: Sequence[int], own: Collection[int]) -> QuotedSegment:
    """`piece` without its brackets; `places` are the offsets of its characters."""
    kept: list[int] = []
    bracketed: list[tuple[int, int]] = []
    position = 0
    for brackets in _BRACKETED.finditer(piece):
        if places[brackets.start()] in own:
            continue
        kept += [*range(position, brackets.start()), *range(*brackets.span(1))]
        bracketed.append((len(kept) - len(brackets[1]), len(kept)))
        position = brackets.end()
    kept += range(position, len(piece))
    text = WordText("".join(piece[at] for at in kept))
    # for each word that brackets touch, whether they hold the whole of it
    touched = {
        at: any(begin <= start and end <= stop for begin, stop in bracketed if begin < stop)
        for at, (start, end) in enumerate(text.spans)
        if any(
            (start < stop and begin < end) or (begin == stop and start <= begin <= end)
            for begin, stop in bracketed
        )
    }
    put_in = frozenset(at for at, whole in touched.items() if whole)
    return QuotedSegment(text, frozenset(touched), put_in, tuple(places[at] for at in kept))
