"""What the JSON API offers: each operation with its parameters, and the command it is like."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from citation.written.citation import AskedPlace
from corpus.errors import RequestError
from corpus.frozen import frozen
from drafts.basket.listing import list_basket
from drafts.quoting import cite_item, quote_passage
from indexer.inventory import check_corpus, list_holdings
from indexer.library import Library
from indexer.minute_listing import list_minutes
from indexer.page_labels import list_labelled_pages
from search.answering.answer import answer_question
from search.answering.asked_pages import AskedPages, find_asked_pages
from search.answering.distribution import distribute
from search.answering.result import Question
from search.answering.timeline import make_timeline
from search.asking.fields import read_filter_options
from search.locating.locate import Locator
from web.citers import get_citer
from web.preferences import require_style

_MOST_RESULTS = 500
_MOST_CHARACTERS = 20_000
"""Of one value."""

Value = str | int | bool
Values = Mapping[str, Any]


@frozen
class Parameter:
    """A value that an operation takes from the address."""

    name: str
    about: str
    type: Literal["string", "integer", "boolean"] = "string"
    required: bool = False
    default: Value = ""


@frozen
class Operation:
    """One thing to ask for."""

    path: str
    about: str
    parameters: tuple[Parameter, ...]
    answer: Callable[[Library, Values], Any]
    command: str
    """The command whose `--json` has the same objects."""


_ITEM = Parameter("item", "Citation key or file of a document.", required=True)
_STYLE = Parameter("style", "Citation style; by default the one chosen in the page.")
_FILTERS = (
    Parameter("kind", "Only documents of this kind."),
    Parameter("item", "Only the document with this citation key."),
    Parameter("from", "Earliest date: 2008, 2008-11 or 2008-11-20."),
    Parameter("to", "Latest date."),
)
_QUESTION = Parameter("q", "A question, words, phrases, filters.", required=True)


def _search(library: Library, values: Values) -> Any:
    question = Question(
        values["q"],
        values["fuzzy"],
        _read_filters(values),
        values["context"],
        values["all"],
        values["limit"],
    )
    answer = answer_question(library, question, get_citer(library, values["style"]))
    return {**answer.as_json(), "distribution": distribute(library, answer).as_json()}


def _read_filters(values: Values) -> Any:
    return read_filter_options(
        kind=values["kind"] or None,
        item=values["item"] or None,
        date_from=values["from"] or None,
        date_to=values["to"] or None,
    )


def _show(library: Library, values: Values) -> Any:
    asked = AskedPages(
        values["page"], values["pdf_page"] or None, values["minute"], values["next"], values["para"]
    )
    if values["name"].isdigit():
        raise RequestError("Results have no numbers here.", "Use the id of the result.")
    passage = find_asked_pages(library, values["name"], asked)
    citation = get_citer(library, values["style"])(passage.entry.item, passage.labels)
    return passage.as_json() | {"citation": citation}


def _list_basket(library: Library, values: Values) -> Any:
    return list_basket(library, get_citer(library, values["style"]))


def _cite(library: Library, values: Values) -> Any:
    place = AskedPlace(values["page"], values["para"], "", values["minute"])
    return cite_item(library, values["item"], place, values["style"]).as_json()


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "/api/search",
        "Passages that answer a question, and how the pages that do are distributed.",
        (
            _QUESTION,
            *_FILTERS,
            Parameter("fuzzy", "Let every word be misspelt.", "boolean", default=False),
            Parameter("all", "Every hit, not only the best.", "boolean", default=False),
            Parameter("context", "Extra sentences around a hit.", "integer", default=0),
            Parameter("limit", "Number of results.", "integer", default=10),
            _STYLE,
        ),
        _search,
        "search",
    ),
    Operation(
        "/api/timeline",
        "Pages with something, by year and kind.",
        (_QUESTION, *_FILTERS),
        lambda library, values: make_timeline(
            library, values["q"], _read_filters(values)
        ).as_json(),
        "timeline",
    ),
    Operation(
        "/api/locate",
        "Where a remembered sentence stands.",
        (
            Parameter("quotation", "The words.", required=True),
            Parameter("limit", "Number of places.", "integer", default=2),
        ),
        lambda library, values: (
            Locator(library).locate(values["quotation"], limit=values["limit"]).as_json()
        ),
        "locate",
    ),
    Operation(
        "/api/show",
        "Whole pages of a result or of an item.",
        (
            Parameter("name", "Id of a result, citation key, or file.", required=True),
            Parameter("page", "Printed page: 12, iv; or 12-14."),
            Parameter("pdf_page", "Page by its position in the file.", "integer", default=0),
            Parameter("minute", "Minute: P208/12."),
            Parameter("para", "Numbered paragraph: 44."),
            Parameter("next", "The page after those.", "boolean", default=False),
            _STYLE,
        ),
        _show,
        "show",
    ),
    Operation(
        "/api/passage",
        "The words of a passage, quoted and cited.",
        (Parameter("passage", "Id of a result.", required=True), _STYLE),
        lambda library, values: quote_passage(
            library, values["passage"], values["style"]
        ).as_json(),
        "cite",
    ),
    Operation(
        "/api/cite",
        "The citation of an item.",
        (
            _ITEM,
            Parameter("page", "Printed page: 147, 147-148."),
            Parameter("para", "Paragraph: 12."),
            Parameter("minute", "Minute: P208/12."),
            _STYLE,
        ),
        _cite,
        "cite",
    ),
    Operation(
        "/api/pages",
        "The label of every page of a document, and where it comes from.",
        (_ITEM,),
        lambda library, values: list_labelled_pages(library, values["item"])[0].as_json(),
        "pages",
    ),
    Operation(
        "/api/minutes",
        "The numbered items of minutes.",
        (_ITEM,),
        lambda library, values: list_minutes(library, library.get_entry(values["item"])).as_json(),
        "minutes",
    ),
    Operation(
        "/api/list",
        "Every document.",
        (),
        lambda library, _: [holding.as_json() for holding in list_holdings(library)],
        "list",
    ),
    Operation(
        "/api/basket",
        "The passages put aside, under their headings, each as it is now.",
        (_STYLE,),
        _list_basket,
        "basket",
    ),
    Operation(
        "/api/status",
        "What the corpus holds, and what is wrong with it.",
        (),
        lambda library, _: check_corpus(library).as_json(),
        "status",
    ),
)


def read_values(operation: Operation, given: Mapping[str, str], style: str) -> dict[str, Any]:
    """The values of an operation's parameters; `style` where none is given. Raises RequestError for
    one that is missing or cannot be read."""
    values: dict[str, Any] = {
        one.name: _read_value(one, given.get(one.name, "")) for one in operation.parameters
    }
    if "style" in values:
        values["style"] = require_style(values["style"]) if values["style"] else style
    return values


def _read_value(parameter: Parameter, text: str) -> Value:
    if not text:
        if parameter.required:
            raise RequestError(f"The parameter {parameter.name} is missing.", parameter.about)
        return parameter.default
    if len(text) > _MOST_CHARACTERS:
        raise RequestError(f"The parameter {parameter.name} is too long.", parameter.about)
    if parameter.type == "boolean":
        return text.lower() not in ("0", "false", "no")
    if parameter.type == "integer":
        if not (text.isascii() and text.isdigit()) or len(text) > 7 or int(text) > _MOST_RESULTS:
            raise RequestError(
                f"The parameter {parameter.name} is not a number from 0 to {_MOST_RESULTS}."
            )
        return int(text)
    return text


def describe_api(version: str) -> dict[str, Any]:
    """The API as OpenAPI 3.1 describes one."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "pincite", "version": version},
        "paths": {one.path: {"get": _describe_operation(one)} for one in OPERATIONS},
        "components": {"schemas": {"Error": _ERROR}},
    }


_ERROR: Mapping[str, Any] = {
    "type": "object",
    "required": ["error", "remedy"],
    "properties": {
        "error": {"type": "string", "description": "What is wrong, one sentence."},
        "remedy": {"type": "string", "description": "What to do, or empty."},
    },
}


def _describe_operation(operation: Operation) -> dict[str, Any]:
    refused = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    return {
        "operationId": operation.path.rpartition("/")[2],
        "summary": operation.about,
        "description": f"The objects are those of `pincite {operation.command} --json`, which"
        " docs/json.md describes.",
        "parameters": [
            {
                "name": one.name,
                "in": "query",
                "required": one.required,
                "description": one.about,
                "schema": {"type": one.type}
                | ({} if one.required or one.default == "" else {"default": one.default}),
            }
            for one in operation.parameters
        ],
        "responses": {
            "200": {"description": "Found.", "content": {"application/json": {}}},
            "400": {"description": "Not possible.", "content": refused},
        },
    }
