"""A real server on this computer, and a real browser that looks at it."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from corpus.sample import copy_to
from indexer.readers.options import ReadOptions
from indexer.updating.update import update_corpus

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
_ADDRESS = re.compile(r"http://\S+")

Serve = Callable[..., Any]


class Server:
    """A running `pincite serve`."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process = process
        self.address = address.rstrip("/")
        """Without a slash at its end."""

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])


def make_sample(folder: Path, *, more: bool = False) -> Path:
    """The sample corpus, or all of it with `more`, indexed in a folder but for its pictures."""
    copy_to(folder, more=more)
    update_corpus(folder, ReadOptions(recognise=False))
    return folder


@contextmanager
def run_server(
    program: tuple[list[str], dict[str, str]], corpus: Path, *arguments: str
) -> Iterator[Server]:
    """Serve a corpus until the block ends."""
    command, environment = program
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        process = subprocess.Popen(
            [*command, "serve", "--no-browser", "--corpus", str(corpus), *arguments],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        assert process.stderr is not None
        try:
            for line in process.stderr:
                said.write(line)
                if found := _ADDRESS.search(line):
                    yield Server(process, found[0])
                    return
            said.seek(0)
            raise AssertionError(f"the server did not start: {said.read()}")
        finally:
            process.terminate()
            process.wait(20)
            process.stderr.close()


@pytest.fixture(scope="session")
def whole_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with its Word file and its web page, indexed; no test may change it."""
    folder = tmp_path_factory.mktemp("whole") / "sample"
    return make_sample(folder, more=True)


@pytest.fixture(scope="session")
def served(program: tuple[list[str], dict[str, str]], whole_sample: Path) -> Iterator[Server]:
    """The sample corpus, served; no test may change it."""
    with run_server(program, whole_sample) as server:
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium that is installed."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)  # as long as Playwright waits for everything else
    with sync_playwright() as playwright:
        # as root, Chromium's own sandbox does not start; it sees nothing but our own pages
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without a past, which may use the clipboard and asks nobody but this computer."""
    context = browser.new_context(locale="en-CA", viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    complaints: list[str] = []
    context.complaints = complaints  # type: ignore[attr-defined]  # a test may expect some
    context.on("console", lambda said: _note(complaints, said.type, said.text))
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on(
        "request",
        lambda asked: (
            None
            if asked.url.startswith(("http://127.0.0.1:", "blob:", "data:"))
            else complaints.append(f"asked elsewhere: {asked.url}")
        ),
    )
    yield context
    context.close()
    assert not complaints


def _note(complaints: list[str], kind: str, text: str) -> None:
    if kind in ("error", "warning"):
        complaints.append(text)


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty tab."""
    return context.new_page()


def list_violations(page: Page) -> list[str]:
    """What axe-core finds in the page against WCAG 2.2, levels A and AA, and its best practices."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"resultTypes": ["violations"]})
    return [
        f"{one['id']}: {one['help']}: {[node['html'][:200] for node in one['nodes']]}"
        for one in found.response["violations"]
    ]
