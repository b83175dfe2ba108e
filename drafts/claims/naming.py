"""How drafts name the documents of a catalogue: by author, acronym, title or short title.

Names are compared as words, folded as in the index, so "No-One is Illegal" names No One Is Illegal.
A person's family name needs its capital, an acronym all of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.items import Item, Name
from indexer.words.tokens import Token, split_words, tokenise

By = Literal["title", "author", "publisher"]
_Case = Literal["any", "capital", "capitals"]

TITLE_SIMILARITY = 90.0
"""Of 100: how alike a title and the best stretch of a citation must be (RapidFuzz `partial_ratio`:
edit similarity). `token_set_ratio` would give 100 to any citation that shares one word with a
title and has no other."""
_FUZZY_FROM = 4
"""Words from which on a title is compared so; shorter ones are alike by chance."""
_SMALL = frozenset("of the and for on in to a an de du des la le les et".split())
_ARTICLES = frozenset("the a an".split())


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of an item in a text."""

    item: int
    """0-based index in the catalogue."""
    by: By
    start: int
    """0-based index of its first word in the text."""
    end: int
    rank: int = 0
    """For an author: 0-based place among the item's authors."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    item: int
    by: By
    case: _Case
    rank: int


class Naming:
    """All the names of a catalogue's items."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._phrases: defaultdict[str, list[_Phrase]] = defaultdict(list)
        self._titles: list[tuple[str, int]] = []
        self._openings: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
        """First two words of a title, without article → items."""
        self._title_words: list[list[str]] = []
        for index, item in enumerate(items):
            self._add_titles(index, item)
            for rank, name in enumerate(item.authors or item.get_names("editor")):
                self._add_name(index, name, rank)
            self._add_body(index, str(item.own.get("body") or ""))
            self._add(item.get_text("publisher"), index, "publisher")
        self._add_last_words(items)

    def find_mentions(self, text: str) -> list[Mention]:
        """The names in `text`, in order; those inside a longer one are left out."""
        found = list(tokenise(text))
        named = [m for at in range(len(found)) for m in self._match_phrases(text, found, at)]
        named += self._find_short_titles(text, found)
        if not any(mention.by == "title" for mention in named):
            named += self._find_similar_titles(text, len(found))
        outer = sorted(named, key=lambda m: (m.start, -m.end))
        kept: list[Mention] = []
        longest = (-1, -1)
        for mention in outer:
            inside = longest[0] <= mention.start and mention.end <= longest[1]
            if inside and (mention.start, mention.end) != longest:
                continue
            kept.append(mention)
            if mention.end >= longest[1]:
                longest = (mention.start, mention.end)
        return kept

    def _match_phrases(self, text: str, found: Sequence[Token], at: int) -> Iterator[Mention]:
        for phrase in self._phrases.get(found[at].word, ()):
            end = at + len(phrase.words)
            same = tuple(token.word for token in found[at:end]) == phrase.words
            if same and _has_case(text, found[at:end], phrase.case):
                yield Mention(phrase.item, phrase.by, at, end, phrase.rank)

    def _find_short_titles(self, text: str, found: Sequence[Token]) -> Iterator[Mention]:
        """A passage between commas that is the beginning of a title."""
        starts = {token.start: at for at, token in enumerate(found)}
        for passage in re.finditer(r"[^,;:()“”\"]+", text):
            inside = [t for t in tokenise(passage.group()) if not t.word.isdigit()]
            named = [token.word for token in inside]
            kept = named[1:] if named[:1] and named[0] in _ARTICLES else named
            for item in self._openings.get(tuple(kept[:2]), ()):
                if self._title_words[item][: len(kept)] == kept:
                    at = starts.get(passage.start() + inside[0].start, 0)
                    yield Mention(item, "title", at, at + len(named))

    def _find_similar_titles(self, text: str, length: int) -> list[Mention]:
        from rapidfuzz import fuzz, process

        plain = " ".join(split_words(text))
        titles = {
            at: title for at, (title, _) in enumerate(self._titles) if len(title) <= len(plain)
        }
        alike = process.extract(
            plain, titles, scorer=fuzz.partial_ratio, score_cutoff=TITLE_SIMILARITY, limit=None
        )
        return [Mention(self._titles[at][1], "title", 0, length) for _, _, at in alike]

    def _add_titles(self, index: int, item: Item) -> None:
        title = item.title
        for text in dict.fromkeys((title, title.split(":")[0], item.get_text("title-short"))):
            if len(split_words(text)) >= 2:
                self._add(text, index, "title")
        whole = split_words(title)
        plain = whole[1:] if whole[:1] and whole[0] in _ARTICLES else whole
        self._title_words.append(plain)
        if len(plain) >= 2:
            self._openings[tuple(plain[:2])].add(index)
        if len(whole) >= _FUZZY_FROM:
            self._titles.append((" ".join(whole), index))

    def _add_name(self, index: int, name: Name, rank: int) -> None:
        if name.family:
            self._add(name.family, index, "author", "capital", rank)
        else:
            self._add_body(index, name.literal, rank)

    def _add_body(self, index: int, name: str, rank: int = 0) -> None:
        self._add(name, index, "author", "capital", rank)
        self._add(re.sub(r"^[Tt]he\s+", "", name), index, "author", "capital", rank)
        for short in _make_acronyms(name):
            self._add(short, index, "author", "capitals", rank)

    def _add_last_words(self, items: Sequence[Item]) -> None:
        """ "the Board", where the catalogue has one body that is a Board."""
        bodies = [{name.literal for name in item.authors if name.literal} for item in items]
        by_last: defaultdict[str, set[str]] = defaultdict(set)
        for body in set().union(*bodies):
            by_last[(split_words(body) or [""])[-1]].add(body)
        for index, named in enumerate(bodies):
            for body in named:
                last = (split_words(body) or [""])[-1]
                if len(by_last[last]) == 1 and len(split_words(body)) > 1:
                    self._add(f"the {last}", index, "author", "capital")

    def _add(self, name: str, index: int, by: By, case: _Case = "any", rank: int = 0) -> None:
        parts = tuple(split_words(name))
        phrase = _Phrase(parts, index, by, case, rank)
        if parts and phrase not in self._phrases[parts[0]]:
            self._phrases[parts[0]].append(phrase)


def _has_case(text: str, found: Sequence[Token], case: _Case) -> bool:
    written = [text[token.start : token.end] for token in found]
    if case == "capitals":
        return written[0].isupper()
    return (
        case == "any" or written[-1][:1].isupper() or (written[0][:1].isupper() and len(found) > 2)
    )


def _make_acronyms(name: str) -> Iterable[str]:
    """The initials of three or more words, with and without the small ones, and an acronym that
    the name begins with or has in brackets."""
    parts = re.findall(r"[^\W\d_]+", name)
    large = [part for part in parts if part.lower() not in _SMALL]
    found = {"".join(part[0].upper() for part in some) for some in (parts, large)}
    found |= {part for part in parts if part.isupper()}
    return sorted(short for short in found if len(short) >= 3)
