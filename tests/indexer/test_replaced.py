"""Replacement texts: honest ones help to read the page, others are not the page's words."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from indexer.pages.document import DocumentReading, read_document
from indexer.readers.pdfium.streams import may_hold_replacements

SHOWN = "The clerk read the motion to the board at noon."
_FONTS = (
    b"/F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    b" /F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding"
    b" << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [89 /g37] >> >>"
)
"""The second font does not tell what its "Y" is."""


def write_pdf(path: Path, *pages: bytes, packed: bool = False, properties: bytes = b"") -> Path:
    """A PDF with one page for each content, which is set from (72, 700) on."""
    kids = b" ".join(b"%d 0 R" % (3 + 2 * at) for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
    ]
    for at, shown in enumerate(pages):
        content = b"BT /F1 11 Tf 14 TL 72 700 Td " + shown + b" ET"
        data = zlib.compress(content) if packed else content
        filtered = b" /Filter /FlateDecode" if packed else b""
        resources = b"/Font << %s >> /Properties << %s >>" % (_FONTS, properties)
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R"
            b" /Resources << %s >> >>" % (4 + 2 * at, resources),
            b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(data), filtered, data),
        ]
    file, places = b"%PDF-1.5\n", []
    for number, written in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n" % size + rows
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(file))
    path.write_bytes(file + table + end)
    return path


def replace(text: bytes, shown: bytes) -> bytes:
    return b"/Span << /ActualText %s >> BDC (%s) Tj EMC" % (text, shown)


def get_text(reading: DocumentReading) -> str:
    return " ".join(reading.texts[0].body.split())


@pytest.mark.parametrize("packed", [False, True])
def test_a_replacement_that_says_something_else_is_hidden(tmp_path: Path, packed: bool) -> None:
    said = replace(b"(The replaced sentence is not drawn.)", SHOWN.encode())
    reading = read_document(write_pdf(tmp_path / "a.pdf", said, packed=packed))
    assert get_text(reading) == SHOWN
    assert reading.sheets[0].hidden == "The replaced sentence is not drawn."


@pytest.mark.parametrize(
    "content",
    [
        replace(b"(not)", b"now"),
        b"/Span << /Actual#54ext (not) >> BDC (now) Tj EMC",
        b"/Span /P1 BDC (now) Tj EMC",
        b"/P << /MCID 0 >> BDC " + replace(b"(not)", b"now") + b" EMC",
        replace(b"(not)", b"n) Tj (ow"),
    ],
    ids=["word", "name in codes", "named properties", "nested", "two objects"],
)
def test_a_single_word_is_read_by_its_glyphs(tmp_path: Path, content: bytes) -> None:
    shown = b"(The clerk was ) Tj " + content + b" ( under oath when she spoke to us.) Tj"
    properties = b"/P1 << /ActualText (not) >>" if b"/P1" in content else b""
    path = write_pdf(tmp_path / "a.pdf", shown, packed=True, properties=properties)
    reading = read_document(path)
    assert get_text(reading) == "The clerk was now under oath when she spoke to us."
    assert reading.sheets[0].hidden == "not"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"(The of) Tj " + replace(b"(fi)", b"fi") + b" (ce was shut.) Tj", "The office was shut."),
        (
            b"/F2 11 Tf " + replace(b"(The office was shut.)", b"The ofYce was shut."),
            "The office was shut.",
        ),
        (
            b"(The office was) Tj " + replace(b"( )", b" ") + b"(shut at noon.) Tj",
            "The office was shut at noon.",
        ),
        (
            b"(It was a mee) Tj " + replace(b"<FEFF00AD>", b"-") + b" T* (ting at noon.) Tj",
            "It was a meeting at noon.",
        ),
        (replace(b"(THE OFFICE WAS SHUT)", b"The office was shut"), "THE OFFICE WAS SHUT"),
        (replace(b"(Caf\\351 is shut)", b"Cafe is shut"), "Café is shut"),
        (replace(b"<FEFF00430061006600E90073>", b"Cafes"), "Cafés"),
    ],
    ids=["ligature", "unknown glyph", "space", "soft hyphen", "small capitals", "accent", "UTF-16"],
)
def test_honest_replacements_stay(tmp_path: Path, content: bytes, text: str) -> None:
    reading = read_document(write_pdf(tmp_path / "a.pdf", content, packed=True))
    assert get_text(reading) == text
    assert reading.sheets[0].hidden == ""


def test_an_unknown_glyph_stands_for_few_letters(tmp_path: Path) -> None:
    content = b"/F2 11 Tf " + replace(b"(The clerk denied everything.)", b"The clerk Y.")
    reading = read_document(write_pdf(tmp_path / "a.pdf", content))
    assert get_text(reading) == "The clerk �."
    assert reading.sheets[0].hidden == "The clerk denied everything."


def test_words_under_a_blank_replacement_are_read(tmp_path: Path) -> None:
    content = b"(The clerk ) Tj " + replace(b"( )", b"denied everything") + b" ( to us.) Tj"
    assert get_text(read_document(write_pdf(tmp_path / "a.pdf", content))) == (
        "The clerk denied everything to us."
    )


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_without_replacements_is_known_by_its_bytes(tmp_path: Path, packed: bool) -> None:
    plain = write_pdf(tmp_path / "plain.pdf", b"(Words.) Tj", packed=packed)
    assert not may_hold_replacements(plain)
    pages = [b"(Words.) Tj"] * 5 + [b"(Words.) Tj " * 9000 + replace(b"(a)", b"b")]
    assert may_hold_replacements(write_pdf(tmp_path / "held.pdf", *pages, packed=packed))
    unused = write_pdf(
        tmp_path / "unused.pdf",
        b"(Words.) Tj",
        packed=packed,
        properties=b"/P << /ActualText (a) >>",
    )
    assert not may_hold_replacements(unused)
