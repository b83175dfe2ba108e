"""Every page has what all pages have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

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
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()


def test_an_address_that_does_not_exist_is_a_page(served: Server, page: Page) -> None:
    answer = page.request.get(f"{served.address}/nothing")
    assert answer.status == 404
    assert "There is no such page here." in answer.text()


def test_the_style_chosen_is_kept(served: Server, page: Page) -> None:
    page.goto(served.address)
    with page.expect_navigation():
        page.select_option("#style", "apa")
    page.goto(served.address)
    assert page.input_value("#style") == "apa"
