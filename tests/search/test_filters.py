"""Filters given as options, and what is said of those that cannot be read."""

from __future__ import annotations

import pytest

from corpus.errors import RequestError
from search.asking.fields import read_filter_options
from search.asking.parse import parse
from search.asking.query import format_query


def test_options_are_filters() -> None:
    filters = read_filter_options(kind="law", item="act-2008", date_from="2005", date_to="2008")
    read = [format_query(each) for each in filters]
    assert read == ["kind:law", "item:act-2008", "date:2005..", "date:..2008"]
    assert read_filter_options() == ()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"kind": "novel"}, "--kind cannot be “novel”: the kinds are "),
        ({"date_from": "spring"}, "--from cannot be “spring”: write for example date:"),
        ({"date_to": "2008-13"}, "--to cannot be “2008-13”: write for example date:"),
    ],
)
def test_an_option_that_cannot_be_read_is_refused_with_an_example(
    options: dict[str, str], said: str
) -> None:
    with pytest.raises(RequestError) as refused:
        read_filter_options(**options)
    assert str(refused.value).startswith(said)


@pytest.mark.parametrize(
    ("length", "shown"), [(40, "x" * 40), (41, "x" * 39 + "…")], ids=["whole", "shortened"]
)
def test_of_a_long_value_the_beginning_is_repeated(length: int, shown: str) -> None:
    (note,) = parse(f"date:{'x' * length}").notes
    assert note.startswith(f"“date:{shown}” was read as words")


def test_a_range_of_one_day_or_the_wrong_way_round_is_a_range() -> None:
    for typed, read in (
        ("date:2008-11-20..2008-11-20", "date:2008-11-20"),
        ("date:2008..2005", "date:2005..2008"),
        ("date:2008-11..2008", "date:2008-11..2008"),
    ):
        root = parse(typed).root
        assert root is not None
        assert format_query(root) == read
