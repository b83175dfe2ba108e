"""A passage that stands in several places is shown once."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.frozen import replace_fields
from indexer.words.tokens import split_words
from search.answering.result import OtherPlace, Result

_SHORTEST = 8
"""Words; shorter excerpts are alike without being the same passage."""


def keep_first_of_repeats(results: Sequence[Result]) -> list[Result]:
    """`results` without those whose words are the same as those of an earlier one, which says where
    else they stand."""
    kept: dict[tuple[str, ...], Result] = {}
    for at, result in enumerate(results):
        words = tuple(split_words(result.excerpt.text))
        key = words if len(words) >= _SHORTEST else (str(at), *words)
        first = kept.get(key)
        if first is None:
            kept[key] = result
        else:
            place = OtherPlace(result.entry, result.labels)
            kept[key] = replace_fields(first, also_in=(*first.also_in, place))
    return list(kept.values())
