"""The whole reference check: a catalogue alone, or a draft against its own list and a catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.items import Item
from drafts.lint.acronyms import check_misspelt_acronyms, check_unexplained_acronyms
from drafts.lint.ambiguous import check_ambiguous_labels
from drafts.lint.catalogue_rules import check_catalogue_records
from drafts.lint.entry_rules import check_entries_and_citations
from drafts.lint.finding import Finding
from drafts.lint.forms import check_citation_forms
from drafts.lint.list_entries import check_list_entries
from drafts.lint.names_in_text import check_misspelt_names
from drafts.lint.page_forms import check_page_words, check_range_hyphens
from drafts.lint.prepared_draft import PreparedDraft
from drafts.lint.proxy_addresses import check_text_for_proxies
from indexer.readers.flowing.flowing_text import FlowingText


def check_references(items: Sequence[Item], draft: Path | None = None) -> list[Finding]:
    """What is wrong with the catalogue, or, where there is a draft, with the draft.

    Raises DraftError, or a ReadingError for a PDF, when the draft cannot be read.
    """
    if draft is None:
        return list(check_catalogue_records(items))
    from drafts.quotations.draft_reading import read_draft

    return check_draft_references(read_draft(draft), items)


def check_draft_references(draft: FlowingText, items: Sequence[Item]) -> list[Finding]:
    """What is wrong with a draft's citations and list, in the order of their places."""
    text = PreparedDraft(draft, [item for item in items if not _is_broken(item)])
    found = list(_apply_rules(text))
    order = {block.where: at for at, block in enumerate(draft.blocks)}
    order |= {entry.place: entry.block for entry in text.entries}
    return sorted(found, key=lambda one: order.get(one.place, 0))


def _apply_rules(text: PreparedDraft) -> Iterator[Finding]:
    yield from _check_keys(text)
    yield from check_entries_and_citations(text)
    yield from check_misspelt_acronyms(text)
    yield from check_ambiguous_labels(text)
    yield from check_citation_forms(text)
    yield from check_page_words(text)
    yield from check_range_hyphens(text)
    yield from check_unexplained_acronyms(text)
    yield from check_misspelt_names(text)
    yield from check_list_entries(text)
    places = {entry.block: entry.place for entry in text.entries}
    for at, block in enumerate(text.draft.blocks):
        yield from check_text_for_proxies(block.text, places.get(at, block.where))


def _check_keys(text: PreparedDraft) -> Iterator[Finding]:
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
