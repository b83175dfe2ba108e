"""A citation in no style, for search results: author, title, date, pinpoint."""

from __future__ import annotations

from citation.record.source import Source
from citation.text.dates import format_day_first
from citation.text.names import join_names, list_family_names
from corpus.items import Item


def format_plain_citation(item: Item, pinpoint_text: str = "") -> str:
    """`Author, Title (date), at pinpoint`, with whatever of it is known; the item's id if nothing.

    `pinpoint_text` is said as it is: `at 147–148`, `PDF p 149, no printed number`.
    """
    source = Source(item)
    people = list_family_names(source.authors or source.editors)
    author = f"{people[0]} et al." if len(people) > 3 else join_names(people, "and", serial=True)
    date = (
        ""
        if source.shape == "law" and source.year_in_title
        else source.format_date(format_day_first)
    )
    named = ", ".join(part for part in (author, source.title.text) if part) or item.id
    dated = f"{named} ({date})" if date else named
    return f"{dated}, {pinpoint_text}" if pinpoint_text else dated
