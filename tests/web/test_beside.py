"""The page beside other things: an index run, a restart, a damaged file, and only a keyboard."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from indexer.updating.update import update_corpus
from tests.conftest import MakePdf, Pincite
from tests.web.conftest import Server, run_server

if TYPE_CHECKING:
    from playwright.sync_api import Page

PORT = "18765"
Program = tuple[list[str], dict[str, str]]


def fetch(server: Server, path: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")
    finally:
        connection.close()


def test_an_index_run_beside_it_is_seen_without_a_restart(
    program: Program, whole_sample: Path, tmp_path: Path, make_pdf: MakePdf
) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(whole_sample, corpus)
    command, environment = program
    with run_server(program, corpus) as server:
        assert "Nothing found" in fetch(server, "/?q=%22xylophonic+ordinance%22")[1]
        make_pdf(corpus / "new.pdf", ["A xylophonic ordinance was adopted by the council."])
        with subprocess.Popen([*command, "index", str(corpus), "--no-ocr"], env=environment) as run:
            while run.poll() is None:
                status, text = fetch(server, "/?q=oath")
                assert status == 200 and "<blockquote" in text
        assert run.returncode == 0
        status, text = fetch(server, "/?q=%22xylophonic+ordinance%22")
        assert status == 200 and "adopted by the council" in text


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent in another way there")
def test_ctrl_c_ends_it_quietly(program: Program, whole_sample: Path) -> None:
    with run_server(program, whole_sample) as server:
        assert fetch(server, "/page-image?item=nlc-2008&page=1&width=300")[0] == 200
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(20) == 0
        assert server.process.stderr is not None
        assert server.process.stderr.read().strip() == "Ctrl-C ends it."


def test_a_port_that_is_taken_is_said(served: Server, whole_sample: Path, pincite: Pincite) -> None:
    ran = pincite("serve", "--no-browser", "--port", str(served.port), cwd=whole_sample)
    assert ran.code == 2
    assert f"Port {served.port} of 127.0.0.1 cannot be used" in ran.stderr
    assert "Name another with --port." in ran.stderr


def test_fifty_questions_at_once_are_all_answered(served: Server) -> None:
    words = ["oath", "police", "school", "officer", "status"]
    with ThreadPoolExecutor(50) as threads:
        answers = list(threads.map(lambda at: fetch(served, f"/?q={words[at % 5]}"), range(50)))
    assert {status for status, _ in answers} == {200}
    for at, (_, text) in enumerate(answers):
        assert f'value="{words[at % 5]}"' in text


def test_a_file_that_cannot_be_drawn_says_so_and_stops_nothing(
    program: Program, make_pdf: MakePdf, tmp_path: Path
) -> None:
    make_pdf(tmp_path / "broken.pdf", ["Words about an oath."])
    make_pdf(tmp_path / "whole.pdf", ["More words about an oath."])
    update_corpus(tmp_path)
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nno page at all")
    with run_server(program, tmp_path) as server:
        status, text = fetch(server, "/page-image?item=broken.pdf&page=1&width=600")
        assert status == 422 and "broken.pdf" in text
        assert fetch(server, "/read?item=broken.pdf")[0] == 200
        assert fetch(server, "/page-image?item=whole.pdf&page=1&width=600")[0] == 200


def test_a_page_that_wants_too_much_memory_is_refused(
    program: Program, make_pdf: MakePdf, tmp_path: Path
) -> None:
    make_pdf(tmp_path / "huge.pdf", ["Words about an oath."])
    update_corpus(tmp_path)
    # the page that is shown is small, the picture on it is not
    width = 60_000
    picture = (
        b"4 0 obj<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB"
        b"/BitsPerComponent 8/Filter/RunLengthDecode/Length 2>>stream\n\x81\xff\nendstream endobj\n"
        % (width, width)
    )
    content = b"q 600 0 0 700 0 0 cm /I Do Q"
    (tmp_path / "huge.pdf").write_bytes(
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 5 0 R"
        b"/Resources<</XObject<</I 4 0 R>>>>>>endobj\n"
        + picture
        + b"5 0 obj<</Length %d>>stream\n%s\nendstream endobj\ntrailer<</Root 1 0 R>>\n"
        % (len(content), content)
    )
    with run_server(program, tmp_path) as server:
        status, _ = fetch(server, "/page-image?item=huge.pdf&page=1&width=600")
        assert status in (200, 422)
        assert fetch(server, "/?q=oath")[0] == 200


@pytest.mark.browser
def test_a_bookmark_outlives_a_restart_and_an_old_form_says_so(
    program: Program, whole_sample: Path, page: Page
) -> None:
    with run_server(program, whole_sample, "--port", PORT) as server:
        page.goto(f"{server.address}/?q=oath")
        first = page.locator(".result").first.get_attribute("data-passage")
    with run_server(program, whole_sample, "--port", PORT):
        with page.expect_navigation() as there:
            page.select_option("#style", "apa")
        answer = there.value
        assert answer is not None and answer.status == 403
        expect(page.get_by_text("started again since")).to_be_visible()
        page.go_back()
        page.reload()
        assert page.locator(".result").first.get_attribute("data-passage") == first
        page.wait_for_load_state("networkidle")
    page.context.complaints.clear()  # type: ignore[attr-defined]


@pytest.mark.browser
def test_everything_is_done_with_a_keyboard_alone(served: Server, page: Page) -> None:
    page.goto(served.address)
    page.keyboard.type("sworn to uphold")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=sworn*")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.matches('.result.chosen')")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('a.open')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/read?*")
    page.keyboard.press("c")
    page.get_by_text("Copied.").wait_for()
    assert "sworn" in page.evaluate("navigator.clipboard.readText()")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.skip')")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("/")
    page.wait_for_url(lambda url: quote("read") not in url)
