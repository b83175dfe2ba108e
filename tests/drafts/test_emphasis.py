"""Emphasis in a quotation, in its source, and what the draft says of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from indexer.updating.update import update_corpus
from tests.drafts.checking import checked, checked_text, one_of
from tests.drafts.making import p, r, write_docx

LINES = (
    (("Times-Roman", "The warden shall lock the gate "), ("Times-Italic", "at dusk")),
    (("Times-Roman", "and shall keep the key "), ("Times-Bold", "in the house")),
    (("Times-Roman", "of the watchman, who may lend it to nobody."),),
)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A by-law that emphasises “at dusk” and “in the house”."""
    folder = tmp_path_factory.mktemp("bylaw")
    canvas = Canvas(str(folder / "bylaw.pdf"), invariant=1)
    for at, line in enumerate(LINES):
        x = 72.0
        for font, text in line:
            canvas.setFont(font, 12)
            canvas.drawString(x, 700 - 15 * at, text)
            x += canvas.stringWidth(text, font, 12)
    canvas.save()
    update_corpus(folder)
    return folder


UNSEEN = "the source’s type does not emphasise {} (underlining is not seen)."
SILENT = f"No remark says that the emphasis on “{{}}” is the draft’s; {UNSEEN.format('it')}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“shall lock the gate at dusk and shall keep the key”", ""),
        ("“shall lock the gate *at dusk* and shall keep the key”", ""),
        ("“shall keep the key **in the house** of the watchman”", ""),
        ("“shall *lock* the gate at dusk and shall keep”", SILENT.format("lock")),
        ("“shall *lock* the gate at dusk and shall keep” (emphasis added)", ""),
        (
            "“shall lock the gate *at dusk* and shall keep” (emphasis added)",
            "“Emphasis added”: the source emphasises “at dusk”, too.",
        ),
        (
            "“shall *lock* the gate at dusk and shall keep” (emphasis in original)",
            f"“Emphasis in original”: {UNSEEN.format('“lock”')}",
        ),
        (
            "“shall lock the gate at dusk and shall keep” [emphasis mine]",
            "“Emphasis added”, but no words of it are emphasised.",
        ),
        ("*“shall lock the gate at dusk and shall keep the key”*", ""),
        ("“shall *lock* the gate at dusk and shall keep”.[^1]\n\n[^1]: Emphasis added.", ""),
    ],
)
def test_in_markdown(corpus: Path, tmp_path: Path, text: str, said: str) -> None:
    notes = one_of(checked_text(corpus, tmp_path, text)).notes
    assert "".join(note for note in notes if "mphasis" in note) == said


@pytest.mark.parametrize("properties", ["<w:i/>", "<w:b/>", '<w:u w:val="single"/>'])
def test_in_word(corpus: Path, tmp_path: Path, properties: str) -> None:
    body = p("“shall ", r("lock", properties), " the gate at dusk and shall keep”")
    one = one_of(checked(corpus, write_docx(tmp_path / "draft.docx", body)))
    assert SILENT.format("lock") in one.notes


def test_in_html(corpus: Path, tmp_path: Path) -> None:
    path = tmp_path / "draft.html"
    path.write_text("<p>“shall <em>lock</em> the gate at dusk and shall keep”</p>", "utf-8")
    assert SILENT.format("lock") in one_of(checked(corpus, path)).notes


def test_a_draft_whose_format_shows_no_emphasis_is_not_judged(corpus: Path, tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("“shall lock the gate at dusk and shall keep” (emphasis added)", "utf-8")
    assert one_of(checked(corpus, path)).notes == ()
