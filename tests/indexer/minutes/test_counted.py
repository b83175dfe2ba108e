"""Items that are only counted, and numbers that count something else."""

from __future__ import annotations

from indexer.minutes.find import find_minutes
from tests.indexer.minutes.pages import joined


def items(*bodies: str) -> list[str]:
    return [f"{one.number} {one.title}" for one in find_minutes(joined(*bodies), 2024)]


def item(number: str, name: str) -> str:
    return f"{number} {name}\n\nDoing business as: {name}\n\nGranted"


def test_counting_begins_anew_under_every_heading_of_the_day() -> None:
    assert items(
        "Hearing on Tuesday\n\n1. Harbour Grill\n\nGranted\n\n2. The Quay\n\nGranted",
        "3. Millrace Inn\n\nGranted\n\nHearing on Wednesday\n\n1. Cable Bar\n\n2. Ferry House",
    ) == ["1 Harbour Grill", "2 The Quay", "3 Millrace Inn", "1 Cable Bar", "2 Ferry House"]


def test_an_item_may_follow_a_rule_in_the_midst_of_a_paragraph() -> None:
    assert items("1. Grill\n\nGranted ______ 2. Quay\n\nGranted\n\n3. Inn") == [
        "1 Grill", "2 Quay", "3 Inn"
    ]  # fmt: skip


def test_a_list_inside_an_item_is_none_of_its_own() -> None:
    assert items(
        "1. Grill\n\n2. Quay\n\nConditions:\n\n1. No singles;\n\n2. No kegs.\n\n3. Inn\n\n4. Bar"
    ) == ["1 Grill", "2 Quay", "3 Inn", "4 Bar"]


def test_motions_sums_and_lists_in_the_text_are_no_items() -> None:
    assert items(
        "1. Opening\n\n2. Budget\n\n1. THAT the budget be approved.\n\n2,400 dollars were spent."
        "\n\nConditions: 1. No nips, 2. No kegs\n\n8. Keep the plan.\n\n3. Closing"
    ) == ["1 Opening", "2 Budget", "3 Closing"]


def test_a_slip_is_forgiven_where_the_item_goes_on_like_the_others() -> None:
    pages = [item("1.", "Grill"), item("2.", "Quay"), item("3.", "Inn")]
    assert items(*pages, item("3.", "Bar"), item("4", "Pier"), item("6.", "Mill"))[3:] == [
        "3 Bar", "4 Pier", "6 Mill"
    ]  # fmt: skip
    assert len(items(*pages, "4 Cable Street, Port Halden")) == 3


def test_two_numbers_are_no_counting() -> None:
    assert items("1. Grill\n\nGranted\n\n2. Quay\n\nGranted") == []
