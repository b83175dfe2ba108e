"""A sentence is found in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

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
    assert "have sworn to uphold the laws" in best.locator("blockquote").inner_text()
    assert best.locator("mark").all_inner_texts() == ["have", "the"]
    assert best.locator(".pinpoint").inner_text() == "at 20"
    assert "quoted “has”, the source has “have”" in best.locator(".differences").inner_text()
    assert not list_violations(page)
    best.locator("h2 a").click()
    assert page.url.startswith(f"{served.address}/read?passage=phpsb-2012-08-15")


@pytest.mark.parametrize(
    "words", ["xylophones of the north pole", "!!!", "<script>alert(1)</script>"]
)
def test_what_is_not_found_is_said(served: Server, page: Page, words: str) -> None:
    page.goto(f"{served.address}/find?words={quote(words)}")
    assert page.locator(".result").count() == 0
    assert "It was not found." in page.locator("main").inner_text()
    assert page.input_value("#words") == words
    assert not list_violations(page)
