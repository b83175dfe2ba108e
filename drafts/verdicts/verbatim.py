"""Are the words of a quotation the source's? The verdict on the words, and what it rests on.

`CONTRACT` says what is treated as equal; everything else is a difference, and a difference that the
writer did not mark makes a quotation altered.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import Literal

from drafts.quotations.quotation_finder import SHORTEST
from drafts.verdicts.comparing import (
    LONGEST_GAP,
    CheckedDifference,
    Compared,
    Span,
    compare_segment,
    describe_difference,
    describe_gap,
    describe_marks,
    describe_uncertain,
    measure_longest_foreign_run,
    slice_text,
    weigh_changes,
)
from drafts.verdicts.harmless_differences import list_normalised_differences
from drafts.verdicts.marked_changes import MarkedQuotation, find_own_marks, read_marked_changes
from drafts.verdicts.placing import choose_anchor, place_segments
from drafts.verdicts.stitching import find_stitched
from indexer.records.entries import DocumentEntry
from search.locating.alignment import find_exact_fits
from search.locating.locate import Locator, Window
from search.locating.match import Match
from search.locating.running_match import RunningMatch
from search.locating.word_text import WordText

WordsVerdict = Literal[
    "verbatim", "marked", "uncertain", "altered", "running", "stitched", "not-found", "too-short"
]

CONTRACT = (
    "Two words are the same when they differ only in capitals, accents or ligatures. Line breaks,"
    " end-of-line hyphens, running heads, note marks, spaces, punctuation and the form of quotation"
    " marks and dashes are not compared as words; where they differ, it is listed. Words in square"
    " brackets and words left out at an ellipsis count as marked changes."
)

_FAR_APART = 300
"""Words left out at an ellipsis beyond which the parts are no one passage."""
_PLACES = 20
"""Places of a quotation that are compared with it."""


@dataclass(frozen=True, slots=True)
class WordingVerdict:
    """The verdict on the words of one quotation."""

    verdict: WordsVerdict
    match: Match | None = None
    """The place of the words, from the first to the last quoted one."""
    parts: tuple[Match, ...] = ()
    """Where the parts of a stitched quotation come from; the first one is `match`."""
    equals: tuple[WordingVerdict, ...] = ()
    """The verdicts at other places that are just as good."""
    differences: tuple[CheckedDifference, ...] = ()
    gaps: tuple[tuple[int, int], ...] = ()
    """Start and end, in the match's text, of what is left out at each ellipsis."""
    normalised: tuple[str, ...] = ()
    """The kinds of difference that were passed over, in words."""
    notes: tuple[str, ...] = ()
    """What else a reader must know, one sentence each."""
    running: tuple[RunningMatch, ...] = ()
    """The running heads and feet that hold the words, where the text does not."""

    @property
    def places(self) -> tuple[WordingVerdict, ...]:
        """This one, and those that are just as good."""
        return (replace(self, equals=()), *self.equals)


