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
    """A parenthesis with citations, a note mark, or a passage of a note."""

    start: int
    """0-based offset in the paragraph."""
    end: int
    slots: list[CitationSlot]
    is_note_mark: bool = False
    inside: bool = False
    """Within a quotation, so the source's own and not a claim."""


@dataclass(eq=False)
class DraftPassage:
    """One block of the draft with what stands in it."""

    block: int
    where: str
    text: str
    evidence: list[CitationEvidence] = field(default_factory=list)
    """In the order of the text."""
    quoted: list[tuple[int, int]] = field(default_factory=list)
    """Start and end of the outermost inline quotations, in order, without quotation marks."""

    def place_claim(self, claim: Claim) -> Claim:
        """`claim`, read from this block's text, with its place in the draft."""
        return replace(claim, where=self.where, block=self.block)

    @cached_property
    def _sentences(self) -> list[tuple[int, int]]:
        """Sentences, treating each quotation and citation as a single word."""
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
        """Start, end and new last character of each stretch treated as one word, in order."""
        masks: list[tuple[int, int, str]] = []
        for start, end in self.quoted:
            last = self.text[end - 1]
            masks.append((start, end, last if last in ".!?…" else "x"))
        cited = (e for e in self.evidence if not e.is_note_mark and e.end - e.start > 2)
        return sorted(masks + [(e.start + 1, e.end - 1, "x") for e in cited])

    @cached_property
    def _foreign(self) -> list[tuple[int, int]]:
        """Quotations and citations: what is not the draft's own, in order, without overlap."""
        spans: list[tuple[int, int]] = []
        cited = ((e.start, e.end) for e in self.evidence if not e.is_note_mark)
        for start, end in sorted((*self.quoted, *cited)):
            if not spans or start >= spans[-1][1]:
                spans.append((start, end))
        return spans

    def _find_sentence(self, offset: int) -> tuple[int, int]:
        return self._sentences[max(0, bisect_right(self._sentences, offset, key=_get_start) - 1)]

    def find_sentence_start(self, offset: int) -> int:
        """Where the sentence with the character at `offset` begins."""
        return self._find_sentence(offset)[0]

    def find_sentence_end(self, offset: int) -> int:
        """Where the sentence of a quotation that ends at `offset` ends."""
        return max(offset, self._find_sentence(max(0, offset - 1))[1])

    def find_next_sentence(self, end: int) -> tuple[int, int] | None:
        """The sentence after the one that ends at `end`."""
        at = bisect_left(self._sentences, end, key=_get_start)
        return self._sentences[at] if at < len(self._sentences) else None

    def find_next_quotation_start(self, offset: int) -> int:
        """Where the next quotation after `offset` begins; the text's length if there is none."""
        at = bisect_right(self.quoted, offset, key=_get_start)
        return self.quoted[at][0] if at < len(self.quoted) else len(self.text)

    def find_quotations_between(self, start: int, end: int) -> list[tuple[int, int]]:
        """The quotations that begin after `start` and before `end`."""
        first = bisect_right(self.quoted, start, key=_get_start)
        return self.quoted[first : bisect_left(self.quoted, end, key=_get_start)]

    def find_lead_start(self, offset: int) -> int:
        """Where the words that lead in to a quotation at `offset` begin: in its sentence, after any
        earlier quotation."""
        at = bisect_left(self.quoted, offset, key=_get_start)
        return max(self.find_sentence_start(offset), self.quoted[at - 1][1] if at else 0)

    def extract_own_words(self, start: int, end: int) -> str:
        """The draft's own words from `start` to `end`: quotations and citations blanked out."""
        first = max(0, bisect_right(self._foreign, start, key=_get_start) - 1)
        last = bisect_left(self._foreign, end, key=_get_start)
        parts: list[str] = []
        done = start
        for begins, ends in self._foreign[first:last]:
            begins, ends = max(begins, done), min(ends, end)
            if begins < ends:
                parts += [self.text[done:begins], " " * (ends - begins)]
                done = ends
        parts.append(self.text[done:end])
        return "".join(parts).strip("“”\"„«»‘’' \xa0")

    def find_evidence_from(self, offset: int) -> Iterator[CitationEvidence]:
        """Evidence that begins at `offset` or later, in order."""
        first = bisect_left(self.evidence, offset, key=lambda e: e.start)
        return (self.evidence[at] for at in range(first, len(self.evidence)))

    def find_evidence_between(self, start: int, end: int) -> list[CitationEvidence]:
        """Evidence that begins at or after `start` and ends by `end`, in order."""
        first = bisect_left(self.evidence, start, key=lambda e: e.start)
        last = bisect_right(self.evidence, end, key=lambda e: e.start)
        return [e for e in self.evidence[first:last] if e.end <= end]


