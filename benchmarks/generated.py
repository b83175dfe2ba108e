"""Makes corpora of any size from the text of a real one, to see how costs grow with the pages.

It makes what a worker makes of a file, and no PDFs: reading costs the same for every page.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from random import Random

from benchmarks.filling import ReadFile
from benchmarks.prose import Prose, ProsePage
from corpus.catalogue import Catalogue
from corpus.items import Item
from corpus.kinds import KINDS
from corpus.paths import CorpusPaths
from indexer.cleaning.page_text import PARAGRAPH, PageText, Seam
from indexer.cleaning.text_map import MappedRun, TextMap
from indexer.labels.page_label import PageLabel
from indexer.library import Library
from indexer.pages.document import DocumentReading
from indexer.readers.sheets import Line, Sheet
from indexer.store.stored import StoredFile
from indexer.updating.read_result import build_result

_SOURCE_PAGES = 3_000
"""The most pages of a corpus that are read as the source of words."""
_DOCUMENT_PAGES = (20, 300)
_LINE_WORDS = 12


def make_prose(library: Library, seed: int = 1) -> Prose:
    """Text like that of a corpus."""
    chance = Random(seed)
    entries = chance.sample(library.entries, len(library.entries))
    texts: list[list[str]] = []
    for entry in entries:
        if sum(map(len, texts)) < _SOURCE_PAGES:
            pages = library.store.read_document_pages(entry.document.id)
            texts.append([page.body for page in pages])
    return Prose(texts, seed)


def make_documents(root: Path, prose: Prose, pages: int, seed: int = 1) -> Iterator[ReadFile]:
    """Documents of 20 to 300 pages, `pages` in all, as workers send them; `root` gets their records
    and a small file instead of each PDF."""
    root.mkdir(parents=True)
    chance = Random(seed)
    catalogue = Catalogue(CorpusPaths(root).catalogue)
    rest = pages
    while rest:
        length = min(chance.randint(*_DOCUMENT_PAGES), rest)
        file = _make_file(root, len(catalogue))
        catalogue.put(_make_item(chance, file))
        yield file, build_result(_make_reading(prose.make_document(length)), file.path)
        rest -= length
    catalogue.save()


def _make_file(root: Path, number: int) -> StoredFile:
    name = f"generated-{number:05d}.pdf"
    data = f"In the place of {name}.\n".encode()
    (root / name).write_bytes(data)
    status = (root / name).stat()
    return StoredFile(name, status.st_size, status.st_mtime_ns, sha256(data).hexdigest())


def _make_item(chance: Random, file: StoredFile) -> Item:
    key = file.path.removesuffix(".pdf")
    date = [chance.randint(1990, 2025), chance.randint(1, 12), chance.randint(1, 28)]
    own = {"kind": chance.choice(KINDS), "file": file.path, "sha256": file.sha256}
    record = {"id": key, "type": "document", "title": f"Document {key}", "custom": {"pincite": own}}
    return Item({**record, "issued": {"date-parts": [date]}})


def _make_reading(pages: list[ProsePage]) -> DocumentReading:
    pairs = [_make_sheet_and_text(number, page) for number, page in enumerate(pages, 1)]
    sheets, texts = zip(*pairs, strict=True)
    labels = [
        PageLabel(text.number, str(text.number), "printed", "", pdf_page=text.number)
        for text in texts
    ]
    return DocumentReading("pdfium", {}, (), sheets, tuple(labels), texts)


def _make_sheet_and_text(number: int, page: ProsePage) -> tuple[Sheet, PageText]:
    """A page set in lines, one below the other, and its text with the map to the lines."""
    lines: list[Line] = []
    runs: list[MappedRun] = []
    at = 0
    for paragraph in page.body.split(PARAGRAPH):
        words = paragraph.split(" ")
        for first in range(0, len(words), _LINE_WORDS):
            text = " ".join(words[first : first + _LINE_WORDS])
            runs.append(MappedRun(at, len(text), len(lines), 0, 1))
            top = 72.0 + 13 * len(lines)
            lines.append(Line(text, 72.0, top, 72.0 + 5 * len(text), top + 11, at, 11.0))
            at += len(text) + 1
        at += len(PARAGRAPH) - 1
    seam: Seam = "space" if page.goes_on else "paragraph"
    clean = PageText(number, page.body, TextMap(tuple(runs)), "", TextMap(), seam)
    return Sheet(number, 612.0, 792.0, tuple(lines), str(number)), clean
