"""Finds what a draft claims of each quotation: the citation near it.

The nearest citation behind a quotation in the same sentence is its claim: a parenthesis, a pandoc
citation, or a note. Without one it is the nearest in front, then the words that lead in to it
("Tulloch writes at 45 that …"). A block quotation's claim stands at its end, in a line below it, or
in the sentence that leads in to it. A citation that belongs to another quotation is never taken;
two quotations share one only where nothing but a conjunction stands between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from drafts.citations.citation_parser import (
    is_citation_line,
    is_citing_sentence,
    read_sentence_claim,
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
_CONJUNCTION_WORDS = 8
_OPENERS = frozenset(
    "the a an in as it this that these those he she they we i his her their its our my according"
    " but and or yet so however moreover on at for from to by with when while where if there here"
    " also".split()
)


@dataclass(frozen=True, slots=True)
class Claims:
    """All citations of a draft, and which of them each quotation has."""

    all: tuple[Claim, ...]
    """In the order in which they are read, a note's where its mark stands."""
    of: tuple[tuple[int, ...], ...]
    """For each quotation, 0-based indices in `all`: none where nothing is claimed, several where
    one note or parenthesis cites several sources for it."""


def find_claims(draft: FlowingText, quotations: Sequence[Quotation]) -> Claims:
    """The citations of `draft`, and the claims of its `quotations`, in their order."""
    finder = _Finder(draft, quotations)
    slots = [finder.find_quotation_claims(index) for index in range(len(quotations))]
    ordered = finder.list_citations()
    place = {id(slot): at for at, slot in enumerate(ordered)}
    of = tuple(tuple(place[id(slot)] for slot in found) for found in slots)
    return Claims(tuple(slot.claim for slot in ordered), of)


