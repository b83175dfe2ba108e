"""Stems: what words of one stem have in common."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from indexer.words.stems import find_common_beginning, stem_word, stem_words


@pytest.mark.parametrize(
    ("word", "beginning"),
    [("checking", "chec"), ("policy", "polic"), ("dying", "d"), ("ties", "t"), ("p208", "p20")],
)
def test_the_beginning_that_words_of_a_stem_share(word: str, beginning: str) -> None:
    assert find_common_beginning(stem_word(word)) == beginning


def test_every_english_word_begins_as_its_stem_says() -> None:
    package = find_spec("symspellpy")
    assert package is not None
    assert package.origin is not None
    path = Path(package.origin).with_name("frequency_dictionary_en_82_765.txt")
    words = [line.split(" ")[0] for line in path.read_text("utf-8-sig").splitlines()]
    assert len(words) > 80_000
    found = stem_words(words)
    assert [
        w for w, s in zip(words, found, strict=True) if not w.startswith(find_common_beginning(s))
    ] == []


def test_stems_are_the_same_one_by_one_and_together() -> None:
    words = ["checks", "p208", "2008s", "café", "dying", "a"]
    assert stem_words(words) == [stem_word(word) for word in words]
