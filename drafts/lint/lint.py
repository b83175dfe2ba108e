"""The whole reference check: a catalogue alone, or a draft against its own list and a catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.items import Item
from corpus.validation import check_record
from drafts.lint.acronyms import check_misspelt_acronyms, check_unexplained_acronyms
from drafts.lint.body_names import check_body_names
from drafts.lint.catalogue_dates import check_record_dates
from drafts.lint.catalogue_fields import check_missing_fields, check_record_validity
from drafts.lint.catalogue_labels import check_item_labels
from drafts.lint.entry_rules import check_entries_and_citations
from drafts.lint.finding import Finding
from drafts.lint.label_rules import check_ambiguous_labels, check_citation_forms
from drafts.lint.legal_records import check_legal_record
from drafts.lint.list_entries import check_list_entries
from drafts.lint.names_in_text import check_misspelt_names
from drafts.lint.page_forms import check_page_words, check_range_hyphens
from drafts.lint.prepared_draft import PreparedDraft
from drafts.lint.proxy_addresses import check_proxy_address, check_text_for_proxies
from drafts.quotations.draft_reading import read_draft_apart

if TYPE_CHECKING:
    from corpus.apart.pool import Pool

_DRAFT_RULES = (
    check_entries_and_citations,
    check_misspelt_acronyms,
    check_ambiguous_labels,
    check_citation_forms,
    check_page_words,
    check_range_hyphens,
    check_unexplained_acronyms,
    check_misspelt_names,
    check_list_entries,
)


def check_references(
    items: Sequence[Item], draft: Path | None = None, apart: Pool | None = None
) -> list[Finding]:
    """What is wrong with the draft's citations and list, in the order of their places; without a
    draft, what is wrong with the catalogue. The draft is read in a process of the pool `apart`.

    Raises FlowingTextError, or a ReadingError for a PDF, when the draft cannot be read.
    """
    if draft is None:
        return list(_check_catalogue(items))
    sound = [item for item in items if not _is_broken(item)]
    prepared = PreparedDraft(read_draft_apart(draft, apart), sound)
    order = {block.where: at for at, block in enumerate(prepared.blocks)}
    order |= {entry.place: entry.block for entry in prepared.entries}
    return sorted(_check_draft(prepared), key=lambda finding: order.get(finding.place, 0))


def _check_catalogue(items: Sequence[Item]) -> Iterator[Finding]:
    """What is wrong with each record, then what is wrong between them.

    A record that is not valid CSL-JSON is reported as such, and left out of the other rules.
    """
    sound: list[Item] = []
    for item in items:
        invalid = list(check_record_validity(item))
        yield from invalid
        if any(finding.severity == "error" for finding in invalid):
            continue
        sound.append(item)
        yield from check_record_dates(item)
        if proxied := check_proxy_address(item.get_text("URL"), item.id, "URL"):
            yield proxied
        yield from check_missing_fields(item)
        yield from check_legal_record(item)
    yield from check_item_labels(sound)
    yield from check_body_names(sound)


def _check_draft(draft: PreparedDraft) -> Iterator[Finding]:
    yield from _check_keys(draft)
    for check in _DRAFT_RULES:
        yield from check(draft)
    places = {entry.block: entry.place for entry in draft.entries}
    for at, block in enumerate(draft.blocks):
        yield from check_text_for_proxies(block.text, places.get(at, block.where))


def _check_keys(draft: PreparedDraft) -> Iterator[Finding]:
    """Unknown keys in brackets, or anywhere if the draft has known ones: otherwise "@name" may be
    somebody's account."""
    known = {item.id.casefold() for item in draft.items}
    keyed = [(claim, claim.key) for claim in draft.claims if claim.key is not None]
    by_key = any(key.casefold() in known for _, key in keyed)
    for claim, key in keyed:
        before = draft.blocks[claim.block].text[: claim.start]
        certain = by_key or before.rfind("[") > before.rfind("]")
        if certain and key.casefold() not in known:
            yield Finding(
                "no-entry",
                claim.where,
                f"There is no item “{key}” in the catalogue.",
                "Correct the key; `pincite list` shows all keys.",
            )


def _is_broken(item: Item) -> bool:
    return any(problem.severity == "error" for problem in check_record(item.record))
