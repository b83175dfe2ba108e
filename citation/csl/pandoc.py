"""Runs pandoc, which knows every style of the Citation Style Language, where it is installed.

Only `pandoc` 3 and newer will do: older ones ignore what current styles say of page ranges.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from corpus.errors import RequestError
from corpus.frozen import frozen

OLDEST = 3
_SECONDS = 60
_HOW = (
    "Get it from https://pandoc.org/installing.html, or put it beside pincite with"
    " `pip install pypandoc-binary` (pipx: `pipx inject pincite pypandoc-binary`)."
)


@frozen
class Pandoc:
    """An installed pandoc of a usable version."""

    program: Path
    data: Path | None
    """The user's data folder, in whose `csl` folder styles may lie."""

    def cite(self, markdown: str, records: Sequence[Any], style: Path) -> list[dict[str, Any]]:
        """The blocks of pandoc's document tree for `markdown`, its citations made.

        `records` are CSL-JSON. Raises RequestError when pandoc cannot use the style.
        """
        with tempfile.TemporaryDirectory(prefix="pincite-") as folder:
            bibliography = Path(folder, "items.json")
            bibliography.write_text(json.dumps(records), encoding="utf-8")
            done = _run(
                self.program, "--from=markdown-smart", "--to=json", "--citeproc",
                f"--csl={style}", f"--bibliography={bibliography}", given=markdown,
            )  # fmt: skip
        if done.returncode:
            said = " ".join(done.stderr.split()) or f"exit code {done.returncode}"
            raise RequestError(f"pandoc cannot use the style {style.name}: {said[:300]}")
        return list(json.loads(done.stdout)["blocks"])


def find_pandoc() -> Pandoc:
    """The pandoc on the PATH or in the package pypandoc-binary, whichever is new enough.

    Raises RequestError, with how to get one, where there is none.
    """
    too_old = ""
    for program in _find_programs():
        said = _read_version(program)
        version = re.match(r"pandoc(?:\.exe)? ((\d+)[\d.]*)", said)
        if version and int(version[2]) >= OLDEST:
            folder = re.search(r"^User data directory: (.+)$", said, re.MULTILINE)
            return Pandoc(program, Path(folder[1].strip()) if folder else None)
        too_old = too_old or (version[1] if version else "")
    if too_old:
        raise RequestError(
            f"Styles other than pincite’s own need pandoc {OLDEST} or newer; here is {too_old}.",
            _HOW,
        )
    raise RequestError(
        f"Styles other than pincite’s own need pandoc {OLDEST} or newer, which is not installed.",
        _HOW,
    )


def _find_programs() -> Iterator[Path]:
    on_path = shutil.which("pandoc")
    if on_path:
        yield Path(on_path)
    package = find_spec("pypandoc")
    if package and package.origin:
        name = "pandoc.exe" if sys.platform == "win32" else "pandoc"
        bundled = Path(package.origin).parent / "files" / name
        if bundled.is_file():
            yield bundled


@cache
def _read_version(program: Path) -> str:
    try:
        return _run(program, "--version").stdout
    except RequestError:
        return ""


def _run(program: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            [str(program), *arguments],
            input=given,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
    except OSError as error:
        raise RequestError(f"{program} cannot be started: {error.strerror}.", _HOW) from error
    except subprocess.TimeoutExpired as error:
        raise RequestError(
            f"pandoc did not finish within {_SECONDS} seconds.",
            "A style that depends on another one needs the network; take the other one.",
        ) from error
