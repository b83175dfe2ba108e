"""In which language a document's pictures are to be read, as far as anything tells it."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.catalogue import Catalogue
from corpus.paths import CorpusPaths
from indexer.readers.pictures.languages import ENGLISH, name_language, tell_language
from indexer.records.entries import match_records
from indexer.store.store import Store
from indexer.store.stored import StoredDocument


def tell_languages(
    documents: Sequence[StoredDocument], store: Store, paths: CorpusPaths
) -> dict[int, str]:
    """Tesseract's name of each document's language, by id: as its record says, else the file, else
    its pages with text; English where none does."""
    known, _ = match_records(Catalogue.load(paths.catalogue), documents, store.list_files())
    recorded = {entry.document.id: entry.item.get_text("language") for entry in known}
    return {
        document.id: name_language(recorded.get(document.id, ""))
        or name_language(document.information.get("Lang", ""))
        or tell_language(page.body for page in store.read_document_pages(document.id))
        or ENGLISH
        for document in documents
    }
