"""The pictures of the page in the browser that the documentation shows, of the invented sample.

    python -m tools.pictures

They are small: 96 colours are enough for a page of text.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from corpus.sample import copy_to

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
_COLOURS = 96
_WIDE, _NARROW = (1200, 800), (360, 720)
_PASSAGE = "nlc-2008%405%3A1006-1165&q=oath"
SHOTS: tuple[tuple[str, str, tuple[int, int], bool], ...] = (
    ("search", "/?q=oath", _WIDE, False),
    ("reading", f"/read?passage={_PASSAGE}", _WIDE, False),
    ("reading-dark", f"/read?passage={_PASSAGE}", _WIDE, True),
    ("narrow", "/?q=oath", _NARROW, False),
)
"""Name, address, size in pixels, and whether it is dark."""


@contextmanager
def _serve() -> Iterator[str]:
    """The address of the sample, indexed and served."""
    start = [sys.executable, "-c", "from cli.app import main; main()"]
    with tempfile.TemporaryDirectory() as temporary:
        corpus = Path(temporary) / "port-halden"
        copy_to(corpus, more=True)
        subprocess.run([*start, "index", str(corpus)], check=True, stdout=subprocess.DEVNULL)
        command = [*start, "serve", "--no-browser", "--corpus", str(corpus)]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8")
        assert process.stderr is not None
        try:
            found = next(filter(None, (re.search(r"http://\S+", one) for one in process.stderr)))
            yield found[0].rstrip("/")
        finally:
            process.terminate()
            process.wait(30)
            process.stderr.close()


def _take(browser: Browser, address: str, size: tuple[int, int], dark: bool) -> bytes:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        locale="en-CA",
    )
    page = context.new_page()
    page.goto(address)
    if page.input_value("#style") != "mcgill":
        with page.expect_navigation():
            page.select_option("#style", "mcgill")
    page.wait_for_load_state("networkidle")
    taken = page.screenshot()
    context.close()
    return taken


def main() -> None:
    """Take all of them."""
    from playwright.sync_api import sync_playwright

    FOLDER.mkdir(exist_ok=True)
    with _serve() as address, sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, path, size, dark in SHOTS:
            picture = Image.open(io.BytesIO(_take(browser, address + path, size, dark)))
            small = picture.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
            small.save(FOLDER / f"{name}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
