"""Rule `misspelt-name`: a body or an Act in the text, one letter from its name in the records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from drafts.lint.bodies import compare_bodies, is_one_letter_apart, keep_distinct_names
from drafts.lint.catalogue_bodies import list_body_names
from drafts.lint.finding import Finding, split_places
from drafts.lint.prepared_draft import PreparedDraft
from indexer.words.tokens import Token, split_words, tokenise


def check_misspelt_names(text: PreparedDraft) -> Iterator[Finding]:
    """One finding for each wrong spelling; what stands in quotations is the source's own."""
    known = _collect_known_names(text)
    seen: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for block, own in text.own_words:
        for written, name in _find_misspelt_names(own, known):
            seen[written, name].append(block.where)
    for (written, name), where in seen.items():
        place, also = split_places(where)
        yield Finding(
            "misspelt-name",
            place,
            f"“{written}” is “{name}” in the {'catalogue' if text.items else 'list'}.",
            f"If the same is meant, write “{name}”.",
            "warning",
            also=also,
        )


def _collect_known_names(text: PreparedDraft) -> list[str]:
    """Names of bodies and Acts of two words or more, those of the catalogue first."""
    named = [name for item in text.items for _, name in list_body_names(item)]
    named += [item.title for item in text.items if item.kind == "law"]
    if not text.items:
        named += [name.literal for e in text.entries for name in e.item.authors if name.literal]
    return [name for name in keep_distinct_names(named) if len(split_words(name)) > 1]


def _find_misspelt_names(text: str, known: Sequence[str]) -> Iterator[tuple[str, str]]:
    found = list(tokenise(text))
    sizes = {name: _split_name(name) for name in known}
    right: set[int] = set()
    for parts in sizes.values():
        for at in range(len(found)):
            if [token.word for token in found[at : at + len(parts)]] == parts:
                right.update(range(at, at + len(parts)))
    for name, parts in sizes.items():
        for at in range(len(found)):
            window = found[at : at + len(parts)]
            if len(window) < len(parts) or (right & set(range(at, at + len(parts)))):
                continue
            if _is_wrong(text, found, at, window, parts):
                yield text[window[0].start : window[-1].end], name
    yield from _find_other_hyphens(text, found, sizes)


def _is_wrong(
    text: str, found: Sequence[Token], at: int, window: Sequence[Token], parts: list[str]
) -> bool:
    """Whether these words are a name by themselves, and a known one but for a letter."""
    folded = [token.word for token in window]
    if not is_one_letter_apart(folded, parts):
        return False
    if folded[-1] != parts[-1] and folded[-1].rstrip("s") == parts[-1].rstrip("s"):
        return False  # "Police Services Boards" are several, not one misspelt
    if not all(text[token.start].isupper() for token in (window[0], window[-1])):
        return False
    return not _is_followed_by_capital(text, found, at, len(window))


def _is_followed_by_capital(text: str, found: Sequence[Token], at: int, length: int) -> bool:
    """Whether another capital follows: the words are but the beginning of a longer name."""
    if at + length >= len(found):
        return False
    last, following = found[at + length - 1], found[at + length]
    between = text[last.end : following.start]
    return between.isspace() and text[following.start].isupper()


def _find_other_hyphens(
    text: str, found: Sequence[Token], sizes: dict[str, list[str]]
) -> Iterator[tuple[str, str]]:
    """The same letters with other hyphens or spaces: "No-One is Illegal"."""
    for name, parts in sizes.items():
        if len(parts) < 3:
            continue
        for at in range(len(found)):
            window = found[at : at + len(parts)]
            if [token.word for token in window] != parts:
                continue
            written = text[window[0].start : window[-1].end]
            hyphens = written.count("-") != _fold_hyphens(name).count("-")
            if hyphens and written[0].isupper() and compare_bodies(written, name):
                yield " ".join(written.split()), name


def _fold_hyphens(name: str) -> str:
    return name.replace("‑", "-")


def _split_name(name: str) -> list[str]:
    found = split_words(name)
    return found[1:] if found[:1] == ["the"] else found
