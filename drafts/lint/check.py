"""The whole reference check: a catalogue alone, or a draft against its own list and a catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.items import Item
from drafts.lint.acronyms import acronyms_misspelt, acronyms_unexplained
from drafts.lint.addresses import proxies_in
from drafts.lint.ambiguous import ambiguous_labels
from drafts.lint.catalogue import catalogue_findings
from drafts.lint.entries import entries_and_citations
from drafts.lint.finding import Finding
from drafts.lint.forms import several_forms
from drafts.lint.list_entries import list_findings
from drafts.lint.names_in_text import misspelt_names
from drafts.lint.pinpoints import hyphens_in_ranges, page_words
from drafts.lint.text import Text
from indexer.readers.flowing.draft import Draft


def check_references(items: Sequence[Item], draft: Path | None = None) -> list[Finding]:
    """What is wrong with the catalogue, or, where there is a draft, with the draft.

    Raises DraftError, or a ReadingError for a PDF, when the draft cannot be read.
    """
    if draft is None:
        return list(catalogue_findings(items))
    from drafts.quotations.reading import read_draft

    return check_draft_references(read_draft(draft), items)


def check_draft_references(draft: Draft, items: Sequence[Item]) -> list[Finding]:
    """What is wrong with a draft's citations and list, in the order of their places."""
    text = Text(draft, [item for item in items if not _is_broken(item)])
    found = list(_findings(text))
    order = {block.where: at for at, block in enumerate(draft.blocks)}
    order |= {entry.place: entry.block for entry in text.entries}
    return sorted(found, key=lambda one: order.get(one.place, 0))


def _findings(text: Text) -> Iterator[Finding]:
    yield from _unknown_keys(text)
    yield from entries_and_citations(text)
    yield from acronyms_misspelt(text)
    yield from ambiguous_labels(text)
    yield from several_forms(text)
    yield from page_words(text)
    yield from hyphens_in_ranges(text)
    yield from acronyms_unexplained(text)
    yield from misspelt_names(text)
    yield from list_findings(text)
    places = {entry.block: entry.place for entry in text.entries}
    for at, block in enumerate(text.draft.blocks):
        yield from proxies_in(block.text, places.get(at, block.where))


def _unknown_keys(text: Text) -> Iterator[Finding]:
    """Keys in brackets, or any where the draft has known ones: else "@name" may be an account."""
    known = {item.id.casefold() for item in text.items}
    keyed = [claim for claim in text.claims if claim.key is not None]
    by_key = any((claim.key or "").casefold() in known for claim in keyed)
    for claim in keyed:
        before = text.draft.blocks[claim.block].text[: claim.start]
        certain = by_key or before.rfind("[") > before.rfind("]")
        if certain and (claim.key or "").casefold() not in known:
            yield Finding(
                "no-entry",
                claim.where,
                f"There is no item “{claim.key}” in the catalogue.",
                "Correct the key; `pincite list` shows those there are.",
            )


def _is_broken(item: Item) -> bool:
    from corpus.validation import check_record

    return any(found.severity == "error" for found in check_record(item.record))
