"""Replacement texts (ISO 32000-1, 14.9.4) that say something else than the page shows.

PDFium gives a replacement (`/ActualText`) instead of the letters that are drawn. Honest ones say
the same: a ligature's letters, a hyphen that is no part of the word, what an unknown glyph means.
Others are words that nobody sees; then the page is read by its glyphs.
"""

from __future__ import annotations

import ctypes
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress, count, repeat
from typing import Any, NamedTuple
from unicodedata import normalize

import pypdfium2
import pypdfium2.raw as pdfium

from indexer.readers.geometry import Display
from indexer.readers.pdfium.buffers import Buffers
from indexer.readers.pdfium.bulk import Bulk
from indexer.readers.pdfium.calls import get_mark, get_parameter_type
from indexer.readers.pdfium.characters import Characters
from indexer.readers.pdfium.objects import TEXT, Drawn, Objects, find_bounds
from indexer.readers.pdfium.signs import address_of
from indexer.readers.uncertain import STAND_INS
from indexer.words.tokens import UNKNOWN

_KEY = ctypes.create_string_buffer(b"ActualText")
_ENCODINGS = ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8"))
_DOC_ENCODING = dict(zip(range(0x93, 0x9F), "ﬁﬂŁŒŠŸŽıłœšž", strict=True))
"""The letters in which PDFDocEncoding differs from Latin-1."""
_UNTOLD = re.compile(rf"[{UNKNOWN}{STAND_INS}\ue000-\uf8ff]")
"""A letter that the font does not tell, or tells only in a code of its own."""
_MOST_LETTERS = 3
"""So many letters may be joined in one glyph."""
_WIDEST = 1.5
"""A hyphen or bullet is at most so many times as wide as its line is high."""


class Replacement(NamedTuple):
    """A replacement text, and what it stands for."""

    text: str
    drawn: list[Drawn]
    """The text objects that it replaces."""
    mark: Any
    """PDFium's handle of the mark that holds it."""


def read_shown_text(
    page: Any, objects: Objects, display: Display, buffers: Buffers
) -> tuple[Any, str]:
    """PDFium's text of the raw `page`, to be closed by the caller, and the replacement texts that
    say something else than the page shows; where there are some, the text is that of the glyphs."""
    text_page = _load_text(page)
    doubtful = list(_list_doubtful(objects, buffers.bulk)) if buffers.may_replace else []
    if not doubtful:
        return text_page, ""
    for one in doubtful:
        pdfium.FPDFPageObjMark_RemoveParam(one.drawn[0].item, one.mark, _KEY)
    plain = _load_text(page)
    glyphs = _read_by_object(Characters(plain, display, buffers))
    false = [one.text for one in doubtful if not _is_honest(one, glyphs)]
    unused = text_page if false else plain
    pdfium.FPDFText_ClosePage(unused)
    return plain if false else text_page, " ".join(false)


def _load_text(page: Any) -> Any:
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        raise pypdfium2.PdfiumError("the page's text cannot be read")
    return text_page


def _list_doubtful(objects: Objects, bulk: Bulk) -> Iterator[Replacement]:
    """The replacements on the page, without those that only a hyphen, a bullet or a space can be
    meant by."""
    items = objects.list_handles(TEXT)
    marked: Sequence[int] = range(len(items))
    texts: list[Drawn] = []
    for depth in count():
        marks = list(map(get_mark, [items[at] for at in marked], repeat(depth)))
        replacing = {one for one in set(marks) if one and get_parameter_type(one, _KEY)}
        texts = texts or (objects.list_kind(TEXT) if replacing else [])
        for address in replacing:
            drawn = [texts[at] for at, one in zip(marked, marks, strict=True) if one == address]
            mark = ctypes.cast(address, pdfium.FPDF_PAGEOBJECTMARK)
            said = _read_text(mark)
            if any(map(str.isalnum, said)) or not _is_narrow(drawn, bulk):
                yield Replacement(said, drawn, mark)
        marked = list(compress(marked, marks))
        if not marked:
            return


def _is_narrow(drawn: Sequence[Drawn], bulk: Bulk) -> bool:
    boxes = find_bounds(bulk, drawn)
    return len(boxes) == 1 and all(
        box.x1 - box.x0 <= _WIDEST * max(box.y1 - box.y0, 1.0) for box in boxes
    )


def _read_text(mark: Any) -> str:
    # PDFium's function for strings takes all of them for UTF-8
    length = ctypes.c_ulong()
    pdfium.FPDFPageObjMark_GetParamBlobValue(mark, _KEY, None, 0, length)
    data = (ctypes.c_ubyte * length.value)()
    pdfium.FPDFPageObjMark_GetParamBlobValue(mark, _KEY, data, length.value, length)
    return _decode(bytes(data))


def _decode(data: bytes) -> str:
    """A text string (ISO 32000-2, 7.9.2.2)."""
    for mark, encoding in _ENCODINGS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    return data.decode("latin-1").translate(_DOC_ENCODING)


def _read_by_object(characters: Characters) -> Mapping[int, str]:
    """What the glyphs of each text object say, by its address."""
    by_object: defaultdict[int, list[str]] = defaultdict(list)
    items = characters.find_text_objects(range(len(characters.text)))
    for item, letter in zip(items, characters.text, strict=True):
        if item:
            by_object[address_of(item)].append(letter)
    return {address: "".join(letters) for address, letters in by_object.items()}


def _is_honest(replacement: Replacement, glyphs: Mapping[int, str]) -> bool:
    """Whether the replacement has the letters that its glyphs show: case and all signs apart, and
    with up to three letters for a glyph that its font does not tell."""
    shown = "".join(glyphs.get(address_of(one.item), "") for one in replacement.drawn)
    said = _keep_letters(replacement.text)
    if not _UNTOLD.search(shown):
        letters = _keep_letters(shown)
        return said == letters or said == letters[::-1]  # as it is drawn, from right to left
    pieces = (re.escape(_keep_letters(piece)) for piece in _UNTOLD.split(shown))
    return re.fullmatch(f".{{0,{_MOST_LETTERS}}}".join(pieces), said) is not None


def _keep_letters(text: str) -> str:
    plain = normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())
