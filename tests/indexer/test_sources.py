"""Files without pages as sources: what is read, and what it is cited by."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from corpus.errors import PinciteError
from indexer.labels.pinpoint_wording import describe_pages
from indexer.pages.document import DocumentReading, read_document
from indexer.paragraphs.numbering import find_paragraphs
from tests.drafts.making import footnote, p, r, write_docx


def read_words(path: Path, content: str | bytes) -> DocumentReading:
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return read_document(path)


def number(reading: DocumentReading) -> list[tuple[str | None, str, str]]:
    """Label, source and first words of every numbered paragraph."""
    found = find_paragraphs(reading.sheets, reading.labels, reading.texts)
    return [
        (one.label, one.source, reading.texts[one.number - 1].body[one.start :][:12])
        for one in found
    ]


# Text

TYPED = {
    7: "Lanterns were lit along the quay\nby hand every evening.",
    8: "The price of coal rose in Janu-\nary and fell in spring.",
    9: "The harbour master was thanked\nfor his report.",
}


def test_paragraphs_of_a_text_are_counted(tmp_path: Path) -> None:
    reading = read_words(tmp_path / "a.txt", "One is first.\n\nTwo goes\non here.\n\nThree.\n")
    assert reading.texts[0].body == "One is first.\n\nTwo goes on here.\n\nThree."
    assert number(reading) == [
        ("1", "counted", "One is first"), ("2", "counted", "Two goes on "),
        ("3", "counted", "Three."),
    ]  # fmt: skip
    (label,) = reading.labels
    assert (label.unit, label.pdf_page, label.names) == ("paragraph", None, ("1", "3"))
    assert describe_pages([label]) == "at paras 1–3 (counted)"


INDENTED = """  The first one begins
here and goes on.
  The second
