"""Finds what a draft claims of each quotation: the citation near it.

A quotation's claim is the nearest citation after it in the same sentence: a parenthesis, a pandoc
citation, or a note. Failing that it is the nearest before it, then the words that lead in to it
("Tulloch writes at 45 that …"). A block quotation's claim stands at its end, in a line below it, or
in the sentence that leads in to it. A citation that belongs to another quotation is never taken;
two quotations share one only if nothing but a conjunction stands between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from drafts.citations.citation_parser import (
    is_citation_line,
    is_citing_sentence,
    read_claim,
)
from drafts.citations.claim import Claim
from drafts.claims.passages import CitationEvidence, CitationSlot, DraftPassage, build_passages
from drafts.quotations.quotation_finder import Quotation
from indexer.readers.flowing.flowing_text import FlowingText

_SAYS = re.compile(
    r"\b(?:writ|wrote|sa(?:y|id)|stat(?:e[sd]?|ing)\b|not(?:e[sd]?|ing)\b|report(?:s|ed)\b|f(?:ou|i)nd"
    r"|h[eo]ld|argu|conclu|minuted|record(?:s|ed)\b|observ|explain|recommend|describ|claim|warn|testif"
    r"|advis|declar|acknowledg|admit|add(?:s|ed)\b|call|term(?:s|ed)\b|insist|suggest|resolv|direct"
    r"|promis|reads?\b|puts?\b|told|assert|remark|comment|urg|propos|approv|provid|according\b|words\b"
    r"|quot|defin|cit)",
    re.IGNORECASE,
)
_LONGEST_AROUND = 2000
"""Characters of a sentence, before or behind a quotation, that are read for a citation. A paragraph
of quotations side by side is one sentence, and would be read again for each of them."""
_CONJUNCTION_WORDS = 8
_FARTHEST = 1_500
"""Characters: however long its sentence is, a quotation's citation stands no further away."""
_CLOSING = " \xa0.,;:!?”\"’'»“«"
"""May stand between a quotation and its citation."""
_OPENERS = frozenset(
    "the a an in as it this that these those he she they we i his her their its our my according"
    " but and or yet so however moreover on at for from to by with when while where if there here"
    " also".split()
)


@dataclass(frozen=True, slots=True)
class Claims:
    """All citations of a draft, and which of them each quotation has."""

    all: tuple[Claim, ...]
    """In reading order; those in a note come where its mark stands."""
    of: tuple[tuple[int, ...], ...]
    """For each quotation 0-based indices in `all`: none if nothing is claimed, several if one note
    or parenthesis cites several sources for it."""
    direct: tuple[bool, ...]
    """For each quotation whether its citation follows it at once, so that it can belong to no other
    words."""


def find_claims(draft: FlowingText, quotations: Sequence[Quotation]) -> Claims:
    """The citations of `draft`, and the claims of its `quotations`, in their order."""
    finder = _Finder(draft, quotations)
    claimed = [finder.find_quotation_claims(index) for index in range(len(quotations))]
    ordered = finder.list_citations()
    places = {id(slot): at for at, slot in enumerate(ordered)}
    of = tuple(tuple(places[id(slot)] for slot in slots) for slots in claimed)
    direct = tuple(index in finder.direct for index in range(len(quotations)))
    return Claims(tuple(slot.claim for slot in ordered), of, direct)


