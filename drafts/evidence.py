"""The paragraphs of a draft with their citations, note marks, quotations and sentences in place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from drafts.citing import citations_in, note_claims
from drafts.claim import Claim
from drafts.draft import Draft
from drafts.quotations import Quotation
from search.sentences import sentence_spans

Order = tuple[int, int, int, int, int]


@dataclass(eq=False)
class Slot:
    """A citation's place in the reading order; what it says may still be completed."""

    order: Order
    claim: Claim


@dataclass(eq=False)
class Evidence:
    """A parenthesis with citations, a note's mark, or a passage of a note."""

    start: int
    """0-based offset in the paragraph."""
    end: int
    slots: list[Slot]
    is_mark: bool = False
    inside: bool = False
    """Within a quotation: the source's own, and no claim."""


@dataclass(eq=False)
class Passage:
    """One block, prepared for looking around in it."""

    block: int
    where: str
    text: str
    evidence: list[Evidence] = field(default_factory=list)
    """In order."""
    quoted: list[tuple[int, int]] = field(default_factory=list)
    """Start and end of the outermost inline quotations, in order, without their marks."""

    @cached_property
    def _sentences(self) -> list[tuple[int, int]]:
        """Sentences, as if quotations and citations were single words."""
        masked = self.text
        for start, end in self.quoted:
            kept = masked[end - 1] if masked[end - 1] in ".!?…" else "x"
            masked = masked[:start] + "x" * (end - start - 1) + kept + masked[end:]
        for e in self.evidence:
            if not e.is_mark and e.end - e.start > 2:
                inner = "x" * (e.end - e.start - 2)
                masked = masked[: e.start + 1] + inner + masked[e.end - 1 :]
        return sentence_spans(masked) or [(0, len(self.text))]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self._sentences]

    def _at(self, offset: int) -> tuple[int, int]:
        return self._sentences[max(0, bisect_right(self._starts, offset) - 1)]

    def sentence_start(self, offset: int) -> int:
        """Where the sentence with the character at `offset` begins."""
        return self._at(offset)[0]

    def sentence_end(self, offset: int) -> int:
        """Where the sentence of a quotation that ends at `offset` ends."""
        return max(offset, self._at(max(0, offset - 1))[1])

    def next_sentence(self, end: int) -> tuple[int, int] | None:
        """The sentence behind the one that ends at `end`."""
        at = bisect_left(self._starts, end)
        return self._sentences[at] if at < len(self._sentences) else None

    def last_sentence_start(self) -> int:
        """Where the last sentence begins."""
        return self._sentences[-1][0]

    def last_quotation_end(self) -> int:
        """Where the last quotation ends, 0 without one."""
        return self.quoted[-1][1] if self.quoted else 0

    def next_quotation(self, offset: int) -> int:
        """Where the next quotation behind `offset` begins; the text's length without one."""
        return next((start for start, _ in self.quoted if start > offset), len(self.text))

    def lead_start(self, offset: int) -> int:
        """Where the words that lead in to a quotation at `offset` begin: in its sentence, behind
        the quotation before it."""
        earlier = [end for start, end in self.quoted if start < offset]
        return max(self.sentence_start(offset), earlier[-1] if earlier else 0)

    def before(self, offset: int) -> str:
        """The sentence's own words in front of `offset`."""
        return self.plain(self.sentence_start(offset), offset)

    def plain(self, start: int, end: int) -> str:
        """The draft's own words from `start` to `end`: quotations and citations blanked out."""
        text = self.text[start:end]
        spans = [*self.quoted, *((e.start, e.end) for e in self.evidence if not e.is_mark)]
        for begins, ends in spans:
            a, b = max(begins - start, 0), min(ends - start, end - start)
            if a < b:
                text = text[:a] + " " * (b - a) + text[b:]
        return text.strip("“”\"„«»‘’' \xa0")

    def evidence_from(self, offset: int) -> list[Evidence]:
        """Evidence that begins at `offset` or later."""
        return self.evidence[bisect_left(self.evidence, offset, key=lambda e: e.start) :]

    def evidence_between(self, start: int, end: int) -> list[Evidence]:
        """Evidence that begins from `start` on and ends by `end`."""
        return [e for e in self.evidence if start <= e.start and e.end <= end]


def passages_of(draft: Draft, quotations: Sequence[Quotation]) -> tuple[list[Passage], list[Slot]]:
    """Every block as a passage, and all citations of the draft; the notes' ones have the place of
    the first mark of their note."""
    quoted: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for quotation in quotations:
        if quotation.nested_in is None and quotation.kind == "inline":
            for span in quotation.spans:
                quoted[span.block].append((span.start, span.end))
    in_blocks = {span.block: span for q in quotations if q.kind == "block" for span in q.spans}
    passages = [
        Passage(index, block.where, block.text, quoted=sorted(quoted[index]))
        for index, block in enumerate(draft.blocks)
    ]
    slots: list[Slot] = []
    for passage in passages:
        whole = in_blocks.get(passage.block)
        if draft.blocks[passage.block].note is None:
            _add_citations(passage, slots, (whole.start, whole.end) if whole else None)
    _add_marks(draft, passages, slots)
    for passage in passages:
        passage.evidence.sort(key=lambda e: (e.start, e.end))
    return passages, slots


def _add_citations(passage: Passage, slots: list[Slot], blocked: tuple[int, int] | None) -> None:
    """Evidence for the citations in running text; those within quotations stay out of the order."""
    spans = [*passage.quoted, *([blocked] if blocked else [])]
    for found in citations_in(passage.text, where=passage.where, block=passage.block):
        inside = any(start <= found.start and found.end <= end for start, end in spans)
        made = [Slot((passage.block, claim.start, 0, 0, 0), claim) for claim in found.claims]
        if not inside:
            slots += made
        passage.evidence.append(Evidence(found.start, found.end, made, inside=inside))
    if blocked:
        passage.evidence = [e for e in passage.evidence if not e.inside]


def _add_marks(draft: Draft, passages: list[Passage], slots: list[Slot]) -> None:
    """Evidence for note marks, and for the passages of the notes themselves."""
    both = len({note.kind for note in draft.notes}) > 1
    done: dict[int, list[Slot]] = {}
    for index, block in enumerate(draft.blocks):
        for anchor in block.anchors:
            if anchor.note not in done:
                note = draft.notes[anchor.note]
                number = None if both and note.kind == "endnote" else note.number
                order = (index, anchor.offset)
                done[anchor.note] = _read_note(passages, note.blocks, anchor.note, number, order)
                slots += done[anchor.note]
            made = done[anchor.note]
            passages[index].evidence.append(Evidence(anchor.offset, anchor.offset, made, True))


def _read_note(
    passages: list[Passage],
    blocks: Sequence[int],
    note: int,
    number: int | None,
    order: tuple[int, int],
) -> list[Slot]:
    made: list[Slot] = []
    for index in blocks:
        passage = passages[index]
        found = note_claims(passage.text, where=passage.where, block=index, note=note)
        for claim in found:
            slot = Slot((*order, 1, index, claim.start), replace(claim, note_number=number))
            made.append(slot)
            passage.evidence.append(Evidence(claim.start, claim.end, [slot]))
    return made
