"""What a style did not print is said, and what the guides want of odd fields is printed."""

from __future__ import annotations

from typing import Any

import pytest

from citation.cite import cite
from citation.record.disambiguation import Context
from citation.record.pinpoint import Pinpoint
from citation.styles.interface import Form
from citation.text.surroundings import add_words
from citation.written.citation import AskedPlace, CitedPlace, find_place, make_citation
from citation.written.joint_citation import join_citations
from corpus.errors import RequestError
from corpus.items import Item
from tests.citation.marked import mark

ROE = {"family": "Roe", "given": "Ann"}
BOOK = {
    "id": "e", "type": "book", "title": "The doors", "author": [ROE], "publisher": "Press",
    "publisher-place": "Toronto", "issued": {"date-parts": [[2010]]},
}  # fmt: skip


def write(fields: dict[str, Any], style: str, form: Form, page: str = "") -> str:
    item = Item(BOOK | fields)
    place = Pinpoint.parse(page) or None
    return mark(cite(item, place, style=style, form=form, context=Context([item])))


def say(fields: dict[str, Any], style: str, form: Form, page: str = "") -> tuple[str, ...]:
    where = find_place(AskedPlace(page=page), ())
    return make_citation(Item(BOOK | fields), where, style, form=form).remarks


@pytest.mark.parametrize(
    ("fields", "style", "missing"),
    [
        ({"original-title": "Les portes"}, "apa", "original-title (Les portes)"),
        ({"original-date": {"date-parts": [[1899]]}}, "mcgill", "original-date (1899)"),
        ({"collection-title": "Great Series"}, "mla", "collection-title (Great Series)"),
        ({"type": "interview", "interviewer": [{"family": "Hoe", "given": "Bo"}]}, "chicago",
         "interviewer (Bo Hoe)"),
        ({"type": "paper-conference", "event-title": "Conf on X"}, "apa",
         "event-title (Conf on X)"),
        ({"status": "in press"}, "apa", "status (in press)"),
        ({"type": "article-magazine", "container-title": "Walls", "volume": "3"}, "chicago",
         "volume (3)"),
    ],
)  # fmt: skip
def test_a_variable_that_is_not_printed_is_named(
    fields: dict[str, Any], style: str, missing: str
) -> None:
    said = say(fields, style, "bibliography")
    assert said == (f"this form of the style does not print: {missing}",)
    assert missing.split("(")[1].rstrip(")") not in write(fields, style, "bibliography")


@pytest.mark.parametrize("style", ["mcgill", "apa", "chicago", "chicago-author-date", "mla"])
def test_a_record_that_is_printed_whole_needs_no_remark(style: str) -> None:
    fields = {
        "translator": [{"family": "Bell", "given": "Ruth"}],
        "editor": [{"family": "Coe", "given": "Cy"}],
        "edition": "Second edition",
        "issued": {"date-parts": [[1991], [1996]], "circa": True},
        "ISBN": "1", "abstract": "Words.", "language": "en", "keyword": "doors",
    }  # fmt: skip
    assert say(fields, style, "bibliography") == ()
    written = write(fields, style, "bibliography")
    assert all(word in written for word in ("Bell", "Coe", "2nd ed", "1991–1996"))


def test_forms_that_only_point_back_owe_no_description() -> None:
    assert say({"original-title": "Les portes"}, "apa", "in-text") == ()


@pytest.mark.parametrize("page", ["2", "18", "20", "7"])
def test_whether_a_pinpoint_is_printed_does_not_depend_on_its_digits(page: str) -> None:
    fields = {"issued": {"date-parts": [[2018]]}}
    said = "this form of the style does not print a page or other pinpoint"
    assert say(fields, "apa", "bibliography", page) == (said,)
    assert say(fields, "apa", "in-text", page) == ()


