"""The paragraphs of a draft with their citations, note marks, quotations and sentences in place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from drafts.citations.citation_parser import find_citations, read_note_claims
from drafts.citations.claim import Claim
from drafts.quotations.quotation_finder import Quotation
from indexer.readers.flowing.flowing_text import FlowingText
from search.answering.sentences import find_sentence_spans

Order = tuple[int, int, int, int, int]


@dataclass(eq=False)
class CitationSlot:
    """A citation's place in the reading order; what it says may still be completed."""

    order: Order
    claim: Claim


@dataclass(eq=False)
class CitationEvidence:
    """A parenthesis with citations, a note's mark, or a passage of a note."""

    start: int
    """0-based offset in the paragraph."""
    end: int
    slots: list[CitationSlot]
    is_mark: bool = False
    inside: bool = False
    """Within a quotation: the source's own, and no claim."""


@dataclass(eq=False)
class DraftPassage:
    """One block, prepared for looking around in it."""

    block: int
    where: str
    text: str
    evidence: list[CitationEvidence] = field(default_factory=list)
    """In order."""
    quoted: list[tuple[int, int]] = field(default_factory=list)
    """Start and end of the outermost inline quotations, in order, without their marks."""

    @cached_property
    def _sentences(self) -> list[tuple[int, int]]:
        """Sentences, as if quotations and citations were single words."""
        parts: list[str] = []
        done = 0
        for start, end, last in self._masks:
            if start < done or end <= start:
                continue
            parts += [self.text[done:start], "x" * (end - start - 1), last]
            done = end
        return find_sentence_spans("".join(parts) + self.text[done:]) or [(0, len(self.text))]

    @cached_property
    def _masks(self) -> list[tuple[int, int, str]]:
        """Start, end and new last character of what is a single word, in order."""
        masks: list[tuple[int, int, str]] = []
        for start, end in self.quoted:
            last = self.text[end - 1]
            masks.append((start, end, last if last in ".!?…" else "x"))
        marked = (e for e in self.evidence if not e.is_mark and e.end - e.start > 2)
        return sorted(masks + [(e.start + 1, e.end - 1, "x") for e in marked])

    @cached_property
    def _own(self) -> list[tuple[int, int]]:
        """The stretches that are not the draft's own words, in order, none in another."""
        found: list[tuple[int, int]] = []
        cited = ((e.start, e.end) for e in self.evidence if not e.is_mark)
        for start, end in sorted((*self.quoted, *cited)):
            if not found or start >= found[-1][1]:
                found.append((start, end))
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self._sentences]

    def _find_sentence(self, offset: int) -> tuple[int, int]:
        return self._sentences[max(0, bisect_right(self._starts, offset) - 1)]

    def find_sentence_start(self, offset: int) -> int:
        """Where the sentence with the character at `offset` begins."""
        return self._find_sentence(offset)[0]

    def find_sentence_end(self, offset: int) -> int:
        """Where the sentence of a quotation that ends at `offset` ends."""
        return max(offset, self._find_sentence(max(0, offset - 1))[1])

    def find_next_sentence(self, end: int) -> tuple[int, int] | None:
        """The sentence behind the one that ends at `end`."""
        at = bisect_left(self._starts, end)
        return self._sentences[at] if at < len(self._sentences) else None

    def find_last_sentence_start(self) -> int:
        """Where the last sentence begins."""
        return self._sentences[-1][0]

    def find_last_quotation_end(self) -> int:
        """Where the last quotation ends, 0 without one."""
        return self.quoted[-1][1] if self.quoted else 0

    def find_next_quotation_start(self, offset: int) -> int:
        """Where the next quotation behind `offset` begins; the text's length without one."""
        at = bisect_right(self.quoted, offset, key=lambda span: span[0])
        return self.quoted[at][0] if at < len(self.quoted) else len(self.text)

    def find_quotations_between(self, start: int, end: int) -> list[tuple[int, int]]:
        """The quotations that begin behind `start` and before `end`."""
        first = bisect_right(self.quoted, start, key=lambda span: span[0])
        return self.quoted[first : bisect_left(self.quoted, end, key=lambda span: span[0])]

    def find_lead_start(self, offset: int) -> int:
        """Where the words that lead in to a quotation at `offset` begin: in its sentence, behind
        the quotation before it."""
        at = bisect_left(self.quoted, offset, key=lambda span: span[0])
        return max(self.find_sentence_start(offset), self.quoted[at - 1][1] if at else 0)

    def extract_own_words_before(self, offset: int) -> str:
        """The sentence's own words in front of `offset`."""
        return self.extract_own_words(self.find_sentence_start(offset), offset)

    def extract_own_words(self, start: int, end: int) -> str:
        """The draft's own words from `start` to `end`: quotations and citations blanked out."""
        text = self.text[start:end]
        first = max(0, bisect_right(self._own, start, key=lambda span: span[0]) - 1)
        for begins, ends in self._own[first:]:
            if begins >= end:
                break
            a, b = max(begins - start, 0), min(ends - start, end - start)
            if a < b:
                text = text[:a] + " " * (b - a) + text[b:]
        return text.strip("“”\"„«»‘’' \xa0")

    def find_evidence_from(self, offset: int) -> Iterator[CitationEvidence]:
        """Evidence that begins at `offset` or later, in order."""
        first = bisect_left(self.evidence, offset, key=lambda e: e.start)
        return (self.evidence[at] for at in range(first, len(self.evidence)))

    def find_evidence_between(self, start: int, end: int) -> list[CitationEvidence]:
        """Evidence that begins from `start` on and ends by `end`."""
        first = bisect_left(self.evidence, start, key=lambda e: e.start)
        last = bisect_right(self.evidence, end, key=lambda e: e.start)
        return [e for e in self.evidence[first:last] if e.end <= end]