class _Finder:
    def __init__(self, draft: FlowingText, quotations: Sequence[Quotation]) -> None:
        self._draft = draft
        self._quotations = quotations
        self._passages, self._slots = build_passages(draft, quotations)
        self._taken: set[int] = set()
        """Evidence (by identity) that follows a quotation already seen."""
        self.direct: set[int] = set()
        """Indices of the quotations that their citation follows at once."""
        self._claimed: list[list[CitationSlot]] = []
        """The claims of the quotations already seen."""

    def list_citations(self) -> list[CitationSlot]:
        """Every citation in reading order."""
        return sorted(self._slots, key=lambda slot: slot.order)

    def find_quotation_claims(self, index: int) -> list[CitationSlot]:
        """The claims of one quotation; must be called in the order of the quotations."""
        quotation = self._quotations[index]
        if quotation.nested_in is not None:
            claims = self._claimed[quotation.nested_in]
        elif self._draft.blocks[quotation.block].note is not None and quotation.kind == "inline":
            claims = self._find_in_note(quotation)
        elif quotation.kind == "block":
            claims = self._find_for_block(quotation)
        else:
            claims = self._find_for_inline(quotation)
        self._claimed.append(claims)
        return claims

    def _find_in_note(self, quotation: Quotation) -> list[CitationSlot]:
        """The citation in the passage of the note that holds the quotation."""
        passage = self._passages[quotation.block]
        around = (e for e in passage.evidence if e.start <= quotation.start < e.end)
        return [slot for e in around for slot in e.slots if slot.claim.cites]

    def _find_for_inline(self, quotation: Quotation) -> list[CitationSlot]:
        last = self._passages[quotation.spans[-1].block]
        first = self._passages[quotation.block]
        sentence_start = max(
            first.find_sentence_start(quotation.start), quotation.start - _FARTHEST
        )
        sentence_end = min(last.find_sentence_end(quotation.end), quotation.end + _FARTHEST)
        behind = self._find_behind(last, quotation.end, sentence_end)
        own_end = min(last.find_next_quotation_start(quotation.end), sentence_end)
        sentence_start = max(sentence_start, quotation.start - _LONGEST_AROUND)
        own_end = min(own_end, quotation.end + _LONGEST_AROUND)
        before = first.extract_own_words(sentence_start, quotation.start)
        after = last.extract_own_words(quotation.end, behind[0].start if behind else own_end)
        around = f"{before} {after}".strip(" \xa0,;:.")
        if behind:
            at_once = not last.text[quotation.end : behind[0].start].strip(_CLOSING)
            if at_once:
                self.direct.add(len(self._claimed))
            if at_once or not quotation.too_short:
                self._taken.update(map(id, behind))
            return self._complete_claims(_collect_citations(behind), quotation, first, around)
        citing = self._find_citing_sentence(last, quotation.end, sentence_end)
        if citing:
            return [citing]
        start = max(first.find_lead_start(quotation.start), sentence_start)
        return self._find_in_front(first, start, quotation.start, around)

    def _find_citing_sentence(
        self, passage: DraftPassage, end: int, sentence_end: int
    ) -> CitationSlot | None:
        """A sentence that does nothing but cite, right after the quotation or its sentence."""
        following = passage.find_next_sentence(sentence_end) or (0, 0)
        for start, stop in ((end, sentence_end), following):
            if stop - start > _LONGEST_AROUND:
                continue
            text = passage.text[start:stop].lstrip("”\"’'»“«.,; ")
            if text and is_citing_sentence(text):
                return self._add_slot(passage, read_claim(text, "sentence", stop - len(text)))
        return None

    def _find_behind(
        self, passage: DraftPassage, end: int, sentence_end: int
    ) -> list[CitationEvidence]:
        """The nearest evidence after a quotation, with what directly follows it."""
        behind: list[CitationEvidence] = []
        for evidence in passage.find_evidence_from(end):
            if behind:
                if passage.text[behind[-1].end : evidence.start].strip():
                    break
            elif evidence.inside:
                continue
            else:
                at_once = not passage.text[end : evidence.start].strip(_CLOSING)
                if evidence.start > sentence_end and not at_once:
                    break
                if not self._may_share(passage, end, evidence.start):
                    break
            behind.append(evidence)
        return behind

    def _may_share(self, passage: DraftPassage, end: int, start: int) -> bool:
        """Whether evidence belongs to the quotation that ends at `end`, and not to another between
        them."""
        others = passage.find_quotations_between(end, start)
        if not others:
            return True
        for begins, ends in others:
            between = passage.text[end:begins].strip(" \xa0,;:.”\"’'»“‘«")
            interrupts = _is_interruption(passage.text, end, begins)
            if len(between.split()) > _CONJUNCTION_WORDS:
                return False
            if _SAYS.search(between) and not interrupts:
                return False
            if interrupts:
                between = ""
            if re.search(r"\b[A-Z]|[.!?]\s", between):
                return False
            end = ends
        return True

    def _find_in_front(
        self, passage: DraftPassage, start: int, end: int, around: str
    ) -> list[CitationSlot]:
        """The nearest free evidence before a quotation, or the words that lead in to it."""
        free = self._list_free_evidence(passage, start, end)
        claim = read_claim(passage.extract_own_words(start, end), "lead-in", start)
        if free:
            slots = _collect_citations(free[-1:])
            for slot in slots:
                if len(slots) == 1 and slot.claim.note is None and not slot.claim.pinned:
                    place = claim.pages, claim.paragraphs
                    slot.claim = replace(slot.claim, pages=place[0], paragraphs=place[1])
            return slots
        if claim.pinned:
            claim = replace(claim, source_text=claim.source_text or around)
        elif _has_name(around) and _SAYS.search(around):
            claim = replace(claim, raw=around, source_text=around)
        else:
            return []
        return [self._add_slot(passage, claim)]

    def _find_for_block(self, quotation: Quotation) -> list[CitationSlot]:
        last = self._passages[quotation.spans[-1].block]
        first = self._passages[quotation.block]
        lead = self._find_lead_in(first.block)
        end = len(lead.text) if lead else 0
        sentence_start = lead.find_sentence_start(end) if lead else 0
        around = lead.extract_own_words(sentence_start, end) if lead else ""
        behind = self._find_at_end(last, quotation) or self._find_in_line_below(last.block)
        if not behind and not (lead and self._list_free_evidence(lead, sentence_start, end)):
            behind = self._find_at_start_below(last.block)
        if behind:
            self._taken.update(map(id, behind))
            slots = _collect_citations(behind)
            return self._complete_claims(slots, quotation, lead or first, around)
        if lead is None:
            return []
        return self._find_in_front(lead, lead.find_lead_start(end), end, around)

    def _find_at_end(self, passage: DraftPassage, quotation: Quotation) -> list[CitationEvidence]:
        """Evidence after the last word, or the only note mark in the whole quotation."""
        last_word = max(
            (word.end() for word in re.finditer(r"\w+", passage.text[: quotation.end])), default=0
        )
        behind = list(passage.find_evidence_from(last_word))
        if behind:
            return behind
        note_marks = [
            evidence
            for span in quotation.spans
            for evidence in self._passages[span.block].evidence
            if evidence.is_note_mark
        ]
        return note_marks if len(note_marks) == 1 else []

    def _find_in_line_below(self, block: int) -> list[CitationEvidence]:
        """The paragraph below a block quotation, if it is nothing but a citation."""
        passage = self._get_neighbour(block, 1)
        if passage is None or not is_citation_line(passage.text):
            return []
        if passage.evidence and not _names_more(passage):
            return list(passage.evidence)
        text = passage.text.strip().lstrip("—–―-~ ")
        start = passage.text.index(text) if text else 0
        slot = self._add_slot(passage, read_claim(text, "sentence", start))
        return [CitationEvidence(start, len(passage.text), [slot])]

    def _find_at_start_below(self, block: int) -> list[CitationEvidence]:
        """The bracketed citation with which the paragraph below a block quotation begins."""
        passage = self._get_neighbour(block, 1)
        if passage is None or not passage.evidence:
            return []
        first = passage.evidence[0]
        bracketed = passage.text[: first.end].lstrip()[:1] in "(["
        alone = not passage.text[: first.start].strip()
        cites = bracketed and alone and not first.is_note_mark and not first.inside
        return [first] if cites else []

    def _list_free_evidence(
        self, passage: DraftPassage, start: int, end: int
    ) -> list[CitationEvidence]:
        """Evidence from `start` to `end` that belongs to no quotation."""
        evidence = passage.find_evidence_between(start, end)
        return [e for e in evidence if id(e) not in self._taken and not e.inside]

    def _find_lead_in(self, block: int) -> DraftPassage | None:
        passage = self._get_neighbour(block, -1)
        style = self._draft.blocks[passage.block].style if passage else ""
        return passage if style == "body" else None

    def _get_neighbour(self, block: int, step: int) -> DraftPassage | None:
        at = block + step
        blocks = self._draft.blocks
        if not 0 <= at < len(blocks) or blocks[at].note != blocks[block].note:
            return None
        return self._passages[at]

    def _complete_claims(
        self, slots: list[CitationSlot], quotation: Quotation, passage: DraftPassage, around: str
    ) -> list[CitationSlot]:
        """Claims that name only a place, with the source that is named near the quotation."""
        has_name = _has_name(around)
        for slot in slots:
            claim = slot.claim
            if claim.named or claim.note is not None:
                continue
            source = self._find_source_in_front(passage, quotation, same_sentence=True)
            if source is None and not has_name:
                source = self._find_source_in_front(passage, quotation, same_sentence=False)
            if source is not None:
                slot.claim = replace(
                    claim,
                    source_text=f"{source.source_text} {claim.source_text}".strip(),
                    key=source.key,
                    ibid=source.ibid,
                    supra=source.supra,
                    supra_note=source.supra_note,
                )
            elif has_name:
                text = f"{around.strip()} {claim.source_text}".strip()
                slot.claim = replace(claim, source_text=text)
        return slots

    def _find_source_in_front(
        self, passage: DraftPassage, quotation: Quotation, *, same_sentence: bool
    ) -> Claim | None:
        """The nearest source cited before the quotation in its sentence, or in its paragraph."""
        end = quotation.start if passage.block == quotation.block else len(passage.text)
        start = passage.find_sentence_start(end) if same_sentence else 0
        sources = [
            slot.claim
            for evidence in passage.find_evidence_between(start, end)
            if not evidence.inside and not evidence.is_note_mark
            for slot in evidence.slots
            if slot.claim.named
        ]
        return sources[-1] if sources else None

    def _add_slot(self, passage: DraftPassage, claim: Claim) -> CitationSlot:
        slot = CitationSlot((passage.block, claim.start, 0, 0, 0), passage.place_claim(claim))
        self._slots.append(slot)
        return slot


