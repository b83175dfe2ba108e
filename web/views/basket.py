"""The basket: passages put aside, arranged, compared with the files, exported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from citation.written.excerpt_citations import make_citer
from corpus.errors import RequestError
from drafts.basket import arranging
from drafts.basket.accepting import accept_changes
from drafts.basket.basket_file import change_basket, load_basket
from drafts.basket.contents import Basket, Entry
from drafts.basket.exports.exporting import FORMATS, SUFFIXES, ExportFormat, export_basket
from drafts.basket.keeping import keep_results
from drafts.basket.rechecking import Rechecked, recheck_basket
from indexer.opening import open_library
from web.forms import changing, read_field
from web.preferences import get_style
from web.rendering import render
from web.site import get_site
from web.views.preferences import make_local

_TYPES: dict[ExportFormat, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "markdown": "text/markdown; charset=utf-8",
    "biblatex": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "csl-json": "application/vnd.citationstyles.csl+json",
}
_MOST_REMOVED = 50


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """An entry as the page shows it: a heading, or a passage as it is now."""

    entry: Entry
    checked: Rechecked | None
    """None for a heading."""


class _Removed:
    """What was removed in this server's time, so that it can be put back."""

    def __init__(self) -> None:
        self._entries: dict[str, tuple[Entry, str]] = {}
        self._lock = Lock()

    def note(self, basket: Basket, id: str) -> None:
        """Remember an entry of the basket, and what it stands before."""
        at = basket.entries.index(arranging.find_entry(basket, id))
        following = basket.entries[at + 1].id if at + 1 < len(basket.entries) else ""
        with self._lock:
            self._entries[basket.entries[at].id] = (basket.entries[at], following)
            while len(self._entries) > _MOST_REMOVED:
                del self._entries[next(iter(self._entries))]

    def take(self, id: str) -> tuple[Entry, str]:
        """The entry, and what it stood before. Raises RequestError if it is not remembered."""
        with self._lock:
            if id not in self._entries:
                raise RequestError("That cannot be put back any more.", "Search for it again.")
            return self._entries.pop(id)


_removed = _Removed()


def show_basket(request: Request) -> Response:
    """The page of the basket; `?compare=1` compares it with the files' content first, `?heading=ID`
    asks for a heading to be put above an entry."""
    thorough = bool(request.query_params.get("compare"))
    basket, checked = _recheck(request, thorough=thorough)
    by_id = {one.passage.id: one for one in checked}
    return render(
        request,
        "basket.html",
        entries=[ShownEntry(entry, by_id.get(entry.id)) for entry in basket.entries],
        passages=len(checked),
        changed=sum(1 for one in checked if one.state != "same"),
        thorough=thorough,
        formats=FORMATS,
        removed=request.query_params.get("removed", ""),
        added=request.query_params.get("added", ""),
        headed=request.query_params.get("heading", ""),
        stamp=_stamp(basket),
    )


def send_stamp(request: Request) -> Response:
    """A word that changes when the basket does."""
    return JSONResponse({"stamp": _stamp(load_basket(get_site(request).paths))})


def _recheck(request: Request, *, thorough: bool) -> tuple[Basket, list[Rechecked]]:
    site, style = get_site(request), get_style(request)
    basket = load_basket(site.paths)
    if not thorough:
        with site.shelf.lend() as library:
            cite = make_citer(style, library.catalogue)
            return basket, recheck_basket(library, basket, cite, thorough=False)
    # files are read: others do not wait for this library
    library = open_library(site.paths, apart=site.apart)
    try:
        cite = make_citer(style, library.catalogue)
        return basket, recheck_basket(library, basket, cite, thorough=True)
    finally:
        library.close()


def _stamp(basket: Basket) -> str:
    from hashlib import sha256

    return sha256(repr(basket).encode("utf-8", "replace")).hexdigest()[:16]


def keep(request: Request, form: FormData) -> Response:
    """Put passages aside, named by the ids of results."""
    names = [name for name in form.getlist("passage") if isinstance(name, str) and name]
    if not names:
        raise RequestError("No passage is named.", "Choose one on a page of results.")
    note, under = read_field(form, "note"), read_field(form, "under")
    site = get_site(request)
    before = {passage.id for passage in load_basket(site.paths).passages}
    with site.shelf.lend() as library:
        kept, basket = keep_results(library, names, note=note, under=under)
    if _wants_json(request):
        ids = [passage.id for passage in kept]
        already = before.issuperset(ids)
        return JSONResponse({"kept": len(basket.passages), "ids": ids, "already": already})
    return RedirectResponse(make_local(read_field(form, "back") or "/basket"), 303)


