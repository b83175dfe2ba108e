"""Other spellings for the words of a question that no page has."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.cleaning.hyphens import load_english_words
from indexer.library import Library
from search.answering.text_hits import list_positive_terms
from search.answering.translating import Translator
from search.asking.query import (
    And,
    Exact,
    Filter,
    Fuzzy,
    Hyphened,
    Most,
    Node,
    Or,
    Phrase,
    Term,
    Word,
    format_query,
)
from search.expanding.lexicon import get_lexicon

_SUGGESTIONS = 5
"""At most how many are made."""
_SHORTEST = 4
"""Letters; anything shorter is like too many other words."""


def find_suggestions(root: Node, translator: Translator, library: Library) -> dict[str, Node]:
    """The question with another spelling for one word that the corpus does not hold, or without one
    of its filters, as text and as a tree, as far as that finds something."""
    suggestions: dict[str, Node] = {}
    for term in list_positive_terms(root):
        if isinstance(term, Hyphened) and not term.may_be_two:
            apart = Phrase(term.words)
            if _is_found(translator, library, apart):
                suggestions[format_query(apart)] = apart
    for word, spellings in _list_unknown(root, translator, library):
        for near in spellings:
            corrected = replace_word(root, word, near)
            if _is_found(translator, library, corrected):
                suggestions[format_query(corrected)] = corrected
                break
    for wider in () if suggestions else _drop_filters(root):
        if _is_found(translator, library, wider):
            suggestions[format_query(wider)] = wider
    return dict(list(suggestions.items())[:_SUGGESTIONS])


def correct_unknown_words(
    root: Node, translator: Translator, library: Library, *, relatives: bool
) -> tuple[Node, dict[str, str]]:
    """The question with the likeliest spelling for every word that the corpus does not hold, and
    which word was replaced by which; unchanged where there is nothing to correct. With `relatives`
    a word of the same family counts as a spelling."""
    corrected: dict[str, str] = {}
    for word, spellings in _list_unknown(root, translator, library):
        # A word with a digit is a fact, not a misspelling, and another word is another fact.
        likely = spellings[:1] if len(word) >= _SHORTEST and word.isalpha() else []
        for near in (near for near in likely if _may_replace(word, near, relatives)):
            corrected[word] = near
            root = replace_word(root, word, near)
    return root, corrected


def _list_unknown(
    root: Node, translator: Translator, library: Library
) -> Iterator[tuple[str, list[str]]]:
    """Each word that stands on no page in any form, with other spellings, likeliest first."""
    lexicon = get_lexicon(library)
    words = (word for term in list_positive_terms(root) for word in _list_plain_words(term))
    for word in dict.fromkeys(words):
        if not _is_found(translator, library, Word(word)):
            near = lexicon.find_corrections(word)
            if word in load_english_words():  # another word of its family is likelier
                near = [*lexicon.find_relatives(word), *near]
            plain = filter(str.isalnum, dict.fromkeys(near))  # � is any letter
            yield word, [each for each in plain if _is_found(translator, library, Word(each))]


def _drop_filters(root: Node) -> Iterator[Node]:
    """`root` without one of its filters, each in turn."""
    parts = root.children if isinstance(root, And) else ()
    for dropped in (part for part in parts if isinstance(part, Filter)):
        left = tuple(part for part in parts if part is not dropped)
        yield And(left) if len(left) > 1 else left[0]


def _may_replace(word: str, near: str, relatives: bool) -> bool:
    """Whether a word is searched for in the place of another: of an English word, one of its
    family, with `relatives`; of any other, one spelt like it."""
    from search.expanding.families import find_root

    if word in load_english_words():
        return relatives and find_root(word) == find_root(near)
    return True


def _is_found(translator: Translator, library: Library, node: Node) -> bool:
    return bool(library.engine.count_answers(translator.translate(node)))


def _list_plain_words(term: Term) -> list[str]:
    match term:
        case Word(word):
            return [word]
        case Fuzzy(word):
            return [word]
        case Phrase(words) | Hyphened(words):
            return [word.word for word in words if isinstance(word, Exact)]
        case _:
            return []


def replace_word(node: Node, word: str, by: str) -> Node:
    """`node` with one word replaced by another."""
    match node:
        case Word(old) if old == word:
            return Word(by)
        case Fuzzy(old, typos) if old == word:
            return Fuzzy(by, typos)
        case Phrase(words):
            return Phrase(tuple(Exact(by) if old == Exact(word) else old for old in words))
        case Hyphened(words):
            first, second = (Exact(by) if old == Exact(word) else old for old in words)
            return Hyphened((first, second), node.may_be_two)
        case And(children):
            return And(tuple(replace_word(child, word, by) for child in children))
        case Or(children):
            return Or(tuple(replace_word(child, word, by) for child in children))
        case Most(words):
            replaced = (replace_word(each, word, by) for each in words)
            return Most(tuple(dict.fromkeys(replaced)))  # type: ignore[arg-type]
        case _:
            return node
