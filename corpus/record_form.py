"""A record as a form: the fields that documents of its type have, each as one line of text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from corpus.csl import FIELDS, TYPES, classify_variable
from corpus.editing import RecordChanges
from corpus.errors import RequestError
from corpus.frozen import frozen
from corpus.items import Item

_ALWAYS = "type title author issued"
_LAST = "URL accessed language note"
_ARTICLE = "container-title volume issue page DOI"
_BOOK = "editor translator edition publisher publisher-place collection-title ISBN"
_LAW = "number container-title volume page chapter-number section jurisdiction authority"
_MADE = "genre number publisher publisher-place"
_OF_TYPE: dict[str, str] = {
    "article": f"{_MADE} container-title DOI",
    "article-journal": f"{_ARTICLE} container-title-short ISSN",
    "article-magazine": _ARTICLE,
    "article-newspaper": f"{_ARTICLE} section publisher-place",
    "bill": f"{_LAW} genre",
    "book": f"volume {_BOOK}",
    "chapter": f"container-title page volume {_BOOK} DOI",
    "entry-dictionary": f"container-title page {_BOOK}",
    "entry-encyclopedia": f"container-title page {_BOOK}",
    "hearing": f"{_MADE} event-title event-place authority section",
    "legal_case": f"{_LAW} DOI",
    "legislation": f"{_LAW} title-short",
    "manuscript": f"{_MADE} archive archive_location archive-place",
    "paper-conference": f"container-title event-title event-place page {_BOOK} DOI",
    "post-weblog": "container-title publisher",
    "regulation": _LAW,
    "report": f"{_MADE} collection-title collection-number page DOI",
    "speech": f"{_MADE} event-title event-place",
    "thesis": f"{_MADE} archive",
    "treaty": f"{_LAW} publisher",
    "webpage": "container-title publisher",
}
_USUAL = f"{_MADE} container-title volume page"
_NOT_HERE = frozenset({"id", "custom", "categories", "citation-key", "abstract"})


@frozen
class FormField:
    """One field of the form."""

    name: str
    """The CSL variable."""
    kind: str
    """`names`, `date`, `number`, `text` or `type`."""
    value: str
    """As the user types it."""
    whole: bool = True
    """Whether the value holds all that the record has; else only an unchanged field stays whole."""


def list_form_fields(item: Item, type: str = "") -> list[FormField]:
    """The fields that documents of the record's type have, or of another `type`, and all others
    that the record has, in order."""
    names = f"{_ALWAYS} {_OF_TYPE.get(type or item.type, _USUAL)}".split()
    names += [name for name in item.record if name in FIELDS and name not in _NOT_HERE]
    names += _LAST.split()
    return [_make_field(item, name) for name in dict.fromkeys(names)]


def list_types() -> list[str]:
    """All types that a record may have, those with forms of their own first."""
    return [*_OF_TYPE, *sorted(TYPES - _OF_TYPE.keys())]


def read_form(
    item: Item, values: Mapping[str, str], *, kind: str = "", confirm: bool = False
) -> RecordChanges:
    """What the form changes: a field with the text that it had is left as it is, an empty one is
    removed. Unknown fields are ignored.

    Raises RequestError where a field that every record needs is empty.
    """
    assignments: list[str] = []
    removals: list[str] = []
    for name, value in _list_known(values):
        before = _make_field(item, name).value
        if value == before:
            continue
        if value:
            assignments.append(f"{name}={value}")
        elif name == "type":
            raise RequestError("Every record has a type.", "Choose one.")
        else:
            removals.append(name)
    new_kind = kind if kind and kind != item.kind else None
    return RecordChanges(
        kind=new_kind, assignments=tuple(assignments), removals=tuple(removals), confirm=confirm
    )


def _list_known(values: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for name, value in values.items():
        if name in FIELDS and name not in _NOT_HERE:
            yield name, " ".join(value.split())


def _make_field(item: Item, name: str) -> FormField:
    kind = "type" if name == "type" else classify_variable(name) or "text"
    raw = item.record.get(name)
    if kind == "names":
        names = item.get_names(name)
        return FormField(name, kind, "; ".join(map(_format_name, names)), _is_plain(raw))
    if kind == "date":
        date = item.get_date(name)
        return FormField(name, kind, str(date) if date else "", _is_one_day(raw))
    return FormField(name, kind, " ".join(item.get_text(name).split()))


def _format_name(name: Any) -> str:
    """A person as `Family, Given`, a body as it is called."""
    if name.literal:
        return str(name.literal)
    return f"{name.family}, {name.given}" if name.given else f"{name.family},"


def _is_one_day(raw: Any) -> bool:
    """Whether a date is one day, month or year and nothing else: no range, no season."""
    if not isinstance(raw, Mapping):
        return raw is None
    parts = raw.get("date-parts")
    return set(raw) == {"date-parts"} and isinstance(parts, list) and len(parts) == 1


def _is_plain(raw: Any) -> bool:
    """Whether names have nothing but what the form shows: no particles, no suffix, no comma or
    semicolon in the name of a body."""
    if not isinstance(raw, list):
        return raw is None
    return all(
        isinstance(one, Mapping)
        and set(one) <= {"family", "given", "literal"}
        and not set(",;") & set(str(one.get("literal", "")))
        for one in raw
    )
