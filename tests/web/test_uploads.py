"""What is sent over the network: bombs, uploads that are cut off or stop coming, too much work."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import RequestError
from corpus.paths import CorpusPaths
from tests.conftest import ROOT
from tests.corpus.processes import is_running, wait_until
from tests.web.conftest import Server, run_server
from tests.web.test_attacks import ask, get_token
from tests.web.work import tell_size, wait, walk
from web import guard
from web.access import make_access
from web.app import create_app
from web.jobs import Jobs, JobView
from web.workroom import Workroom, remove_leftovers

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
BOUNDARY = "----cut"
FORM = f"multipart/form-data; boundary={BOUNDARY}"
Started = tuple[Server, Path]


@pytest.fixture(scope="module")
def started(
    program: tuple[list[str], dict[str, str]],
    whole_sample: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Started]:
    """A server, and its folder for temporary files."""
    command, environment = program
    folder = tmp_path_factory.mktemp("temporary")
    own = environment | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
    with run_server((command, own), whole_sample) as server:
        yield server, folder


def make_bomb() -> bytes:
    """A PDF of 8 KB with a page of 1.5 GB: what is packed is packed once more."""
    pack = zlib.compressobj(9)
    piece = pack.compress(b"BT /F1 9 Tf (word word) Tj ET\n" * 36_000)
    piece += pack.flush(zlib.Z_FULL_FLUSH)
    packed = zlib.compress(piece + piece[2:] * 1500 + b"\x03\x00" + bytes(4), 9)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
        b"<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n%s\nendstream"
        % (len(packed), packed),
    ]
    data, starts = b"%PDF-1.5\n", []
    for number, part in enumerate(parts, 1):
        starts.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    end = b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    return data + b"xref\n0 5\n0000000000 65535 f \n" + table + end


def make_form(name: str, content: bytes, token: str) -> bytes:
    fields = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="token"\r\n\r\n{token}\r\n'
    about = f'Content-Disposition: form-data; name="file"; filename="{name}"'
    return (
        f"{fields}--{BOUNDARY}\r\n{about}\r\n\r\n".encode()
        + content
        + f"\r\n--{BOUNDARY}--\r\n".encode()
    )


def list_files(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and path.name != "lock"]


def test_a_bomb_ends_with_one_sentence(started: Started) -> None:
    server, _ = started
    bomb = make_bomb()
    assert len(bomb) < 10_000
    body = make_form("bomb.pdf", bomb, get_token(server))
    headers = {"Content-Type": FORM, "Accept": "application/json"}
    address = json.loads(ask(server, "/check/send", "POST", headers, body)[1])["address"]
    job: dict[str, str] = {"state": "running"}
    until = time.monotonic() + 120
    while job["state"] == "running" and time.monotonic() < until:
        time.sleep(0.1)
        job = json.loads(ask(server, f"/api{address}")[1])
    assert job["state"] == "failed"
    assert job["message"].startswith("bomb.pdf crashed the reader, probably because it needs more")
    assert ask(server, "/?q=oath")[0] == 200


def test_an_upload_that_is_cut_off_leaves_nothing(started: Started) -> None:
    server, folder = started
    before = list_files(folder)
    body = make_form("draft.md", b"words " * 1_000_000, get_token(server))
    head = (
        f"POST /check/send HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
        f"Content-Type: {FORM}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    jobs = ask(server, "/check")[1].count("/jobs/")
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as line:
        line.sendall(head.encode() + body[: len(body) // 2])
    time.sleep(0.2)
    assert ask(server, "/check")[1].count("/jobs/") == jobs
    assert list_files(folder) == before
    if sys.platform == "linux":
        assert not [one for one in list_open_files(server) if folder in one.parents]


def list_open_files(server: Server) -> list[Path]:
    """The files that a server on Linux has open, but for its lock."""
    opened: list[Path] = []
    for one in Path(f"/proc/{server.process.pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # it may be closed meanwhile
            opened.append(one.readlink())
    return [path for path in opened if not path.name.startswith("lock")]


def test_an_upload_that_stops_coming_is_refused(
    whole_sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "_SILENCE", 0.05)
    access = make_access("127.0.0.1", 80)
    app, sent = create_app(CorpusPaths(whole_sample), access), []
    headers = [(b"host", b"127.0.0.1"), (b"content-type", FORM.encode())]
    scope: Any = {
        "type": "http", "method": "POST", "path": "/check/send", "query_string": b"",
        "headers": headers, "server": ("127.0.0.1", 80), "scheme": "http",
    }  # fmt: skip
    pieces = iter([{"type": "http.request", "body": b"--", "more_body": True}])

    async def receive() -> Any:
        piece = next(pieces, None)
        if piece is None:
            await asyncio.sleep(60)
        return piece

    async def send(message: Any) -> None:
        sent.append(message)

    # in a thread: the one of the tests may belong to the browser's driver
    with ThreadPoolExecutor() as threads:
        threads.submit(asyncio.run, app(scope, receive, send)).result()
    assert sent[0]["status"] == 408
    assert b"stopped coming" in sent[1]["body"]


def finish(jobs: Jobs, job: JobView) -> JobView:
    until = time.monotonic() + 60
    while jobs.get(job.id).state == "running" and time.monotonic() < until:
        time.sleep(0.02)
    return jobs.get(job.id)


def test_three_jobs_run_at_once_and_each_has_its_time() -> None:
    jobs = Jobs()
    try:
        slow = [jobs.start("check", "a", wait, 600.0, seconds=1) for _ in range(3)]
        with pytest.raises(RequestError, match="3 jobs are running"):
            jobs.start("check", "b", tell_size, 1)
        done = [finish(jobs, one) for one in slow]
        assert [one.message for one in done] == ["It took longer than 1 s. Try it with less."] * 3
        last = finish(jobs, jobs.start("check", "c", tell_size, 7))
        assert (last.state, jobs.get_result(last.id)) == ("done", 7)
    finally:
        jobs.close()


KILLED = """
import sys, time
from tests.web.work import note_process
from web.jobs import Jobs
if __name__ == "__main__":
    Jobs().start("index", "a", note_process, sys.argv[1])
    time.sleep(600)
