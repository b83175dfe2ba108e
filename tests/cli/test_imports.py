"""What a search imports: it is typed a hundred times a day, so each module earns its place."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

LIST_MODULES = """
import os, sys
def leave(code):
    print("\\n".join(sys.modules), file=sys.stderr, flush=True)
    leave_at_once(code)
leave_at_once = os._exit
os._exit = sys.exit = leave
"""
HEAVY = {
    "PIL", "asyncio", "bibtexparser", "calendar", "copy", "dataclasses", "docx", "email", "inspect",
    "jinja2", "lxml", "markdown_it", "multiprocessing", "pdfminer", "pylatexenc", "pypdfium2",
    "random", "rapidfuzz", "rich", "shutil", "string", "subprocess", "tempfile", "truststore",
    "typer", "urllib3", "yaml",
} | ({"platformdirs"} if sys.platform == "linux" else set())  # fmt: skip
OURS = {
    "citation.record", "citation.text", "citation.written", "cli", "corpus", "engine",
    "engine.whoosh", "indexer", "indexer.cleaning", "indexer.labels", "indexer.minutes",
    "indexer.pages", "indexer.paragraphs", "indexer.records", "indexer.store", "indexer.words",
    "search.answering", "search.asking", "search.expanding",
}  # fmt: skip
"""The rooms that a search of words enters."""


def list_modules(
    arguments: tuple[str, ...], corpus: Path, program: tuple[list[str], dict[str, str]]
) -> set[str]:
    (python, option, main), environment = program
    done = subprocess.run(
        [python, option, f"{LIST_MODULES}\n{main}", *arguments],
        cwd=corpus,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    return set(done.stderr.splitlines())


@pytest.mark.parametrize("query", ['"sworn to uphold"', "police"])
def test_a_search_imports_nothing_heavy(
    query: str, sample_corpus: Path, program: tuple[list[str], dict[str, str]]
) -> None:
    modules = list_modules(("search", query), sample_corpus, program)
    assert "whoosh.analysis" not in modules
    assert not HEAVY & {name.partition(".")[0] for name in modules}
    tops = {"citation", "cli", "corpus", "drafts", "engine", "indexer", "search", "web"}
    ours = {name for name in modules if name.partition(".")[0] in tops and "." in name}
    rooms = {name.rpartition(".")[0] for name in ours if name.count(".") > 1} | {
        name.partition(".")[0] for name in ours if name.count(".") == 1
    }
    assert rooms - {"citation", "search"} <= OURS, "a room that a search did not enter before"


@pytest.mark.parametrize("arguments", [("--version",), ("list",)])
def test_what_asks_nothing_imports_no_engine(
    arguments: tuple[str, ...], sample_corpus: Path, program: tuple[list[str], dict[str, str]]
) -> None:
    modules = list_modules(arguments, sample_corpus, program)
    assert not {"whoosh", *HEAVY} & {name.partition(".")[0] for name in modules}
