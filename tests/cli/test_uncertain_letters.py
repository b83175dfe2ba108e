"""Letters that cannot be told: what search, locate, check and status say of them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Pincite

CASES = Path(__file__).parent.parent / "indexer" / "cases"
_OBJECTS = (
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
    b" /Resources << /Font << /F1 5 0 R >> >> >>",
    b"<< /Length %d >>\nstream\n%s\nendstream",
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding"
    b" << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [89 /g37] >> >>",
)


def write_pdf(path: Path, *lines: str) -> None:
    """A page of these lines whose font does not tell what "Y" means."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    content = f"BT /F1 11 Tf 14 TL 72 700 Td {shown} ET".encode("latin-1")
    objects = [*_OBJECTS[:3], _OBJECTS[3] % (len(content), content), _OBJECTS[4]]
    file, places = b"%PDF-1.4\n", []
    for number, written in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 6\n0000000000 65535 f \n" + rows
    end = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(file)
    path.write_bytes(file + table + end)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory, pincite: Pincite) -> Path:
    folder = tmp_path_factory.mktemp("letters")
    write_pdf(
        folder / "league.pdf",
        "The League met in New York and heard the board about the",
        "tariff of the harbour. It was moved by the chair of the day.",
    )
    for name in ("garbled-all", "search-words", "21_ligatures_mapped_to_letters"):
        shutil.copy(CASES / f"{name}.pdf", folder)
    assert pincite("index", folder, "--no-ocr").code == 0
    return folder


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Orsted", "Ørsted"),
        ("Lukasz", "Łukasz"),
        ("Aesir", "Æsir"),
        ("123", "123"),
        ("impractical", "impractical"),
        ("*ork", "�ork"),
        ('"New *ork"', "New �ork"),
    ],
)
def test_what_a_word_finds(corpus: Path, pincite: Pincite, question: str, word: str) -> None:
    (result,) = pincite("search", question, "--corpus", corpus, "--json").json["results"]
    start, end = result["highlights"][0]
    assert result["excerpt"][start:end] == word


@pytest.mark.parametrize("question", ["York", '"New ork"', "ork"])
def test_an_unknown_letter_is_no_other_and_not_left_out(
    corpus: Path, pincite: Pincite, question: str
) -> None:
    found = pincite("search", question, "--corpus", corpus, "--json").json
    assert found["corrected"] or not found["results"]
    assert not any("ork" in result["excerpt"].split() for result in found["results"])
    assert not any("�" in result["excerpt"] for result in found["results"])


def test_an_excerpt_says_that_letters_are_not_told(corpus: Path, pincite: Pincite) -> None:
    shown = pincite("search", "League", "--corpus", corpus).stdout
    assert "� marks letters that the file does not identify." in shown


def test_locate_asks_to_compare_the_page(corpus: Path, pincite: Pincite) -> None:
    quotation = "The League met in New York and heard the board about the tariff"
    shown = " ".join(pincite("locate", quotation, "--corpus", corpus).stdout.split())
    assert "the source has “�ork”, where � cannot be read: compare “York” with the page" in shown


@pytest.mark.parametrize(("word", "verdict"), [("York", "uncertain"), ("Park", "altered")])
def test_check_neither_believes_nor_blames(
    corpus: Path, pincite: Pincite, tmp_path: Path, word: str, verdict: str
) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(
        f"It says “The League met in New {word} and heard the board about the tariff of the"
        " harbour” [@league, p. 1].",
        encoding="utf-8",
    )
    out = pincite("check", draft, "--corpus", corpus, "--json").stdout
    (quotation,) = json.loads(out)["quotations"]
    assert quotation["verdict"] == verdict


def test_status_names_pages_whose_letters_are_no_language(corpus: Path, pincite: Pincite) -> None:
    shown = " ".join(pincite("status", "--corpus", corpus).stdout.split())
    assert "garbled-all.pdf: PDF pages 1–4 are unreadable" in shown
