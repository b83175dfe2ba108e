"""Every page has what all pages have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.web.conftest import Server, list_violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_the_start_page_is_ready_to_be_typed_into(served: Server, page: Page) -> None:
    page.goto(served.address)
    page.keyboard.type("oath")
    assert page.input_value("#q") == "oath"
    assert not list_violations(page)


def test_a_question_mark_shows_the_keys(served: Server, page: Page) -> None:
    page.goto(served.address)
    page.locator("main").focus()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).not_to_be_visible()


def test_an_address_that_does_not_exist_is_a_page(served: Server, page: Page) -> None:
    answer = page.request.get(f"{served.address}/nothing")
    assert answer.status == 404
    assert "There is no such page here." in answer.text()


@pytest.mark.parametrize("path", ["/read?item=none-such", "/take?passage=none-such@1:0-5"])
def test_a_refusal_can_be_read_by_everybody(served: Server, page: Page, path: str) -> None:
    answer = page.goto(f"{served.address}{path}")
    assert answer is not None and answer.status == 400
    assert not list_violations(page)
    page.context.complaints.clear()  # type: ignore[attr-defined]  # Chromium tells the status


def test_the_style_chosen_is_kept(served: Server, page: Page) -> None:
    page.goto(served.address)
    with page.expect_navigation():
        page.select_option("#style", "apa")
    page.goto(served.address)
    assert page.input_value("#style") == "apa"
