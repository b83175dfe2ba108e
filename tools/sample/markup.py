"""The light markup of the sample's sources: a text file becomes blocks.

A source is blocks of text with empty lines between them; the first characters say what a block is.

    @key: value        something the design needs to know (several may stand in one block)
    %                  a remark, left out
    = / == / ===       a heading of the first, second or third order
    >                  a block quotation
    -                  an item of a list with bullets; no empty line is needed between items
    [12.] text         a hanging item with its label; also a numbered paragraph
    ^ text             the footnote of the next mark [*] that has none yet
    .name arguments    an instruction to the design; the lines below it are its body
    anything else      a paragraph

In the text: *italic*, **bold**, [*] a footnote mark, -- a dash, ~ a space that never breaks, and
straight quotes, which become curly ones. Where a word may be broken is said in `hyphens.txt`.
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
    """What it is: `paragraph`, `heading1`, `quote`, or the name of an instruction."""
    text: str = ""
    """Its words on one line, markup inside; for an instruction, its arguments."""
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
    """What the `@key: value` lines say."""
    blocks: tuple[Block, ...]
    """The document in order."""


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


def curl_quotes(text: str) -> str:
    """`text` with curly quotes for straight ones, and dashes and no-break spaces as meant."""
    text = re.sub(r'(^|[\s(\[—–*])"', r"\1“", text).replace('"', "”")
    text = re.sub(r"(^|[\s(\[“—–])'", r"\1‘", text).replace("'", "’")
    return text.replace("--", "–").replace("~", "\u00a0")


def strip_markup(text: str) -> str:
    """`text` as a reader would quote it: no markup, no note marks, ordinary spaces."""
    text = curl_quotes(text.replace(_MARK, "")).replace("\u00a0", " ")
    return text.replace("*", "")


def _parse_about(line: str) -> tuple[str, str]:
    key, _, value = line[1:].partition(":")
    return key.strip(), curl_quotes(value.strip())


def _parse_block(lines: list[str]) -> Block:
    first = lines[0]
    if first.startswith("."):
        name, _, arguments = first[1:].partition(" ")
        return Block(
            name, curl_quotes(arguments.strip()), tuple(curl_quotes(line) for line in lines[1:])
        )
    for start, kind in _STARTS:
        if first.startswith(start):
            whole = " ".join(line.removeprefix(start) for line in lines)
            return Block(kind, curl_quotes(whole))
    whole = " ".join(lines)
    if labelled := _LABELLED.match(whole):
        return Block(
            "labelled", curl_quotes(whole[labelled.end() :]), label=curl_quotes(labelled.group(1))
        )
    return Block("paragraph", curl_quotes(whole))


def _attach(blocks: list[Block], note: str) -> None:
    for position in range(len(blocks) - 1, -1, -1):
        if len(blocks[position].notes) < blocks[position].text.count(_MARK):
            block = blocks[position]
            blocks[position] = replace(block, notes=(*block.notes, note))
            return
    raise ValueError(f"no mark is left for the footnote {note!r}")
