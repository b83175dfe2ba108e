"""The stem of a word: what a bare word in a question and a word on a page are compared by."""

from __future__ import annotations

import threading
from collections.abc import Collection
from functools import lru_cache
from typing import Any

_of_thread = threading.local()


@lru_cache(maxsize=50_000)
def stem_word(word: str) -> str:
    """The English (Snowball) stem of a folded word; a word with a digit in it is its own stem.

    "checks", "checked" and "checking" share the stem "check". Stems are compared, never shown: many
    are not words.
    """
    return word if _has_digit(word) else str(_get_stemmer().stemWord(word))


def stem_words(words: Collection[str]) -> list[str]:
    """The stem of each word; one call for all is much faster than one for each."""
    stems = _get_stemmer().stemWords(list(words))
    return [word if _has_digit(word) else stem for word, stem in zip(words, stems, strict=True)]


def find_common_beginning(stem: str) -> str:
    """The letters with which every word of a stem begins."""
    # the stemmer only changes endings, at most the stem's last letter ("policy", "polici"),
    # but for words such as "dying", whose stem is "die"
    return stem[:1] if len(stem) == 3 and stem.endswith("ie") else stem[:-1]


def _has_digit(word: str) -> bool:
    return not word.isalpha() and any(map(str.isdigit, word))


def _get_stemmer() -> Any:
    """This thread's stemmer: two threads must not use one Snowball object at the same time."""
    if not hasattr(_of_thread, "english"):
        import Stemmer  # here, because most commands never stem

        # size of its cache, which is slower than stemming a word again
        _of_thread.english = Stemmer.Stemmer("english", 0)
    return _of_thread.english
