"""Two versions of a catalogue: what either changed is in the merged one."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from corpus.items import Item
from corpus.merging import Items, merge_catalogues


def items(**records: dict[str, Any]) -> Items:
    return {key: Item({"id": key, **record}) for key, record in records.items()}


BASE = items(a={"title": "A"}, b={"title": "B", "custom": {"pincite": {"file": "b.pdf"}}})


def merge(ours: Items, theirs: Items) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    merged = merge_catalogues(BASE, ours, theirs)
    assert list(merged.items) == [item.id for item in merged.items.values()]
    return [dict(item.record) for item in merged.items.values()], merged.conflicts


def test_each_changed_another_field() -> None:
    ours = {**BASE, **items(b={"title": "B", "custom": {"pincite": {"file": "c.pdf"}}})}
    theirs = {**BASE, **items(b={"title": "Better", "custom": {"pincite": {"file": "b.pdf"}}})}
    records, conflicts = merge(ours, theirs)
    assert records[1] == {
        "id": "b",
        "title": "Better",
        "custom": {"pincite": {"file": "c.pdf"}},
    }
    assert conflicts == ()


def test_both_changed_the_same_field() -> None:
    ours, theirs = {**BASE, **items(a={"title": "Ours"})}, {**BASE, **items(a={"title": "Theirs"})}
    records, conflicts = merge(ours, theirs)
    assert records[0]["title"] == "Theirs"
    assert conflicts == ("title of a was changed here and there: what was saved there is kept.",)


def test_records_added_and_removed() -> None:
    ours = {**items(a={"title": "A"}), **items(new={"title": "N"})}
    theirs = {**BASE, **items(other={"title": "O"})}
    records, conflicts = merge(ours, theirs)
    assert [record["id"] for record in records] == ["a", "new", "other"]
    assert conflicts == ()


def test_a_record_removed_here_and_changed_there_stays() -> None:
    records, conflicts = merge(items(a={"title": "A"}), {**BASE, **items(b={"title": "Better"})})
    assert [record["id"] for record in records] == ["a", "b"]
    assert conflicts == ("b was removed here and changed there: it stays.",)


def test_a_new_key_and_a_new_title() -> None:
    ours = items(smith={"title": "A"}) | items(b=dict(BASE["b"].record))
    records, conflicts = merge(ours, {**BASE, **items(a={"title": "Better"})})
    assert records[0] == {"id": "smith", "title": "Better"}
    assert (len(records), conflicts) == (2, ())


def test_a_new_key_that_another_work_got_meanwhile_is_not_given() -> None:
    ours = items(smith={"title": "Better"}) | items(b=dict(BASE["b"].record))
    records, conflicts = merge(ours, {**BASE, **items(smith={"title": "Another work"})})
    assert [(record["id"], record["title"]) for record in records] == [
        ("a", "Better"),
        ("b", "B"),
        ("smith", "Another work"),
    ]
    assert conflicts == ("a keeps its key: smith was added there.",)


def test_a_new_key_of_a_record_that_is_gone_there_and_another_work_with_that_key() -> None:
    ours = items(smith={"title": "Better"}) | items(b=dict(BASE["b"].record))
    theirs = items(b=dict(BASE["b"].record)) | items(smith={"title": "Another work"})
    records, _ = merge(ours, theirs)
    assert [(record["id"], record["title"]) for record in records] == [
        ("b", "B"),
        ("smith", "Another work"),
        ("smith-2", "Better"),
    ]


def test_both_gave_the_record_of_a_file_the_same_new_key() -> None:
    file = {"custom": {"pincite": {"file": "b.pdf"}}}
    ours = items(a={"title": "A"}) | items(smith={"title": "B", "publisher": "P", **file})
    theirs = items(a={"title": "A"}) | items(smith={"title": "Better", **file})
    records, conflicts = merge(ours, theirs)
    assert records[1:] == [{"id": "smith", "title": "Better", "publisher": "P", **file}]
    assert conflicts == ()


def test_two_works_that_got_the_same_key() -> None:
    ours = {
        **BASE,
        **items(smith={"title": "Of the file", "custom": {"pincite": {"file": "s.pdf"}}}),
    }
    theirs = {**BASE, **items(smith={"title": "Another work"})}
    records, _ = merge(ours, theirs)
    assert [(record["id"], record["title"]) for record in records[2:]] == [
        ("smith", "Another work"),
        ("smith-2", "Of the file"),
    ]


def test_one_record_made_twice_of_one_file() -> None:
    file = {"custom": {"pincite": {"file": "s.pdf"}}}
    ours = {**BASE, **items(smith={"title": "Guessed", "publisher": "P", **file})}
    theirs = {**BASE, **items(smith={"title": "Typed", **file})}
    records, conflicts = merge(ours, theirs)
    assert records[2] == {"id": "smith", "title": "Typed", "publisher": "P", **file}
    assert len(conflicts) == 1


_FIELDS = st.dictionaries(st.sampled_from(["title", "note", "URL"]), st.sampled_from("xyz"))
_ITEMS = st.dictionaries(st.sampled_from("abcd"), _FIELDS).map(lambda records: items(**records))


@given(_ITEMS, _ITEMS)
def test_where_only_one_changed_anything_it_is_what_that_one_wrote(base: Items, new: Items) -> None:
    def plain(some: Items) -> dict[str, Any]:
        return {key: dict(item.record) for key, item in some.items()}

    assert plain(merge_catalogues(base, base, new).items) == plain(new)
    assert plain(merge_catalogues(base, new, base).items) == plain(new)
    assert plain(merge_catalogues(base, new, new).items) == plain(new)


def find_before(base: Items, some: Items, key: str) -> dict[str, Any]:
    """What a record was: one that alone is new, where one alone is gone, has been given a key."""
    gone, come = [key for key in base if key not in some], [key for key in some if key not in base]
    old = gone[0] if len(gone) == 1 and come == [key] else key
    return dict(base[old].record) if old in base else {}


@given(_ITEMS, _ITEMS, _ITEMS)
def test_nothing_is_lost_without_a_word(base: Items, ours: Items, theirs: Items) -> None:
    merged = merge_catalogues(base, ours, theirs)
    told = " ".join(merged.conflicts)
    kept = [dict(item.record) for item in merged.items.values()]
    for some in (ours, theirs):
        for key, item in some.items():
            before = find_before(base, some, key)
            for name, value in item.record.items():
                if name != "id" and value != before.get(name):
                    assert any(record.get(name) == value for record in kept) or key in told
