"""Items, a format, and items again: what comes back is what went in."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.formats.exporting import describe_losses, find_differing_fields
from corpus.formats.normalising import normalise_record
from corpus.formats.registry import get_format
from corpus.formats.ris_fields import TEXTS, WRITE_TYPE
from corpus.items import Item
from corpus.validation import check_record
from tests.corpus_formats.records import dates, keys, real_items, records, words

LOSSLESS = ("csl-json", "csl-yaml", "biblatex", "bibtex")


def back(name: str, *items: Item) -> list[dict[str, Any]]:
    wanted = get_format(name)
    reading = wanted.read(wanted.write(items, {}))
    assert (reading.unread, reading.notes) == ([], [])
    return [entry.record for entry in reading.entries]


@pytest.mark.parametrize("name", LOSSLESS)
def test_real_records_lose_nothing(name: str) -> None:
    items = real_items()
    assert back(name, *items) == [item.record for item in items]


@pytest.mark.parametrize("name", LOSSLESS)
@given(record=records())
@settings(max_examples=150, deadline=None)
def test_any_record_loses_nothing(name: str, record: dict[str, Any]) -> None:
    errors = [one for one in check_record(record) if one.severity == "error"]
    assert errors == []
    [read] = back(name, Item(record))
    # 22 may come back as "22": CSL takes the one for the other.
    assert find_differing_fields(normalise_record(record), read) == []
    assert set(read) == set(record)


plain = words.map(lambda said: " ".join(said.replace(",", "").split()) or "x")
ris_names = st.fixed_dictionaries(
    {"family": plain, "given": plain}, optional={"suffix": st.just("Jr.")}
) | st.fixed_dictionaries({"literal": plain | st.just("Finance, Planning & Administration")})
ris_dates = dates.filter(lambda date: len(date.get("date-parts", [])) == 1)
ris_records = st.fixed_dictionaries(
    {
        "id": keys.map(lambda key: f"k{' '.join(key.split())}"),
        "type": st.sampled_from(sorted(WRITE_TYPE)),
        "title": plain,
    },
    optional={
        **dict.fromkeys(("author", "editor", "translator"), st.lists(ris_names, min_size=1)),
        **dict.fromkeys(("issued", "accessed"), ris_dates),
        **dict.fromkeys(sorted(set(TEXTS.values()) - {"title", "URL", "DOI"}), plain),
        "collection-title": plain,
        "URL": st.just("http://www.tpsb.ca/a_b%20c?d=1&e=2"),
        "DOI": st.just("10.1000/182"),
        "ISSN": st.just("0829-3929"),
        "ISBN": st.just("978-0-13-604259-4"),
        "note": st.lists(plain, min_size=1, max_size=3).map("\n".join),
        "keyword": st.lists(plain, min_size=1, max_size=3).map(", ".join),
        "page": st.sampled_from(["209-235", "A1", "12", "3, 5-7", "iv–x"]),
    },
)


@given(record=ris_records)
@settings(max_examples=150, deadline=None)
def test_ris_gives_back_what_it_can_carry(record: dict[str, Any]) -> None:
    assert back("ris", Item(record)) == [record]


def test_what_ris_loses_of_the_real_records() -> None:
    """RIS has no markup, no jurisdiction, and no place for what is pincite's own."""
    items = real_items()
    wanted = get_format("ris")
    lost = describe_losses(items, wanted.write(items, {}), wanted)
    assert [line.split(":")[0] for line in lost] == [
        "ris cannot carry all of “custom”",
        "ris cannot carry all of “title”",
        "ris cannot carry all of “jurisdiction”",
    ]
    plain = [Item({**item.record, "title": item.title}) for item in items]
    assert "title" not in "".join(describe_losses(plain, wanted.write(plain, {}), wanted))


@pytest.mark.parametrize("name", [*LOSSLESS, "ris"])
def test_a_second_round_changes_nothing(name: str) -> None:
    once = back(name, *real_items())
    assert back(name, *map(Item, once)) == once


@pytest.mark.parametrize("name", ["biblatex", "bibtex", "ris"])
def test_fields_of_other_programs_are_written_again(name: str) -> None:
    wanted = get_format(name)
    kept: dict[str, Any]
    kept = {"ris": {"U7": ["C7 - 8"]}} if name == "ris" else {"bibtex": {"groups": "A\\, {B}"}}
    text = wanted.write([Item({"id": "a", "type": "report", "custom": kept})], {})
    assert ("U7  - C7 - 8\n" if name == "ris" else "groups = {A\\, {B}}") in text
    assert wanted.read(text).entries[0].record["custom"] == kept


@pytest.mark.parametrize("said", ["a } b", "{", "\n@x{", "back\\"])
def test_a_kept_field_that_would_break_the_file_is_kept_elsewhere(said: str) -> None:
    item = Item({"id": "a", "type": "report", "custom": {"bibtex": {"groups": said, "b": "c"}}})
    assert back("biblatex", item) == [item.record]
