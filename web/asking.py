"""A search as its address says it: the same words make the question, the links and the title."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from corpus.frozen import frozen, get_fields
from search.answering.result import Question
from search.asking.fields import read_filter_options

_USUAL = 10
MOST = 200
"""Results on one page."""


@frozen
class AskedSearch:
    """What the search form says; "" where a field is empty."""

    q: str = ""
    kind: str = ""
    item: str = ""
    date_from: str = ""
    date_to: str = ""
    fuzzy: bool = False
    every_hit: bool = False
    limit: int = _USUAL

    def make_question(self) -> Question:
        """The question for the search. Raises RequestError for a filter that cannot be read."""
        filters = read_filter_options(
            kind=self.kind or None,
            item=self.item or None,
            date_from=self.date_from or None,
            date_to=self.date_to or None,
        )
        return Question(
            self.q,
            self.fuzzy,
            filters,
            every_hit=self.every_hit,
            limit=self.limit,
            by_page=self.every_hit and bool(self.item),
        )

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the question limits what is found."""
        return bool(self.kind or self.item or self.date_from or self.date_to)

    def make_address(self, path: str = "/", **changes: Any) -> str:
        """The address of this search, or of the one with `changes`."""
        values = {**get_fields(self), **changes}
        said = {
            _PARAMETERS.get(name, name): 1 if value is True else value
            for name, value in values.items()
            if value and (name, value) != ("limit", _USUAL)
        }
        return f"{path}?{urlencode(said)}" if said else path


_PARAMETERS = {"date_from": "from", "date_to": "to", "every_hit": "all"}
"""Fields that have another name in an address."""


def read_search(query: QueryParams) -> AskedSearch:
    """The search that an address asks for."""
    limit = query.get("limit", "")
    every_hit = bool(query.get("all"))
    usual = MOST if every_hit else _USUAL
    return AskedSearch(
        query.get("q", "").strip(),
        query.get("kind", "").strip(),
        query.get("item", "").strip(),
        query.get("from", "").strip(),
        query.get("to", "").strip(),
        bool(query.get("fuzzy")),
        every_hit,
        min(int(limit), MOST) if limit.isdecimal() and int(limit[:6]) else usual,
    )
