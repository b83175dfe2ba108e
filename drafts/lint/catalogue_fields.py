"""Rules `missing-field`, `incomplete-record` and `invalid-record`: what a record cannot be cited
without."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from citation.record.source import Shape, Source
from corpus.items import Item
from corpus.validation import check_catalogue
from drafts.lint.finding import Finding, Severity, format_list

_NEEDED: Mapping[Shape, tuple[str, ...]] = {
    "minutes": ("author", "issued"),
    "brief": ("title", "author", "issued"),
    "decision": ("title", "author", "issued"),
    "staff-report": ("title", "author", "issued"),
    "report": ("title", "author|publisher", "issued"),
    "review": ("title", "author|publisher", "issued"),
    "paper": ("title", "author", "issued"),
    "book": ("title", "author|editor|translator", "publisher", "issued"),
    "chapter": ("title", "author|editor", "container-title", "issued"),
    "journal": ("title", "author|editor", "container-title", "volume|issue|DOI", "issued"),
    "news": ("title", "container-title|publisher", "issued"),
    "web": ("title", "URL|DOI"),
    "thesis": ("title", "author", "publisher", "issued"),
    "law": ("title", "container-title|number|section|references|chapter-number|authority"),
    "case": ("title", "container-title|number|references|authority"),
    "document": ("title", "issued"),
}
"""What each sort of document needs in most styles; of fields parted by "|" one is enough."""


def check_missing_fields(item: Item) -> Iterator[Finding]:
    """Findings on what the record lacks or was only guessed; the second takes in the first."""
    if item.incomplete:
        guessed = format_list(f"“{field}”" for field in item.incomplete)
        yield Finding(
            "incomplete-record",
            item.id,
            f"{guessed} {'were' if len(item.incomplete) > 1 else 'was'} guessed from the file.",
            f"Look at the document and correct the record with `pincite edit {item.id}`.",
            "warning",
            item.incomplete[0],
        )
    for needed in _NEEDED[Source(item).shape]:
        fields = needed.split("|")
        if any(_has_field(item, field) for field in fields) or set(fields) & set(item.incomplete):
            continue
        yield _make_finding(item, fields)


def check_record_validity(item: Item) -> Iterator[Finding]:
    """What is not as CSL-JSON has it; fields that CSL does not know are only warned of."""
    for found in check_catalogue([item]):
        severity: Severity = "error" if found.severity == "error" else "warning"
        message = found.message[:1].upper() + found.message[1:].rstrip(".")
        remedy = f"Correct it with `pincite edit {item.id}` or in catalogue.json."
        yield Finding("invalid-record", item.id, f"{message}.", remedy, severity, found.field)


def _make_finding(item: Item, fields: list[str]) -> Finding:
    named = format_list((f"“{field}”" for field in fields), "or")
    if fields == ["issued"]:
        return Finding(
            "missing-field",
            item.id,
            "The record has no date, so citations will say “n.d.” or nothing.",
            "Add “issued”, or, if the document bears no date, “accessed”.",
            "warning",
            "issued",
        )
    return Finding(
        "missing-field",
        item.id,
        f"The record has no {named}, which a citation needs.",
        f"Add it with `pincite edit {item.id}`.",
        "warning",
        fields[0],
    )


def _has_field(item: Item, field: str) -> bool:
    if field == "issued":
        source = Source(item)
        return bool(source.format_date(str)) or item.get_date("accessed") is not None
    value = item.record.get(field)
    return bool(value.strip() if isinstance(value, str) else value)
