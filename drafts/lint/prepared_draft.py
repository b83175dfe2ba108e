"""A draft prepared for the rules: its list, its citations, and the words that are its own."""

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
from drafts.quotations.quotation_finder import find_quotations
from indexer.readers.flowing.flowing_text import Block, FlowingText


class PreparedDraft:
    """A draft and the catalogue it is checked against."""

    def __init__(self, text: FlowingText, items: Sequence[Item]) -> None:
        self.blocks = text.blocks
        self.items = tuple(items)
        self.entries: tuple[ReferenceEntry, ...] = read_reference_list(text)
        self._text = text
        self._quotations = find_quotations(text).quotations
        self._listed = frozenset(entry.block for entry in self.entries)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The citations in text and notes, in reading order, but not those in the list or in
        quotations."""
        claims = find_claims(self._text, self._quotations).all
        return tuple(claim for claim in claims if claim.block not in self._listed)

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
        """Where citations must have an entry: the draft's list, or the catalogue if it has none."""
        return CitedWorks.build_from_list(self.entries) if self.entries else self.catalogue

    @cached_property
    def author_date(self) -> bool:
        """Whether it cites by author and year: one such citation matches a work."""
        return any(self.works.find_fitting(label) for label in self.labels)

    @cached_property
    def commas(self) -> frozenset[bool | None]:
        """The `comma` of each label that matches a work."""
        return frozenset(label.comma for label in self.labels if self.works.find_fitting(label))

    @cached_property
    def own_words(self) -> tuple[tuple[Block, str], ...]:
        """Paragraphs and notes without the list, each with its text, quotations blanked out."""
        quoted: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for quotation in self._quotations:
            for span in quotation.spans:
                quoted[span.block].append((span.start, span.end))
        blanked = []
        for at, block in self.find_text_blocks():
            text = block.text
            for start, end in quoted[at]:
                text = text[:start] + "¦" * (end - start) + text[end:]
            blanked.append((block, text))
        return tuple(blanked)

    def find_text_blocks(self) -> Iterator[tuple[int, Block]]:
        """Paragraphs and notes with their 0-based index, without the list."""
        for at, block in enumerate(self.blocks):
            if at not in self._listed:
                yield at, block
