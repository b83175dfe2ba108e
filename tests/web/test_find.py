"""A sentence is found in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.web.conftest import Server, list_violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_half_remembered_sentence_is_found(served: Server, page: Page) -> None:
    page.goto(f"{served.address}/find")
    assert not list_violations(page)
    page.fill("#words", "members has sworn to uphold all laws of the federation")
    page.get_by_role("button", name="Find it").click()
    best = page.locator(".result").first
    expect(best.locator("blockquote")).to_contain_text("have sworn to uphold the laws")
    assert best.locator("mark").all_inner_texts() == ["have", "the"]
    expect(best.locator(".pinpoint")).to_have_text("at 20")
    expect(best.locator(".differences")).to_contain_text("quoted “has”, the source has “have”")
    assert not list_violations(page)
    best.locator("h2 a").click()
    assert page.url.startswith(f"{served.address}/read?passage=phpsb-2012-08-15")


@pytest.mark.parametrize(
    "words", ["xylophones of the north pole", "!!!", "<script>alert(1)</script>"]
)
def test_what_is_not_found_is_said(served: Server, page: Page, words: str) -> None:
    page.goto(f"{served.address}/find?words={quote(words)}")
    expect(page.locator(".result")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("It was not found.")
    assert page.input_value("#words") == words
    assert not list_violations(page)


def test_the_words_of_what_is_not_found_can_be_searched_for(served: Server, page: Page) -> None:
    sentence = 'NOT every oath: "xylophones" OR (northern) members swore'
    page.goto(f"{served.address}/find?words={quote(sentence)}")
    expect(page.locator("main")).to_contain_text("Nothing like it stands at")
    page.get_by_role("link", name="Search for these words").click()
    expect(page.locator("#q")).to_have_value("not every oath xylophones or northern members swore")
    expect(page.locator(".result").first).to_be_visible()
