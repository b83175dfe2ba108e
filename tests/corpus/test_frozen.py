"""Frozen values behave as frozen dataclasses do."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass

import pytest

from corpus.frozen import frozen, get_fields, replace_fields


@frozen
class Place:
    """Somewhere."""

    name: str
    page: int = 1
    notes: tuple[str, ...] = ()

    @property
    def long(self) -> str:
        return f"{self.name}, {self.page}"


@frozen
class Other:
    """The same fields under another name."""

    name: str
    page: int = 1
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plain:
    name: str
    page: int = 1


def test_fields_are_parameters_in_order_with_their_defaults() -> None:
    assert Place("a", 2, ("x",)) == Place(notes=("x",), page=2, name="a")
    assert get_fields(Place("a")) == {"name": "a", "page": 1, "notes": ()}
    assert Place("a", 3).long == "a, 3"
    with pytest.raises(TypeError, match="name"):
        Place()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Place("a", 1, (), "more")  # type: ignore[call-arg]


def test_equal_by_class_and_fields() -> None:
    assert Place("a") == Place("a", 1)
    assert Place("a") != Place("a", 2)
    different: list[object] = [Place("a"), Place("a", 1), Place("b"), Other("a")]
    assert len(set(different)) == 3
    assert repr(Place("a", 2)) == "Place(name='a', page=2, notes=())"


@pytest.mark.parametrize("made", [Place("a"), Plain("a")])
def test_it_never_changes(made: Place | Plain) -> None:
    with pytest.raises((AttributeError, FrozenInstanceError)):
        made.page = 2  # type: ignore[misc]
    with pytest.raises((AttributeError, FrozenInstanceError)):
        del made.page
    with pytest.raises((AttributeError, FrozenInstanceError)):
        made.other = 2  # type: ignore[union-attr]
    assert made.page == 1


def test_it_is_matched_copied_pickled_and_altered() -> None:
    match Place("a", 7):
        case Place(name, page):
            assert (name, page) == ("a", 7)
    made = Place("a", 7, ("x",))
    assert pickle.loads(pickle.dumps(made)) == copy.deepcopy(made) == made
    assert replace_fields(made, page=8) == Place("a", 8, ("x",))
    assert made.page == 7
