"""What tests share: the indexed sample, ways to run the program, and small PDFs made to order."""

from __future__ import annotations

import gc
import io
import ipaddress
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, settings
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from cli.app import main
from corpus.sample import copy_to
from indexer.readers.options import ReadOptions
from indexer.updating.update import update_corpus

ROOT = Path(__file__).parents[1]
MAIN = "from cli.app import main; main()"

# how long an example takes depends on what else the machine is doing
settings.register_profile("any load", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any load")


def _may_do_everything() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o500)
        try:
            Path(folder, "probe").touch()
        except OSError:
            return False
        return True


needs_permissions = pytest.mark.skipif(
    _may_do_everything(), reason="permissions do not bind this user or system"
)


_ASKED_FOR = {
    "browser": "drive Chromium, too",
    "cluster": "start OpenSearch and test on it, too",
}
"""Tests that take long, by their mark; each needs an option of that name, and CI gives both."""


def pytest_addoption(parser: pytest.Parser) -> None:
    for mark, said in _ASKED_FOR.items():
        parser.addoption(f"--{mark}", action="store_true", help=said)


@pytest.hookimpl(tryfirst=True)  # the groups are there before they are looked at
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep together what shares a fixture, begin with the longest, skip what was not asked for.

    Where tests run in several processes, those of a file run in one of them, and so do all that
    need the cluster: it is started once.
    """
    for item in items:
        group = "cluster" if item.get_closest_marker("cluster") else item.location[0]
        item.add_marker(pytest.mark.xdist_group(group))
    items.sort(key=lambda item: item.get_closest_marker("cluster") is None)
    for mark in _ASKED_FOR:
        if config.getoption(f"--{mark}"):
            continue
        for item in items:
            if item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=f"only with --{mark}"))


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The cache folder of all tests, in place of the user's own."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PINCITE_CACHE", str(folder))
        patch.setenv("PINCITE_STATE", str(folder / "state"))
        yield folder


@pytest.fixture(scope="session", autouse=True)
def only_loopback() -> Iterator[None]:
    """No test sends anything to another address, whatever it is about; nor asks for a name."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def connect_here(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            number = ipaddress.ip_address(str(address[0]).partition("%")[0])
            assert number.is_loopback, f"a test wants to send something to {address}"
        connect(self, address)

    def look_up_here(host: Any, *arguments: Any, **options: Any) -> Any:
        if re.search("[g-wyz]", str(host)) and host not in ("localhost", "None"):
            raise socket.gaierror(socket.EAI_NONAME, "tests ask for no names")
        return look_up(host, *arguments, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        patch.setattr(socket, "getaddrinfo", look_up_here)
        yield


@dataclass(frozen=True)
class Ran:
    """What a run of the program left."""

    code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        return json.loads(self.stdout)


Pincite = Callable[..., Ran]
MakePdf = Callable[..., Path]


@pytest.fixture(scope="session")
def program(
    tmp_path_factory: pytest.TempPathFactory, cache: Path
) -> tuple[list[str], dict[str, str]]:
    """How the program is started: its command line and its environment, free of the user's own."""
    state = tmp_path_factory.mktemp("state")
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("PINCITE") and name not in ("NO_COLOR", "FORCE_COLOR")
    }
    own = {
        "PYTHONPATH": str(ROOT),
        "PINCITE_STATE": str(state),
        "XDG_CONFIG_HOME": str(state),
        "PINCITE_CACHE": str(cache),
        "PYTHONWARNINGS": "default",
    }
    return [sys.executable, "-c", MAIN], kept | own


@pytest.fixture(autouse=True)
def no_style_is_remembered(program: tuple[list[str], dict[str, str]]) -> None:
    """Each test begins without the style that another asked for last."""
    _, environment = program
    Path(environment["XDG_CONFIG_HOME"], "pincite", "preferences.json").unlink(missing_ok=True)


@pytest.fixture(scope="session")
def pincite(program: tuple[list[str], dict[str, str]]) -> Pincite:
    """Calls `main()` in this process: `pincite("list", cwd=folder, env={"TERM": "dumb"})`."""
    _, environment = program

    def run(
        *arguments: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None
    ) -> Ran:
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
        threshold = gc.get_threshold()
        with pytest.MonkeyPatch.context() as patch, mock.patch.dict(os.environ, clear=True):
            os.environ.update(environment | (env or {}))
            patch.setattr(sys, "argv", ["pincite", *map(str, arguments)])
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            if cwd is not None:
                patch.chdir(cwd)
            with pytest.raises(SystemExit) as left:
                main()
        gc.set_threshold(*threshold)
        gc.unfreeze()
        texts = [stream.buffer.getvalue().decode() for stream in (out, err)]
        return Ran(int(left.value.code or 0), *texts)

    return run


@pytest.fixture(scope="session")
def process(program: tuple[list[str], dict[str, str]]) -> Pincite:
    """Runs the program as a process of its own, where the start or the end is what is tested."""
    command, environment = program

    def run(
        *arguments: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None
    ) -> Ran:
        done = subprocess.run(
            [*command, *map(str, arguments)],
            cwd=cwd,
            env=environment | (env or {}),
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture(scope="session")
def sample_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, indexed once for all tests, none of which may change it; its scanned page is not
    read, so that it counts as one without text."""
    folder = tmp_path_factory.mktemp("sample")
    copy_to(folder)
    update_corpus(folder, ReadOptions(recognise=False))
    return folder


@pytest.fixture(scope="session")
def make_pdf() -> MakePdf:
    """Writes a PDF: one page for each text, its lines from the top; the same bytes every time."""

    def make(
        path: Path,
        pages: Sequence[str] = ("Words on a page.",),
        *,
        feet: Sequence[str] = (),
        title: str = "",
        size: float = 12,
        password: str | None = None,
        owner_password: str | None = None,
    ) -> Path:
        lock = None
        if password is not None:
            lock = StandardEncryption(password, ownerPassword=owner_password)
        canvas = Canvas(str(path), invariant=1, encrypt=lock)
        if title:
            canvas.setTitle(title)
        for number, text in enumerate(pages):
            canvas.setFont("Times-Roman", size)
            for at, line in enumerate(text.split("\n")):
                canvas.drawString(72, 720 - at * size * 1.25, line)
            if feet:
                canvas.drawCentredString(306, 36, feet[number])
            canvas.showPage()
        canvas.save()
        return path

    return make
