"""Letters after years, namesakes, and how many names tell two groups of authors apart."""

from __future__ import annotations

from typing import Any

from citation.cite import cite
from citation.record.disambiguation import Context
from corpus.items import Item


def book(name: str, families: str, date: list[int], title: str = "A book") -> Item:
    authors = [
        dict(zip(("given", "family"), each.split("_"), strict=True)) for each in families.split()
    ]
    record: dict[str, Any] = {"id": name, "type": "book", "title": title, "author": authors}
    return Item(record | {"issued": {"date-parts": [date]}} if date else record)


def in_text(item: Item, *items: Item, style: str = "apa") -> str:
    return str(cite(item, style=style, form="in-text", context=Context([item, *items])))


def test_letters_follow_the_date_then_the_title() -> None:
    november = book("n", "A_Roy", [2008, 11])
    may = book("m", "A_Roy", [2008, 5])
    undetermined = book("u", "A_Roy", [2008], "Zebras")
    same_month = book("s", "A_Roy", [2008, 5], "Another book")
    items = [november, may, undetermined, same_month]
    context = Context(items)
    years = [str(cite(item, style="apa", context=context)) for item in items]
    assert years == ["(Roy, 2008d)", "(Roy, 2008c)", "(Roy, 2008a)", "(Roy, 2008b)"]


def test_undated_works_take_letters_too() -> None:
    first, second = book("a", "A_Roy", [], "Ants"), book("b", "A_Roy", [], "Bees")
    assert in_text(second, first) == "(Roy, n.d.-b)"
    assert in_text(second, first, style="chicago-author-date") == "(Roy, n.d.-b)"


def test_no_letter_for_another_year_or_author() -> None:
    assert in_text(book("a", "A_Roy", [2008]), book("b", "A_Roy", [2009])) == "(Roy, 2008)"
    assert in_text(book("a", "A_Roy", [2008]), book("b", "A_Roy C_Lee", [2008])) == "(Roy, 2008)"


def test_namesakes_are_told_apart_by_initials() -> None:
    anna, bela = book("a", "Anna_Roy", [2008]), book("b", "Béla_Roy", [2008])
    assert in_text(anna, bela) == "(A. Roy, 2008)"
    assert in_text(anna, bela, style="chicago-author-date") == "(A. Roy 2008)"
    assert in_text(anna, bela, style="mla") == "(A. Roy)"
    assert in_text(anna, book("c", "A._Roy", [2009])) == "(Roy, 2008)"


def test_as_many_names_as_tell_two_groups_apart() -> None:
    one = book("a", "A_Roy B_Lee C_Kim D_Ng", [2008])
    other = book("b", "A_Roy B_Lee E_Oh F_Ito", [2008])
    assert in_text(one, other) == "(Roy, Lee, Kim, & Ng, 2008)"
    assert in_text(one, book("c", "A_Roy G_Fox H_Poe", [2008])) == "(Roy, Lee, et al., 2008)"
    assert in_text(one, book("d", "A_Roy B_Lee", [2008])) == "(Roy et al., 2008)"


def test_two_works_with_one_title_and_no_author_are_told_apart_by_date() -> None:
    def minutes(name: str, month: int) -> Item:
        own = {"kind": "minutes"}
        board = [{"literal": "Board"}]
        issued = {"date-parts": [[2006, month, 18]]}
        return Item(
            {"id": name, "type": "document", "title": "Minutes", "author": board, "issued": issued}
            | {"custom": {"pincite": own}}
        )

    assert in_text(minutes("a", 5), style="mla") == "(Minutes)"
    assert in_text(minutes("a", 5), minutes("b", 6), style="mla") == "(Minutes [18 May 2006])"