def _collect_citations(evidence: Iterable[CitationEvidence]) -> list[CitationSlot]:
    """The citations of a parenthesis or a note, without asides unless there is nothing else."""
    slots = [slot for e in evidence for slot in e.slots]
    direct = [slot for slot in slots if not slot.claim.aside] or slots
    return [slot for slot in direct if slot.claim.cites] or direct


def _names_more(passage: DraftPassage) -> bool:
    """Whether a line that cites has words of its citation outside the brackets: "— Author, Title
    (2018), p. 4"."""
    if any(e.is_note_mark or slot.claim.key for e in passage.evidence for slot in e.slots):
        return False
    own = passage.extract_own_words(0, len(passage.text))
    return any(letter.isalpha() for letter in own)


def _is_interruption(text: str, end: int, begins: int) -> bool:
    """Whether the writer's words from `end` to `begins` only interrupt one quotation: “The owners,”
    the report says, “moved their boats”."""
    between = text[end:begins]
    own = between.strip(_CLOSING + "“‘")
    opening = text[max(0, end - 1) : end] + between[: len(between) - len(between.lstrip(_CLOSING))]
    commas = "," in opening and between.rstrip(" \xa0“‘\"'«»").endswith(",")
    goes_on = text[begins : begins + 1].islower()
    joined = re.search(r"\b(?:and|but|while|whereas|or|nor)\b", own)
    return commas and goes_on and not joined and bool(_SAYS.search(own))


def _has_name(text: str) -> bool:
    """Whether a word has a capital for another reason than that it begins a sentence."""
    return any(
        word[:1].isupper() and word.lower() not in _OPENERS
        for word in re.findall(r"[^\W\d_]+", text)
    )
