"""A command line read without Typer gives the command the very values that Typer gives it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any

import pytest
import typer.main
from hypothesis import given, settings
from hypothesis import strategies as st

from cli.commands import COMMANDS, MAY_BEGIN_WITH_MINUS, import_function
from cli.program import build_program
from cli.quick import make_quick_call, read_values
from tests.conftest import Pincite


def recording(name: str) -> Callable[..., Any]:
    """The command as it is declared; called, it returns the values."""

    @wraps(import_function(name))
    def record(**values: Any) -> dict[str, Any]:
        return values

    return record


@cache
def by_typer(name: str) -> Any:
    return typer.main.get_command(build_program([name], recording))


def values_by_typer(name: str, words: list[str]) -> dict[str, Any] | None:
    """What Typer calls the command with; None where it says something of its own."""
    try:
        found = by_typer(name).main([name, *words], standalone_mode=False)
    except Exception as error:
        assert hasattr(error, "format_message"), error
        return None
    return found if isinstance(found, dict) else None


def values_read_quickly(name: str, words: list[str]) -> dict[str, Any] | None:
    function = import_function(name)
    found = read_values(function, words, unknown_are_words=name in MAY_BEGIN_WITH_MINUS)
    if found is None:
        return None
    parameters = inspect.signature(function).parameters.values()
    defaults = {one.name: one.default for one in parameters if one.default is not one.empty}
    return defaults | found


def agree(name: str, words: list[str]) -> bool:
    """Whether the quick way read them; if so, as Typer does, down to the types."""
    quick = values_read_quickly(name, words)
    if quick is None:
        return False
    known = values_by_typer(name, words)
    assert known is not None, (name, words, quick)
    assert {key: repr(value) for key, value in quick.items()} == {
        key: repr(value) for key, value in known.items()
    }, (name, words)
    return True


ODD = st.sampled_from(
    ["", " ", "two words", '"a b"', "-", "--", "---", "-x", "-x=y", "-draft", "—dash", "=",
     "--help", "--help=1", "--nope", "--nope=1", "--=", "-h", "0", "20", "21", "50", "51",
     "-3", "+1", "007", "1_0", " 1", "1.5", ".5", "1.", "1e3", "nan", "inf", "٣", "9" * 30,
     "Note", ".", "/nonexistent/x", "a=b", "true"]
)  # fmt: skip


def parts(name: str) -> st.SearchStrategy[list[str]]:
    """A part of a command line: mostly an option with a value that fits it."""
    likely: list[st.SearchStrategy[list[str]]] = [st.sampled_from([["word"], ["1"], ["-word"]])]
    odd = [ODD.map(lambda one: [one])]
    for param in by_typer(name).commands[name].params:
        for option in (one for one in param.opts if one.startswith("-")):
            flag = getattr(param, "is_flag", False)
            fitting = getattr(param.type, "choices", ["1", "3", "word", "2008-11", "--", "-x"])
            good = [[option]] if flag else [[option, one] for one in fitting]
            likely.append(st.sampled_from(good + [["=".join(one)] for one in good]))
            odd.append(ODD.map(lambda one, option=option: [option, one]))  # type: ignore[misc]
            odd.append(ODD.map(lambda one, option=option: [f"{option}={one}"]))  # type: ignore[misc]
            odd.append(st.just([option]))
    return st.one_of(*likely, *likely, *likely, st.one_of(*odd))


@st.composite
def command_lines(draw: st.DrawFn) -> tuple[str, list[str]]:
    name = draw(st.sampled_from(COMMANDS))
    chosen = draw(st.lists(parts(name), max_size=4))
    takes = any(param.required for param in by_typer(name).commands[name].params)
    first = draw(st.sampled_from([["1"], ["word"]])) if takes else []
    return name, [one for part in draw(st.permutations([first, *chosen])) for one in part]


@settings(max_examples=600, deadline=None)
@given(command_lines())
def test_it_reads_as_typer_does_or_leaves_it_to_typer(line: tuple[str, list[str]]) -> None:
    agree(*line)


@pytest.mark.parametrize(
    "line",
    [
        "search|obstruction of justice",
        "search|a|b|--json",
        "search|-draft|minutes",
        "search|--unknown|word",
        "search|--|--json|-x",
        "search||",
        "search|x|--corpus|.|--limit|3|--context=2|--from|2008|--to=|--all|--fuzzy",
        "search|x|--kind|minutes|--kind|report|--item|--json",
        "locate|-words|--limit|50",
        "show|1|--style|apa",
        "open|2",
        "cite|key|--page|147|--form|note|--note-number|3|--format|markdown|--copy",
        "bibliography",
        "bibliography|a|b|--format=html",
        "check|draft.docx|--html|r.html|--json",
        "lint|--catalogue|c.json",
        "pages|key|--set|1-4=i|--set|5=1",
        "list|--json",
        "edit|key|--author|A, B|--author|C, D|--title|",
        "index|.|--time-limit|1.5|--jobs|2|--password|x|--password|y",
        "fetch|--max-size|20|--tries|2|--no-archive",
        "demo",
    ],
)
def test_plain_lines_are_read(line: str) -> None:
    name, *words = line.split("|")
    assert agree(name, words)


@pytest.mark.parametrize(
    "line",
    [
        "", "--help", "--version|search|x", "--debug|list", "nonsense", "search|--help",
        "search|x|--limit", "search|x|--limit|-1", "search|x|--limit|x", "search|x|--context|21",
        "search|x|--json=1", "show|x|--pdf-page|y", "show|1|2", "list|x", "list|--nope",
        "cite|a|--form|Note", "locate|a|b", "index|.|--time-limit|0",
    ],
)  # fmt: skip
def test_everything_else_is_left_to_typer(line: str) -> None:
    assert make_quick_call(line.split("|") if line else []) is None


def test_a_shell_that_asks_for_completions_asks_typer(monkeypatch: pytest.MonkeyPatch) -> None:
    assert make_quick_call(["list"]) is not None
    monkeypatch.setenv("_PINCITE_COMPLETE", "complete_bash")
    assert make_quick_call(["list"]) is None


def test_a_file_that_may_not_be_read_is_left_to_typer(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.touch()
    closed.chmod(0)
    line = ["locate", "x", "--corpus", str(closed)]
    assert agree(line[0], line[1:]) or make_quick_call(line) is None


def test_the_same_is_printed(process: Pincite, sample_corpus: Path) -> None:
    quickly = process("search", "board", "--limit", "2", cwd=sample_corpus)
    assert quickly == process("--debug", "search", "board", "--limit", "2", cwd=sample_corpus)
    assert quickly.code == 0
