"""Help is short, whole and right, and docs/commands.md shows it as it is."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from cli.commands import COMMANDS
from tests.cli.test_quick import values_by_typer
from tools.docs import PAGE, read_help, render_page

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def list_examples(name: str) -> list[str]:
    """The examples in the help; each has a line of its own."""
    return re.findall(r"^  Example: (.*)$", read_help(name), re.MULTILINE)


def list_typed_lines(page: Path) -> list[str]:
    """The commands in the blocks of code of a page, without what is explained beside them."""
    text = page.read_text(encoding="utf-8").replace("\\\n", " ")
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]
    return [re.split(r"\s{3,}| > ", line)[0] for line in lines if line.startswith("pincite ")]


def assert_readable(line: str) -> None:
    """That the program takes the line as it is written."""
    program, name, *words = shlex.split(line)
    assert program == "pincite"
    assert values_by_typer(name, words) is not None, line


def test_every_command_has_one_whole_line() -> None:
    listed = read_help().partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in listed] == list(COMMANDS)
    for line in listed:
        assert re.search(r"[^.…]\.$", line), line
        assert len(line) <= 80


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command(name: str) -> None:
    text = read_help(name)
    assert max(map(len, text.splitlines())) <= 80
    assert not [line for line in text.splitlines() if line.endswith("...")]
    options = text.partition("Options:\n")[2]
    for option, metavar in re.findall(r"^  (--[a-z-]+) ?(\S*)", options, re.MULTILINE):
        assert re.fullmatch("[A-Z=]*", metavar), option


@pytest.mark.parametrize("name", COMMANDS)
def test_the_examples_of_a_command_can_be_typed(name: str) -> None:
    examples = list_examples(name)
    assert 1 <= len(examples) <= 2
    for example in examples:
        assert example.startswith(f"pincite {name}")
        assert_readable(example)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_commands_in_the_documentation_can_be_typed(page: Path) -> None:
    for line in list_typed_lines(page):
        if "--help" not in line:
            assert_readable(line)


def test_the_page_of_commands_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == render_page(), "run `make docs`"
