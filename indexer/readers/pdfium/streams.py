"""Whether a file may hold replacement texts at all, told from its bytes: asking PDFium about every
mark of every page takes much longer.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path

_NAME = re.compile(
    b"/" + b"".join(b"(?:%c|#%02X|#%02x)" % (code, code, code) for code in b"ActualText")
)
"""Every letter of a name may be written as its code (ISO 32000-1, 7.3.5)."""
_BY_NAME = re.compile(rb"/(?!OC\s)[^\s/<>()\[\]]+\s*/[^\s/<>()\[\]]+\s+BDC\b")
"""The beginning of marked content whose properties stand in an object; a layer's do always."""
_OBJECTS = re.compile(rb"/Type\s*/ObjStm\b")
_STREAM = re.compile(rb"stream\r?\n")
_BEFORE = 1024
"""A stream's dictionary is looked for in so many bytes before it."""
_OTHER = re.compile(
    rb"/Subtype\s*/(?:Image|Type1C|CIDFontType0C|OpenType|XML)\b|/Length1\b|/FunctionType\b"
    rb"|/Type\s*/XRef\b|/(?:DCT|JPX|CCITTFax|JBIG2)Decode\b"
)
"""A picture, a font, a table: nothing that writes on a page."""
_USUAL = re.compile(rb"/Filter\s*(?:\[\s*)?/FlateDecode\b\s*(?!/\w+Decode)")
_PREDICTED = re.compile(rb"/Predictor\s+(?!1\b)")
_PIECE = 65_536
_OVERLAP = 64
"""Bytes of a piece that are searched again with the next."""
_MOST = 200_000_000
"""Bytes that are unpacked of one file."""


def may_hold_replacements(path: Path) -> bool:
    """Whether any page of the file at `path` may hold a replacement text; False only where it is
    certain that none does.

    One stands in what is drawn, or in an object that is named there; those of the document's
    structure, which are much more frequent, replace nothing on a page.
    """
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        if data.find(b"/Encrypt") >= 0:
            return True
        in_objects, is_named, left = bool(_NAME.search(data)), False, _MOST
        for is_drawn, unpacked in _list_streams(data):
            left -= len(unpacked)
            if left < 0:
                return True
            found = _holds_name(unpacked)
            if found and is_drawn:
                return True
            in_objects |= found
            is_named = is_named or (is_drawn and _names_object(unpacked))
    return in_objects and is_named


def _holds_name(unpacked: bytes) -> bool:
    # most streams have neither: looking for that is much faster than the expression
    return (b"ActualText" in unpacked or b"#" in unpacked) and bool(_NAME.search(unpacked))


def _names_object(unpacked: bytes) -> bool:
    return b"BDC" in unpacked and bool(_BY_NAME.search(unpacked))


def _list_streams(data: mmap) -> Iterator[tuple[bool, bytes]]:
    """What is drawn (True) or holds objects, in pieces that overlap; for a stream that is packed in
    an unusual way, what it may hold."""
    for word in _find_all(data, b"stream"):
        match = _STREAM.match(data, word)
        before = data[max(0, word - _BEFORE) : word]
        if match is None or before.endswith(b"end"):
            continue
        before = before[before.rfind(b"obj") + 3 :]
        if _OTHER.search(before):
            continue
        is_drawn = not _OBJECTS.search(before)
        if b"/Filter" not in before:
            yield is_drawn, data[match.end() : data.find(b"endstream", match.end())]
        elif not _USUAL.search(before) or _PREDICTED.search(before):
            yield True, b"/ActualText"
        else:
            for piece in _unpack(data, match.end()):
                yield is_drawn, piece


def _find_all(data: mmap, word: bytes) -> Iterator[int]:
    at = data.find(word)
    while at >= 0:
        yield at
        at = data.find(word, at + len(word))


def _unpack(data: mmap, at: int) -> Iterator[bytes]:
    unpacker = zlib.decompressobj()
    packed, last = b"", b""
    while not unpacker.eof:
        if not packed:
            packed, at = data[at : at + _PIECE], at + _PIECE
        try:
            unpacked = unpacker.decompress(packed, 16 * _PIECE)
        except zlib.error:
            return
        packed = unpacker.unconsumed_tail
        if not unpacked and not packed and at >= len(data):
            return
        yield last + unpacked
        last = unpacked[-_OVERLAP:]
