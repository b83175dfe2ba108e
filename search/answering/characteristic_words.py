"""The words that set a document apart from the others of its corpus.

Words are compared by the pages that have them, with the log-likelihood ratio of Dunning (1993), as
in corpus linguistics. All forms of a stem count as one word, shown in its commonest form.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

from corpus.frozen import frozen
from indexer.labels.page_label import PageLabel, list_as_json
from indexer.labels.pinpoint_wording import format_page_list
from indexer.library import Library
from indexer.records.entries import DocumentEntry
from indexer.words.stems import stem_words
from indexer.words.tokens import split_words
from search.asking.carriers import CARRIERS
from search.expanding.lexicon import get_lexicon

_SHORTEST = 3


@frozen
class CharacteristicWord:
    """A word, and where in the document it stands."""

    word: str
    """Folded, in the form that the document has most often."""
    pages: tuple[PageLabel, ...]
    elsewhere: int
    """On about how many pages of other documents it stands."""
    weight: float

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {
            "word": self.word,
            "pages": list_as_json(self.pages)["pages"],
            "pdf_pages": [label.pdf_page for label in self.pages],
            "elsewhere": self.elsewhere,
            "weight": self.weight,
        }

    @property
    def where(self) -> str:
        """Its pages, shortened."""
        return format_page_list(self.pages)


def find_characteristic_words(
    library: Library, entry: DocumentEntry, limit: int
) -> list[CharacteristicWord]:
    """The words, the most characteristic first; 0 for all. Words on one page only are left out
    where the document has more than three."""
    forms, pages = _count(library, entry)
    own = len(library.store.get_page_keys(entry.document.id))
    others = library.count_units() - own
    lexicon, engine = get_lexicon(library), library.engine
    least = 2 if own > _SHORTEST else 1
    found: list[tuple[float, str, str, int]] = []
    for stem, where in pages.items():
        if len(where) < least:
            continue
        word = min(forms[stem], key=lambda form: (-forms[stem][form], form))
        held = sum(engine.count_pages(form) for form in lexicon.find_same_stem(word))
        elsewhere = max(0, min(others, held - len(where)))
        weight = _compare(len(where), own, elsewhere, others)
        if weight > 0:
            found.append((-weight, word, stem, elsewhere))
    labels = library.read_labels(entry)
    return [
        CharacteristicWord(
            word, tuple(labels[page - 1] for page in sorted(pages[stem])), elsewhere, -weight
        )
        for weight, word, stem, elsewhere in sorted(found)[: limit or None]
    ]


def _count(
    library: Library, entry: DocumentEntry
) -> tuple[dict[str, Counter[str]], dict[str, set[int]]]:
    """By stem: how often the document has each form, and on which PDF pages (1-based)."""
    forms: dict[str, Counter[str]] = {}
    pages: dict[str, set[int]] = {}
    for page in library.store.read_document_pages(entry.document.id):
        words = [
            word
            for word in split_words(f"{page.body}\n{page.notes}")
            if len(word) >= _SHORTEST and word.isalpha() and word not in CARRIERS
        ]
        for word, stem in zip(words, stem_words(words), strict=True):
            forms.setdefault(stem, Counter())[word] += 1
            pages.setdefault(stem, set()).add(page.number)
    return forms, pages


def _compare(here: int, own: int, elsewhere: int, others: int) -> float:
    """The log-likelihood ratio of a word on `here` of `own` pages and `elsewhere` of `others`; 0
    where it is not commoner here."""
    if not others:
        return float(here)
    if here * others <= elsewhere * own:
        return 0.0
    share = (here + elsewhere) / (own + others)
    ratio = here * math.log(here / (own * share))
    if elsewhere:
        ratio += elsewhere * math.log(elsewhere / (others * share))
    return round(2 * ratio, 3)
