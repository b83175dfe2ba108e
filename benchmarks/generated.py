"""Large corpora made from the word frequencies of real text, to see how costs grow.

Documents go straight into a store, as if they had been read from files; reading is not measured.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.items import Item
from corpus.places import Places
from corpus.progress import Silent
from indexer.labels.model import PageLabel
from indexer.library import Library
from indexer.page_text import PageText
from indexer.reading import DocumentReading
from indexer.sheets import Sheet
from indexer.store import Store, StoredFile
from indexer.textmap import TextMap
from indexer.upkeep import bring_index

_PAGES = 100
"""Pages of each document."""
_WORDS = 420
"""Words of each page, about as in the documents measured."""


def frequencies(library: Library) -> Counter[str]:
    """How often each word, as printed, stands in a corpus."""
    counts: Counter[str] = Counter()
    for entry in library.entries:
        for page in library.store.pages_of(entry.document.id):
            counts.update(page.body.split())
    return counts


def generate(root: Path, words: Counter[str], pages: int, seed: int = 1) -> Places:
    """A corpus of about `pages` pages below `root`, indexed."""
    places = Places(root)
    root.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    kinds, weights = list(words), list(accumulate(words.values()))
    catalogue = Catalogue(places.catalogue)
    store = Store.create_or_open(places.store)
    for number in range(max(1, pages // _PAGES)):
        name = f"document-{number:05d}"
        reading = _reading(_page_texts(chance, kinds, weights))
        store.put_document(name, reading, StoredFile(f"{name}.pdf", 0, 0, name))
        own = {"kind": "other", "file": f"{name}.pdf", "sha256": name}
        catalogue.put(
            Item({"id": name, "type": "document", "title": name, "custom": {"pincite": own}})
        )
    bring_index(store, places.index, Silent())
    store.close()
    catalogue.save()
    return places


def _page_texts(chance: random.Random, kinds: list[str], weights: list[int]) -> Iterator[str]:
    for _ in range(_PAGES):
        yield " ".join(chance.choices(kinds, cum_weights=weights, k=_WORDS))


def _reading(texts: Iterator[str]) -> DocumentReading:
    pages = [
        PageText(number, text, TextMap(), "", TextMap(), "space")
        for number, text in enumerate(texts, 1)
    ]
    sheets = tuple(Sheet(page.pdf_page, 612, 792) for page in pages)
    labels = tuple(
        PageLabel(page.pdf_page, str(page.pdf_page), "printed", "generated") for page in pages
    )
    return DocumentReading("generated", {}, (), sheets, labels, tuple(pages))