def move(request: Request, form: FormData) -> Response:
    """Move an entry: `way` is up or down, or `before` names another entry, "" for the end."""
    id, way = read_field(form, "id"), read_field(form, "way")
    if way in ("up", "down"):
        return _change(request, form, arranging.move_by_one(id, up=way == "up"))
    return _change(request, form, arranging.move_entry(id, read_field(form, "before")))


def write_note(request: Request, form: FormData) -> Response:
    """Change the note of a passage.

    It is `note`, or `note-ID` where the form of all notes is sent by the button beside one of them.
    """
    id = read_field(form, "id")
    note = read_field(form, "note" if "note" in form else f"note-{id}")
    change = arranging.set_note(id, note)
    return _change(request, form, change)


def write_heading(request: Request, form: FormData) -> Response:
    """Add a heading, at the end or above the entry `before`, or change the one that `id` names."""
    id, text = read_field(form, "id"), read_field(form, "text")
    if id:
        return _change(request, form, arranging.rename_heading(id, text))
    add = arranging.add_heading(text, read_field(form, "before"))
    there: set[str] = set()

    def change(basket: Basket) -> Basket:
        there.update(entry.id for entry in basket.entries)
        return add(basket)

    basket = change_basket(get_site(request).paths, change)
    new = next(entry.id for entry in basket.entries if entry.id not in there)
    if _wants_json(request):
        return _answer(request, basket, new)
    return RedirectResponse(f"/basket?added={new}#e-{new}", 303)


def remove(request: Request, form: FormData) -> Response:
    """Remove an entry, which can be put back; then on to the page `back` or, without it, to the
    basket."""
    paths, id = get_site(request).paths, read_field(form, "id")

    def change(basket: Basket) -> Basket:
        _removed.note(basket, id)
        return arranging.remove_entries([id])(basket)

    basket = change_basket(paths, change)
    if _wants_json(request):
        return JSONResponse({"removed": id, "kept": len(basket.passages)})
    back = read_field(form, "back")
    return RedirectResponse(make_local(back) if back else f"/basket?removed={id}", 303)


def put_back(request: Request, form: FormData) -> Response:
    """Put back what was removed."""
    entry, before = _removed.take(read_field(form, "id"))
    return _change(request, form, arranging.restore_entry(entry, before))


def accept(request: Request, form: FormData) -> Response:
    """Take over the words and place of the file as they are now."""
    id = read_field(form, "id")
    with get_site(request).shelf.lend() as library:
        basket = accept_changes(library, [id])
    return _answer(request, basket, id)


def _change(request: Request, form: FormData, change: Callable[[Basket], Basket]) -> Response:
    basket = change_basket(get_site(request).paths, change)
    return _answer(request, basket, read_field(form, "id"))


def _answer(request: Request, basket: Basket, id: str) -> Response:
    if _wants_json(request):
        order = [entry.id for entry in basket.entries]
        said = {"order": order, "stamp": _stamp(basket), "kept": len(basket.passages)}
        return JSONResponse(said)
    known = any(entry.id == id for entry in basket.entries)
    return RedirectResponse(f"/basket#e-{id}" if known else "/basket", 303)


def _wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


def export(request: Request) -> Response:
    """The basket as a file or, where something is not as it was kept, first what that is."""
    wanted = next((one for one in FORMATS if one == request.query_params.get("format")), None)
    if wanted is None:
        raise RequestError("No such format.", f"Choose {', '.join(FORMATS)}.")
    site = get_site(request)
    library = open_library(site.paths, apart=site.apart)
    try:
        made = export_basket(library, load_basket(site.paths), wanted, get_style(request))
    finally:
        library.close()
    if made.changed and not request.query_params.get("anyway"):
        return render(request, "basket_export.html", changed=made.changed, wanted=wanted)
    name = f"passages{SUFFIXES[wanted]}"
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return Response(made.content, media_type=_TYPES[wanted], headers=headers)


ROUTES = [
    Route("/basket", show_basket, name="basket"),
    Route("/basket/stamp", send_stamp),
    Route("/basket/export", export),
    Route("/basket/keep", changing(keep), methods=["POST"]),
    Route("/basket/move", changing(move), methods=["POST"]),
    Route("/basket/note", changing(write_note), methods=["POST"]),
    Route("/basket/heading", changing(write_heading), methods=["POST"]),
    Route("/basket/remove", changing(remove), methods=["POST"]),
    Route("/basket/put-back", changing(put_back), methods=["POST"]),
    Route("/basket/accept", changing(accept), methods=["POST"]),
]