"""


def test_a_job_says_which_file_it_is_at(tmp_path: Path) -> None:
    jobs = Jobs()
    started = jobs.start("index", "x", walk, [(tmp_path / "Annual Report.pdf", 1)])
    while jobs.get(started.id).state == "running":
        time.sleep(0.01)
    last = jobs.get(started.id)
    assert (last.step, last.done, last.at) == ("Reading", 1, "Annual Report.pdf")
    jobs.close()


@on_posix
def test_a_job_ends_with_the_server(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(KILLED, encoding="utf-8")
    noted = tmp_path / "process"
    command = [sys.executable, str(tmp_path / "main.py"), str(noted)]
    with subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT)}) as server:
        wait_until(lambda: noted.is_file() and noted.read_text("ascii").endswith(" "))
        server.kill()
    wait_until(lambda: not is_running(int(noted.read_text("ascii"))))


@on_posix
@pytest.mark.parametrize("name", ["SIGHUP", "SIGKILL"])
def test_what_was_sent_goes_with_the_server(
    name: str, program: tuple[list[str], dict[str, str]], whole_sample: Path, tmp_path: Path
) -> None:
    command, environment = program
    own = environment | {"TMPDIR": str(tmp_path)}
    with run_server((command, own), whole_sample) as server:
        body = make_form("draft.md", b"words", get_token(server))
        assert ask(server, "/check/send", "POST", {"Content-Type": FORM}, body)[0] == 303
        assert "draft.md" in list_files(tmp_path)
        server.process.send_signal(getattr(signal, name))
        server.process.wait(20)
    if name == "SIGKILL":  # nobody can clear up then, but the next server does
        (room,) = tmp_path.iterdir()
        os.utime(room, (0, 0))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("tempfile.tempdir", str(tmp_path))
            remove_leftovers()
    assert list(tmp_path.iterdir()) == []


def test_only_what_nobody_works_in_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    room = Workroom()
    with room.lend_folder(kept=True) as folder:
        (folder / "draft.md").write_bytes(b"words")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "lock").write_bytes(b"")
    (tmp_path / "pincite-serve-link").symlink_to(elsewhere)
    for path in tmp_path.iterdir():
        os.utime(path, (0, 0), follow_symlinks=False)
    remove_leftovers()
    assert (folder / "draft.md").is_file()
    assert (elsewhere / "lock").is_file()
    room.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["elsewhere", "pincite-serve-link"]


def test_a_folder_whose_work_fails_is_removed_at_once() -> None:
    room = Workroom()
    with pytest.raises(RequestError), room.lend_folder(kept=True) as folder:
        (folder / "draft.md").write_bytes(b"words")
        raise RequestError("3 jobs are running.")
    assert not folder.exists()
    room.close()
