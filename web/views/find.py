"""A sentence is remembered or badly scanned: where does it stand?"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from corpus.frozen import frozen
from drafts.match_places import place_match
from indexer.labels.pinpoint_wording import describe_evidence
from indexer.readers.signatures import has_sheets
from indexer.words.tokens import split_words
from search.locating.locate import Locator
from search.locating.match import Match
from web.citers import get_citer
from web.preferences import get_style
from web.rendering import render
from web.site import get_site

_MOST_PLACES = 5
_MOST_SEARCHED = 30
"""Words of a sentence that is not found, offered as a search: without signs, which mean something
there."""
MOST_CHARACTERS = 5_000
"""Of a sentence: an address takes no more in every browser."""


@frozen
class ShownMatch:
    """A place as its card shows it."""

    match: Match
    id: str
    citation: str
    differences: tuple[str, ...]
    evidence: tuple[str, ...]
    has_picture: bool


def find_sentence(request: Request) -> Response:
    """The form and, if a sentence was sent, its best places."""
    words = request.query_params.get("words", "").strip()[:MOST_CHARACTERS]
    if not words:
        return render(request, "find.html", words="", located=None, places=[])
    with get_site(request).shelf.lend() as library:
        located = library.make_once(Locator).locate(words, limit=_MOST_PLACES)
        cite = get_citer(library, get_style(request))
        places = [
            ShownMatch(
                match,
                str(place_match(match)),
                cite(
                    match.entry.item,
                    match.labels,
                    minute=match.context.minute.citable if match.context.minute else "",
                ),
                tuple(difference.describe() for difference in match.differences),
                tuple(describe_evidence(match.labels)),
                has_sheets(match.entry.document.reader),
            )
            for match in located.matches
        ]
        return render(
            request,
            "find.html",
            words=words,
            located=located,
            places=places,
            plain=" ".join(split_words(words)[:_MOST_SEARCHED]),
        )


ROUTES = [Route("/find", find_sentence, name="find")]
