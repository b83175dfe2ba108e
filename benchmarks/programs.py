"""The programs that are timed: pincite as it is installed, and those it is compared with."""

from __future__ import annotations

import shutil
import sys
import sysconfig
from pathlib import Path

PACKAGES = {
    "recollindex": "recollcmd",
    "recollq": "recollcmd",
    "pdfgrep": "pdfgrep",
    "pdftotext": "poppler-utils",
}
"""The Debian package of each program that pincite is compared with."""


def make_pincite_command(*arguments: str | Path) -> list[str]:
    """pincite's command line: the installed script, or what that would do."""
    script = shutil.which("pincite", path=sysconfig.get_path("scripts"))
    own = [script] if script else [sys.executable, "-c", "from cli.app import main; main()"]
    return [*own, *map(str, arguments)]


def describe_missing() -> list[str]:
    """One sentence for every program that is not installed."""
    missing = [
        f"{program} is not installed (Debian: apt install {package}): its rows are left out."
        for program, package in PACKAGES.items()
        if not shutil.which(program)
    ]
    if not shutil.which("rga"):
        missing.append("rga (ripgrep-all) is not installed: its row is left out.")
    return missing


def are_installed(*programs: str) -> bool:
    """Whether all of these are installed."""
    return all(map(shutil.which, programs))


class Recoll:
    """Recoll with a configuration and an index of its own, for one folder."""

    def __init__(self, root: Path, configuration: Path) -> None:
        self._root = root
        self._configuration = configuration

    def forget(self) -> None:
        """Start over without an index: the PDFs of the folder, at pincite's own priority."""
        shutil.rmtree(self._configuration, ignore_errors=True)
        self._configuration.mkdir(parents=True)
        settings = f"topdirs = {self._root}\nonlyNames = *.pdf\nidxniceprio = 0\n"
        (self._configuration / "recoll.conf").write_text(settings, encoding="utf-8")

    @property
    def index(self) -> list[str]:
        """The command that indexes the folder."""
        return ["recollindex", "-c", str(self._configuration)]

    def make_search_command(self, query: str) -> list[str]:
        """The command that searches it, with excerpts."""
        return ["recollq", "-c", str(self._configuration), "-A", query]