class _Finder:
    def __init__(self, draft: FlowingText, quotations: Sequence[Quotation]) -> None:
        self._draft = draft
        self._quotations = quotations
        self._passages, self._slots = build_passages(draft, quotations)
        self._taken: set[int] = set()
        """Evidence (by identity) that stands behind a quotation already seen."""
        self._found: list[list[CitationSlot]] = []

    def list_citations(self) -> list[CitationSlot]:
        """Every citation in reading order."""
        return sorted(self._slots, key=lambda slot: slot.order)

    def find_quotation_claims(self, index: int) -> list[CitationSlot]:
        """The claims of one quotation; to be asked in the order of the quotations."""
        quotation = self._quotations[index]
        if quotation.nested_in is not None:
            found = self._found[quotation.nested_in]
        elif self._draft.blocks[quotation.block].note is not None and quotation.kind == "inline":
            found = self._find_in_note(quotation)
        elif quotation.kind == "block":
            found = self._find_for_block(quotation)
        else:
            found = self._find_for_inline(quotation)
        self._found.append(found)
        return found

    def _find_in_note(self, quotation: Quotation) -> list[CitationSlot]:
        """The citation of the note's passage that the quotation stands in."""
        passage = self._passages[quotation.block]
        around = (e for e in passage.evidence if e.start <= quotation.start < e.end)
        return [slot for e in around for slot in e.slots if slot.claim.cites]

    def _find_for_inline(self, quotation: Quotation) -> list[CitationSlot]:
        last = self._passages[quotation.spans[-1].block]
        first = self._passages[quotation.block]
        sentence_end = last.find_sentence_end(quotation.end)
        behind = self._find_behind(last, quotation.end, sentence_end)
        own_end = min(last.find_next_quotation_start(quotation.end), sentence_end)
        after = last.extract_own_words(quotation.end, behind[0].start if behind else own_end)
        around = f"{first.extract_own_words_before(quotation.start)} {after}".strip(" \xa0,;:.")
        if behind:
            if not quotation.too_short:
                self._taken.update(map(id, behind))
            return self._complete_claims(_collect_citations(behind), quotation, first, around)
        citing = self._find_citing_sentence(last, quotation.end, sentence_end)
        if citing:
            return [citing]
        start = first.find_lead_start(quotation.start)
        return self._find_in_front(first, start, quotation.start, around)

    def _find_citing_sentence(
        self, passage: DraftPassage, end: int, sentence_end: int
    ) -> CitationSlot | None:
        """A sentence that does nothing but cite, right behind the quotation or its sentence."""
        for start, stop in (
            (end, sentence_end),
            passage.find_next_sentence(sentence_end) or (0, 0),
        ):
            text = passage.text[start:stop].lstrip("”\"’'»“«.,; ")
            if text and is_citing_sentence(text):
                at = stop - len(text)
                return self._add_slot(
                    read_sentence_claim(
                        text, at, "sentence", where=passage.where, block=passage.block
                    )
                )
        return None

    def _find_behind(
        self, passage: DraftPassage, end: int, sentence_end: int
    ) -> list[CitationEvidence]:
        """The nearest evidence behind, with what directly follows it."""
        found: list[CitationEvidence] = []
        for evidence in passage.find_evidence_from(end):
            if found:
                if (
                    evidence.start > found[-1].end
                    and passage.text[found[-1].end : evidence.start].strip()
                ):
                    break
                found.append(evidence)
                continue
            if evidence.inside:
                continue
            at_once = not passage.text[end : evidence.start].strip(" \xa0.,;:!?”\"’'»“«")
            if evidence.start > sentence_end and not at_once:
                break
            if not self._may_share(passage, end, evidence.start):
                break
            found.append(evidence)
        return found

    def _may_share(self, passage: DraftPassage, end: int, start: int) -> bool:
        """Whether between a quotation's end and evidence no other quotation has a better claim to
        it."""
        others = passage.find_quotations_between(end, start)
        if not others:
            return True
        for begins, ends in others:
            between = passage.text[end:begins].strip(" \xa0,;:.”\"’'»“‘«")
            if len(between.split()) > _CONJUNCTION_WORDS or _SAYS.search(between):
                return False
            if re.search(r"\b[A-Z]|[.!?]\s", between):
                return False
            end = ends
        return True

    def _find_in_front(
        self, passage: DraftPassage, start: int, end: int, around: str
    ) -> list[CitationSlot]:
        """What stands in front: the nearest free evidence, else the leading words themselves."""
        for evidence in reversed(passage.find_evidence_between(start, end)):
            if id(evidence) not in self._taken and not evidence.inside:
                return _collect_citations([evidence])
        words = passage.extract_own_words(start, end)
        claim = read_sentence_claim(
            words, start, "lead-in", where=passage.where, block=passage.block
        )
        if claim.pinned:
            return [self._add_slot(replace(claim, source_text=claim.source_text or around))]
        if _has_name(around) and _SAYS.search(around):
            return [self._add_slot(replace(claim, raw=around, source_text=around))]
        return []

    def _find_for_block(self, quotation: Quotation) -> list[CitationSlot]:
        last = self._passages[quotation.spans[-1].block]
        first = self._passages[quotation.block]
        lead = self._find_lead_in(first.block)
        behind = self._find_at_end(last, quotation) or self._find_in_line_below(last.block)
        if not behind and not (
            lead and self._list_free_evidence(lead, lead.find_last_sentence_start())
        ):
            behind = self._find_at_start_below(last.block)
        if behind:
            self._taken.update(map(id, behind))
            around = (
                lead.extract_own_words(lead.find_last_sentence_start(), len(lead.text))
                if lead
                else ""
            )
            return self._complete_claims(
                _collect_citations(behind), quotation, lead or first, around
            )
        if lead is None:
            return []
        start, end = (
            max(lead.find_last_sentence_start(), lead.find_last_quotation_end()),
            len(lead.text),
        )
        return self._find_in_front(
            lead, start, end, lead.extract_own_words(lead.find_last_sentence_start(), end)
        )

    def _find_at_end(self, passage: DraftPassage, quotation: Quotation) -> list[CitationEvidence]:
        """Evidence behind the last word, else the only note mark in the whole of it."""
        last_word = max(
            (word.end() for word in re.finditer(r"\w+", passage.text[: quotation.end])), default=0
        )
        behind = list(passage.find_evidence_from(last_word))
        if behind:
            return behind
        marks = [
            e for span in quotation.spans for e in self._passages[span.block].evidence if e.is_mark
        ]
        return marks if len(marks) == 1 else []

    def _find_in_line_below(self, block: int) -> list[CitationEvidence]:
        """The paragraph below a block quotation, where it is but a citation."""
        passage = self._get_neighbour(block, 1)
        if passage is None or not is_citation_line(passage.text):
            return []
        if passage.evidence:
            return list(passage.evidence)
        text = passage.text.strip().lstrip("—–―-~ ")
        start = passage.text.index(text) if text else 0
        claim = read_sentence_claim(
            text, start, "sentence", where=passage.where, block=passage.block
        )
        return [CitationEvidence(start, len(passage.text), [self._add_slot(claim)])]

    def _find_at_start_below(self, block: int) -> list[CitationEvidence]:
        """The bracketed citation with which the paragraph below a block quotation begins."""
        passage = self._get_neighbour(block, 1)
        first = passage.evidence[:1] if passage else []
        return [
            e
            for e in first
            if passage
            and passage.text[: e.end].lstrip()[:1] in "(["
            and not passage.text[: e.start].strip()
            and not e.is_mark
            and not e.inside
        ]

    def _list_free_evidence(self, passage: DraftPassage, start: int) -> list[CitationEvidence]:
        """Evidence from `start` on that belongs to no quotation."""
        found = passage.find_evidence_between(start, len(passage.text))
        return [e for e in found if id(e) not in self._taken and not e.inside]

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
        for slot in slots:
            if slot.claim.named or slot.claim.note is not None:
                continue
            source = (
                self._find_earlier_source(passage, quotation) if not _has_name(around) else None
            )
            narrative = self._find_narrative_source(passage, quotation)
            if narrative is not None:
                source = narrative
            if source is not None:
                slot.claim = replace(
                    slot.claim,
                    source_text=f"{source.source_text} {slot.claim.source_text}".strip(),
                    key=source.key,
                    ibid=source.ibid,
                    supra=source.supra,
                    supra_note=source.supra_note,
                )
            elif _has_name(around):
                text = f"{around.strip()} {slot.claim.source_text}".strip()
                slot.claim = replace(slot.claim, source_text=text)
        return slots

    def _find_narrative_source(self, passage: DraftPassage, quotation: Quotation) -> Claim | None:
        """A source that the same sentence names in front with its year or key."""
        inside = passage.block == quotation.block
        start = (
            passage.find_sentence_start(quotation.start)
            if inside
            else passage.find_last_sentence_start()
        )
        end = quotation.start if inside else len(passage.text)
        return self._find_nearest_source(passage.find_evidence_between(start, end))

    def _find_earlier_source(self, passage: DraftPassage, quotation: Quotation) -> Claim | None:
        """The nearest source cited earlier in the paragraph."""
        end = quotation.start if passage.block == quotation.block else len(passage.text)
        return self._find_nearest_source(passage.find_evidence_between(0, end))

    def _find_nearest_source(self, evidence: Sequence[CitationEvidence]) -> Claim | None:
        found = [
            slot.claim
            for e in evidence
            if not e.inside and not e.is_mark
            for slot in e.slots
            if slot.claim.named
        ]
        return found[-1] if found else None

    def _add_slot(self, claim: Claim) -> CitationSlot:
        slot = CitationSlot((claim.block, claim.start, 0, 0, 0), claim)
        self._slots.append(slot)
        return slot


def _collect_citations(evidence: Iterable[CitationEvidence]) -> list[CitationSlot]:
    """The citations of a parenthesis, or of a note those that are no asides."""
    slots = [slot for e in evidence for slot in e.slots]
    direct = [slot for slot in slots if not slot.claim.aside] or slots
    return [slot for slot in direct if slot.claim.cites] or direct


def _has_name(text: str) -> bool:
    """Whether there is a capital that does not merely begin a sentence."""
    return any(
        word[:1].isupper() and word.lower() not in _OPENERS
        for word in re.findall(r"[^\W\d_]+", text)
    )
