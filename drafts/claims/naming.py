"""How drafts name the documents of a catalogue: by author, acronym, title or short title.

Names are compared as words, folded as in the index, so "No-One is Illegal" names No One Is Illegal.
A person's family name needs its capital, an acronym all of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.items import Item, Name
from indexer.words.tokens import Token, split_words, tokenise

By = Literal["title", "author", "publisher"]
_Case = Literal["any", "capital", "capitals"]

_TITLE_SIMILARITY = 90.0
"""Of 100: how alike a title and the best stretch of a citation must be (RapidFuzz `partial_ratio`:
edit similarity). `token_set_ratio` would give 100 to any citation that shares one word with a
title and has no other."""
_FUZZY_FROM = 4
"""Words: a shorter title is not compared so, since it may be alike by chance."""
_SMALL = frozenset("of the and for on in to a an de du des la le les et".split())
_VOLUME_AT_END = re.compile(
    r"[\s,:;(–—-]+(?:vol(?:ume)?\b\.?|book|tome)\s*(?:\d{1,2}|[IVX]{1,5})\)?$", re.IGNORECASE
)
_ARTICLES = frozenset("the a an".split())
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of an item in a text."""

    item: int
    """0-based index in the catalogue."""
    by: By
    """As what the item bears the name."""
    start: int
    """0-based index of its first word in the text."""
    end: int
    """Index after its last word."""
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
        """Items by the first two words of their titles, without article."""
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
        tokens = list(tokenise(text))
        named = [m for at in range(len(tokens)) for m in self._match_phrases(text, tokens, at)]
        named += self._find_short_titles(text, tokens)
        if not any(mention.by == "title" for mention in named):
            named += self._find_similar_titles(text, len(tokens))
        outer: list[Mention] = []
        longest = (-1, -1)
        for mention in sorted(named, key=lambda m: (m.start, -m.end)):
            span = (mention.start, mention.end)
            if longest[0] <= mention.start and mention.end <= longest[1] and span != longest:
                continue
            outer.append(mention)
            if mention.end >= longest[1]:
                longest = span
        return outer

    def _match_phrases(self, text: str, tokens: Sequence[Token], at: int) -> Iterator[Mention]:
        for phrase in self._phrases.get(tokens[at].word, ()):
            end = at + len(phrase.words)
            same = tuple(token.word for token in tokens[at:end]) == phrase.words
            if same and _has_case(text, tokens[at:end], phrase.case):
                yield Mention(phrase.item, phrase.by, at, end, phrase.rank)

    def _find_short_titles(self, text: str, tokens: Sequence[Token]) -> Iterator[Mention]:
        """Passages between commas that are the beginning of a title."""
        starts = {token.start: at for at, token in enumerate(tokens)}
        for passage in re.finditer(r"[^,;:()“”\"]+", text):
            inside = [t for t in tokenise(passage.group()) if not t.word.isdigit()]
            words = [token.word for token in inside]
            opening = _drop_article(words)
            for item in self._openings.get(tuple(opening[:2]), ()):
                if self._title_words[item][: len(opening)] == opening:
                    at = starts.get(passage.start() + inside[0].start, 0)
                    yield Mention(item, "title", at, at + len(words))

    def _find_similar_titles(self, text: str, length: int) -> list[Mention]:
        from rapidfuzz import fuzz, process

        plain = " ".join(split_words(text))
        titles = {
            at: title for at, (title, _) in enumerate(self._titles) if len(title) <= len(plain)
        }
        alike = process.extract(
            plain, titles, scorer=fuzz.partial_ratio, score_cutoff=_TITLE_SIMILARITY, limit=None
        )
        return [Mention(self._titles[at][1], "title", 0, length) for _, _, at in alike]

    def _add_titles(self, index: int, item: Item) -> None:
        for text in list_titles(item):
            if len(split_words(text)) >= 2:
                self._add(text, index, "title")
        whole = split_words(item.title)
        plain = _drop_article(whole)
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
        spelt_out = {part for part in _LETTERS.findall(name) if part.isupper() and len(part) >= 3}
        for short in sorted(make_acronyms(name, _SMALL) | spelt_out):
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


def _has_case(text: str, tokens: Sequence[Token], case: _Case) -> bool:
    written = [text[token.start : token.end] for token in tokens]
    if case == "capitals":
        return written[0].isupper()
    return (
        case == "any" or written[-1][:1].isupper() or (written[0][:1].isupper() and len(tokens) > 2)
    )


def _drop_article(words: list[str]) -> list[str]:
    return words[1:] if words[:1] and words[0] in _ARTICLES else words


def list_titles(item: Item) -> tuple[str, ...]:
    """The names of a work: its title, the title without subtitle or without the number of its
    volume, and the short title."""
    main = item.title.split(":")[0]
    whole = _VOLUME_AT_END.sub("", item.title)
    titles = (item.title, main, whole, item.get_text("title-short"))
    return tuple(dict.fromkeys(titles))


def make_acronyms(name: str, small: Collection[str]) -> set[str]:
    """The initials of a name, with and without its `small` words, where they are three or more."""
    words = _LETTERS.findall(name)
    large = [word for word in words if word.lower() not in small]
    acronyms = {"".join(word[0].upper() for word in kept) for kept in (words, large)}
    return {acronym for acronym in acronyms if len(acronym) >= 3}


def count_leading_authors(mentions: Sequence[Mention]) -> dict[int, int]:
    """The items that the first name in a text points to, each with how many of its authors the
    text names; of several items only those with most.

    `mentions` are all the text's mentions of authors, at least one. An item whose first author
    is named goes before one that has the name further down.
    """
    start = min(mention.start for mention in mentions)
    leading = [mention for mention in mentions if mention.start == start]
    leading = [mention for mention in leading if mention.rank == 0] or leading
    counts = {
        item: len({mention.start for mention in mentions if mention.item == item})
        for item in {mention.item for mention in leading}
    }
    most = max(counts.values())
    return {item: count for item, count in sorted(counts.items()) if count == most}


def keep_by_author_count(
    text: str, authors: Mapping[int, int], named: Mapping[int, int]
) -> list[int]:
    """The items with as many authors as the text names, where "et al." stands for two or more;
    all of them if none has.

    `authors` has for each item how many authors it has, `named` how many of them the text names.
    """
    kept = [at for at, has in authors.items() if is_author_count(text, has, named[at])]
    return kept or list(authors)


def is_author_count(text: str, has: int, named: int) -> bool:
    """Whether a text that names `named` authors can mean a work that has `has` of them; "et al."
    stands for two or more."""
    return has > 2 if re.search(r"\bet al\b", text) else has == named
