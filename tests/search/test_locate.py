"""Sentences found again: word for word, damaged, over page breaks, and not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.paths import CorpusPaths
from indexer.library import Library
from indexer.opening import open_library
from indexer.pages.joins import join_pages
from indexer.updating.update import update_corpus
from search.locating.alignment import (
    choose_least_similarity,
    find_best_fit,
    find_differences,
    find_exact_fits,
)
from search.locating.locate import Locator
from search.locating.word_text import WordText
from tests.conftest import MakePdf
from tests.sample.truth import KnownPassage, known_passages


@pytest.fixture(scope="module")
def library(sample_corpus: Path) -> Iterator[Library]:
    opened = open_library(CorpusPaths(sample_corpus))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def locator(library: Library) -> Locator:
    return Locator(library)


@pytest.mark.parametrize("known", known_passages(), ids=lambda known: known.text[:30])
def test_a_passage_is_found_word_for_word_on_its_pages(
    locator: Locator, known: KnownPassage
) -> None:
    match = locator.locate(known.text).matches[0]
    assert (match.entry.files[0], match.similarity) == (known.file, 1.0)
    assert match.numbers == known.pdf_pages
    assert tuple(label.label for label in match.labels) == known.labels
    assert match.differences == []


@pytest.mark.parametrize("known", known_passages(), ids=lambda known: known.text[:30])
def test_a_badly_scanned_passage_is_found_all_the_same(
    locator: Locator, known: KnownPassage
) -> None:
    damaged = known.text.replace("m", "rn").replace("tion", "t1on").replace("ll", "l")
    match = locator.locate(damaged).matches[0]
    assert match.entry.files[0] == known.file
    assert match.numbers == known.pdf_pages


def test_what_differs_is_told_word_by_word(locator: Locator) -> None:
    located = locator.locate("I told her that the policy says they must never ask a witness.")
    (difference,) = located.matches[0].differences
    assert difference.as_json() == {"kind": "changed", "quoted": "never", "source": "not"}


def test_words_that_stand_in_two_places_are_reported_as_ambiguous(locator: Locator) -> None:
    located = locator.locate("The Board approved the foregoing report")
    assert [match.similarity for match in located.matches] == [1.0, 1.0]
    assert located.ambiguous
    found_once = locator.locate("I told her that the policy says they must not ask a witness.")
    assert len(found_once.matches) == 1
    assert not found_once.ambiguous


def test_of_words_on_very_many_pages_those_on_a_page_cited_are_found(
    tmp_path: Path, make_pdf: MakePdf
) -> None:
    """Also where they only run on to it from the page before."""
    pages = ["He lit a lamp on the quay."] * 68 + ["He lit a lamp", "on the quay."]
    make_pdf(tmp_path / "log.pdf", pages)
    update_corpus(tmp_path)
    with closing(open_library(CorpusPaths(tmp_path))) as library:
        (entry,) = library.entries
        for cited, found in ((68, (68,)), (70, (69, 70))):
            matches = Locator(library).find_exact(
                WordText("lit a lamp on the quay"), entry, {cited}
            )
            assert found in [match.numbers for match in matches]


def test_short_strings_must_match_exactly(locator: Locator) -> None:
    assert locator.locate("the Board").matches
    assert not locator.locate("teh Baord").matches


@pytest.mark.parametrize("quote", ["", "…", "!!!", "   "])
def test_nothing_to_look_for_is_said(locator: Locator, quote: str) -> None:
    located = locator.locate(quote)
    assert not located.matches
    assert located.note


def test_what_is_nowhere_is_not_found(locator: Locator) -> None:
    invented = "The harbour was drained in a single night by nine hundred volunteers with buckets"
    assert not locator.locate(invented).matches


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_stretch_of_words_is_found_where_it_stands(
    library: Library, locator: Locator, data: st.DataObject
) -> None:
    entry = data.draw(st.sampled_from(library.entries))
    joined = join_pages(library.store.read_document_pages(entry.document.id))
    words = WordText(joined.text)
    length = data.draw(st.integers(8, 60))
    first = data.draw(st.integers(0, len(words.words) - length))
    start, end = words.get_span(first, first + length)
    located = locator.locate(joined.text[start:end], limit=50)
    pages = joined.find_pages_of_span(start, end)
    assert (entry.files[0], pages, 1.0) in [
        (match.entry.files[0], match.numbers, match.similarity) for match in located.matches
    ]


_WORDS = st.lists(st.sampled_from("the board of police may not ask status".split()), max_size=30)


@given(_WORDS, st.integers(0, 29), st.integers(1, 6))
def test_a_slice_fits_exactly_where_it_was_cut(parts: list[str], first: int, length: int) -> None:
    text = WordText(" ".join(parts))
    needle = WordText(" ".join(parts[first : first + length]))
    if needle.words:
        assert any(fit.first == first for fit in find_exact_fits(needle, text))
        assert find_differences(needle, needle) == []


_NEEDLE = "the clerk may not ask an owner for the status of his boat in winter".split()


@given(
    before=_WORDS,
    after=_WORDS,
    changed=st.sets(st.integers(1, len(_NEEDLE) - 2), max_size=2),
)
def test_the_best_fit_is_never_worse_than_the_text_cut_where_it_stands(
    before: list[str], after: list[str], changed: set[int]
) -> None:
    """Against the plain distance of the stretch that was put there. With three words changed this
    is no law: a gap is dear to open, so that a last word behind them may be given up."""
    from rapidfuzz.distance import Levenshtein

    stretch = ["harbour" if at in changed else word for at, word in enumerate(_NEEDLE)]
    needle, text = WordText(" ".join(_NEEDLE)), WordText(" ".join([*before, *stretch, *after]))
    distance = Levenshtein.distance(needle.plain, " ".join(stretch))
    found = find_best_fit(needle, text, 0.3)
    assert found is not None
    assert found.similarity >= 1 - distance / len(needle.plain) - 1e-9


def _make_word(number: int) -> str:
    """A word of eight letters that is hardly like that of any other number."""
    digits = sha256(str(number).encode()).hexdigest()[:8]
    return digits.translate(str.maketrans("0123456789", "ghijklmnop"))


@given(
    text=st.lists(st.integers(0, 10**9).map(_make_word), min_size=46, max_size=70, unique=True),
    start=st.integers(0, 9),
    cut=st.integers(4, 16),
    length=st.integers(1, 20),
)
def test_words_left_out_are_one_difference_and_exactly_these(
    text: list[str], start: int, cut: int, length: int
) -> None:
    quoted = text[start : start + cut] + text[start + cut + length :]
    needle, source = WordText(" ".join(quoted)), WordText(" ".join(text))
    fit = find_best_fit(needle, source, 0.0)
    assert fit is not None
    assert (fit.first, fit.last) == (start, len(text))
    (difference,) = find_differences(needle, WordText(" ".join(text[start:])))
    assert difference.kind == "left out"
    assert difference.source.split() == text[start + cut : start + cut + length]


@given(parts=_WORDS, others=_WORDS)
def test_differences_lead_from_the_quotation_to_the_source(
    parts: list[str], others: list[str]
) -> None:
    """Putting the source's words in place of the quotation's gives the source."""
    needle, source = WordText(" ".join(parts)), WordText(" ".join(others))
    words = list(parts)
    for one in reversed(find_differences(needle, source)):
        words[slice(*one.quoted_words)] = one.source.split()
    assert words == others


@pytest.mark.parametrize("length", [1_000, 4_000])
def test_one_word_repeated_is_said_to_be_too_little_at_once(locator: Locator, length: int) -> None:
    located = locator.locate("the " * length)
    assert located.matches == ()
    assert located.note.startswith("So few different words")


def test_what_was_tried_is_said(locator: Locator) -> None:
    strange = "xylophonic quartzite brigands jumbled vexingly beneath"
    assert locator.locate(strange).note == "The corpus holds none of its rarer words."
    invented = "The harbour was drained in a single night by nine hundred volunteers with buckets"
    assert "with most of its rare words" in locator.locate(invented).note


def test_the_shorter_the_stricter() -> None:
    tolerances = [choose_least_similarity(("status",) * count) for count in range(1, 30)]
    assert tolerances == sorted(tolerances, reverse=True)
    assert tolerances[0] == 1.0
