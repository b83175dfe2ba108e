"""Rule `misspelt-name`: a body or an Act in the text, one letter from its name in the records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from drafts.lint.body_names import (
    compare_bodies,
    is_one_letter_apart,
    keep_distinct_names,
    list_body_names,
)
from drafts.lint.finding import Finding, make_finding
from drafts.lint.prepared_draft import PreparedDraft
from indexer.words.tokens import Token, split_words, tokenise


def check_misspelt_names(draft: PreparedDraft) -> Iterator[Finding]:
    """One finding for each wrong spelling; what stands in quotations is the source's own."""
    known = _collect_known_names(draft)
    places: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for block, own in draft.own_words:
        for written, name in _find_misspelt_names(own, known):
            places[written, name].append(block.where)
    for (written, name), where in places.items():
        yield make_finding(
            "misspelt-name",
            where,
            f"“{written}” is “{name}” in the {'catalogue' if draft.items else 'list'}.",
            f"If the same body or Act is meant, write “{name}”.",
        )


def _collect_known_names(draft: PreparedDraft) -> dict[str, list[str]]:
    """Names of bodies and Acts of two words or more, those of the catalogue first, each with its
    words without article."""
    names = [name for item in draft.items for _, name in list_body_names(item)]
    names += [item.title for item in draft.items if item.kind == "law"]
    if not draft.items:
        names += [name.literal for e in draft.entries for name in e.item.authors if name.literal]
    words = {name: split_words(name) for name in keep_distinct_names(names)}
    return {
        name: parts[1:] if parts[0] == "the" else parts
        for name, parts in words.items()
        if len(parts) > 1
    }


def _find_misspelt_names(
    text: str, known: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, str]]:
    """What is written, and the name that is meant."""
    tokens = list(tokenise(text))
    words = [token.word for token in tokens]
    exact = [
        (at, name)
        for name, parts in known.items()
        for at in range(len(words))
        if words[at : at + len(parts)] == parts
    ]
    right = {place for at, name in exact for place in range(at, at + len(known[name]))}
    for name, parts in known.items():
        for at in range(len(words) - len(parts) + 1):
            end = at + len(parts)
            if right.isdisjoint(range(at, end)) and _is_wrong(text, tokens, at, parts):
                yield text[tokens[at].start : tokens[end - 1].end], name
    for at, name in exact:
        written = text[tokens[at].start : tokens[at + len(known[name]) - 1].end]
        if len(known[name]) >= 3 and _has_other_hyphens(written, name):
            yield " ".join(written.split()), name


def _is_wrong(text: str, tokens: Sequence[Token], at: int, parts: Sequence[str]) -> bool:
    """Whether the words from `at` on are a name by themselves, and a known one but for a letter."""
    window = tokens[at : at + len(parts)]
    folded = [token.word for token in window]
    if not is_one_letter_apart(folded, parts):
        return False
    if folded[-1] != parts[-1] and folded[-1].rstrip("s") == parts[-1].rstrip("s"):
        return False  # "Police Services Boards" are several, not one misspelt
    if not all(text[token.start].isupper() for token in (window[0], window[-1])):
        return False
    following = tokens[at + len(parts) : at + len(parts) + 1]
    # another capital follows: the words only begin a longer name
    return not any(
        text[window[-1].end : token.start].isspace() and text[token.start].isupper()
        for token in following
    )


def _has_other_hyphens(written: str, name: str) -> bool:
    """Whether the same letters have other hyphens or spaces: "No-One is Illegal"."""
    hyphens = written.count("-") != name.replace("‑", "-").count("-")
    return hyphens and written[0].isupper() and compare_bodies(written, name) is not None
