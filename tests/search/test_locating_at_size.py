"""Damaged quotations among many pages made of the same phrases, in another order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

import pytest

from corpus.paths import CorpusPaths
from indexer.library import Library
from indexer.opening import open_library
from indexer.updating.update import update_corpus
from search.locating.locate import Locator

_VOCABULARY, _PHRASES, _DOCUMENTS, _WORDS = 60, 90, 60, 1_800
_QUOTED = 18
Damage = Callable[[list[str], Random], list[str]]


def _make_words() -> list[str]:
    """Words that are not alike: `badeko`, `fumilo`."""
    chance = Random(5)
    syllables = [f"{a}{b}" for a in "bdfgklmnprstv" for b in "aeiou"]
    return sorted({"".join(chance.choices(syllables, k=3)) for _ in range(2 * _VOCABULARY)})


@pytest.fixture(scope="module")
def texts() -> list[list[str]]:
    chance = Random(7)
    vocabulary = _make_words()[:_VOCABULARY]
    phrases = [chance.choices(vocabulary, k=chance.randint(2, 5)) for _ in range(_PHRASES)]
    told = (chance.choices(phrases, k=_WORDS // 2) for _ in range(_DOCUMENTS))
    return [[word for phrase in document for word in phrase][:_WORDS] for document in told]


@pytest.fixture(scope="module")
def library(texts: list[list[str]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    root = tmp_path_factory.mktemp("many")
    for number, words in enumerate(texts):
        sentences = (" ".join(words[at : at + 30]) + "." for at in range(0, len(words), 30))
        (root / f"report-{number:02}.txt").write_text("\n\n".join(sentences), encoding="utf-8")
    update_corpus(root)
    opened = open_library(CorpusPaths(root))
    yield opened
    opened.close()


def _change(words: list[str], chance: Random) -> list[str]:
    for at in chance.sample(range(len(words)), 4):
        words[at] = chance.choice(_make_words())
    return words


def _leave_out(words: list[str], chance: Random) -> list[str]:
    at = chance.randint(5, 8)
    return words[:at] + words[at + 5 :]


def _swap_letters(words: list[str], chance: Random) -> list[str]:
    for at in chance.sample(range(len(words)), 5):
        words[at] = words[at][:2] + "xy" + words[at][4:]
    return words


@pytest.mark.parametrize("damage", [_change, _leave_out, _swap_letters])
def test_a_damaged_quotation_is_found_among_all_the_places_of_its_words(
    library: Library, texts: list[list[str]], damage: Damage
) -> None:
    chance = Random(11)
    locator = Locator(library)
    found = 0
    for _ in range(30):
        number, start = chance.randrange(_DOCUMENTS), chance.randrange(_WORDS - _QUOTED)
        quotation = damage(texts[number][start : start + _QUOTED], chance)
        best = locator.locate(" ".join(quotation)).matches[:1]
        found += [match.entry.files[0] for match in best] == [f"report-{number:02}.txt"]
    assert found == 30
