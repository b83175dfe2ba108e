"""The search in a browser: what it shows is what the command prints."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.conftest import Pincite
from tests.web.conftest import Server, list_violations

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser

OATH = '"sworn to uphold"'


def ask(page: Page, server: Server, query: str) -> None:
    page.goto(f"{server.address}/?q={quote(query)}")


def test_what_is_typed_becomes_the_address_and_the_results_of_the_command(
    served: Server, page: Page, pincite: Pincite, whole_sample: Path
) -> None:
    page.goto(served.address)
    page.keyboard.type("oath")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=oath")
    found = pincite("search", "oath", "--json", "--style", "mcgill", cwd=whole_sample).json
    excerpts = page.locator(".result blockquote").all_text_contents()
    assert excerpts == [result["excerpt"] for result in found["results"]]
    assert page.locator(".result .about .pinpoint").all_text_contents() == [
        result["pinpoint"] for result in found["results"]
    ]
    assert not list_violations(page)


def test_hits_are_marked_as_in_the_json(
    served: Server, page: Page, pincite: Pincite, whole_sample: Path
) -> None:
    ask(page, served, "oath")
    first = pincite("search", "oath", "--json", cwd=whole_sample).json["results"][0]
    marked = page.locator(".result").first.locator("mark").all_text_contents()
    assert marked == [first["excerpt"][start:end] for start, end in first["highlights"]]


def test_the_key_c_copies_quotation_and_citation(
    served: Server, page: Page, pincite: Pincite, whole_sample: Path
) -> None:
    ask(page, served, OATH)
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.get_by_text("Copied.").wait_for()
    id = page.locator(".result.chosen").get_attribute("data-passage")
    style = page.input_value("#style")
    answer = page.request.get(f"{served.address}/api/passage?passage={quote(id or '')}").json()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.replace("\r", "") == answer["with_quotation"]["text"]
    excerpt = page.locator(".result.chosen blockquote").inner_text()
    assert excerpt in copied
    cited = pincite("cite", id or "", "--style", style, cwd=whole_sample).stdout.strip()
    assert copied.rstrip().endswith(cited)


def test_keys_step_through_results_and_open_one(served: Server, page: Page) -> None:
    ask(page, served, "oath")
    for key in ("j", "j", "k"):
        page.keyboard.press(key)
    results = page.locator(".result")
    assert "chosen" in (results.nth(0).get_attribute("class") or "")
    page.keyboard.press("Enter")
    page.wait_for_url("**/read?passage=*")
    page.go_back()
    page.locator(".result.chosen").wait_for()


def test_filters_limit_what_is_found_and_can_be_taken_off(served: Server, page: Page) -> None:
    ask(page, served, "oath")
    every = page.locator(".result").count()
    count = int(page.locator(".counts li", has_text="brief").locator("span").inner_text())
    page.locator(".counts a", has_text="brief").click()
    page.wait_for_url("**kind=brief*")
    kinds = page.locator(".result .about span:first-child").all_text_contents()
    assert count and set(kinds) == {"brief"} and len(kinds) < every
    page.locator(".chip").click()
    page.wait_for_url(lambda url: "kind=" not in url)
    expect(page.locator(".result")).to_have_count(every)


def test_the_years_can_be_clicked(served: Server, page: Page) -> None:
    ask(page, served, "oath")
    page.get_by_label("2008: ").click()
    page.wait_for_url("**from=2008&to=2008*")
    assert all("2008" in about for about in page.locator(".result .about").all_text_contents())


def test_more_of_a_document_is_unfolded_in_place(served: Server, page: Page) -> None:
    ask(page, served, "officer")
    first = page.locator(".result").first
    address = page.url
    first.locator("[data-more]").click()
    first.locator(".inner .result").first.wait_for()
    ids = [one.get_attribute("data-passage") or "" for one in first.locator(".inner .result").all()]
    own = (first.get_attribute("data-passage") or "").partition("@")[0]
    assert page.url == address and ids and {id.partition("@")[0] for id in ids} == {own}


def test_nothing_found_offers_what_helps(served: Server, page: Page) -> None:
    ask(page, served, '"zzyzx qqq"')
    expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()
    page.get_by_role("link", name="misspellings").click()
    page.wait_for_url("**fuzzy=1*")
    assert not list_violations(page)


def test_a_misspelt_word_is_answered_and_said(served: Server, page: Page) -> None:
    ask(page, served, "comissioner")
    expect(page.get_by_text("Nothing has “comissioner”")).to_be_visible()
    assert page.locator(".result").count()


def test_without_javascript_searching_and_reading_work(
    browser: object, served: Server, context: BrowserContext
) -> None:
    plain = context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    page = plain.new_page()
    page.goto(served.address)
    page.fill("#q", "oath")
    page.keyboard.press("Enter")
    page.locator(".result h2 a").first.click()
    assert page.locator("rect.mark, .text .mark").count()
    page.get_by_role("link", name="Copy quotation + citation").click()
    assert page.locator("#taken").input_value().startswith("“")
    address = page.url
    plain.close()
    with_scripts = context.new_page()  # axe-core is a script
    with_scripts.goto(address)
    assert not list_violations(with_scripts)


def test_two_tabs_ask_different_things(served: Server, context: BrowserContext) -> None:
    one, other = context.new_page(), context.new_page()
    ask(one, served, "oath")
    ask(other, served, "school")
    one.reload()
    other.reload()
    assert one.input_value("#q") == "oath" and other.input_value("#q") == "school"
    assert one.locator("mark").first.inner_text().lower().startswith("oath")
    assert other.locator("mark").first.inner_text().lower().startswith("school")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_results_can_be_read_by_everybody(
    scheme: str, width: int, served: Server, page: Page
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 740})
    ask(page, served, "what was said of the oath?")
    assert not list_violations(page)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_paper_is_white_and_shows_the_hits_whatever_the_screen(served: Server, page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{served.address}/?q=sworn+uphold")
    expect(page.locator(".thumb img").first).to_have_css("filter", "brightness(0.72)")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator("body")).to_have_css("color", "rgb(0, 0, 0)")
    hit = page.locator(".result mark").first
    expect(hit).to_have_css("background-color", "rgb(221, 221, 221)")
    expect(hit).to_have_css("print-color-adjust", "exact")
    # a long passage goes on overleaf rather than leave half a page empty
    expect(page.locator(".result").first).to_have_css("break-inside", "auto")
