"""What is said of cited pages that the document does not have, or not once, or not in print."""

from __future__ import annotations

import pytest

from citation.record.pinpoint import LabelRange
from citation.written.citation import AskedPlace, find_place
from corpus.errors import RequestError
from indexer.labels.page_label import LabelSource, PageLabel


def labelled(*labels: str | None, source: LabelSource = "printed") -> list[PageLabel]:
    return [
        PageLabel(at, label, source if label else "none", "", pdf_page=at)
        for at, label in enumerate(labels, 1)
    ]


DOCUMENT = labelled(None, "i", "ii", "1", "2", "3", "1-31", "A-3", "2")


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("1", []),
        ("i-ii, 3", []),
        ("1-31", []),
        ("A-3", []),
        ("2", ["several pages of the document are “2”: PDF pages 5, 9"]),
        ("3-1", ["the document has no page “3-1”; it has pages i–ii, 1–3, 1-31, A-3, 2"]),
        ("3–1", ["page 1 comes before page 3"]),
        ("3-7", ["the document has no page “7”; it has pages i–ii, 1–3, 1-31, A-3, 2"]),
    ],
)
def test_pages_of_a_known_document(page: str, said: list[str]) -> None:
    assert list(find_place(AskedPlace(page=page), DOCUMENT).remarks) == said


def test_a_label_with_a_hyphen_is_one_page_where_pages_are_so_numbered() -> None:
    found = find_place(AskedPlace(page="1-31"), DOCUMENT).pinpoint
    assert found is not None
    assert found.parts == (LabelRange("1-31"),)
    elsewhere = find_place(AskedPlace(page="1-31"), labelled("1", "31")).pinpoint
    assert elsewhere is not None
    assert elsewhere.parts == (LabelRange("1", "31"),)


def test_a_number_that_is_not_on_its_page() -> None:
    found = find_place(AskedPlace(page="2"), labelled("1", "2", source="inferred"))
    assert found.remarks == ("at 2 (number not printed on the page, inferred from its neighbours)",)


def test_documents_without_numbers_and_without_pages() -> None:
    assert find_place(AskedPlace(page="7"), labelled(None, None)).remarks == (
        "no page of the document has a number, so none is “7”",
    )
    assert find_place(AskedPlace(page="7"), []).remarks == ()
    assert find_place(AskedPlace(paragraph="7"), labelled("1")).remarks == ()
    assert find_place(AskedPlace(), DOCUMENT).pinpoint is None


def test_the_pages_of_a_result_unless_others_are_asked_for() -> None:
    shown = DOCUMENT[3:5]
    found = find_place(AskedPlace(minute="P2/12"), DOCUMENT, shown).pinpoint
    assert found is not None
    assert (found.parts, found.minute) == ((LabelRange("1", "2"),), "P2/12")
    asked = find_place(AskedPlace(page="3"), DOCUMENT, shown).pinpoint
    assert asked is not None
    assert asked.parts == (LabelRange("3"),)
    unnumbered = find_place(AskedPlace(), DOCUMENT, DOCUMENT[:1])
    assert unnumbered.pinpoint is None
    assert unnumbered.remarks == ("PDF p 1, no printed number",)


def test_one_sort_of_place_at_a_time() -> None:
    with pytest.raises(RequestError, match="Only one of page, paragraph, section"):
        find_place(AskedPlace(page="1", section="2"), DOCUMENT)
