"""A late pattern gives what the pattern itself gives."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module

import pytest

from corpus.patterns import regex


def test_its_methods_are_those_of_the_pattern() -> None:
    late, made = regex(r"(?P<word>b+)c?", re.IGNORECASE), re.compile(r"(?P<word>b+)c?", re.I)
    text = "abbc Bc"
    for _ in range(2):
        assert [found.span() for found in late.finditer(text)] == [(1, 4), (5, 7)]
        assert late.sub("-", text) == made.sub("-", text) == "a- -"
        assert late.match(text) is None
        assert late.search(text, 2, 3) is not None
        assert late.fullmatch("BB") is not None
    assert (late.pattern, late.flags, late.groups) == (made.pattern, made.flags, made.groups)


def test_a_faulty_one_is_found_on_first_use() -> None:
    late = regex("(")
    with pytest.raises(re.error):
        late.match("x")


@pytest.mark.parametrize("package", ["corpus", "indexer", "search", "citation", "drafts"])
def test_none_of_ours_is_faulty(package: str) -> None:
    path = import_module(package).__path__
    for found in pkgutil.walk_packages(path, f"{package}."):
        for value in vars(import_module(found.name)).values():
            if isinstance(value, type(regex(""))):
                assert re.compile(value.pattern, value.flags)
