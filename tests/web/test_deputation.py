"""A deputation is written beside the basket."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from drafts.deputation.clock import count_words
from tests.conftest import Pincite
from tests.web.conftest import Server, list_violations, make_sample, run_server

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser

Program = tuple[list[str], dict[str, str]]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sample(tmp_path_factory.mktemp("deputation"))


@pytest.fixture(scope="module")
def own(program: Program, corpus: Path) -> Iterator[Server]:
    """The sample corpus, served; its deputation may be changed."""
    with run_server(program, corpus) as server:
        yield server


@pytest.fixture(autouse=True)
def clean(corpus: Path, pincite: Pincite) -> str:
    """Nothing is written yet, and one passage is in the basket; its id."""
    for name in ("deputation.json", "basket.json"):
        (corpus / name).unlink(missing_ok=True)
    found = pincite("search", "sworn uphold kind:minutes", "--json", cwd=corpus).json["results"]
    (kept,) = pincite("keep", found[0]["id"], "--json", cwd=corpus).json
    return str(kept["id"])


def read_text(corpus: Path) -> str:
    return str(json.loads((corpus / "deputation.json").read_text(encoding="utf-8"))["text"])


def test_a_text_is_timed_kept_and_checked_while_it_is_typed(
    own: Server, page: Page, corpus: Path
) -> None:
    page.goto(f"{own.address}/deputation")
    assert not list_violations(page)
    page.get_by_role("button", name="3 minutes").click()
    page.locator("#text").type("Members of the board, ")
    page.get_by_role("button", name="Put in").click()
    page.locator(".checked .right").wait_for()
    text = page.input_value("#text")
    assert text.startswith("Members of the board, “• Members have sworn to uphold the laws")
    assert text.count("[^1]") == 2
    page.keyboard.type(" And they said “nobody ever swore to uphold any laws at all” too.")
    page.locator(".checked .wrong").wait_for()
    expect(page.locator(".checked .wrong")).to_contain_text("not found in the corpus")
    expect(page.locator(".clock")).to_contain_text("of 3 min")
    words = count_words(page.input_value("#text").split("\n\n[^1]:")[0])
    expect(page.locator(".clock")).to_contain_text(f"{words} words")
    assert not list_violations(page)
    page.get_by_text("Saved").wait_for()
    assert read_text(corpus) == page.input_value("#text")
    page.fill("#minutes", "0.5")
    page.fill("#text", "word " * 100)
    page.locator(".clock.over").wait_for()
    expect(page.locator(".clock")).to_contain_text("25 words too many")


def test_the_text_is_printed_in_large_type(own: Server, page: Page) -> None:
    page.goto(f"{own.address}/deputation")
    text = "# Title\n\nA text[^1] with <b>marks</b>.\n\n> A quotation.\n\n[^1]: A note."
    page.fill("#text", text)
    page.get_by_role("link", name="Large type").click()
    page.wait_for_url("**/deputation/large")
    assert not list_violations(page)
    page.emulate_media(media="print")
    shown = page.locator(".aloud-text")
    lines = [line for line in shown.inner_text().split("\n") if line]
    assert lines == ["Title", "A text with marks.", "A quotation."]
    size = shown.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert size > 24
    expect(page.get_by_role("link", name="Back to the text")).not_to_be_visible()


def test_what_is_typed_after_a_block_quotation_is_no_part_of_it(
    own: Server, page: Page, corpus: Path, pincite: Pincite
) -> None:
    (corpus / "basket.json").unlink()
    long = next(
        one["id"]
        for one in pincite("search", "police", "--all", "--json", cwd=corpus).json["results"]
        if len(one["excerpt"].split()) > 41
    )
    pincite("keep", long, cwd=corpus)
    page.goto(f"{own.address}/deputation")
    page.locator("#text").type("Members of the board.")
    page.get_by_role("button", name="Put in").click()
    expect(page.locator("#text")).to_have_value(re.compile(r"\n> "))
    with page.expect_response("**/deputation/save"):
        page.keyboard.type("And this is what I say of it.")
    expect(page.locator("[data-printed] p").last).to_have_text("And this is what I say of it.")
    expect(page.locator(".checked .right").first).to_be_visible()
    expect(page.locator(".checked .wrong, .checked .open")).to_have_count(0)


def test_the_clock_is_seen_wherever_one_writes(own: Server, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 600})
    page.goto(f"{own.address}/deputation")
    expect(page.locator(".clock")).to_be_in_viewport(ratio=1)
    page.fill("#text", "A line.\n\n" * 40)
    page.locator(".foot").scroll_into_view_if_needed()
    expect(page.locator(".clock")).to_be_in_viewport(ratio=1)


def test_the_page_itself_is_printed_whole(own: Server, page: Page) -> None:
    page.goto(f"{own.address}/deputation")
    page.fill("#text", "One line.\n\n" * 60 + "> The last line.[^1]\n\n[^1]: A note.")
    expect(page.locator("[data-status]")).to_have_text("Saved")
    page.emulate_media(media="print")
    printed = page.locator("[data-printed]")
    expect(printed.get_by_text("One line.")).to_have_count(60)
    expect(printed.get_by_text("The last line.", exact=True)).to_be_visible()
    expect(page.locator("#text")).not_to_be_visible()
    page.emulate_media(media="screen")
    page.fill("#text", "Not kept yet.")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(printed).to_have_text("Not kept yet.")


def test_another_window_does_not_overwrite_the_text(
    own: Server, context: BrowserContext, corpus: Path
) -> None:
    first, second = context.new_page(), context.new_page()
    for tab in (first, second):
        tab.goto(f"{own.address}/deputation")
    first.fill("#text", "From the first window.")
    first.get_by_text("Saved").wait_for()
    token = second.locator("meta[name=pincite-token]").get_attribute("content")
    revision = second.locator("[name=revision]").input_value()
    answer = second.request.post(
        f"{own.address}/deputation/save",
        form={"text": "From the second window.", "minutes": "5", "revision": revision},
        headers={"X-Pincite-Token": str(token), "Accept": "application/json"},
    )
    assert answer.json()["error"] == "The text was changed in another window."
    assert read_text(corpus) == "From the first window."


def test_it_works_without_scripts(
    own: Server, context: BrowserContext, corpus: Path, clean: str
) -> None:
    assert context.browser is not None
    plain = context.browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"{own.address}/deputation")
    page.fill("#text", "Without scripts.")
    page.get_by_role("button", name="Save and check").click()
    assert read_text(corpus) == "Without scripts."
    page.get_by_role("button", name="Put in").click()
    expect(page.locator(".checked .right")).to_have_count(1)
    assert read_text(corpus).startswith("Without scripts. “• Members have sworn")
    plain.close()


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("save", {"text": "x", "minutes": "many"}),
        ("save", {"text": "x", "minutes": "nan"}),
        ("save", {"text": "x" * 100_001, "minutes": "5"}),
        ("insert", {"text": "x", "minutes": "5", "id": "zzzzz"}),
        ("insert", {"text": "x", "minutes": "5", "id": "../x"}),
    ],
)
def test_what_cannot_be_is_refused(
    own: Server, page: Page, corpus: Path, address: str, fields: dict[str, str | float | bool]
) -> None:
    page.goto(own.address)
    token = page.locator("meta[name=pincite-token]").get_attribute("content")
    answer = page.request.post(
        f"{own.address}/deputation/{address}",
        form=fields,
        headers={"X-Pincite-Token": str(token), "Accept": "application/json"},
    )
    assert answer.status == 400
    assert answer.json()["error"]
    assert not (corpus / "deputation.json").exists()
