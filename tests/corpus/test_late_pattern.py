"""A pattern that is compiled late does what the pattern does."""

from __future__ import annotations

import re

import pytest

from corpus.late_pattern import compile_late


def test_every_method_is_that_of_the_pattern() -> None:
    late, early = compile_late("(b)|c", re.IGNORECASE), re.compile("(b)|c", re.IGNORECASE)
    text = "abBc"
    assert late.findall(text) == early.findall(text) == ["b", "B", ""]
    assert [found.span() for found in late.finditer(text)] == [(1, 2), (2, 3), (3, 4)]
    assert late.sub("-", text) == early.sub("-", text) == "a---"
    assert late.subn("-", text, count=1) == ("a-Bc", 1)
    assert late.split("xcx") == early.split("xcx") == ["x", None, "x"]
    assert (late.match(text), late.fullmatch(text)) == (None, None)
    assert late.search(text, 2) is not None
    assert late.groups == 1


def test_a_wrong_pattern_is_found_out_at_its_first_use() -> None:
    late = compile_late("(")
    with pytest.raises(re.error):
        late.search("")
