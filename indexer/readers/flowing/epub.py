"""Electronic books (EPUB 3.3): their chapters in reading order, and what they state."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from corpus.decoding import decode_text
from indexer.readers.flowing.flowing_text import FlowingText, FlowingTextError
from indexer.readers.flowing.html import read_markup
from indexer.readers.flowing.joining import join_documents
from indexer.readers.flowing.packed import read_part

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_STATED = {"Title": "title", "Author": "creator", "Date": "date", "Site": "publisher"}


def read_epub(path: Path) -> tuple[FlowingText, dict[str, str]]:
    """The book in the file at `path`, and what it states about itself. Raises FlowingTextError."""
    try:
        with zipfile.ZipFile(path) as packed:
            return _read(path, packed)
    except (
        zipfile.BadZipFile, zlib.error, KeyError, OSError, ValueError, RuntimeError,
        NotImplementedError, SyntaxError,
    ) as error:  # fmt: skip
        raise FlowingTextError(f"{path.name} is damaged.", "Get the file again.") from error


def _read(path: Path, packed: zipfile.ZipFile) -> tuple[FlowingText, dict[str, str]]:
    container = _parse(path, packed, "META-INF/container.xml")
    root_file = container.find(f".//{_CONTAINER}rootfile")
    name = root_file.get("full-path", "") if root_file is not None else ""
    book = _parse(path, packed, name)
    if packed.namelist().count("META-INF/encryption.xml"):
        raise FlowingTextError(f"{path.name} is encrypted.", "Get a copy without protection.")
    files = {
        item.get("id", ""): posixpath.normpath(
            posixpath.join(posixpath.dirname(name), unquote(item.get("href", "")))
        )
        for item in book.iter(f"{_OPF}item")
        if "html" in item.get("media-type", "")
    }
    order = (item.get("idref", "") for item in book.iter(f"{_OPF}itemref"))
    chapters = [_read_chapter(path, packed, files[id]) for id in order if id in files]
    information = {key: book.findtext(f".//{_DC}{tag}") or "" for key, tag in _STATED.items()}
    information["Date"] = information["Date"][:10]
    return join_documents(path, "epub", chapters), information


def _read_chapter(path: Path, packed: zipfile.ZipFile, name: str) -> FlowingText:
    markup, _ = decode_text(read_part(packed, name, path.name), errors="replace")
    return read_markup(path, markup, [])


def _parse(path: Path, packed: zipfile.ZipFile, name: str) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    return etree.fromstring(read_part(packed, name, path.name), parser)