def build_passages(
    draft: FlowingText, quotations: Sequence[Quotation]
) -> tuple[list[DraftPassage], list[CitationSlot]]:
    """Every block as a passage, and all citations of the draft; those in a note are ordered as if
    they stood at the note's first mark."""
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
    _add_note_marks(draft, passages, slots)
    for passage in passages:
        passage.evidence.sort(key=lambda e: (e.start, e.end))
    return passages, slots


def _add_citations(
    passage: DraftPassage, slots: list[CitationSlot], blocked: tuple[int, int] | None
) -> None:
    """Evidence for the citations in running text; those within quotations stay out of the order."""
    spans = [blocked] if blocked else passage.quoted
    text = passage.text
    if blocked:  # a name at the end of a block quotation is no part of the citation behind it
        text = text[: blocked[0]] + " " * (blocked[1] - blocked[0]) + text[blocked[1] :]
    for citation in find_citations(text):
        at = bisect_right(spans, citation.start, key=_get_start) - 1
        inside = at >= 0 and citation.end <= spans[at][1]
        cited = [
            CitationSlot((passage.block, claim.start, 0, 0, 0), passage.place_claim(claim))
            for claim in citation.claims
        ]
        if not inside:
            slots += cited
        if not (inside and blocked):
            evidence = CitationEvidence(citation.start, citation.end, cited, inside=inside)
            passage.evidence.append(evidence)


def _add_note_marks(
    draft: FlowingText, passages: list[DraftPassage], slots: list[CitationSlot]
) -> None:
    """Evidence for note marks, and for the passages of the notes themselves."""
    two_kinds = len({note.kind for note in draft.notes}) > 1
    cited: dict[int, list[CitationSlot]] = {}
    for index, block in enumerate(draft.blocks):
        for anchor in block.anchors:
            if anchor.note not in cited:
                note = draft.notes[anchor.note]
                # footnotes and endnotes are numbered apart: "note 4" then means the footnote
                number = None if two_kinds and note.kind == "endnote" else note.number
                order = (index, anchor.offset)
                note_passages = [passages[at] for at in note.blocks]
                cited[anchor.note] = _read_note(note_passages, anchor.note, number, order)
                slots += cited[anchor.note]
            passages[index].evidence.append(
                CitationEvidence(anchor.offset, anchor.offset, cited[anchor.note], True)
            )
    for at, note in enumerate(draft.notes):
        if at not in cited and note.blocks:
            order = (note.blocks[0], 0)
            slots += _read_note([passages[b] for b in note.blocks], at, note.number, order)


def _read_note(
    passages: Sequence[DraftPassage], note: int, number: int | None, order: tuple[int, int]
) -> list[CitationSlot]:
    slots: list[CitationSlot] = []
    for passage in passages:
        for claim in read_note_claims(passage.text):
            placed = replace(passage.place_claim(claim), note=note, note_number=number)
            slot = CitationSlot((*order, 1, passage.block, claim.start), placed)
            slots.append(slot)
            passage.evidence.append(CitationEvidence(claim.start, claim.end, [slot]))
    return slots


def _get_start(span: tuple[int, int]) -> int:
    return span[0]
