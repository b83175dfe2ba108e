"""Rule `several-names`, and whether two names mean one body.

Two real bodies can have nearly the same name (a board and its service). So names count as one only
if they have as many words, and a single word differs by a single letter that is not its first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from corpus.items import Item
from drafts.lint.finding import Finding, make_finding
from indexer.words.tokens import split_words

Likeness = Literal["writing", "letter"]
"""Article, capitals, hyphens or "&" differ; or one letter of one word."""

_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_FEWEST_WORDS = 3
"""In a shorter name one letter can make another name."""
_SHORTEST_WORD = 4
_FIELDS = ("author", "editor", "container-author", "collection-editor")


def list_body_names(item: Item) -> Iterator[tuple[str, str]]:
    """Field and name of each body in a record."""
    for field in _FIELDS:
        for name in item.get_names(field):
            if name.literal:
                yield field, name.literal
    if publisher := item.get_text("publisher"):
        yield "publisher", publisher
    for own in ("body", "submitted_to"):
        if body := str(item.own.get(own) or ""):
            yield f"custom.pincite.{own}", body


def check_body_names(items: Sequence[Item]) -> Iterator[Finding]:
    """One finding for each name in a catalogue that nearly equals a more frequent one."""
    uses: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for item in items:
        for field, name in list_body_names(item):
            uses[name].append((item.id, field))
    for rare, usual in find_name_variants(uses):
        yield make_finding(
            "several-names",
            (key for key, _ in uses[rare]),
            f"“{rare}” is “{usual}” elsewhere in the catalogue ({uses[usual][0][0]}).",
            "See how the body writes its name, and use that form everywhere.",
            field=uses[rare][0][1],
        )


def find_name_variants(uses: Mapping[str, Sequence[object]]) -> Iterator[tuple[str, str]]:
    """Each name with the better-established one (more frequent, or without article, or earlier)
    that names the same body; `uses` has for each name where it stands."""
    ranked = sorted(uses, key=lambda name: (-len(uses[name]), name.lower().startswith("the ")))
    for at, name in enumerate(ranked):
        usual = next((other for other in ranked[:at] if compare_bodies(name, other)), None)
        if usual is not None:
            yield name, usual


def compare_bodies(one: str, other: str) -> Likeness | None:
    """How two different names are alike; None if they are the same string or mean two bodies."""
    if _normalise_name(one) == _normalise_name(other):
        return None
    left, right = _split_name(one), _split_name(other)
    if not left or not right:
        return None
    if "".join(left) == "".join(right):
        return "writing"
    return "letter" if is_one_letter_apart(left, right) else None


def is_one_letter_apart(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether one word of two folded names differs, by one letter added, left out, swapped or
    replaced."""
    from rapidfuzz.distance import OSA

    if len(left) != len(right) or len(left) < _FEWEST_WORDS:
        return False
    differing = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    if len(differing) != 1:
        return False
    a, b = differing[0]
    long = min(len(a), len(b)) >= _SHORTEST_WORD and a.isalpha() and b.isalpha()
    return long and a[0] == b[0] and OSA.distance(a, b) == 1


def keep_distinct_names(names: Iterable[str]) -> list[str]:
    """Each name once, without empty ones."""
    return list(dict.fromkeys(name for name in names if name.strip()))


def strip_article(name: str) -> str:
    """`name` without a leading "the"."""
    return _ARTICLE.sub("", name)


def _normalise_name(name: str) -> str:
    return " ".join(name.replace("’", "'").split())


def _split_name(name: str) -> list[str]:
    return split_words(strip_article(_normalise_name(name)).replace("&", " and "))
