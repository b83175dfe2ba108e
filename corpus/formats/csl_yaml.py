"""CSL-YAML: the same records in YAML, under `references:` as pandoc writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise
from math import inf
from typing import TYPE_CHECKING, Any

from corpus.csl import TEXTS
from corpus.formats.csl_json import add_record
from corpus.formats.interface import FormatReading, Pinpoints, Unread, add_pinpoints
from corpus.items import Item

if TYPE_CHECKING:
    import yaml

_LARGEST = 1_000_000
"""Values and characters of one record, its anchors followed."""
_DEEPEST = 100
"""Lists and mappings in one another."""
_SPAN = re.compile(r"\[([^\[\]]*)\]\{\.(nocase|smallcaps)\}")
_ITEM = re.compile(r"^( *)- ", re.MULTILINE)
_ID = re.compile(r"\bid: *[\"']?([^\s\"']+)")


def read(text: str) -> FormatReading:
    """The records of a list, of a mapping with `references`, or of a document's metadata block."""
    import yaml

    reading = FormatReading()
    loader = _make_loader()
    try:
        nodes = list(_list_nodes(yaml.compose(_extract_yaml(text), Loader=loader)))
    except RecursionError:
        reading.unread.append(Unread("", 1, "it is nested too deeply."))
        return reading
    except yaml.YAMLError as error:
        _read_piecewise(text, error, reading)
        return reading
    for node in nodes:
        _construct(node, 0, reading)
    if not nodes:
        reading.unread.append(Unread("", 1, "there is no list of references in it."))
    return reading


def _extract_yaml(text: str) -> str:
    """The YAML of a file; of a Markdown document, its metadata block."""
    block = re.match(r"---[ \t]*\n.*?\n(?=(?:---|\.\.\.)[ \t]*(?:\n|$))", text, re.DOTALL)
    return block[0] if block else text


def _list_nodes(root: yaml.Node | None) -> Iterator[yaml.Node]:
    import yaml

    if isinstance(root, yaml.SequenceNode):
        yield from root.value
    elif isinstance(root, yaml.MappingNode):
        for key, value in root.value:
            if key.value in ("references", "items") and isinstance(value, yaml.SequenceNode):
                yield from value.value
                return
        yield root


def _construct(node: yaml.Node, lines_before: int, reading: FormatReading) -> None:
    import yaml

    line = node.start_mark.line + 1 + lines_before
    if not 0 < _measure(node, {}) < _LARGEST:
        problem = "it repeats itself, through its anchors, beyond what a record can hold."
        reading.unread.append(Unread("", line, problem))
        return
    try:
        value = _convert_spans(_make_loader()("").construct_object(node, deep=True))
    except yaml.YAMLError as error:
        reading.unread.append(Unread("", line, _describe_error(error)))
    else:
        add_record(value, line, reading)


def _measure(node: yaml.Node, known: dict[int, float]) -> float:
    """How many values and characters a node stands for once all its anchors are followed; endless
    if it holds itself. `known` are those of nodes that were measured, by their identity."""
    if id(node) not in known:
        known[id(node)] = inf  # until it is: whoever meets it meanwhile is inside
        inner = node.value if isinstance(node.value, list) else []
        parts = chain.from_iterable(part if isinstance(part, tuple) else [part] for part in inner)
        own = 1 + (len(node.value) if isinstance(node.value, str) else 0)
        known[id(node)] = own + sum(_measure(part, known) for part in parts)
    return known[id(node)]


def _read_piecewise(text: str, error: yaml.YAMLError, reading: FormatReading) -> None:
    """Read a file entry by entry, so that a broken one does not spoil the others."""
    import yaml

    starts = list(_ITEM.finditer(text))
    if not starts:
        mark = getattr(error, "problem_mark", None)
        reading.unread.append(Unread("", mark.line + 1 if mark else 1, _describe_error(error)))
        return
    pieces = [start.start() for start in starts if start[1] == starts[0][1]]
    for start, end in pairwise([*pieces, len(text)]):
        piece, before = text[start:end], text.count("\n", 0, start)
        try:
            for node in _list_nodes(yaml.compose(piece, Loader=_make_loader())):
                _construct(node, before, reading)
        except yaml.YAMLError as problem:
            key = _ID.search(piece)
            reading.unread.append(
                Unread(key[1] if key else "", before + 1, _describe_error(problem))
            )


def _describe_error(error: yaml.YAMLError) -> str:
    return f"not valid YAML: {getattr(error, 'problem', None) or 'it cannot be understood'}."


class _ShallowLoader:
    """The part of a loader that puts nodes together: it refuses what is nested too deeply."""

    _depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        """A node with all that it holds. Raises YAMLError."""
        import yaml

        if self._depth >= _DEEPEST:
            raise yaml.composer.ComposerError(problem="it is nested too deeply")
        self._depth += 1
        try:
            return super().compose_node(parent, index)  # type: ignore[misc]
        finally:
            self._depth -= 1


def _make_loader() -> type[yaml.SafeLoader]:
    """A loader with YAML 1.2's plain values: `no` and `2008-11-20` are strings, `010` is not 8."""
    import yaml

    class Loader(_ShallowLoader, yaml.SafeLoader):
        yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012

    tag = "tag:yaml.org,2002:"
    plain = {
        "bool": (r"true|false", "tf"),
        "null": (r"~|null|", ["~", "n", ""]),
        "int": (r"-?(?:0|[1-9][0-9]*)", "-0123456789"),
        "float": (r"-?(?:0|[1-9][0-9]*)\.[0-9]+(?:[eE][-+][0-9]+)?", "-0123456789"),
        "merge": (r"<<", "<"),
    }
    for name, (pattern, first) in plain.items():
        Loader.add_implicit_resolver(tag + name, re.compile(f"(?:{pattern})$"), list(first))
    return Loader


def _convert_spans(value: Any) -> Any:
    """The record with pandoc's `[Word]{.nocase}` in its texts as CSL's markup."""
    if not isinstance(value, Mapping):
        return value
    return {
        field: _SPAN.sub(_convert_span, text) if field in TEXTS and isinstance(text, str) else text
        for field, text in value.items()
    }


def _convert_span(span: re.Match[str]) -> str:
    if span[2] == "nocase":
        return f'<span class="nocase">{span[1]}</span>'
    return f'<span style="font-variant:small-caps;">{span[1]}</span>'


def write(items: Sequence[Item], pinpoints: Pinpoints) -> str:
    """The complete records under `references:`, as pandoc's --bibliography reads them."""
    import yaml

    records = [add_pinpoints(item, pinpoints) for item in items]
    return yaml.safe_dump({"references": records}, allow_unicode=True, sort_keys=False, width=2**30)
