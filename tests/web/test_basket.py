"""The basket in a browser."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pytest
from playwright.sync_api import expect

from citation.written.word_notes import count_notes
from tests.conftest import Pincite
from tests.web.conftest import Server, list_violations, make_sample, run_server

if TYPE_CHECKING:
    from playwright.sync_api import APIResponse, BrowserContext, Page

pytestmark = pytest.mark.browser

Program = tuple[list[str], dict[str, str]]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sample(tmp_path_factory.mktemp("basket"))


@pytest.fixture(scope="module")
def own(program: Program, corpus: Path) -> Iterator[Server]:
    """The sample corpus, served; its basket may be changed."""
    with run_server(program, corpus) as server:
        yield server


@pytest.fixture
def passages(pincite: Pincite, corpus: Path) -> list[str]:
    """The ids of two passages, which are all that the basket holds."""
    (corpus / "basket.json").unlink(missing_ok=True)
    found = pincite("search", "sworn uphold", "--json", cwd=corpus).json["results"]
    ids = [result["id"] for result in found][:2]
    kept = pincite("keep", *ids, "--json", cwd=corpus).json
    return [passage["id"] for passage in kept]


def post(page: Page, server: Server, address: str, **fields: Any) -> APIResponse:
    """Send a form as a script of the page does."""
    page.goto(server.address)
    token = page.locator("meta[name=pincite-token]").get_attribute("content")
    return page.request.post(
        f"{server.address}{address}",
        form=fields,
        headers={"X-Pincite-Token": str(token), "Accept": "application/json"},
    )


def list_ids(page: Page) -> list[str]:
    return [str(item.get_attribute("data-id")) for item in page.locator("li[data-id]").all()]


def wait_for_id(page: Page, place: int, id: str) -> None:
    """Wait until an entry stands at a place (0-based)."""
    page.locator(f"li[data-id={id}]:nth-child({place + 1})").wait_for()


def test_what_is_kept_is_shown_with_its_words_and_citation(
    own: Server, page: Page, passages: list[str], corpus: Path
) -> None:
    page.goto(f"{own.address}/basket")
    assert list_ids(page) == passages
    kept = json.loads((corpus / "basket.json").read_text(encoding="utf-8"))["entries"]
    shown = page.locator("li[data-id] blockquote.source").all_inner_texts()
    assert [" ".join(text.split()) for text in shown] == [
        " ".join(one["words"].split()) for one in kept
    ]
    assert "Safe at the Counter" in " ".join(page.locator(".citation").all_inner_texts())
    assert not list_violations(page)


def test_results_are_kept_by_a_form_and_by_a_script(
    own: Server, page: Page, pincite: Pincite, corpus: Path, passages: list[str]
) -> None:
    results = pincite("search", "telephone", "--json", cwd=corpus).json["results"]
    answer = post(
        page, own, "/basket/keep", passage=results[0]["id"], note="<script>alert(1)</script>"
    )
    assert answer.json()["kept"] == 3
    page.goto(f"{own.address}/basket")
    expect(page.locator("textarea").last).to_have_value("<script>alert(1)</script>")
    assert len(list_ids(page)) == 3


def test_what_is_kept_says_so_until_it_is_taken_out_again(
    own: Server, page: Page, passages: list[str]
) -> None:
    address = f"{own.address}/?q=telephone"
    page.goto(address)
    count = page.locator("[data-kept-count]")
    expect(count).to_have_text("2 kept")
    card = page.locator(".result").first
    card.get_by_role("button", name="Keep").click()
    held = card.get_by_role("link", name="Kept")
    expect(held).to_be_focused()
    expect(count).to_have_text("3 kept")
    page.keyboard.press("b")
    expect(page.locator("[data-announcer]")).to_have_text("It is in the basket already.")
    page.reload()
    expect(held).to_be_visible()
    assert not list_violations(page)
    card.locator("a.open").click()
    expect(page.locator(".bar").get_by_role("link", name="Kept")).to_be_visible()
    page.locator(".bar").get_by_role("button", name="Take out").click()
    expect(page.locator(".bar").get_by_role("button", name="Keep")).to_be_focused()
    expect(count).to_have_text("2 kept")
    page.goto(address)
    expect(card.get_by_role("button", name="Keep")).to_be_visible()
    expect(held).not_to_be_visible()


def test_what_is_kept_again_has_its_note_and_its_place(
    own: Server, page: Page, passages: list[str], pincite: Pincite, corpus: Path
) -> None:
    pincite("basket", "note", passages[0], "my own thought", cwd=corpus)
    page.goto(f"{own.address}/?q=sworn+uphold")
    card = page.locator(".result").first
    card.get_by_role("button", name="Take out").click()
    expect(page.locator("[data-kept-count]")).to_have_text("1 kept")
    card.get_by_role("button", name="Keep").click()
    expect(page.locator("[data-kept-count]")).to_have_text("2 kept")
    page.goto(f"{own.address}/basket")
    assert list_ids(page) == passages
    expect(page.locator(f"#n-{passages[0]}")).to_have_value("my own thought")


@pytest.mark.parametrize("width", [1280, 360])
def test_what_is_said_covers_no_button(
    own: Server, page: Page, passages: list[str], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{own.address}/read?passage=nlc-2008@5:1006-1165")
    words = page.locator("#page-5 .words:not([data-notes]) [data-s]")
    words.nth(3).evaluate("one => getSelection().selectAllChildren(one)")
    bar = page.locator("[data-chosen]")
    bar.get_by_role("button", name="Keep").click()
    expect(bar.get_by_role("link", name="Kept")).to_be_visible()
    said = page.locator("[data-announcer].shown")
    expect(said).to_have_text("Put into the basket.")
    above, below = said.bounding_box(), bar.bounding_box()
    assert above and below and above["y"] + above["height"] <= below["y"]
    assert below["x"] >= 0 and below["x"] + below["width"] <= width
    words.nth(8).evaluate("one => getSelection().selectAllChildren(one)")
    expect(bar.get_by_role("button", name="Keep")).to_be_visible()


def test_entries_are_moved_annotated_and_removed_by_keys(
    own: Server, page: Page, passages: list[str], corpus: Path
) -> None:
    page.goto(f"{own.address}/basket")
    page.keyboard.press("j")
    page.keyboard.press("Shift+J")
    wait_for_id(page, 0, passages[1])
    expect(page.locator("[data-announcer]")).to_contain_text("place 2 of 2")
    note = page.locator(f"#n-{passages[0]}")
    note.fill("my note")
    note.press("Tab")
    page.get_by_text("Note saved.").wait_for()
    page.fill("#new-heading", "For the policy")
    page.press("#new-heading", "Enter")
    page.get_by_role("heading", name="For the policy").wait_for()
    page.wait_for_load_state()  # a busy machine shows the page before its scripts are there
    page.locator("li.heading").get_by_role("button", name="Move up").click()
    page.locator("li[data-id]:nth-child(2).heading").wait_for()
    page.reload()
    assert list_ids(page)[::2] == [passages[1], passages[0]]
    expect(page.locator(f"#n-{passages[0]}")).to_have_value("my note")
    page.locator(f"#e-{passages[1]}").get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="Put it back").wait_for()
    assert len(list_ids(page)) == 2
    page.get_by_role("button", name="Put it back").click()
    page.wait_for_url(re.compile(r"/basket#e-"))
    assert list_ids(page)[0] == passages[1]


def test_a_heading_is_put_above_an_entry_and_shown(
    own: Server, page: Page, passages: list[str]
) -> None:
    page.goto(f"{own.address}/basket")
    entry = page.locator(f"#e-{passages[1]}")
    entry.get_by_role("link", name="Heading above this").click()
    field = page.get_by_label("Heading above this entry")
    expect(field).to_be_focused()
    assert not list_violations(page)
    field.fill("The oath")
    page.keyboard.press("Enter")
    heading = page.locator("li.heading")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    expect(page.locator("[data-announcer]")).to_have_text("The heading stands at place 2 of 3.")
    assert list_ids(page)[::2] == passages
    page.fill("#new-heading", "The end")
    page.press("#new-heading", "Enter")
    expect(page.locator("[data-announcer]")).to_have_text("The heading stands at place 4 of 4.")
    expect(page.locator("li.heading").last).to_be_in_viewport()


def test_a_passage_is_copied_with_its_citation(
    own: Server, page: Page, passages: list[str]
) -> None:
    page.goto(f"{own.address}/basket")
    entry = page.locator(f"#e-{passages[0]}")
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.get_by_text("Copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    words = entry.locator("blockquote.source").inner_text()
    assert copied.startswith(f"“{' '.join(words.split())}”")
    assert copied.endswith(entry.locator(".citation").inner_text())


def test_an_entry_is_dragged_to_another_place(own: Server, page: Page, passages: list[str]) -> None:
    page.goto(f"{own.address}/basket")
    second = page.locator(f"#e-{passages[1]}")
    second.locator(".grip").drag_to(page.locator(f"#e-{passages[0]} h2"))
    wait_for_id(page, 0, passages[1])


def test_everything_works_without_scripts(
    own: Server, context: BrowserContext, passages: list[str]
) -> None:
    assert context.browser is not None
    plain = context.browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"{own.address}/basket")
    page.locator(f"#e-{passages[1]}").get_by_role("button", name="Move up").click()
    assert list_ids(page) == passages[::-1]
    page.locator(f"#n-{passages[0]}").fill("plain")
    page.locator(f"#e-{passages[0]}").get_by_role("button", name="Save note").click()
    expect(page.locator(f"#n-{passages[0]}")).to_have_value("plain")
    plain.close()


def test_two_tabs_and_a_terminal_lose_nothing(
    own: Server,
    context: BrowserContext,
    pincite: Pincite,
    corpus: Path,
    passages: list[str],
) -> None:
    first, second = context.new_page(), context.new_page()
    for tab in (first, second):
        tab.goto(f"{own.address}/basket")
    adding = """async name => {
      const { send } = await import("/static/forms.js");
      const add = n => send("/basket/heading", { text: `${name} ${n}` });
      await Promise.all([...Array(10).keys()].map(add));
    }"""
    first.evaluate(f"window.done = ({adding})('first'); null")
    second.evaluate(f"window.done = ({adding})('second'); null")
    pincite("basket", "heading", "terminal", cwd=corpus)
    for tab in (first, second):
        tab.evaluate("() => window.done")
    first.reload()
    expect(first.locator("li.heading")).to_have_count(21)
    assert len(list_ids(first)) == 23


def test_the_basket_outlives_the_server_and_is_exported_with_footnotes(
    program: Program, corpus: Path, page: Page, passages: list[str], tmp_path: Path
) -> None:
    with run_server(program, corpus) as server:
        post(page, server, "/basket/heading", text="Kept over a restart")
    with run_server(program, corpus) as server:
        page.goto(f"{server.address}/basket")
        expect(page.get_by_role("heading", name="Kept over a restart")).to_be_visible()
        with page.expect_download() as waiting:
            page.get_by_role("link", name="Word, with footnotes").click()
        path = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(path)
    assert path.name == "passages.docx"
    assert count_notes(docx.Document(str(path))) == 2
    if shutil.which("soffice") is None:
        return
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "fodt"]
    subprocess.run([*command, path], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert path.with_suffix(".fodt").read_text(encoding="utf-8").count("<text:note ") == 2


def test_what_is_not_as_kept_is_said_before_an_export(
    own: Server, page: Page, passages: list[str], corpus: Path
) -> None:
    path = corpus / "basket.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("sworn to", "obliged to", 1), encoding="utf-8")
    page.goto(f"{own.address}/basket?compare=1")
    expect(page.locator(".summary")).to_contain_text("1 not as it was kept")
    expect(page.locator(".warning")).to_contain_text("obliged")
    assert not list_violations(page)
    page.get_by_role("link", name="Markdown").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Not everything is as it was kept"
    assert not list_violations(page)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download all the same").click()
    assert "Not verified" in Path(waiting.value.path()).read_text(encoding="utf-8")
    page.goto(f"{own.address}/basket")
    page.get_by_role("button", name="Take over what the file says now").click()
    page.wait_for_url(re.compile(r"/basket#e-"))
    expect(page.locator(".warning")).to_have_count(0)


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/basket/keep", {"passage": "../../etc/passwd"}),
        ("/basket/keep", {"passage": "nlc-2008@5:0-999999999"}),
        ("/basket/keep", {}),
        ("/basket/move", {"id": "../x", "way": "up"}),
        ("/basket/note", {"id": "zzzzz", "note": "x"}),
        ("/basket/heading", {"text": "x" * 501}),
        ("/basket/put-back", {"id": "zzzzz"}),
        ("/basket/accept", {"id": "<script>"}),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    own: Server, page: Page, passages: list[str], address: str, fields: dict[str, str]
) -> None:
    answer = post(page, own, address, **fields)
    assert answer.status == 400
    assert answer.json()["error"]
    page.goto(f"{own.address}/basket")
    assert list_ids(page) == passages


def test_nothing_is_changed_without_the_token(own: Server, page: Page, passages: list[str]) -> None:
    answer = page.request.post(
        f"{own.address}/basket/remove", form={"id": passages[0], "token": "guessed"}
    )
    assert answer.status == 403
    page.goto(f"{own.address}/basket")
    assert list_ids(page) == passages


def test_a_basket_from_a_stranger_is_shown_as_text(
    own: Server, page: Page, passages: list[str], corpus: Path
) -> None:
    path = corpus / "basket.json"
    value = json.loads(path.read_text(encoding="utf-8"))
    value["entries"][0] |= {"words": "<img src=x onerror=alert(1)>", "note": "</textarea><b>"}
    value["entries"].append({"id": "h2345", "heading": "<script>alert(1)</script>"})
    path.write_text(json.dumps(value), encoding="utf-8")
    page.goto(f"{own.address}/basket")
    expect(page.locator("li.heading h2")).to_have_text("<script>alert(1)</script>")
    expect(page.locator("blockquote.source").first).to_have_text("<img src=x onerror=alert(1)>")
    path.write_text('{"pincite": "basket", "version": 1, "entries": 3}', encoding="utf-8")
    answer = page.request.get(f"{own.address}/basket")
    assert answer.status == 500
    assert "cannot be used" in answer.text()
    path.unlink()
