"""The PDFs of the sample are what its sources make."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from pdfminer.high_level import extract_text

from corpus.sample import FOLDER
from tests.sample.reading import PASSAGES, TRUTH, page_texts
from tools.sample.build import SOURCES, build, main
from tools.sample.markup import read_source


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the PDFs as the sources make them now."""
    folder = tmp_path_factory.mktemp("sample")
    main([str(folder)])
    return folder


@pytest.mark.parametrize("name", TRUTH)
def test_the_committed_document_is_what_its_source_makes(built: Path, name: str) -> None:
    assert page_texts(FOLDER / name) == page_texts(built / name)


@pytest.mark.parametrize("name", TRUTH)
def test_the_committed_pages_look_as_their_source_makes_them(built: Path, name: str) -> None:
    assert _thumbnails(FOLDER / name) == _thumbnails(built / name)


def test_two_builds_give_the_same_bytes(built: Path, tmp_path: Path) -> None:
    for name in TRUTH:
        build(SOURCES / f"{Path(name).stem}.txt", tmp_path / name)
        assert (tmp_path / name).read_bytes() == (built / name).read_bytes()


def test_the_sample_is_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.glob("*.pdf")) < 1_500_000


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage["text"][:30])
def test_a_passage_is_quoted_as_its_source_has_it(passage: dict[str, str]) -> None:
    source = read_source(SOURCES / f"{Path(passage['file']).stem}.txt")
    texts = (re.sub(r"\[\*\]|\*", "", block.text) for block in source.blocks)
    assert any(passage["text"] in text.replace("\u00a0", " ") for text in texts)


@pytest.mark.parametrize("name", ["marlowe_2018_review.pdf", "hwp_2015_report.pdf"])
def test_ligatures_are_real_ones_in_the_file(name: str) -> None:
    text = extract_text(FOLDER / name)
    assert "ﬁ" in text
    assert "ﬂ" in text


def _thumbnails(path: Path) -> list[bytes]:
    """Pages without text are left out: a picture's pixels depend on the font renderer's version."""
    document = pypdfium2.PdfDocument(path)
    written = [page for page, text in zip(document, page_texts(path), strict=True) if text]
    pictures = [page.render(scale=0.2).to_pil().tobytes() for page in written]
    document.close()
    return pictures
