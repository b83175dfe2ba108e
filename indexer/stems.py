"""The stem of a word: what a bare word in a question and a word on a page are compared by."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import Any

_of_thread = threading.local()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The English (Snowball) stem of a folded word; a word with a digit in it is its own stem.

    "checks", "checked" and "checking" share the stem "check". Stems are for comparing, never for
    showing: they are often no words.
    """
    if any(c.isdigit() for c in word):
        return word
    return str(_stemmer().stemWord(word))


def _stemmer() -> Any:
    """This thread's stemmer: one Snowball object must not be used by two threads at a time."""
    if not hasattr(_of_thread, "english"):
        import Stemmer  # here, because most commands never stem

        _of_thread.english = Stemmer.Stemmer("english")
    return _of_thread.english