goes on here
and ends.
"""
LONG = "One paragraph. " * 12


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        (INDENTED, ["The first one begins here and goes on.", "The second goes on here and ends."]),
        (f"{LONG}\n{LONG}\nShort.\n", [LONG.strip(), LONG.strip(), "Short."]),
        ("One line\nand another\nand a third.\n", ["One line and another and a third."]),
    ],
)
def test_paragraphs_without_empty_lines(tmp_path: Path, text: str, paragraphs: list[str]) -> None:
    reading = read_words(tmp_path / "a.txt", text)
    assert reading.texts[0].body.split("\n\n") == paragraphs


@pytest.mark.parametrize("mark", ["- {} -", "Page {}", "page {} of 9", "– {} –"])
def test_a_text_with_page_marks_has_pages(tmp_path: Path, mark: str) -> None:
    text = "".join(f"{words}\n\n{mark.format(at)}\n\n" for at, words in TYPED.items())
    reading = read_words(tmp_path / "a.txt", text)
    assert [(label.label, label.source) for label in reading.labels] == [
        ("7", "printed"), ("8", "printed"), ("9", "printed")
    ]  # fmt: skip
    assert [label.unit for label in reading.labels] == ["page"] * 3
    assert [label.pdf_page for label in reading.labels] == [None] * 3
    assert reading.texts[1].body == "The price of coal rose in January and fell in spring."


def test_form_feeds_part_pages_and_no_number_is_made_up(tmp_path: Path) -> None:
    reading = read_words(tmp_path / "a.txt", "First page.\n\fSecond page.\n\fThird page.\n")
    assert [text.body for text in reading.texts] == ["First page.", "Second page.", "Third page."]
    assert [label.label for label in reading.labels] == [None] * 3
    assert describe_pages(reading.labels[1:2]) == "page 2 of the file, no printed number"


def test_marks_that_may_be_heads_or_feet_part_nothing(tmp_path: Path) -> None:
    reading = read_words(tmp_path / "a.txt", "Before.\n\n- 3 -\n\nBetween.\n\n- 4 -\n\nAfter.\n")
    assert [label.unit for label in reading.labels] == ["paragraph"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings_are_recognised(tmp_path: Path, encoding: str) -> None:
    reading = read_words(tmp_path / "a.txt", "The “naïve” clerk’s café.".encode(encoding))
    assert reading.texts[0].body == "The “naïve” clerk’s café."
    assert bool(reading.warnings) == (encoding == "cp1252")


# Word

_DECIMAL = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
    '<w:lvlText w:val="(%2)"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/>'
    '<w:lvlText w:val="%1.%2.%3"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def numbered(text: str, level: int = 0, number: int = 1) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(text, properties=properties)


def test_automatic_numbers_are_read_as_word_shows_them(tmp_path: Path) -> None:
    body = numbered("a") + numbered("b", 1) + numbered("c", 1) + numbered("d") + numbered("e", 1)
    body += numbered("f", 2) + numbered("g", 2) + p("plain") + numbered("h") + numbered("i", 0, 2)
    path = write_docx(tmp_path / "a.docx", body, numbering=_DECIMAL)
    assert read_document(path).texts[0].body.split("\n\n") == [
        "1. a", "(a) b", "(b) c", "2. d", "(a) e", "2.a.i f", "2.a.ii g", "plain", "3. h", "5. i"
    ]  # fmt: skip


def test_numbered_paragraphs_are_cited_by_their_numbers(tmp_path: Path) -> None:
    words = "The board heard from many people who had come to speak about the new harbour dues."
    body = p("An opening without a number.") + "".join(numbered(words) for _ in range(9))
    reading = read_document(write_docx(tmp_path / "a.docx", body, numbering=_DECIMAL))
    found = number(reading)
    assert found[0] == (None, "printed", "An opening w")
    assert found[1:3] == [("1", "printed", "1. The board"), ("2", "printed", "2. The board")]
    assert describe_pages(reading.labels) == "at paras 1–9"


def test_a_word_file_is_read_as_it_reads(tmp_path: Path) -> None:
    body = p(
        "Kept",
        '<w:del><w:r><w:delText> deleted</w:delText></w:r></w:del>',
        f"<w:ins>{r(' added')}</w:ins>",
        r(" hidden", "<w:vanish/>"),
        footnote(1),
    )  # fmt: skip
    cell = "<w:tc>{}</w:tc>"
    row = f"<w:tr>{cell.format(p('Coal'))}{cell.format(p('4,100'))}</w:tr>"
    path = write_docx(tmp_path / "a.docx", body + f"<w:tbl>{row}</w:tbl>", footnotes={1: "Note."})
    (text,) = read_document(path).texts
    assert (text.body, text.notes) == ("Kept added¹\n\nCoal\t4,100", "1 Note.")


# Web, mail, books

PAGE = (
    "<html><head><title>Gates | Port News</title><meta name='author' content='Jane Doe'>"
    "<meta property='og:site_name' content='Port News'>"
    "<meta property='article:published_time' content='2014-03-02'>"
    "<link rel='canonical' href='https://example.org/gates'></head><body>"
    "<nav><a href='/'>Home of the news</a></nav><article><h1>Gates</h1>"
    "<p>The harbour gates have been closed to the public since the storm of last winter.</p>"
    "<p>Carried.</p>"
    "<p>It is time that the gates were opened to all who pay for the water behind them.</p>"
    "</article><aside><p>Ten recipes for soup that you should try today.</p></aside>"
    "<footer><p>Copyright.</p></footer><script>document.write('added')</script></body></html>"
)


def test_the_main_text_of_a_web_page_is_read_whole(tmp_path: Path) -> None:
    reading = read_words(tmp_path / "a.html", PAGE)
    assert reading.texts[0].body.split("\n\n") == [
        "Gates",
        "The harbour gates have been closed to the public since the storm of last winter.",
        "Carried.",
        "It is time that the gates were opened to all who pay for the water behind them.",
    ]
    assert [label for label, *_ in number(reading)] == ["1", "2", "3"]  # a heading is not counted
    assert reading.information == {
        "Title": "Gates", "Author": "Jane Doe", "Site": "Port News", "Date": "2014-03-02",
        "URL": "https://example.org/gates",
    }  # fmt: skip


def test_nothing_after_the_main_text_is_cut_off(tmp_path: Path) -> None:
    page = PAGE.replace("</article>", "<pre>A table:\n1  2</pre><p>Lost.</p></article>")
    reading = read_words(tmp_path / "a.html", page)
    assert reading.texts[0].body.split("\n\n")[-2:] == ["A table: 1 2", "Lost."]


@pytest.mark.parametrize(("said", "real"), [("iso-8859-1", "utf-8"), ("utf-8", "cp1252")])
def test_a_false_declaration_does_no_harm(tmp_path: Path, said: str, real: str) -> None:
    page = f"<html><head><meta charset='{said}'></head><body><p>The clerk’s café.</p></body></html>"
    reading = read_words(tmp_path / "a.html", page.encode(real))
    assert reading.texts[0].body == "The clerk’s café."


def test_mail_says_who_wrote_it(tmp_path: Path) -> None:
    mail = (
        "From: Jane Doe <jane@example.org>\r\nSubject: Item 4\r\n"
        "Date: Mon, 03 Mar 2014 10:00:00 -0500\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n"
        "--B\r\nContent-Type: text/plain\r\n\r\nKeep the library open.\r\n"
        "--B\r\nContent-Type: application/pdf\r\n"
        "Content-Disposition: attachment; filename=plan.pdf\r\n\r\nx\r\n--B--\r\n"
    )
    reading = read_words(tmp_path / "a.eml", mail)
    assert reading.texts[0].body == "Item 4\n\nKeep the library open."
    assert reading.information == {"Title": "Item 4", "Author": "Jane Doe", "Date": "2014-03-03"}
    assert reading.warnings == ("Attachments are not read: plan.pdf.",)


def test_a_book_is_read_in_the_order_of_its_chapters(tmp_path: Path) -> None:
    html = (
        "<html xmlns='http://www.w3.org/1999/xhtml'><body><h1>{0}</h1><p>In {0}.</p></body></html>"
    )
    with ZipFile(tmp_path / "a.epub", "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr(
            "META-INF/container.xml",
            "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>"
            "<rootfile full-path='E/c.opf'/></rootfiles></container>",
        )
        book.writestr(
            "E/c.opf",
            "<package xmlns='http://www.idpf.org/2007/opf'"
            " xmlns:dc='http://purl.org/dc/elements/1.1/'><metadata><dc:title>Dues</dc:title>"
            "</metadata><manifest><item id='b' href='b.xhtml' media-type='application/xhtml+xml'/>"
            "<item id='a' href='a.xhtml' media-type='application/xhtml+xml'/></manifest>"
            "<spine><itemref idref='a'/><itemref idref='b'/></spine></package>",
        )
        book.writestr("E/a.xhtml", html.format("One"))
        book.writestr("E/b.xhtml", html.format("Two"))
    reading = read_document(tmp_path / "a.epub")
    assert reading.texts[0].body == "One\n\nIn One.\n\nTwo\n\nIn Two."
    assert reading.information["Title"] == "Dues"


# Bad input


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.docx", b"", "is empty"),
        ("a.txt", b" \n ", "has no text"),
        ("a.docx", b"PK\x03\x04 cut off", "is damaged"),
        ("a.docx", b"neither this nor that", "not what its name says"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
         "protected by a password"),
        ("a.txt", bytes(range(256)) * 8, "unknown encoding"),
        ("a.html", b"<html><frameset><frame src='b.html'></frameset></html>", "in frames"),
        ("a.eml", b"no mail at all", "is no mail"),
        ("a.pdf", b"<html><body>Please log in.</body></html>", "not a PDF but a web page"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_one_sentence(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    with pytest.raises(PinciteError, match=says) as error:
        read_words(tmp_path / name, content)
    assert error.value.remedy


def test_a_wrong_name_does_not_matter(tmp_path: Path) -> None:
    write_docx(tmp_path / "a.pdf", p("Words of a Word file."))
    assert read_document(tmp_path / "a.pdf").texts[0].body == "Words of a Word file."


def test_a_paragraph_longer_than_a_page_goes_on_in_the_next_stretch(tmp_path: Path) -> None:
    words = " ".join(f"word{at}" for at in range(2500))
    reading = read_words(tmp_path / "a.txt", f"Short.\n\n{words}\n\nLast.")
    assert len(reading.texts) > 5
    assert " ".join(text.body for text in reading.texts).split() == f"Short. {words} Last.".split()
    assert [label for label, *_ in number(reading)] == ["1", "2", "3"]
