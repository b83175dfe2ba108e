"""A draft made ready for the rules: its list, its citations, and the words that are its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from corpus.items import Item
from drafts.citations.claim import Claim
from drafts.claims.claim_finder import find_claims
from drafts.lint.author_date_labels import AuthorDateLabel, read_label
from drafts.lint.cited_works import CitedWorks
from drafts.lint.reference_list import ReferenceEntry, read_reference_list
from drafts.quotations.quotation_finder import Quotation, find_quotations
from indexer.readers.flowing.flowing_text import Block, FlowingText


class PreparedDraft:
    """A draft and the catalogue beside it."""

    def __init__(self, draft: FlowingText, items: Sequence[Item]) -> None:
        self.draft = draft
        self.items = tuple(items)
        self.entries: tuple[ReferenceEntry, ...] = read_reference_list(draft)
        self._listed = frozenset(entry.block for entry in self.entries)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The citations in text and notes, in reading order; none of the list or of quotations."""
        found = find_claims(self.draft, self._quotations).all
        return tuple(claim for claim in found if claim.block not in self._listed)

    @cached_property
    def labels(self) -> tuple[AuthorDateLabel, ...]:
        """The author-date citations among them."""
        return tuple(label for claim in self.claims if (label := read_label(claim)) is not None)

    @cached_property
    def catalogue(self) -> CitedWorks:
        """The works of the catalogue."""
        return CitedWorks.build_from_catalogue(self.items)

    @cached_property
    def works(self) -> CitedWorks:
        """What citations must have an entry in: the draft's list, else the catalogue."""
        return CitedWorks.build_from_list(self.entries) if self.entries else self.catalogue

    @cached_property
    def author_date(self) -> bool:
        """Whether it cites by author and year: one such citation answers to a work."""
        return any(self.works.find_fitting(label) for label in self.labels)

    @cached_property
    def commas(self) -> frozenset[bool | None]:
        """How the citations that answer to a work have name and year parted."""
        return frozenset(label.comma for label in self.labels if self.works.find_fitting(label))

    @cached_property
    def own_words(self) -> tuple[tuple[Block, str], ...]:
        """Paragraphs and notes with what others say blanked out, the list left out."""
        quoted: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for quotation in self._quotations:
            for span in quotation.spans:
                quoted[span.block].append((span.start, span.end))
        made = []
        for at, block in self.list_blocks():
            text = block.text
            for start, end in quoted[at]:
                text = text[:start] + "¦" * (end - start) + text[end:]
            made.append((block, text))
        return tuple(made)

    def list_blocks(self) -> Iterator[tuple[int, Block]]:
        """Paragraphs and notes with their 0-based index, the list left out."""
        for at, block in enumerate(self.draft.blocks):
            if at not in self._listed:
                yield at, block

    @cached_property
    def _quotations(self) -> tuple[Quotation, ...]:
        return tuple(find_quotations(self.draft).quotations)
