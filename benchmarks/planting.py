"""Quotations with a known fault, or none, made from the documents of a corpus."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from benchmarks.passages import Passage, PassageSource
from indexer.library import Library
from indexer.words.tokens import fold_text
from search.answering.sentences import find_sentence_spans

SHARES = {
    "verbatim": 0.17,
    "marked": 0.09,
    "word changed": 0.09,
    "negation dropped": 0.06,
    "words left out": 0.12,
    "stitched": 0.07,
    "parts reversed": 0.05,
    "wrong page": 0.07,
    "wrong source": 0.05,
    "recurring": 0.06,
    "source's marks": 0.06,
    "copied residue": 0.06,
    "invented": 0.05,
}
"""The share of each sort of quotation in a draft."""
MOST_LEFT_OUT = 20
"""Words."""

_UNFIT = re.compile(r"[“”\"«»\[\]…*_`@#<>\\|{}~]|\n\n|https?:|\. ?\.")
_NOTE_MARK = re.compile(r"[⁰¹²³⁴-⁹]+")
_NEGATION = re.compile(r" (?:not|never|no) ")
_SOURCE_MARK = re.compile(r"\[\w[^\[\]]*\]|…|\. \. \.")
_UNQUOTABLE = re.compile(r"[“”\"«»*_`@#<>\\|{}~]|\n\n|https?:|[⁰¹²³⁴-⁹]")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_TRIES = 20_000
"""Passages that are drawn for one of a sort before a corpus counts as having none."""


@dataclass(frozen=True)
class Planted:
    """A quotation of the draft, and what is wrong with it."""

    sort: str
    text: str
    item: str
    page: str
    changed: tuple[str, str] | None = None
    """What a report should name: the folded words of the quotation, and the source's instead."""


