"""Writes docs/commands.md, the help of every command, from the code: `python -m tools.docs`."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from cli.commands import COMMANDS
from cli.program import build_program

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"

_INTRODUCTION = """\
# Commands

What `--help` prints for each command. This page is produced from the code (`make docs`), and a test
keeps it up to date.

Exit codes: 0 found or done; 1 nothing found, or a file could not be read; 2 an error. Results go to
standard output, everything else to standard error. The forms of `--json` are in [json.md](json.md).
"""


def render_page() -> str:
    """The page as it should be."""
    sections = [_INTRODUCTION, _make_block("pincite --help", read_help())]
    for name in COMMANDS:
        sections.append(f"## pincite {name}\n")
        sections.append(_make_block(f"pincite {name} --help", read_help(name)))
    return "\n".join(sections)


def read_help(*command: str) -> str:
    """What `pincite COMMAND --help` prints on a terminal of 80 columns."""
    words = [*command, "--help"]
    shown = CliRunner().invoke(
        build_program(words), words, prog_name="pincite", env={"COLUMNS": "80"}
    )
    return shown.stdout


def _make_block(line: str, output: str) -> str:
    return f"```console\n$ {line}\n{output.rstrip()}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(render_page(), encoding="utf-8")