@pytest.mark.parametrize(
    ("issued", "style", "form", "expected"),
    [
        ({"date-parts": [[1991], [1996]]}, "apa", "in-text", "(Roe, 1991–1996)"),
        ({"date-parts": [[1850]], "circa": True}, "apa", "in-text", "(Roe, ca. 1850)"),
        ({"date-parts": [[1850]], "circa": True}, "mcgill", "note",
         "Ann Roe, *The Doors* (Toronto: Press, ca 1850)."),
        ({"date-parts": [[1850]], "circa": True}, "mla", "bibliography",
         "Roe, Ann. *The Doors*. Press, circa 1850."),
        ({"literal": "Autumn 2001"}, "apa", "in-text", "(Roe, 2001)"),
        ({"literal": "in press"}, "apa", "in-text", "(Roe, in press)"),
    ],
)  # fmt: skip
def test_dates(issued: dict[str, Any], style: str, form: Form, expected: str) -> None:
    assert write({"issued": issued}, style, form) == expected


@pytest.mark.parametrize(
    ("parts", "style", "expected"),
    [
        ([[2007, 5, 18], [2007, 5, 19]], "mcgill", "(18–19 May 2007)"),
        ([[2007, 5, 30], [2007, 6, 2]], "mcgill", "(30 May–2 June 2007)"),
        ([[2007, 5, 30], [2007, 6, 30]], "mcgill", "(30 May–30 June 2007)"),
        ([[2006, 12, 30], [2007, 1, 2]], "mcgill", "(30 December 2006–2 January 2007)"),
        ([[2007, 5, 18], [2007, 5, 19]], "apa", "(2007, May 18–19)"),
        ([[2007, 5, 18], [2007, 5, 19]], "chicago", ", May 18–19, 2007"),
        ([[2007, 5], [2007, 6]], "mla", "May–June 2007"),
        ([[2007, 5, 18], [2007, 5, 19]], "chicago-author-date", ", May 18–19."),
    ],
)
def test_ranges_of_days_say_once_what_they_share(
    parts: list[list[int]], style: str, expected: str
) -> None:
    fields = {
        "type": "article-newspaper",
        "container-title": "Star",
        "issued": {"date-parts": parts},
    }
    assert expected in write(fields, style, "bibliography")


def test_seasons() -> None:
    season = {"type": "article-journal", "container-title": "Walls", "volume": "3", "issue": "1",
              "issued": {"date-parts": [[2001]], "season": 3}}  # fmt: skip
    assert "3, no. 1 (Autumn 2001)" in write(season, "chicago-17", "bibliography")
    assert "Autumn 2001" in write(season, "mla", "bibliography")


@pytest.mark.parametrize(
    ("style", "form", "expected"),
    [
        ("apa", "in-text", "(Roe, 1899/2010)"),
        ("apa", "bibliography",
         "Roe, A. (2010). *The doors*. Press. (Original work published 1899)"),
        ("chicago-author-date", "in-text", "(Roe (1899) 2010)"),
        ("chicago-17", "note", "Ann Roe, *The Doors* (1899; Toronto: Press, 2010)."),
        ("mla", "bibliography", "Roe, Ann. *The Doors*. 1899. Press, 2010."),
        ("bluebook", "note", "^Ann Roe^, ^The Doors^ (2010) (1899)."),
    ],
)  # fmt: skip
def test_the_year_of_first_publication(style: str, form: Form, expected: str) -> None:
    assert write({"original-date": {"date-parts": [[1899]]}}, style, form) == expected


@pytest.mark.parametrize(
    ("edition", "printed"),
    [("Second ed.", "2nd ed."), ("1898", "1898 ed."), ("First edition", ""), ("3", "3rd ed."),
     ("Revised edition", "Revised ed.")],
)  # fmt: skip
def test_editions(edition: str, printed: str) -> None:
    written = write({"edition": edition}, "mla", "bibliography")
    body = f"{printed[:1].upper()}{printed[1:]}, Press" if printed else "Press"
    assert written == f"Roe, Ann. *The Doors*. {body}, 2010."