class DraftMaker:
    """Makes drafts from the documents of a corpus, with a fixed seed."""

    def __init__(self, library: Library, seed: int) -> None:
        self._random = random.Random(seed)
        self._library = library
        self._source = PassageSource(library, seed)
        self._labels = {entry.item.id: library.read_labels(entry) for entry in library.entries}
        self._wordlist = self._source.collect_words()
        self._makers: dict[str, Callable[[str], Planted | None]] = {
            "marked": self._mark,
            "word changed": self._change_word,
            "negation dropped": self._drop_negation,
            "words left out": self._leave_out,
            "stitched": self._stitch,
            "parts reversed": self._reverse,
            "recurring": self._repeat,
            "source's marks": self._keep_marks,
            "copied residue": self._leave_residue,
            "invented": self._invent,
        }

    def make(self, count: int) -> list[Planted]:
        """About `count` quotations, in random order; sorts that the corpus has none of are left
        out."""
        planted: list[Planted] = []
        for sort, share in SHARES.items():
            make = self._makers.get(sort, self._copy)
            for _ in range(round(share * count)):
                one = make(sort)
                if one is None:
                    break
                planted.append(one)
        self._random.shuffle(planted)
        return planted

    def _draw(
        self, wanted: re.Pattern[str] | None = None, unfit: re.Pattern[str] = _UNFIT
    ) -> tuple[Passage, str] | None:
        """A passage on one page with a printed number, and the number."""
        for _ in range(_TRIES):
            passage = self._source.draw()
            label = self._labels[passage.item][passage.pdf_pages[0] - 1]
            fits = not unfit.search(passage.text) and label.source == "printed"
            if fits and label.label and (wanted is None or wanted.search(passage.text)):
                return passage, label.label
        return None

    def _draw_words(self, wanted: re.Pattern[str] | None = None) -> tuple[list[str], str, str]:
        """The words of a passage without note marks, its item and page."""
        while True:
            drawn = self._draw(wanted)
            if drawn is None:
                raise LookupError("The corpus has no passage to quote.")
            passage, page = drawn
            if not _NOTE_MARK.search(passage.text):
                return passage.text.split(), passage.item, page

    def _copy(self, sort: str) -> Planted:
        words, item, page = self._draw_words()
        if sort == "wrong page":
            page = self._choose_another_page(item, page)
        elif sort == "wrong source":
            item = self._random.choice([key for key in self._labels if key != item])
        return Planted(sort, " ".join(words), item, page)

    def _mark(self, sort: str) -> Planted:
        words, item, page = self._draw_words()
        middle = len(words) // 2
        if self._random.choice((True, False)):
            words[middle - 2 : middle + 2] = ["…"]
        else:
            words[middle] = f"[{words[middle].strip('.,;:()')}s]"
        return Planted(sort, " ".join(words), item, page)

    def _change_word(self, sort: str) -> Planted:
        words, item, page = self._draw_words()
        at = self._random.randrange(1, len(words) - 1)
        before, words[at] = words[at], self._choose_another_word(words[at])
        changed = fold_text(words[at]), fold_text(before)
        return Planted(sort, " ".join(words), item, page, changed)

    def _drop_negation(self, sort: str) -> Planted:
        words, item, page = self._draw_words(_NEGATION)
        text = " ".join(words)
        dropped = _NEGATION.search(text)
        negation = dropped.group().strip() if dropped else ""
        return Planted(sort, _NEGATION.sub(" ", text, count=1), item, page, ("", negation))

    def _leave_out(self, sort: str) -> Planted:
        count = self._random.randint(1, MOST_LEFT_OUT)
        while True:
            words, item, page = self._draw_words()
            if len(words) >= count + 8:
                break
        at = self._random.randrange(4, len(words) - count - 3)
        left_out = fold_text(" ".join(words[at : at + count]))
        return Planted(sort, " ".join(words[:at] + words[at + count :]), item, page, ("", left_out))

    def _stitch(self, sort: str) -> Planted:
        words, item, page = self._draw_words()
        other, _, _ = self._draw_words()
        middle = len(words) // 2
        return Planted(sort, " ".join(words[:middle] + other[-max(6, middle) :]), item, page)

    def _reverse(self, sort: str) -> Planted:
        words, item, page = self._draw_words()
        middle = len(words) // 2
        text = f"{' '.join(words[middle:])} … {' '.join(words[:middle])}"
        return Planted(sort, text, item, page)

    def _repeat(self, sort: str) -> Planted | None:
        if not self._recurring:
            return None
        text, item, pages = self._random.choice(self._recurring)
        return Planted(sort, text, item, self._random.choice(pages))

    def _keep_marks(self, sort: str) -> Planted | None:
        drawn = self._draw(_SOURCE_MARK, _UNQUOTABLE)
        if drawn is None:
            return None
        passage, page = drawn
        return Planted(sort, " ".join(passage.text.split()), passage.item, page)

    def _leave_residue(self, sort: str) -> Planted | None:
        if self._random.choice((True, False)) and (drawn := self._draw(_NOTE_MARK)):
            passage, page = drawn
            text = _NOTE_MARK.sub(lambda mark: mark[0].translate(_DIGITS), passage.text)
            return Planted(sort, " ".join(text.split()), passage.item, page)
        words, item, page = self._draw_words()
        long = [n for n, word in enumerate(words) if n and word.isalpha() and len(word) > 5]
        at = self._random.choice(long or [1])
        if self._random.choice((True, False)):
            words[at] = f"{words[at][:3]}\u2010 {words[at][3:]}"
        elif words[at - 1].isalpha():
            words[at - 1 : at + 1] = [words[at - 1] + words[at]]
        return Planted(sort, " ".join(words), item, page)

    def _invent(self, sort: str) -> Planted:
        _, item, page = self._draw_words()
        words = self._random.choices(self._wordlist, k=self._random.randint(10, 25))
        return Planted(sort, " ".join(words), item, page)

    def _choose_another_word(self, word: str) -> str:
        while True:
            other = self._random.choice(self._wordlist)
            if other.casefold() != re.sub(r"\W", "", word).casefold():
                return other

    def _choose_another_page(self, item: str, page: str) -> str:
        pages = [label.label for label in self._labels[item] if label.source == "printed"]
        return self._random.choice([other for other in pages if other and other != page])

    @cached_property
    def _recurring(self) -> list[tuple[str, str, list[str]]]:
        """Sentences that stand on several pages of a document, with its item and the pages' labels,
        each on a single page with a printed number."""
        found: list[tuple[str, str, list[str]]] = []
        for entry in self._library.entries:
            labels = self._labels[entry.item.id]
            pages: defaultdict[str, list[str]] = defaultdict(list)
            texts: dict[str, str] = {}
            for page in self._library.store.read_document_pages(entry.document.id):
                label = labels[page.number - 1]
                if label.source != "printed" or not label.label:
                    continue
                for start, end in find_sentence_spans(page.body):
                    text = page.body[start:end]
                    if not _UNFIT.search(text) and not _NOTE_MARK.search(text):
                        folded = fold_text(text)
                        pages[folded].append(label.label)
                        texts[folded] = " ".join(text.split())
            found += (
                (texts[folded], entry.item.id, sorted(set(where)))
                for folded, where in pages.items()
                if len(set(where)) > 1 and len(folded.split()) >= 8
            )
        return found
