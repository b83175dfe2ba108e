"""Page labels set by hand: what one may write, and what it does."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.errors import RequestError
from corpus.items import Item
from indexer.labels.overrides import add_rule, apply_rules, parse_setting, read_rules
from indexer.labels.page_label import PageLabel

DERIVED = [PageLabel(page, f"x{page}", "printed", "read", pdf_page=page) for page in range(1, 8)]


def labels(*settings: str) -> list[str | None]:
    rules: list[dict[str, Any]] = []
    for setting in settings:
        rules = add_rule(rules, parse_setting(setting, len(DERIVED)))
    return [label.label for label in apply_rules(DERIVED, rules)]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ((), ["x1", "x2", "x3", "x4", "x5", "x6", "x7"]),
        (("3=1",), ["x1", "x2", "1", "2", "3", "4", "5"]),
        (("1-4=i", "5=1"), ["i", "ii", "iii", "iv", "1", "2", "3"]),
        (("1 – 4 = i",), ["i", "ii", "iii", "iv", "x5", "x6", "x7"]),
        (("1-2=A-9",), ["A-9", "A-10", "x3", "x4", "x5", "x6", "x7"]),
        (("1=none",), [None, "x2", "x3", "x4", "x5", "x6", "x7"]),
        (("2-3=",), ["x1", None, None, "x4", "x5", "x6", "x7"]),
        (("1=5", "4=none"), ["5", "6", "7", None, "9", "10", "11"]),
        (("4=none", "1=5"), ["5", "6", "7", "8", "9", "10", "11"]),
        (("1=cover",), ["cover", "x2", "x3", "x4", "x5", "x6", "x7"]),
    ],
)
def test_what_a_setting_does(settings: tuple[str, ...], expected: list[str | None]) -> None:
    assert labels(*settings) == expected


@pytest.mark.parametrize(
    "text", ["5", "=1", "a=1", "0=1", "8=1", "5-3=1", "1-9=1", "", "1-2=cover"]
)
def test_a_setting_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(RequestError) as caught:
        parse_setting(text, 7)
    assert "“" in caught.value.message


def test_labels_set_by_hand_say_so() -> None:
    found = apply_rules(DERIVED, [parse_setting("2=9", 7)])
    assert [label.source for label in found[:2]] == ["printed", "catalogue"]


@pytest.mark.parametrize(
    "rules",
    [
        "5=1", {"pdf_page": 1}, ["5=1"], [{"label": "1"}], [{"pdf_page": 0, "label": "1"}],
        [{"pdf_page": "1", "label": "1"}], [{"pdf_page": 1, "label": ["1"]}],
        [{"pdf_page": 1, "label": "1", "through": "x"}],
        [{"pdf_page": True, "label": "1"}], [{"pdf_page": 1, "label": True}],
        [{"pdf_page": 1, "label": "1", "through": True}], [{"pdf_page": 1}],
        [{"pdf_page": 3, "label": "1", "through": 2}],
        [{"pdf_page": 3, "label": "1", "through": 0}],
        [{"pdf_page": 1, "label": ""}], [{"pdf_page": 1, "label": " "}],
    ],
)  # fmt: skip
def test_malformed_rules_in_the_catalogue_are_passed_over(rules: Any) -> None:
    item = Item({"id": "a", "custom": {"pincite": {"page_labels": rules}}})
    assert apply_rules(DERIVED, read_rules(item)) == DERIVED


def test_rules_beyond_the_end_do_nothing() -> None:
    rules = [{"pdf_page": 6, "label": "1", "through": 99}, {"pdf_page": 50, "label": "1"}]
    found = [label.label for label in apply_rules(DERIVED, rules)]
    assert found == ["x1", "x2", "x3", "x4", "x5", "1", "2"]
