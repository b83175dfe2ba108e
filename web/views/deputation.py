"""The deputation: a text beside the basket, with a clock, checked while it is typed."""

from __future__ import annotations

from markupsafe import Markup
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from corpus.errors import RequestError
from drafts.basket.arranging import find_entry
from drafts.basket.basket_file import load_basket
from drafts.basket.contents import KeptPassage
from drafts.deputation.clock import WORDS_A_MINUTE
from drafts.deputation.deputation_file import (
    LEAST_MINUTES,
    MOST_MINUTES,
    MOST_TEXT,
    Deputation,
    load_deputation,
    save_deputation,
)
from drafts.deputation.inserting import insert_quotation
from drafts.deputation.rehearsing import Rehearsal, rehearse_text
from drafts.quoting import quote_passage
from drafts.reports.phrases import describe_differences, list_remarks
from indexer.readers.flowing.flowing_text import Block
from web.forms import changing, read_field
from web.preferences import get_style
from web.rendering import fill, render
from web.site import get_site


def show_deputation(request: Request) -> Response:
    """The text, what is to be said of it, and the basket."""
    site = get_site(request)
    kept = load_deputation(site.paths)
    with site.shelf.lend() as library:
        told = {one.item.id: one.told_by for one in library.entries if one.told_by}
    return render(
        request,
        "deputation.html",
        told=told,
        kept=kept,
        said=_describe(request, kept),
        basket=load_basket(site.paths).entries,
        limits=(5, 3),
        least=LEAST_MINUTES,
        most=MOST_MINUTES,
        longest=MOST_TEXT,
        words_a_minute=WORDS_A_MINUTE,
    )


def show_large(request: Request) -> Response:
    """The text in large type, to be printed or read from the screen."""
    kept = load_deputation(get_site(request).paths)
    rehearsal = _rehearse(request, kept)
    blocks = _list_spoken(rehearsal)
    return render(request, "deputation_large.html", blocks=blocks, time=rehearsal.time)


def save(request: Request, form: FormData) -> Response:
    """Keep the text, and say what is to be said of it."""
    kept = _save(request, form, read_field(form, "text"))
    if "application/json" not in request.headers.get("accept", ""):
        return RedirectResponse("/deputation", 303)
    return JSONResponse({"revision": kept.revision, **_describe(request, kept)})


def insert(request: Request, form: FormData) -> Response:
    """Put a passage of the basket into the text, at the offset `at` or at its end."""
    site = get_site(request)
    entry = find_entry(load_basket(site.paths), read_field(form, "id"))
    if not isinstance(entry, KeptPassage):
        raise RequestError("That is a heading, not a passage.", "Choose a passage.")
    with site.shelf.lend() as library:
        quoted = quote_passage(library, str(entry.place), get_style(request))
    if " ".join(quoted.words.split()) != " ".join(entry.words.split()):
        raise RequestError(
            "The words are not what they were when they were kept.",
            "Look at it in the basket first.",
        )
    text = read_field(form, "text").replace("\r\n", "\n")
    at = read_field(form, "at")
    place = int(at) if at.isdecimal() and len(at) < 10 else len(text)
    inserted = insert_quotation(text, place, quoted.words, quoted.citation.write_as("markdown"))
    kept = _save(request, form, inserted.text)
    if "application/json" not in request.headers.get("accept", ""):
        return RedirectResponse("/deputation", 303)
    said = {"revision": kept.revision, **_describe(request, kept)}
    return JSONResponse({**said, "text": kept.text, "cursor": inserted.cursor})


def _save(request: Request, form: FormData, text: str) -> Deputation:
    revision = read_field(form, "revision")
    try:
        minutes = float(read_field(form, "minutes").replace(",", "."))
    except ValueError as error:
        raise RequestError("The minutes are no number.", "Write 5 or 3.") from error
    based_on = int(revision) if revision.isdecimal() and len(revision) < 16 else 0
    return save_deputation(get_site(request).paths, text, minutes, based_on)


def _rehearse(request: Request, kept: Deputation) -> Rehearsal:
    with get_site(request).shelf.lend() as library:
        return rehearse_text(library, kept.text, kept.minutes, hasty=True)


def _list_spoken(rehearsal: Rehearsal) -> list[Block]:
    """What is read out: all but the notes."""
    return [block for block in rehearsal.report.draft.blocks if block.note is None]


def _describe(request: Request, kept: Deputation) -> dict[str, Markup]:
    """Pieces of the page: the clock, the verdicts, and the text as it is printed."""
    rehearsal = _rehearse(request, kept)
    checked = [
        (one, [*describe_differences(one), *list_remarks(one)])
        for one in rehearsal.report.quotations
    ]
    unbalanced = rehearsal.report.unbalanced
    clock = {"time": rehearsal.time, "limit": kept.minutes}
    verdicts = {"checked": checked, "unbalanced": unbalanced}
    return {
        "clock": fill(request, "deputation_clock.html", **clock),
        "verdicts": fill(request, "deputation_verdicts.html", **verdicts),
        "printed": fill(request, "deputation_blocks.html", blocks=_list_spoken(rehearsal)),
    }


ROUTES = [
    Route("/deputation", show_deputation, name="deputation"),
    Route("/deputation/large", show_large),
    Route("/deputation/save", changing(save), methods=["POST"]),
    Route("/deputation/insert", changing(insert), methods=["POST"]),
]