class WordingCheck:
    """Checks many quotations against one corpus."""

    def __init__(self, locator: Locator) -> None:
        self._locator = locator
        self._tried: tuple[str, str] | None = None
        """What was looked for last in the whole corpus, and what is to be said of that."""

    def check(
        self,
        quotation: str,
        claimed: Sequence[DocumentEntry] = (),
        cited: Mapping[int, Collection[int]] | None = None,
    ) -> WordingVerdict:
        """The verdict on `quotation` (without its own quotation marks).

        The `claimed` documents are searched first, and in them the pages that are `cited` (1-based,
        by the id of the document); a place elsewhere is chosen only if it is better.
        """
        marked = read_marked_changes(quotation)
        if marked.words < SHORTEST:
            return WordingVerdict("too-short")
        best = WordingVerdict("not-found")
        for entry in (*claimed, None):
            pages = (cited or {}).get(entry.document.id, ()) if entry else ()
            wording = self._check_within(quotation, marked, entry, pages)
            if _score_wording(wording) > _score_wording(best):
                best = wording
            if best.verdict in ("verbatim", "marked") and entry is not None:
                return self._settle(best, marked, claimed)
        foreign = measure_longest_foreign_run(best.differences)
        if best.verdict in ("verbatim", "marked"):
            return self._settle(best, marked, claimed)
        running = self._locator.find_in_running_lines(quotation)
        if running and running[0].similarity == 1.0:
            return WordingVerdict(
                "running", running=tuple(one for one in running if one.similarity == 1.0)
            )
        apart = best.verdict == "altered" and len(marked.segments) > 1
        if best.verdict == "not-found" or foreign >= SHORTEST or apart:
            best = self._check_stitched(marked, claimed, exactly=apart) or best
        hidden = list(self._describe_hidden(quotation, claimed, cited or {}))
        if best.verdict == "not-found" and running:
            found = running[0].found
            note = f"A similar line stands {found.where} of {found.entry.item.id}: “{found.text}”."
            return replace(best, notes=(note, *hidden))
        tried = [self._describe_tried(marked)] if best.verdict == "not-found" else []
        return replace(best, notes=(*filter(None, tried), *best.notes, *hidden))

    def _describe_tried(self, marked: MarkedQuotation) -> str:
        """One sentence on where a quotation that was not found was looked for."""
        anchor = choose_anchor(marked).own.text
        if self._tried and self._tried[0] == anchor:
            return self._tried[1]
        return self._locator.locate(anchor, limit=1).note

    def _settle(
        self, wording: WordingVerdict, marked: MarkedQuotation, claimed: Sequence[DocumentEntry]
    ) -> WordingVerdict:
        """`wording`, unless an ellipsis of it leaves out so much that its parts are rather from
        different places."""
        text = wording.match.text if wording.match else ""
        gaps = (len(WordText(text[slice(*gap)]).words) for gap in wording.gaps)
        if max(gaps, default=0) <= _FAR_APART:
            return wording
        return self._check_stitched(marked, claimed, exactly=True) or wording

    def _describe_hidden(
        self,
        quotation: str,
        claimed: Sequence[DocumentEntry],
        cited: Mapping[int, Collection[int]],
    ) -> Iterator[str]:
        """Whether a quotation that is not the page's stands in words of it that cannot be seen."""
        needle = WordText(quotation)
        for entry in claimed:
            for page in sorted(cited.get(entry.document.id, ()))[:_PLACES]:
                hidden = WordText(self._locator.library.read_hidden_words(entry, page))
                if next(find_exact_fits(needle, hidden), None):
                    yield f"The file has these words on PDF page {page}, but nobody can see them."

    def _check_within(
        self,
        quotation: str,
        marked: MarkedQuotation,
        entry: DocumentEntry | None,
        cited: Collection[int],
    ) -> WordingVerdict:
        """The best verdict in one document, or in the whole corpus if `entry` is None."""
        wordings = [
            self._check_at(quotation, match)
            for match in self._find_places(quotation, marked, entry, cited)[:_PLACES]
        ]
        ranked = sorted(filter(None, wordings), key=_score_wording, reverse=True)
        if not ranked:
            return WordingVerdict("not-found")
        best, *others = ranked
        equals = [other for other in others if _score_wording(other) == _score_wording(best)]
        return replace(best, equals=tuple(_drop_overlapping(best, equals)))

    def _find_places(
        self,
        quotation: str,
        marked: MarkedQuotation,
        entry: DocumentEntry | None,
        cited: Collection[int],
    ) -> Sequence[Match]:
        """Where a quotation may stand: as it is written, or else its longest segment."""
        anchor = choose_anchor(marked).own
        as_written = WordText(quotation)
        exact = self._locator.find_exact(as_written, entry, cited)
        if not exact or len(marked.segments) > 1:
            # where an ellipsis leaves out nothing is no better a place than where it does
            exact += self._locator.find_exact(anchor, entry, cited)
        if exact:
            return sorted(exact, key=lambda match: not set(match.numbers) & set(cited))
        located = self._locator.locate(anchor.text, limit=_PLACES, entry=entry)
        near = located.matches
        if entry is None:
            self._tried = anchor.text, located.note
        if near or as_written.plain == anchor.plain:
            return near
        return self._locator.locate(quotation, limit=_PLACES, entry=entry).matches

    def _check_at(self, quotation: str, match: Match) -> WordingVerdict | None:
        """The verdict on a quotation at `match`, where the whole or part of it stands; None if the
        rest does not stand around it."""
        marked = read_marked_changes(quotation)
        wide = len(marked.segments) > 1
        window = self._locator.find_surroundings(match, len(quotation), wide=wide)
        own = find_own_marks(quotation, window.words.text)
        marked = read_marked_changes(quotation, own) if own else marked
        near = self._locator.find_span(match, window)
        spans = place_segments(marked, window.words, near)
        return None if spans is None else self._compare(marked, window, spans)

    def _compare(
        self, marked: MarkedQuotation, window: Window, spans: Sequence[Span]
    ) -> WordingVerdict:
        """The verdict on a quotation whose segments stand at `spans`."""
        words = window.words
        placed = list(zip(marked.segments, spans, strict=True))
        first, last = spans[0][0], spans[-1][1]
        begin = words.get_span(first, last)[0]
        compared = [compare_segment(segment, words, span, begin) for segment, span in placed]
        differences = [each for one in compared for each in one.differences]
        texts = [(segment.text.text, slice_text(words, *span)) for segment, span in placed]
        left_out = [(end, start) for (_, end), (start, _) in pairwise(spans)]
        gaps = [words.get_span(end, start) for end, start in left_out if end < start]
        notes = [describe_gap(slice_text(words, *gap), gap[1] - gap[0]) for gap in left_out]
        notes += map(describe_difference, differences)
        notes += [residue.note for one in compared for residue in one.residues]
        unshown = [note for pair in texts for note in describe_marks(*pair)]
        uncertain = [note for pair in texts for note in describe_uncertain(*pair)]
        return WordingVerdict(
            "altered" if unshown else _judge_differences(marked, differences),
            self._locator.make_match_at(window, first, last, choose_anchor(marked).own),
            differences=tuple(differences),
            gaps=tuple((left - begin, right - begin) for left, right in gaps),
            normalised=_list_normalised(texts, compared),
            notes=tuple(dict.fromkeys(filter(None, [*notes, *unshown, *uncertain]))),
        )

    def _check_stitched(
        self, marked: MarkedQuotation, claimed: Sequence[DocumentEntry], *, exactly: bool
    ) -> WordingVerdict | None:
        """The verdict if the quotation is made of parts from different places, where every part
        stands word for word if `exactly`."""
        matches = find_stitched(self._locator, marked, claimed)
        if exactly and any(match.similarity < 1.0 for match in matches):
            return None
        if not matches:
            return None
        places = "; ".join(f"{match.entry.item.id} {match.pinpoint}" for match in matches)
        how = f"Put together from {len(matches)} places"
        if len(marked.segments) > 1:
            how = "Its parts stand far apart, or in another order"
        return WordingVerdict("stitched", matches[0], tuple(matches), notes=(f"{how}: {places}.",))


