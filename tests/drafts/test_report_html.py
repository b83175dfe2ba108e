"""The HTML report: everything a reader needs, nothing that runs or is fetched, all text escaped."""

from __future__ import annotations

import base64
import io
import json
import re
import shutil
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from corpus.sample import FOLDER
from drafts.check import check_draft
from drafts.reports.html_report import render_html_report
from indexer.updating.update import update_corpus
from tests.conftest import MakePdf
from tests.drafts.checking import opened
from tests.drafts.conftest import DRAFTS

TIME_TAKEN = "“the time taken by an interpreter not be counted against the deputant”"
AT = datetime(2026, 3, 4, 15, 6, tzinfo=UTC)


@pytest.fixture(scope="module")
def page(sample_corpus: Path) -> str:
    return made(sample_corpus, FOLDER / "deputation.docx")


def made(corpus: Path, draft: Path) -> str:
    with opened(corpus) as library:
        return render_html_report(check_draft(library, draft), library, at=AT)


class Elements(HTMLParser):
    """Every start tag with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_nothing_is_fetched_and_nothing_runs(page: str) -> None:
    elements = Elements(page).found
    assert not {"script", "link", "iframe", "object", "base"} & {tag for tag, _ in elements}
    addresses = [
        value or ""
        for _, attributes in elements
        for name, value in attributes.items()
        if name in ("src", "href", "action")
    ]
    assert addresses
    assert all(address.startswith(("data:image/", "#")) for address in addresses)
    assert "url(" not in page
    assert "@import" not in page
    assert not any(name.startswith("on") for _, attributes in elements for name in attributes)


def test_every_link_leads_to_a_card(page: str) -> None:
    elements = Elements(page).found
    names = {attributes.get("id") for _, attributes in elements}
    links = [attributes["href"] for tag, attributes in elements if tag == "a"]
    assert len(links) == 26
    assert {str(link)[1:] for link in links} <= names


def test_a_card_shows_both_sides_and_what_the_page_label_rests_on(page: str) -> None:
    card = page.split('<article id="q3"')[1].split("</article>")[0]
    assert '<ins class="changed"><span class="aloud">not in the source: </span>used</ins>' in card
    assert '<del class="changed"><span class="aloud">not in the draft: </span>there</del>' in card
    assert "<b>altered</b>: changed without a mark" in card
    assert "Minutes of the public meeting (15 August 2012), at 14 [phpsb-2012-08-15]" in card
    assert (
        "File phpsb_2012-08-15_minutes.pdf. PDF page 14 is page 14 (printed): “14” stands" in card
    )
    assert "The second reader sees the same words." in card


def test_it_says_what_was_checked_when_and_how(page: str) -> None:
    assert "<h1>deputation.docx: quotations checked</h1>" in page
    assert "Checked on 4 March 2026, 15:06." in page
    assert "Searched 5 documents, 89 pages; 3 pages without text" in page
    assert "Two words are the same when they differ only in capitals" in page
    assert "⟨by people who have not been told that it is theirs⟩" in page


def test_the_passage_is_highlighted_on_the_picture_of_the_page(page: str) -> None:
    card = page.split('<article id="q3"')[1].split("</article>")[0]
    found = re.search(r'src="data:image/(?:png|jpeg);base64,([^"]+)" width="1000"', card)
    assert found
    picture = Image.open(io.BytesIO(base64.b64decode(found[1]))).convert("RGB")
    data = picture.tobytes()
    yellow = [
        (at // 3 % picture.width, at // 3 // picture.width)
        for at in range(0, len(data), 3)
        if data[at] > 230 and data[at + 2] < 160
    ]
    left, right = min(x for x, _ in yellow), max(x for x, _ in yellow)
    # “If it has not been … ought not to be there” stands in one line, up to the margin.
    assert 320 < left < 350
    assert 835 < right < 860
    assert max(y for _, y in yellow) - min(y for _, y in yellow) < 30


def test_text_of_the_draft_and_of_the_catalogue_is_escaped(
    sample_corpus: Path, tmp_path: Path
) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(sample_corpus, corpus)
    records = json.loads((corpus / "catalogue.json").read_text(encoding="utf-8"))
    records[1]["title"] = "Minutes of 5 < 6 & 7"
    (corpus / "catalogue.json").write_text(json.dumps(records), encoding="utf-8")
    draft = tmp_path / "you & me.txt"
    draft.write_text(
        f"“<script>alert(1)</script> said nobody here ever”. {TIME_TAKEN} (PHPSB <b>, 2017, p. 2).",
        encoding="utf-8",
    )
    page = made(corpus, draft)
    assert "<script" not in page
    assert "PHPSB <b>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; said nobody here ever" in page
    assert "PHPSB &lt;b&gt;, 2017" in page
    assert "Minutes of 5 &lt; 6 &amp; 7" in page
    assert "<title>you &amp; me.txt: quotations checked</title>" in page


def test_a_page_that_cannot_be_drawn_is_said_and_nothing_lost(
    sample_corpus: Path, tmp_path: Path
) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(sample_corpus, corpus)
    (corpus / "phpsb_2017-06-15_minutes.pdf").write_bytes(b"%PDF-1.4 no more")
    draft = tmp_path / "draft.md"
    draft.write_text(f"{TIME_TAKEN} [@phpsb-2017-06-15, p. 2].", encoding="utf-8")
    page = made(corpus, draft)
    assert "No picture: phpsb_2017-06-15_minutes.pdf is damaged" in page
    assert "The second reader could not read PDF page 2." in page
    assert "<b>verbatim</b>" in page


def test_a_draft_without_quotations_says_so(sample_corpus: Path, tmp_path: Path) -> None:
    draft = tmp_path / "none.md"
    draft.write_text("Nothing is quoted here.", encoding="utf-8")
    page = made(sample_corpus, draft)
    assert "none.md: no quotations." in page
    assert "<article" not in page


def test_the_sentence_of_the_draft_stands_around_the_quotation(page: str) -> None:
    card = page.split('<article id="q3"')[1].split("</article>")[0]
    assert '<span class="around">The Vice-Chair said of it: “</span>If it has not been' in card
    assert '</ins><span class="around">” (PHPSB, 2012, p. 14).</span>' in card


def test_quotations_can_be_filtered_without_a_script(page: str) -> None:
    assert '<input type="radio" name="show" id="show-wrong">' in page
    assert 'for="show-words-altered">words altered (2)</label>' in page
    assert "#show-words-altered:checked ~ article:not(.words-altered)" in page
    assert '<article id="q3" class="wrong words-altered">' in page
    assert "<script" not in page


def test_unread_pages_and_unmarked_quotations_are_in_the_page(
    landing: Path, tmp_path: Path
) -> None:
    page = made(landing, DRAFTS / "scanned_draft.pdf")
    assert "Warning: Page 1 of the draft has no text: nothing on it was checked." in page
    draft = tmp_path / "draft.md"
    words = "many passengers waited for hours in the rain without shelter. For those with <small>"
    draft.write_text(f"Then {words.replace('<small>', 'small')} children.", encoding="utf-8")
    page = made(landing, draft)
    assert "<h2>Without quotation marks, but word for word in the corpus</h2>" in page
    assert "at 1, para 1.4 [landing]" in page


def test_a_guessed_record_is_not_cited_without_a_caveat(tmp_path: Path, make_pdf: MakePdf) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    make_pdf(corpus / "a.pdf", ["The lamp at the quay was lit when the watchman came home."])
    update_corpus(corpus)
    draft = tmp_path / "draft.md"
    draft.write_text("“The lamp at the quay was lit when the watchman came”", encoding="utf-8")
    assert "not confirmed): check before citing." in made(corpus, draft)
