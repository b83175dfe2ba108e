"""Reads the light markup of the sample's sources: a text file becomes blocks.

A source is blocks of text with empty lines between them; the first characters say what a block is.

    @key: value        something the design needs to know (a block may hold several)
    %                  a remark, which is ignored
    = / == / ===       a heading of the first, second or third order
    >                  a block quotation
    -                  an item of a list with bullets; no empty line is needed between items
    [12.] text         a hanging item with its label, such as a numbered paragraph
    ^ text             the footnote of the next mark [*] that has none yet
    .name arguments    an instruction to the design; the lines below it are its body
    anything else      a paragraph

In the text: *italic*, **bold**, [*] a footnote mark, -- a dash, ~ a space that never breaks, and
straight quotes, which become curly ones. `hyphens.txt` says where words may be broken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

_STARTS = (
    ("=== ", "heading3"),
    ("== ", "heading2"),
    ("= ", "heading1"),
    ("> ", "quote"),
    ("- ", "bullet"),
    ("^ ", "note"),
)
_LABELLED = re.compile(r"\[([^\]*]+)\]\s+")
_MARK = "[*]"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a source."""

    kind: str
    """`paragraph`, `heading1`, `quote` and so on, or the name of an instruction."""
    text: str = ""
    """Its words on one line, with markup; for an instruction, its arguments."""
    lines: tuple[str, ...] = ()
    """The body of an instruction, line by line."""
    label: str = ""
    """The label of a hanging item."""
    notes: tuple[str, ...] = ()
    """Footnotes, one for each mark in the text."""


@dataclass(frozen=True, slots=True)
class Source:
    """One document before it is set."""

    about: dict[str, str]
    """The `@key: value` lines."""
    blocks: tuple[Block, ...]
    """In order."""


def read_source(path: Path) -> Source:
    """The blocks of the source at `path`."""
    about: dict[str, str] = {}
    blocks: list[Block] = []
    for chunk in re.split(r"\n\s*\n|\n(?=- )", path.read_text(encoding="utf-8")):
        lines = [line.rstrip() for line in chunk.strip("\n").splitlines()]
        if not lines or lines[0].startswith("%"):
            continue
        if lines[0].startswith("@"):
            about.update(_parse_about(line) for line in lines)
            continue
        block = _parse_block(lines)
        if block.kind == "note":
            _attach(blocks, block.text)
        else:
            blocks.append(block)
    return Source(about, tuple(blocks))


def _curl_quotes(text: str) -> str:
    """`text` with curly quotes for straight ones, dashes for `--` and no-break spaces for `~`."""
    text = re.sub(r'(^|[\s(\[—–*])"', r"\1“", text).replace('"', "”")
    text = re.sub(r"(^|[\s(\[“—–])'", r"\1‘", text).replace("'", "’")
    return text.replace("--", "–").replace("~", "\u00a0")


def _parse_about(line: str) -> tuple[str, str]:
    key, _, value = line[1:].partition(":")
    return key.strip(), _curl_quotes(value.strip())


def _parse_block(lines: list[str]) -> Block:
    first = lines[0]
    if first.startswith("."):
        name, _, arguments = first[1:].partition(" ")
        return Block(name, _curl_quotes(arguments.strip()), tuple(map(_curl_quotes, lines[1:])))
    for start, kind in _STARTS:
        if first.startswith(start):
            return Block(kind, _curl_quotes(" ".join(line.removeprefix(start) for line in lines)))
    text = " ".join(lines)
    if label := _LABELLED.match(text):
        return Block("labelled", _curl_quotes(text[label.end() :]), label=_curl_quotes(label[1]))
    return Block("paragraph", _curl_quotes(text))


def _attach(blocks: list[Block], note: str) -> None:
    for position, block in reversed(list(enumerate(blocks))):
        if len(block.notes) < block.text.count(_MARK):
            blocks[position] = replace(block, notes=(*block.notes, note))
            return
    raise ValueError(f"no mark is left for the footnote {note!r}")
