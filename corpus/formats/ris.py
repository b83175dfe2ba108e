"""Reads RIS, as EndNote, Zotero, Mendeley and publishers' sites write it.

The lines are read here: rispy 0.10 silently joins two records if one lacks its end, drops the last
record of such a file, and has no line numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.formats.interface import FormatReading, Unread
from corpus.formats.ris_fields import LINE, PARAGRAPHS
from corpus.formats.ris_record import Block, add_record


def read(text: str) -> FormatReading:
    """The records of a file; one without its end tag is read and noted."""
    reading = FormatReading()
    for block in _split_blocks(text, reading):
        if not block.ended:
            title = block.get_first("TI") or block.get_first("T1")
            reading.notes.append(
                f"line {block.line}: “{title}” has no end (ER); read up to the next record."
            )
        add_record(block, reading)
    return reading


def _split_blocks(text: str, reading: FormatReading) -> Iterator[Block]:
    block: Block | None = None
    tag = ""
    for number, line in enumerate(text.split("\n"), 1):
        tagged = LINE.match(line.lstrip())
        if tagged is None:
            if block and tag and line.strip():
                block.tags[tag][-1] += f"\n{line.strip()}"
            elif line.strip() and not block:
                _note_outside_line(line, number, reading)
            elif block and tag in PARAGRAPHS:
                block.tags[tag][-1] += "\n"
            continue
        tag, value = tagged[1], (tagged[2] or "").strip()
        if tag == "TY":
            if block:
                yield block
            block = Block(number)
        elif block is None:
            _note_outside_line(line, number, reading)
            continue
        if tag == "ER":
            if block:
                block.ended = True
                yield block
            block, tag = None, ""
        elif block:
            block.tags.setdefault(tag, []).append(value)
    if block:
        yield block


def _note_outside_line(line: str, number: int, reading: FormatReading) -> None:
    """Report a tagged line outside a record, once for each record whose type line is missing.

    A program's banner has no tags, and is ignored.
    """
    if LINE.match(line.lstrip()):
        known = [entry for entry in reading.unread if entry.problem.startswith("it has no type")]
        if not known or known[-1].line < number - 60:
            problem = "it has no type (TY), so it is not a record."
            reading.unread.append(Unread("", number, problem))
