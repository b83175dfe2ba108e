"""Whatever strangers wrote, and wherever, no command says it to the terminal but as letters."""

from __future__ import annotations

import json
import re
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.commands import COMMANDS
from cli.visible import Painted, escape_json, make_visible
from tests.conftest import MakePdf, Pincite

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such file names there")

ESCAPE = "\x1b[2J\x1b]52;c;aGk=\x07\x9b31m\x85\u202eevil\u2066\r\x08"
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
SENTENCE = f"The deputation was quorble {ESCAPE} heard by the board on Monday."
QUOTED = "The deputation was quorble"
NAME = "note\x1b[31m\x9b2J\u202e.txt"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory, make_pdf: MakePdf, pincite: Pincite) -> Path:
    root = tmp_path_factory.mktemp("corpus")
    title = f"Minutes {ESCAPE}"
    make_pdf(root / "a.pdf", ["The board met and the quorble was heard."], title=title)
    (root / NAME).write_text(f"{SENTENCE}\n\n{SENTENCE}\n", encoding="utf-8")
    (root / "page.html").write_text(
        f"<html><title>{title}</title><p>{SENTENCE}</p></html>", encoding="utf-8"
    )
    (root / "bad\x1b[31m.pdf").write_bytes(b"%PDF-1.4 \x1b[31m garbage")
    (root / "odd\nline\x1b.pdf").write_bytes(b"")
    (root / "record.bib").write_text(
        f"@book{{k\x1b[31m, title={{T{ESCAPE}}}, author={{A{ESCAPE}}}}}", encoding="utf-8"
    )
    (root / "draft.md").write_text(
        f"As “{SENTENCE}” (Minutes{ESCAPE} at 5). “{QUOTED} {ESCAPE} nowhere at all to be found.”"
        f" [@k{ESCAPE}]\n",
        encoding="utf-8",
    )
    assert pincite("index", root).code == 1
    catalogue = root / "catalogue.json"
    records = json.loads(catalogue.read_text("utf-8"))
    for record in records:
        record |= {"title": title, "author": [{"family": f"Roe{ESCAPE}", "given": "A"}]}
        record |= {"publisher": f"Press{ESCAPE}", "odd\x1b[31m": 1, "URL": f"http://h{ESCAPE}/"}
    catalogue.write_text(json.dumps(records), encoding="utf-8")
    return root


RUNS: tuple[tuple[str, ...], ...] = (
    ("index", "."), ("search", "quorble"), ("search", ESCAPE), ("search", f"kind:{ESCAPE}"),
    ("search", "deputation quorble", "--json"), ("timeline", "quorble"), ("words", NAME),
    ("watch", "add", f"w{ESCAPE}", "quorble"), ("watch", "run"), ("locate", SENTENCE),
    ("locate", SENTENCE, "--json"), ("check", "draft.md"), ("check", "draft.md", "--json"),
    ("check", f"none{ESCAPE}.md"), ("keep", "1"), ("basket",), ("basket", f"x{ESCAPE}"),
    ("deputation", "draft.md"), ("minutes", "a.pdf"), ("lint",), ("lint", "draft.md"),
    ("show", "1"), ("show", NAME), ("show", ESCAPE), ("open", ESCAPE), ("open", "bad\x1b[31m.pdf"),
    ("serve", "--host", ESCAPE), ("cite", "a.pdf"), ("cite", NAME, "--format", "json"),
    ("cite", ESCAPE), ("bibliography",), ("bibliography", "--format", "json"),
    ("bibliography", "--cited-in", "draft.md"), ("cite-in", "draft.md"), ("pages", "a.pdf"),
    ("pages", NAME), ("list",), ("list", "--json"), ("status",), ("status", "--json"),
    ("add", "--title", f"T{ESCAPE}", "--type", "book"), ("add", "--title", "x", "--type", ESCAPE),
    ("edit", ESCAPE), ("remove", ESCAPE), ("undo",), ("undo", "--list"), ("doctor",),
    ("import", "record.bib"), ("export",),
    ("export", "--format", "ris"), ("export", "--format", "bibtex"), ("sources",),
    ("fetch", "--tries", "1", "--no-archive"), ("demo", f"d{ESCAPE}/x"), (ESCAPE,),
    ("search", f"--{ESCAPE}", "x"), ("undo", "--list"), ("undo",), ("cluster", f"http://h{ESCAPE}"),
)  # fmt: skip


def test_every_command_is_run() -> None:
    assert {run[0] for run in RUNS} >= set(COMMANDS)


@pytest.mark.parametrize("run", RUNS, ids=lambda run: " ".join(run)[:40].encode("unicode_escape"))
def test_no_control_character_reaches_the_terminal(
    run: tuple[str, ...], corpus: Path, pincite: Pincite
) -> None:
    pincite("search", "quorble", cwd=corpus)
    ran = pincite(*run, cwd=corpus, env={"PATH": ""})
    for text in (ran.stdout, ran.stderr):
        assert not RAW.search(text), text
    assert "unexpected" not in ran.stderr


@pytest.fixture
def server() -> Iterator[int]:
    """Answers with control characters wherever a server may put some."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            bodies = iter([f"302 \x1b[31mx\r\nLocation: http://127.0.0.1:1/\x1b[31m{ESCAPE[:-2]}"])
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(65536)
                    body = next(bodies, f"500 \x1b[31mx\r\nX-A: {ESCAPE[:-2]}")
                    connection.sendall(f"HTTP/1.1 {body}\r\n\r\n".encode("utf-8", "replace"))

        threading.Thread(target=serve, daemon=True).start()
        yield listening.getsockname()[1]


def test_headers_of_a_server_do_not_reach_the_terminal(
    server: int, tmp_path: Path, pincite: Pincite
) -> None:
    record = {"id": "a", "type": "book", "title": "T", "URL": f"http://127.0.0.1:{server}/a.pdf"}
    (tmp_path / "catalogue.json").write_text(json.dumps([record]), encoding="utf-8")
    for _ in range(2):
        ran = pincite("fetch", "a", "--allow-private", "--tries", "1", "--no-archive", cwd=tmp_path)
        assert ran.code == 1
        assert not RAW.search(ran.stdout + ran.stderr)


def test_json_says_the_same_as_before() -> None:
    value = {"a": f"{ESCAPE}\u200f\U000e0041“letters”"}
    text = escape_json(json.dumps(value, ensure_ascii=False))
    assert not RAW.search(text)
    assert "“letters”" in text
    assert json.loads(text) == value


def test_which_characters_a_terminal_obeys() -> None:
    directions = [0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
    controls = [*range(9), *range(0xB, 0x20), *range(0x7F, 0xA0)]
    separators, tags = [0x2028, 0x2029], [*range(0xE0000, 0xE0080)]
    obeyed = [one for one in range(0x110000) if make_visible(chr(one)) != chr(one)]
    assert obeyed == sorted([*controls, *directions, *separators, *tags])
    dropped = [one for one in obeyed if not make_visible(chr(one))]
    assert dropped == directions[:3]
    assert [one for one in obeyed if make_visible(chr(one)) == " "] == separators
    assert all(escape_json(chr(one)).startswith("\\u") for one in obeyed)


def test_letters_stay_and_our_own_colours_too() -> None:
    assert make_visible("a\tb\nc — “é” 한 \u200d") == "a\tb\nc — “é” 한 \u200d"
    assert make_visible("שלום\u200f!") == "שלום!"
    assert make_visible("a\x1b[31mb\u2028c") == "a\ufffd[31mb c"
    assert make_visible(Painted("\x1b[1mx\x1b[0m")) == "\x1b[1mx\x1b[0m"