def build_passages(
    draft: FlowingText, quotations: Sequence[Quotation]
) -> tuple[list[DraftPassage], list[CitationSlot]]:
    """Every block as a passage, and all citations of the draft; the notes' ones have the place of
    the first mark of their note."""
    quoted: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for quotation in quotations:
        if quotation.nested_in is None and quotation.kind == "inline":
            for span in quotation.spans:
                quoted[span.block].append((span.start, span.end))
    in_blocks = {span.block: span for q in quotations if q.kind == "block" for span in q.spans}
    passages = [
        DraftPassage(index, block.where, block.text, quoted=sorted(quoted[index]))
        for index, block in enumerate(draft.blocks)
    ]
    slots: list[CitationSlot] = []
    for passage in passages:
        whole = in_blocks.get(passage.block)
        if draft.blocks[passage.block].note is None:
            _add_citations(passage, slots, (whole.start, whole.end) if whole else None)
    _add_marks(draft, passages, slots)
    for passage in passages:
        passage.evidence.sort(key=lambda e: (e.start, e.end))
    return passages, slots


def _add_citations(
    passage: DraftPassage, slots: list[CitationSlot], blocked: tuple[int, int] | None
) -> None:
    """Evidence for the citations in running text; those within quotations stay out of the order."""
    spans = [blocked] if blocked else passage.quoted
    for found in find_citations(passage.text, where=passage.where, block=passage.block):
        at = bisect_right(spans, found.start, key=lambda span: span[0]) - 1
        inside = at >= 0 and found.end <= spans[at][1]
        made = [
            CitationSlot((passage.block, claim.start, 0, 0, 0), claim) for claim in found.claims
        ]
        if not inside:
            slots += made
        passage.evidence.append(CitationEvidence(found.start, found.end, made, inside=inside))
    if blocked:
        passage.evidence = [e for e in passage.evidence if not e.inside]


def _add_marks(draft: FlowingText, passages: list[DraftPassage], slots: list[CitationSlot]) -> None:
    """Evidence for note marks, and for the passages of the notes themselves."""
    both = len({note.kind for note in draft.notes}) > 1
    done: dict[int, list[CitationSlot]] = {}
    for index, block in enumerate(draft.blocks):
        for anchor in block.anchors:
            if anchor.note not in done:
                note = draft.notes[anchor.note]
                number = None if both and note.kind == "endnote" else note.number
                order = (index, anchor.offset)
                done[anchor.note] = _read_note(passages, note.blocks, anchor.note, number, order)
                slots += done[anchor.note]
            made = done[anchor.note]
            passages[index].evidence.append(
                CitationEvidence(anchor.offset, anchor.offset, made, True)
            )


def _read_note(
    passages: list[DraftPassage],
    blocks: Sequence[int],
    note: int,
    number: int | None,
    order: tuple[int, int],
) -> list[CitationSlot]:
    made: list[CitationSlot] = []
    for index in blocks:
        passage = passages[index]
        found = read_note_claims(passage.text, where=passage.where, block=index, note=note)
        for claim in found:
            slot = CitationSlot((*order, 1, index, claim.start), replace(claim, note_number=number))
            made.append(slot)
            passage.evidence.append(CitationEvidence(claim.start, claim.end, [slot]))
    return made
