"""Rules `missing-field`, `incomplete-record` and `invalid-record`: what a record needs to be
cited."""

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
    "case": ("title",),
    "document": ("title", "issued"),
}
"""What most styles need for each shape of document; "a|b" means that either field will do."""


def check_missing_fields(item: Item) -> Iterator[Finding]:
    """Findings on what the record lacks or only guesses; a guessed field is not also missing."""
    edit = f"`pincite edit {item.id}`"
    if item.incomplete:
        guessed = format_list(f"“{field}”" for field in item.incomplete)
        wrong = f"{guessed} {'were' if len(item.incomplete) > 1 else 'was'} guessed from the file."
        remedy = f"Look at the document and correct the record with {edit}."
        field = item.incomplete[0]
        yield Finding("incomplete-record", item.id, wrong, remedy, "warning", field)
    for needed in _NEEDED[Source(item).shape]:
        fields = needed.split("|")
        if any(_has_field(item, field) for field in fields) or set(fields) & set(item.incomplete):
            continue
        named = format_list((f"“{field}”" for field in fields), "or")
        wrong = f"The record has no {named}, which a citation needs."
        remedy = f"Add it with {edit}."
        if needed == "issued":
            wrong = "The record has no date, so citations will say “n.d.” or nothing."
            remedy = "Add “issued”, or, if the document bears no date, “accessed”."
        yield Finding("missing-field", item.id, wrong, remedy, "warning", fields[0])


def check_record_validity(item: Item) -> Iterator[Finding]:
    """Findings on what is not valid CSL-JSON; unknown fields are only warnings."""
    for problem in check_catalogue([item]):
        severity: Severity = "error" if problem.severity == "error" else "warning"
        wrong = problem.message[:1].upper() + problem.message[1:].rstrip(".") + "."
        remedy = f"Correct it with `pincite edit {item.id}` or in catalogue.json."
        yield Finding("invalid-record", item.id, wrong, remedy, severity, problem.field)


def _has_field(item: Item, field: str) -> bool:
    if field == "issued":
        source = Source(item)
        return bool(source.format_date(str)) or item.get_date("accessed") is not None
    value = item.record.get(field)
    return bool(value.strip() if isinstance(value, str) else value)
