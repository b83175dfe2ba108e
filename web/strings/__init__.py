"""The interface's words, all of them, by language: `en/` has a module for each view.

A text has a key, such as `search.results`, and may have places for values in braces. Where the text
depends on a number, it has two keys, ending in `.one` and `.other`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from web.strings import en

_LANGUAGES = {"en": en.TEXTS}


class Strings:
    """The words of one language."""

    def __init__(self, language: str, texts: Mapping[str, str]) -> None:
        self.language = language
        """As in the attribute `lang`."""
        self._texts = texts

    def __call__(self, key: str, **values: Any) -> str:
        """The text with this key, its places filled. Raises KeyError where there is none."""
        text = self._texts[key]
        return text.format(**values) if values else text

    def find(self, key: str, other: str) -> str:
        """The text with this key, or `other` where there is none."""
        return self._texts.get(key, other)

    def count(self, key: str, count: int, **values: Any) -> str:
        """The text `key.one` or `key.other`, with `count` in its place `{count}`."""
        form = "one" if count == 1 else "other"
        return self._texts[f"{key}.{form}"].format(count=f"{count:,}", **values)


def get_strings(wanted: Iterable[str]) -> Strings:
    """The words of the first of these languages (`en`, `fr`) that there are words of; else
    English."""
    language = next((one for one in wanted if one in _LANGUAGES), "en")
    return _make_strings(language)


@cache
def _make_strings(language: str) -> Strings:
    return Strings(language, _LANGUAGES[language])
