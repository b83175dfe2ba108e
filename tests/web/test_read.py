"""A passage on its page: the box is over its words, and what is selected is what is copied."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from corpus.paths import CorpusPaths
from indexer.opening import open_library
from indexer.readers.pdfium.word_boxes import measure_words
from indexer.updating.update import update_corpus
from indexer.word_places import find_boxes, read_page_words
from tests.conftest import MakePdf, Pincite
from tests.web.conftest import Server, list_violations, run_server

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OVER_A_PAGE_BREAK = "phpsb-2012-08-15@20:1867-1996"


def open_passage(page: Page, server: Server, id: str, q: str = "") -> None:
    page.goto(f"{server.address}/read?passage={quote(id)}&q={quote(q)}")


def test_the_box_is_over_the_right_words(
    served: Server, page: Page, whole_sample: Path, pincite: Pincite
) -> None:
    results = pincite("search", "uphold", "--json", cwd=whole_sample).json["results"]
    first = next(one for one in results if one["file"].endswith(".pdf"))
    open_passage(page, served, first["id"])
    number = int(first["id"].partition("@")[2].partition(":")[0])
    start, end = map(int, first["id"].rpartition(":")[2].split("-"))
    library = open_library(CorpusPaths(whole_sample))
    words = read_page_words(library, library.get_entry(first["item"]), number, measure_words)
    library.close()
    expected = find_boxes(words.body, start, end)
    shown = page.locator(f"#page-{number} rect.mark").evaluate_all(
        "marks => marks.map(mark => ['x', 'y', 'width', 'height'].map(n => +mark.getAttribute(n)))"
    )
    assert len(shown) == len(expected)
    for (x, y, width, height), box in zip(shown, expected, strict=True):
        assert (x, y) == pytest.approx((box.x0, box.y0), abs=2)
        assert (x + width, y + height) == pytest.approx((box.x1, box.y1), abs=2)
    picture = page.locator(f"#page-{number} img").bounding_box()
    mark = page.locator(f"#page-{number} rect.mark").first.bounding_box()
    assert picture and mark
    share = (mark["x"] - picture["x"]) / picture["width"]
    assert share == pytest.approx(expected[0].x0 / words.width, abs=0.01)


def test_a_passage_over_a_page_break_is_boxed_on_both_pages(served: Server, page: Page) -> None:
    open_passage(page, served, OVER_A_PAGE_BREAK)
    assert page.locator("#page-20 rect.mark").count()
    assert page.locator("#page-21 rect.mark").count()
    page.wait_for_load_state("networkidle")
    seen = page.locator("rect.mark").first.bounding_box()
    assert seen and 0 < seen["y"] < 900, "the passage is in view, whatever is added around it"
    assert not list_violations(page)


def test_what_is_selected_over_a_page_break_is_copied_with_both_pages(
    served: Server, page: Page
) -> None:
    open_passage(page, served, OVER_A_PAGE_BREAK)
    chosen = page.evaluate(
        """() => {
          const list = (page) =>
            [...document.querySelectorAll(`#page-${page} .words:not([data-notes]) [data-s]`)];
          const words = [...list(20).slice(-2), ...list(21).slice(0, 3)];
          const [first, last] = [words[0].firstChild, words.at(-1).firstChild];
          getSelection().setBaseAndExtent(first, 0, last, last.length);
          return words.map(one => one.textContent).join(" ");
        }"""
    )
    page.locator("[data-copy-chosen]").click()
    page.get_by_text("Copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"“{chosen}”")
    assert "20–21" in copied or "20-21" in copied


def test_the_browser_copies_the_words_of_the_text_from_a_picture(
    served: Server, page: Page
) -> None:
    open_passage(page, served, "nlc-2008@5:1006-1165")
    page.evaluate(
        """() => {
          const words = [...document.querySelectorAll("#page-5 .words:not([data-notes]) [data-s]")];
          const at = words.findIndex(one => one.textContent === "sworn");
          const last = words[at + 2].firstChild;
          getSelection().setBaseAndExtent(words[at - 1].firstChild, 0, last, last.length);
        }"""
    )
    page.keyboard.press("Control+c")
    assert page.evaluate("navigator.clipboard.readText()") == "have sworn to “uphold"


def test_pages_before_and_after_come_by_themselves(served: Server, page: Page) -> None:
    page.goto(f"{served.address}/read?item=nlc-2008&page=5")
    page.locator("#page-6").wait_for()
    page.mouse.wheel(0, 3000)
    page.locator("#page-7").wait_for()
    numbers = page.locator("section.page").evaluate_all("all => all.map(one => +one.dataset.page)")
    assert numbers == sorted(numbers)


def test_the_next_hit_is_a_key_away(served: Server, page: Page) -> None:
    page.goto(f"{served.address}/read?item=nlc-2008&page=1&q=oath")
    seen = []
    for _ in range(2):
        before = page.url
        page.keyboard.press("j")
        page.wait_for_function("before => location.href !== before", arg=before)
        page.locator("html.scripted rect.mark").first.wait_for()
        seen.append(page.locator(".reader").get_attribute("data-passage"))
    assert len(set(seen)) == 2
    page.keyboard.press("k")
    page.wait_for_url(f"**{quote(seen[0] or '', safe='')}**")


def test_a_page_is_found_by_its_printed_number(served: Server, page: Page) -> None:
    page.goto(f"{served.address}/read?item=hwp-2015&page=1")
    page.fill("#label", "8")
    page.keyboard.press("Enter")
    page.wait_for_url("**label=8*")
    assert page.locator("#page-9 .page-head").inner_text().startswith("at 8")


def test_a_number_that_no_page_bears_leaves_one_where_one_was(served: Server, page: Page) -> None:
    page.goto(f"{served.address}/read?item=hwp-2015&page=3")
    expect(page.get_by_text("Select words on the page to copy or keep them.")).to_be_visible()
    page.locator("#label").click()
    page.keyboard.type("999")  # takes the place of the number there
    expect(page.locator("#label")).to_have_value("999")
    page.keyboard.press("Enter")
    said = page.locator(".bar .note")
    expect(said).to_contain_text("No page of hwp-2015 bears the number 999; it has pages")
    expect(said).to_contain_text("1–")
    expect(said).not_to_contain_text("pincite")
    expect(page.locator("#page-3")).to_be_visible()
    assert not list_violations(page)


def test_the_toolbar_stays_on_a_small_screen(served: Server, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(f"{served.address}/read?item=hwp-2015&page=3")
    page.locator("#page-4").scroll_into_view_if_needed()
    expect(page.locator("#label")).to_be_in_viewport()
    expect(page.get_by_role("link", name="Page after")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert not list_violations(page)


def test_pages_without_numbers_are_read_by_their_position(
    program: tuple[list[str], dict[str, str]], make_pdf: MakePdf, tmp_path: Path, page: Page
) -> None:
    make_pdf(tmp_path / "plain.pdf", ["One page of words.", "Another page.", "The last page."])
    update_corpus(tmp_path)
    with run_server(program, tmp_path) as server:
        page.goto(f"{server.address}/read?item=plain.pdf&page=2")
        expect(page.locator("#page-2 h2")).to_contain_text("PDF p 2, no printed number")
        page.wait_for_load_state("networkidle")


def test_where_several_pages_bear_a_number_one_chooses(
    program: tuple[list[str], dict[str, str]],
    make_pdf: MakePdf,
    tmp_path: Path,
    page: Page,
    pincite: Pincite,
) -> None:
    texts = [f"Words of page {at}, which say something." for at in range(1, 9)]
    make_pdf(tmp_path / "twice.pdf", texts)
    update_corpus(tmp_path)
    pincite("pages", "twice.pdf", "--set", "1=1", "--set", "5=1", cwd=tmp_path)
    with run_server(program, tmp_path) as server:
        page.goto(f"{server.address}/read?item=twice.pdf&label=2")
        expect(page.get_by_text("2 pages of")).to_be_visible()
        assert not list_violations(page)
        page.get_by_role("link", name="PDF page 6").click()
        page.locator("#page-6").wait_for()
        page.wait_for_load_state("networkidle")


def test_a_file_that_has_changed_since_is_said(
    program: tuple[list[str], dict[str, str]], make_pdf: MakePdf, tmp_path: Path, page: Page
) -> None:
    make_pdf(tmp_path / "plain.pdf", ["One page of words."])
    update_corpus(tmp_path)
    with run_server(program, tmp_path) as server:
        page.goto(f"{server.address}/read?item=plain.pdf")
        assert not page.get_by_text("has changed since").count()
        os.utime(tmp_path / "plain.pdf")  # as in a copy of the folder
        page.reload()
        expect(page.get_by_role("heading", name="One page of words.")).to_be_visible()
        assert not page.get_by_text("has changed since").count()
        make_pdf(tmp_path / "plain.pdf", ["Another page, with other words."])
        page.reload()
        expect(page.get_by_text("has changed since")).to_be_visible()
        page.wait_for_load_state("networkidle")


def test_minutes_stand_at_the_side(served: Server, page: Page) -> None:
    page.goto(f"{served.address}/read?item=phpsb-2012-08-15&page=1")
    page.get_by_text("Minutes", exact=True).click()
    page.locator(".contents .entries a").nth(2).click()
    page.wait_for_url("**page=*")
    assert not list_violations(page)


def test_a_document_without_pages_is_text_with_paragraph_numbers(
    served: Server, page: Page
) -> None:
    page.goto(f"{served.address}/read?item=nlc-2009-02-supplement")
    assert page.locator(".text p").count()
    assert page.locator(".para-number").first.get_attribute("data-label")
    assert not page.locator("img").count()
    assert not list_violations(page)


def test_words_of_a_text_are_copied_with_their_paragraph(served: Server, page: Page) -> None:
    page.goto(f"{served.address}/read?item=nlc-2009-02-supplement")
    words = page.evaluate(
        """() => {
          const pieces = [...document.querySelectorAll(".text [data-s]")];
          const piece = pieces.find(one => one.textContent.length > 80);
          getSelection().setBaseAndExtent(piece.firstChild, 0, piece.firstChild, 40);
          return piece.textContent.slice(0, 40).trim();
        }"""
    )
    page.locator("[data-copy-chosen]").wait_for()  # the page has seen the selection
    page.keyboard.press("c")
    page.get_by_text("Copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert words in copied
    assert "para" in copied


def test_a_wrong_page_number_is_corrected_and_kept(
    program: tuple[list[str], dict[str, str]],
    whole_sample: Path,
    tmp_path: Path,
    page: Page,
    pincite: Pincite,
) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(whole_sample, corpus)
    with run_server(program, corpus) as server:
        page.goto(f"{server.address}/read?item=nlc-2008&page=5")
        page.locator("#page-5 summary", has_text="Why this number").click()
        page.locator("#page-5 [name=label]").fill("105")
        page.locator("#page-5 button", has_text="Save").click()
        page.wait_for_url("**/read?item=nlc-2008&page=5")
        expect(page.locator("#page-5 h2")).to_contain_text("at 105")
        page.goto(f"{server.address}/?q=oath&item=nlc-2008")
        expect(page.locator(".result .pinpoint").first).to_contain_text("105")
    pages = pincite("pages", "nlc-2008", "--json", cwd=corpus).json["pages"]
    assert [one["label"] for one in pages[4:6]] == ["105", "106"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_a_page_can_be_read_by_everybody(
    scheme: str, width: int, served: Server, page: Page
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 740})
    open_passage(page, served, OVER_A_PAGE_BREAK, "federal")
    assert not list_violations(page)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
