"""One record: its fields by type, and its citation while they change."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from citation.cite import cite, find_style
from citation.record.disambiguation import Context
from citation.styles.interface import Form
from citation.text.richtext import RichText
from corpus.catalogue import Catalogue
from corpus.csl import TYPES
from corpus.editing import apply_changes
from corpus.errors import CatalogueError, PinciteError
from corpus.items import Item
from corpus.kinds import KINDS
from corpus.record_form import list_form_fields, list_types, read_form
from indexer.records.saving import save_record
from web.forms import changing, read_field
from web.preferences import get_style
from web.rendering import render
from web.site import get_site

_FIELD = "field-"
"""How the names of the record's fields begin in the form."""


def show_record(request: Request) -> Response:
    """The form of a record; `?type=` shows the fields of another type."""
    item = _get_item(request)
    asked = request.query_params.get("type", "")
    return _show(request, item, {"type": asked} if asked in TYPES else {})


def preview(request: Request, form: FormData) -> Response:
    """The citations that the form as it stands would give, or what is wrong with it."""
    try:
        after = apply_changes(_get_item(request), read_form(_get_item(request), _read(form)))
    except PinciteError as error:
        return JSONResponse({"problem": str(error), "citations": []})
    citations = [
        {"form": name, "pieces": [[piece.text, piece.face] for piece in text.segments]}
        for name, text in _cite(request, after)
    ]
    return JSONResponse({"problem": "", "citations": citations})


def save(request: Request, form: FormData) -> Response:
    """Save the record, or show the form again with what is wrong."""
    item = _get_item(request)
    values, kind = _read(form), read_field(form, "kind")
    try:
        if read_field(form, "base") != _fingerprint(item):
            raise CatalogueError(
                "The record has been changed by somebody else meanwhile; nothing was saved.",
                "Compare it in another window, then send this again.",
            )
        changes = read_form(item, values, kind=kind, confirm=bool(form.get("confirm")))
        after = apply_changes(item, changes)
        if after.record != item.record:
            save_record(get_site(request).paths, item, after)
    except PinciteError as error:
        return _show(request, item, values, kind=kind, problem=error)
    return RedirectResponse(f"/documents#d-{after.id}", 303)


def _show(
    request: Request,
    item: Item,
    values: Mapping[str, str],
    *,
    kind: str = "",
    problem: PinciteError | None = None,
) -> Response:
    return render(
        request,
        "record.html",
        item=item,
        fields=list_form_fields(item, values.get("type", "")),
        values=values,
        types=list_types(),
        kinds=KINDS,
        kind=kind,
        base=_fingerprint(item),
        citations=_cite(request, item),
        problem=problem,
    )


def _get_item(request: Request) -> Item:
    """The record that the address names. Raises RequestError if there is none."""
    return Catalogue.load(get_site(request).paths.catalogue).get(request.path_params["key"])


def _read(form: FormData) -> dict[str, str]:
    """The fields of the record, as typed."""
    return {
        name.removeprefix(_FIELD): value
        for name, value in form.items()
        if name.startswith(_FIELD) and isinstance(value, str)
    }


def _cite(request: Request, item: Item) -> list[tuple[str, RichText]]:
    """The citation in the text or in a note, and the entry in a list of works."""
    style = get_style(request)
    forms = find_style(style).forms
    wanted: list[Form] = [next(iter(forms)), "bibliography"]
    context = Context((item,))
    return [
        (form, cite(item, style=style, form=form, context=context))
        for form in dict.fromkeys(wanted)
        if form in forms
    ]


def _fingerprint(item: Item) -> str:
    return sha256(repr(dict(item.record)).encode("utf-8", "replace")).hexdigest()[:24]


ROUTES = [
    Route("/documents/{key}/record", show_record, name="record"),
    Route("/documents/{key}/record/save", changing(save), methods=["POST"]),
    Route("/documents/{key}/record/preview", changing(preview), methods=["POST"]),
]