@pytest.mark.parametrize(
    "last", [{"literal": "others"}, {"family": "others"}, {"literal": "et al."}]
)
def test_others_are_no_person(last: dict[str, str]) -> None:
    fields = {"author": [ROE, last]}
    assert write(fields, "apa", "in-text") == "(Roe et al., 2010)"
    assert write(fields, "apa", "bibliography").startswith("Roe, A., et al. (2010).")
    assert write(fields, "mcgill", "note").startswith("Ann Roe et al, ")
    assert write(fields, "mla", "bibliography").startswith("Roe, Ann, et al. ")
    assert write(fields, "chicago", "bibliography").startswith("Roe, Ann, et al. ")


def test_particles_stand_last_where_lists_want_it() -> None:
    name = {"family": "Beauvoir", "given": "Simone", "non-dropping-particle": "de"}
    assert write({"author": [name]}, "chicago", "bibliography").startswith("Beauvoir, Simone de. ")
    assert write({"author": [name]}, "apa", "bibliography").startswith("de Beauvoir, S. ")
    dropping = {"family": "Goethe", "given": "Johann", "dropping-particle": "von"}
    assert write({"author": [dropping]}, "apa", "bibliography").startswith("Goethe, J. von. (")


def test_pages_of_a_record_as_programs_write_them() -> None:
    chapter = {
        "type": "chapter",
        "container-title": "Walls",
        "editor": [ROE],
        "page": "pp. 101-118",
    }
    assert "(pp. 101–118)" in write(chapter, "apa", "bibliography")
    assert write(chapter | {"page": "n/a-n/a"}, "apa", "bibliography").endswith("*Walls*. Press.")


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("apa", "Roe (2010, p. 12)"),
        ("chicago-author-date", "Roe (2010, 12)"),
        ("mla", "Roe (12)"),
    ],
)
def test_names_in_the_sentence(style: str, expected: str) -> None:
    assert write({}, style, "narrative", "12") == expected


def join(style: str, prefix: str = "", suffix: str = "") -> str:
    works = [("Roe", 2010, "12"), ("Roe", 2012, ""), ("Coe", 2001, "")]
    records = [
        BOOK | {"id": f"{name}{year}", "author": [{"family": name, "given": "A"}],
                "issued": {"date-parts": [[year]]}}
        for name, year, _ in works
    ]  # fmt: skip
    items = [Item(record) for record in records]
    places = [CitedPlace(Pinpoint.parse(page) or None) for _, _, page in works]
    citations = [
        make_citation(item, place, style, among=items)
        for item, place in zip(items, places, strict=True)
    ]
    return str(add_words(join_citations(citations), prefix, suffix))


def test_several_works_in_one_citation() -> None:
    assert join("apa", "see") == "(see Coe, 2001; Roe, 2010, p. 12; Roe, 2012)"
    assert join("chicago-author-date", "see") == "(see Roe 2010, 12; Roe 2012; Coe 2001)"
    assert join("mcgill", "see", "emphasis added") == (
        "See A Roe, The Doors (Toronto: Press, 2010) at 12; A Roe, The Doors (Toronto: Press,"
        " 2012); A Coe, The Doors (Toronto: Press, 2001), emphasis added."
    )


@pytest.mark.parametrize("page", ["9-5", "9–5", "abc", "12, 9-5"])
def test_a_page_that_cannot_be_is_refused(page: str) -> None:
    with pytest.raises(RequestError, match="There can be no page"):
        find_place(AskedPlace(page=page), ())


@pytest.mark.parametrize(
    ("page", "printed"),
    [
        ("147--148", "147–148"), ("297-297", "297"), ("162a-165d", "162a–165d"), ("*7-8", "*7–8"),
        ("2.1-2.3", "2.1–2.3"), ("1,024", "1,024"), ("147, 149", "147, 149"), ("iv", "iv"),
    ],
)  # fmt: skip
def test_pages_that_people_write(page: str, printed: str) -> None:
    pinpoint = find_place(AskedPlace(page=page), ()).pinpoint
    assert pinpoint is not None
    assert str(cite(Item(BOOK), pinpoint, style="apa")).endswith(f" {printed})")
