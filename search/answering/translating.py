"""From a parsed question to what an engine is asked: words expanded, filters applied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from engine import question as asked
from engine.document_words import NOTES_FROM
from engine.interface import PagePositions
from indexer.library import Library
from indexer.minute_context import find_minute_pages
from indexer.paragraphs.paragraph_label import find_last_page
from indexer.records.entries import DocumentEntry
from search.answering.text_hits import SearchedText
from search.asking.query import (
    And,
    AtLeast,
    DateRange,
    Filter,
    Hyphened,
    InNotes,
    Most,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    PhraseWord,
    Term,
    Within,
    Word,
)
from search.expanding.expansion import Expansion


class Translator:
    """Translates questions for the engine of a library."""

    def __init__(self, library: Library, expansion: Expansion) -> None:
        self._library = library
        self._expansion = expansion

    def translate(self, node: Node) -> asked.Question:
        """`node` for the engine, limited to the documents that the library still lists."""
        question = self._translate(node)
        if self._library.engine.stamps.keys() <= self._library.first_keys.keys():
            return question
        ranges = self._library.list_key_ranges()
        listed = asked.Among({entry.document.id: range(len(keys)) for entry, keys in ranges})
        return asked.And((listed, question))

    def _translate(self, node: Node) -> asked.Question:
        match node:
            case And(children):
                return asked.And(tuple(map(self._translate, children)))
            case Most(words):
                return asked.And(tuple(map(self.translate_term, words)))
            case Or(children):
                return asked.Or(tuple(map(self._translate, children)))
            case Not(child):
                return asked.Not(self._translate(child))
            case Filter():
                return asked.Among(self.apply_filter(node))
            case Within():
                return self._translate_within(node)
            case Hyphened():
                either = self.list_asked(node)
                return asked.Or(either) if len(either) > 1 else either[0]
            case AtLeast(term, times):
                return asked.Among(self._find_often(term, times))
            case InNotes(term):
                return asked.Among(self._find_in_notes(term))
            case _:
                return self.translate_term(node)

    def list_asked(self, term: Term) -> tuple[asked.Term, ...]:
        """What `term` may be on a page, as the engine is asked for it: one thing, or any of two,
        which are never the same words of a page."""
        if not isinstance(term, Hyphened):
            return (self.translate_term(term),)
        forms = asked.AnyOf(self._expansion.expand_joined(term))
        if not term.may_be_two:
            return (forms,)
        phrase = self.translate_term(term)
        return (phrase, forms) if forms.words else (phrase,)

    def translate_term(self, term: Term) -> asked.Term:
        """`term` for the engine; of words with a hyphen only where they are two: `list_asked`."""
        match term:
            case Phrase(words):
                return asked.Phrase(tuple(map(self._expand, words)))
            case Hyphened():
                return asked.Phrase(tuple(map(asked.AnyOf, self._expansion.expand_each(term))))
            case Within():
                both = tuple(map(self._expand, term.words))
                return asked.Near(both, term.distance, term.ordered)
            case Near(words, distance):
                return asked.Near(tuple(map(self._expand, words)), distance)
            case _:
                return self._expand(term)

    def _translate_within(self, node: Within) -> asked.Question:
        """A phrase that must be near something must be on the page as a phrase, too."""
        phrases = [side for side in (node.left, node.right) if isinstance(side, Phrase)]
        near = self.translate_term(node)
        if node.unit == "words":
            return asked.And((*map(self.translate_term, phrases), near)) if phrases else near
        from search.answering.same_unit import find_pages_of_unit  # here: few questions need it

        pages = find_pages_of_unit(self._library, self._expansion, node, near)
        return asked.Among(pages)

    def _find_positions(self, term: Term) -> PagePositions:
        found = self._library.engine.find(self._translate(term))
        pages = {id: [page for page, _ in ranked] for id, ranked in found.documents.items()}
        by_term = self._library.engine.find_positions(self.list_asked(term), pages)
        return {
            place: [sorted(at for positions in each for at in positions)]
            for place, each in by_term.items()
        }

    def _find_often(self, term: Term, times: int) -> dict[int, Collection[int]]:
        """The pages with `term` in the documents that have it at least so many times."""
        counts: Counter[int] = Counter()
        pages: dict[int, list[int]] = {}
        for (document, page), (positions,) in self._find_positions(term).items():
            counts[document] += len(positions)
            pages.setdefault(document, []).append(page)
        return {id: where for id, where in pages.items() if counts[id] >= times}

    def _find_in_notes(self, term: Term) -> dict[int, Collection[int]]:
        """The pages with `term` in their notes."""
        pages: dict[int, list[int]] = {}
        for (document, page), (positions,) in self._find_positions(term).items():
            if positions and positions[-1] >= NOTES_FROM:
                pages.setdefault(document, []).append(page)
        return dict(pages)

    def _expand(self, word: Word | PhraseWord) -> asked.AnyOf:
        return asked.AnyOf(self._expansion.expand(word))

    def apply_filter(self, condition: Filter) -> dict[int, Collection[int]]:
        """By document id: the 0-based pages that meet `condition`."""
        pages: dict[int, Collection[int]] = {}
        if condition.field == "para":
            return self._find_paragraph(str(condition.value))
        if condition.field == "minute":
            return find_minute_pages(self._library, str(condition.value))
        if condition.field == "head":
            from search.answering.running_heads import find_pages_under  # here: few ask for them

            assert not isinstance(condition.value, str | DateRange)
            return find_pages_under(self._library, condition.value)
        for entry, keys in self._library.list_key_ranges():
            if self._meets(entry, condition):
                pages[entry.document.id] = range(len(keys))
        return pages

    def _find_paragraph(self, label: str) -> dict[int, Collection[int]]:
        """By document id: the 0-based pages on which a paragraph with this number stands."""
        pages: dict[int, Collection[int]] = {}
        listed = self._library.first_keys
        for key in self._library.store.find_paragraph_keys(label):
            entry, first = self._library.locate_page(key)
            if entry.document.id in listed and key - first >= 0:
                last = find_last_page(self._library.read_paragraphs(entry), label)
                pages[entry.document.id] = range(key - first, last)
        return pages

    def _meets(self, entry: DocumentEntry, condition: Filter) -> bool:
        item, value = entry.item, condition.value
        if isinstance(value, DateRange):
            return item.issued is not None and value.may_hold(item.issued)
        if isinstance(value, str):
            return value == (item.kind if condition.field == "kind" else item.id)
        return bool(SearchedText(item.title, self._expansion).find_spans(value))
