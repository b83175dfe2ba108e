"""From a question as it was read to what an engine is asked: words expanded, filters applied."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from engine import question as asked
from indexer.library import Library
from indexer.minutes.context import get_minutes
from indexer.records.entries import DocumentEntry
from search.answering.text_hits import SearchedText
from search.asking.query import (
    And,
    DateRange,
    Exact,
    Filter,
    Fuzzy,
    Glob,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    PhraseWord,
    Term,
    Word,
)
from search.expanding.expansion import Expansion


class Translator:
    """Translates questions for the engine of a library."""

    def __init__(self, library: Library, expansion: Expansion) -> None:
        self._library = library
        self._expansion = expansion

    def translate(self, node: Node) -> asked.Question:
        """`node` for the engine, which may hold documents that the library no longer lists."""
        question = self._translate(node)
        listed = self._library.first_keys.keys()
        if self._library.engine.stamps.keys() <= listed:
            return question
        every_page = {entry.document.id: range(len(keys)) for entry, keys in self._ranges()}
        return asked.And((asked.Among(every_page), question))

    def _translate(self, node: Node) -> asked.Question:
        match node:
            case And(children):
                return asked.And(tuple(map(self._translate, children)))
            case Or(children):
                return asked.Or(tuple(map(self._translate, children)))
            case Not(child):
                return asked.Not(self._translate(child))
            case Filter():
                return asked.Among(self._apply_filter(node))
            case _:
                return self.translate_term(node)

    def translate_term(self, term: Term) -> asked.Term:
        """`term` for the engine."""
        match term:
            case Word() | Fuzzy() | Glob():
                return self._expand(term)
            case Phrase(words):
                return asked.Phrase(tuple(map(self._expand, words)))
            case Near(words, distance):
                return asked.Near(tuple(map(self._expand, words)), distance)

    def _expand(self, word: Word | PhraseWord) -> asked.AnyOf:
        if isinstance(word, Exact):
            return asked.AnyOf(frozenset((word.word,)))
        return asked.AnyOf(self._expansion.expand(word))

    def _ranges(self) -> Collection[tuple[DocumentEntry, range]]:
        return list(self._library.list_key_ranges())

    def _apply_filter(self, condition: Filter) -> Mapping[int, Collection[int]]:
        if condition.field == "minute":
            return self._find_minute(str(condition.value))
        return {
            entry.document.id: range(len(keys))
            for entry, keys in self._ranges()
            if self._meets(entry, condition)
        }

    def _find_minute(self, wanted: str) -> dict[int, frozenset[int]]:
        return {
            entry.document.id: frozenset(
                page - 1
                for minute in get_minutes(self._library, entry).minutes
                if minute.is_named(wanted)
                for page in minute.pages
            )
            for entry, _ in self._ranges()
        }

    def _meets(self, entry: DocumentEntry, condition: Filter) -> bool:
        item, value = entry.item, condition.value
        match condition.field:
            case "kind":
                return item.kind == value
            case "item":
                return item.id == value
            case "date":
                date = item.issued
                return date is not None and isinstance(value, DateRange) and value.may_hold(date)
            case "title":
                assert not isinstance(value, str | DateRange)
                return bool(SearchedText(item.title, self._expansion).find_spans(value))
        return False