def _list_normalised(
    texts: Iterable[tuple[str, str]], compared: Iterable[Compared]
) -> tuple[str, ...]:
    """The kinds of difference that were passed over, each once."""
    residues = [residue.kind for one in compared for residue in one.residues]
    passed_over = chain.from_iterable(list_normalised_differences(*pair) for pair in texts)
    return tuple(dict.fromkeys((*residues, *passed_over)))


def _drop_overlapping(
    best: WordingVerdict, others: Iterable[WordingVerdict]
) -> list[WordingVerdict]:
    """The others at places of their own: two segments of a quotation may lead to the same place."""
    kept = [best]
    for other in others:
        match = other.match
        if match and not any(match.overlaps(one.match) for one in kept if one.match):
            kept.append(other)
    return kept[1:]


def _judge_differences(
    marked: MarkedQuotation, differences: Sequence[CheckedDifference]
) -> WordsVerdict:
    unmarked = [one.difference for one in differences if not one.marked]
    if unmarked:
        uncertain = all(difference.is_uncertain for difference in unmarked)
        return "uncertain" if uncertain else "altered"
    return "marked" if marked.has_marked_changes else "verbatim"


def _score_wording(wording: WordingVerdict) -> tuple[int, float, bool]:
    """The better, the higher: first the verdict, then the words that differ, then whether what is
    left out at an ellipsis is no more than a paragraph."""
    ranks = {"verbatim": 4, "marked": 4, "uncertain": 3, "altered": 2, "stitched": 1}
    text = wording.match.text if wording.match else ""
    compact = all(len(WordText(text[slice(*gap)]).words) <= LONGEST_GAP for gap in wording.gaps)
    return ranks.get(wording.verdict, 0), -weigh_changes(wording.differences), compact
