"""Reads plain command lines without Typer, whose import takes a good part of the time of a search.

All else is left to Typer: help, completion, mistakes, unusual forms of a value. What is read here
Typer would read in the same way; the tests compare the two.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from cli.commands import COMMANDS, MAY_BEGIN_WITH_MINUS, import_function
from cli.declaring import Argument, Option
from corpus.frozen import frozen
from corpus.late_pattern import compile_late

_DIGITS = compile_late(r"[0-9]{1,15}")
_DECIMAL = compile_late(r"[0-9]{1,15}(?:\.[0-9]{1,15})?")


def make_quick_call(words: Sequence[str]) -> Callable[[], int] | None:
    """The command that `words` call, ready to run; None if Typer has to read them."""
    if not words or words[0] not in COMMANDS or _is_completing():
        return None
    name, *rest = words
    command = import_function(name)
    values = read_values(command, rest, unknown_are_words=name in MAY_BEGIN_WITH_MINUS)
    return None if values is None else partial(command, **values)


def _is_completing() -> bool:
    """Whether a shell asks for completions, which it does in the environment."""
    return any(name.endswith("_COMPLETE") for name in os.environ)


def read_values(
    command: Callable[..., int], words: Sequence[str], *, unknown_are_words: bool
) -> dict[str, Any] | None:
    """The values, without defaults, that Typer would call `command` with; None: ask Typer.

    With `unknown_are_words`, a word that begins with "-" but is not an option is an argument.
    """
    values: dict[str, Any] = {}
    try:
        options, argument, required = _read_declarations(command)
        others = _put_options(values, options, iter(words), unknown_are_words)
        _put_argument(values, argument, others)
    except _NotPlain:
        return None
    return values if required <= values.keys() else None


class _NotPlain(Exception):
    """Raised for what is left to Typer."""


@frozen
class _Parameter:
    name: str
    kind: Any
    """The annotated type, without `| None`."""
    declared: Option | Argument


def _read_declarations(
    command: Callable[..., int],
) -> tuple[dict[str, _Parameter], _Parameter | None, set[str]]:
    """The options by name (`--limit`), the argument, and the parameters without a default."""
    options: dict[str, _Parameter] = {}
    argument = None
    for name, annotation in command.__annotations__.items():
        if name == "return":
            continue
        # annotations are strings; typing.get_type_hints evaluates them as well, but more slowly
        kind, declared = get_args(eval(annotation, command.__globals__))
        parameter = _Parameter(name, _strip_none(kind), declared)
        if isinstance(declared, Argument):
            argument = parameter
        else:
            options[declared.choose_name(name)] = parameter
    code, defaults = command.__code__, command.__defaults__ or ()
    return options, argument, set(code.co_varnames[: code.co_argcount - len(defaults)])


def _strip_none(kind: Any) -> Any:
    parts = [part for part in get_args(kind) if part is not NoneType]
    return parts[0] if NoneType in get_args(kind) and len(parts) == 1 else kind


def _put_options(
    values: dict[str, Any],
    options: dict[str, _Parameter],
    words: Iterator[str],
    unknown_are_words: bool,
) -> list[str]:
    """Put the options into `values`; returns the words that are not options."""
    others: list[str] = []
    for word in words:
        name, equals, value = word.partition("=")
        if word == "--":
            others.extend(words)
        elif len(word) < 2 or word[0] != "-":
            others.append(word)
        elif name in options:
            _put_option(values, options[name], value if equals else None, words)
        elif unknown_are_words and name != "--help":
            others.append(word)
        else:
            raise _NotPlain
    return others


def _put_option(
    values: dict[str, Any], option: _Parameter, attached: str | None, words: Iterator[str]
) -> None:
    """Read the value `attached` with "=", or else the next word, whatever it looks like."""
    if option.kind is bool:
        if attached is not None:
            raise _NotPlain
        values[option.name] = True
        return
    word = next(words, None) if attached is None else attached
    if word is None:
        raise _NotPlain
    if get_origin(option.kind) is list:
        values.setdefault(option.name, []).append(_parse_value(get_args(option.kind)[0], word))
    else:
        values[option.name] = _require_in_range(_parse_value(option.kind, word), option.declared)


def _put_argument(values: dict[str, Any], argument: _Parameter | None, words: list[str]) -> None:
    if not words:
        return
    if argument is not None and get_origin(argument.kind) is list:
        values[argument.name] = [_parse_value(get_args(argument.kind)[0], word) for word in words]
    elif argument is not None and len(words) == 1:
        values[argument.name] = _parse_value(argument.kind, words[0])
    else:
        raise _NotPlain


def _parse_value(kind: Any, word: str) -> Any:
    """`word` as a value of type `kind`. Raises _NotPlain unless it plainly is one."""
    if kind is str:
        return word
    if kind is Path and (os.access(word, os.R_OK) or not os.access(word, os.F_OK)):
        return Path(word)
    if kind is int and _DIGITS.fullmatch(word):
        return int(word)
    if kind is float and _DECIMAL.fullmatch(word):
        return float(word)
    if get_origin(kind) is Literal and word in get_args(kind):
        return word
    raise _NotPlain


def _require_in_range(value: Any, declared: Option | Argument) -> Any:
    """`value`, if the option allows it. Raises _NotPlain."""
    if isinstance(declared, Option) and isinstance(value, int | float):
        too_small = declared.min is not None and value < declared.min
        too_large = declared.max is not None and value > declared.max
        if too_small or too_large:
            raise _NotPlain
    return value
