"""Runs an installed pandoc, which can write every style of the Citation Style Language.

Only pandoc 3 and newer will do: older versions ignore the page-range rules of current styles.
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
    "Get it from https://pandoc.org/installing.html, or install it with pincite:"
    " `pip install pypandoc-binary` (pipx: `pipx inject pincite pypandoc-binary`)."
)


@frozen
class Pandoc:
    """An installed pandoc of a usable version."""

    program: Path
    data: Path | None
    """The user's data folder, in whose `csl` folder styles may lie."""

    def cite(self, markdown: str, records: Sequence[Any], style: Path) -> list[dict[str, Any]]:
        """The blocks of pandoc's document tree for `markdown`, with its citations written out.

        `records` are CSL-JSON. Raises RequestError when pandoc cannot use the style.
        """
        with tempfile.TemporaryDirectory(prefix="pincite-") as folder:
            bibliography = Path(folder, "items.json")
            bibliography.write_text(json.dumps(records), encoding="utf-8")
            run = _run(
                self.program, "--from=markdown-smart", "--to=json", "--citeproc",
                f"--csl={style}", f"--bibliography={bibliography}", given=markdown,
            )  # fmt: skip
        if run.returncode:
            reason = " ".join(run.stderr.split()) or f"exit code {run.returncode}"
            raise RequestError(f"pandoc cannot use the style {style.name}: {reason[:300]}")
        return list(json.loads(run.stdout)["blocks"])


def find_pandoc() -> Pandoc:
    """The pandoc on the PATH or in the package pypandoc-binary, the first that is new enough.

    Raises RequestError, which says how to get one, where there is none.
    """
    too_old = ""
    for program in _find_programs():
        report = _read_version(program)
        version = re.match(r"pandoc(?:\.exe)? ((\d+)[\d.]*)", report)
        if version and int(version[2]) >= OLDEST:
            folder = re.search(r"^User data directory: (.+)$", report, re.MULTILINE)
            return Pandoc(program, Path(folder[1].strip()) if folder else None)
        too_old = too_old or (version[1] if version else "")
    present = f"version {too_old} is installed" if too_old else "none is installed"
    raise RequestError(
        f"Styles that are not built in need pandoc {OLDEST} or newer; {present}.", _HOW
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
            "A dependent style has to fetch its parent from the network; use the parent style.",
        ) from error
