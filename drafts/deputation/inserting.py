"""A passage is put into a deputation: its words as a quotation, its citation as a note."""

from __future__ import annotations

import re

from corpus.frozen import frozen
from search.memos.markdown import escape

_NOTE = re.compile(r"\[\^(\d{1,6})\]")
_LONGEST_IN_LINE = 40
"""Words; a longer quotation is set as a block (Chicago 12.10; APA 8.27)."""


@frozen
class Inserted:
    """A text with a quotation put in."""

    text: str
    cursor: int
    """Where writing goes on: the offset behind the quotation or, if that is a block, in an empty
    paragraph after it, so that what is typed does not become part of it."""


def insert_quotation(text: str, at: int, words: str, citation: str) -> Inserted:
    """Put `words` into the Markdown `text` at the offset `at`, with a note that says `citation`
    (Markdown). A short quotation stands in the line, a long one in a block of its own."""
    at = min(max(at, 0), len(text))
    at = _leave_notes(text, at)
    number = max([0, *map(int, _NOTE.findall(text))]) + 1
    quotation = _write_quotation(words, number)
    before, after = text[:at], text[at:]
    if quotation.startswith(">"):
        before = f"{before.rstrip()}\n\n" if before.strip() else ""
        quotation += "\n\n"
        after = f"\n\n{after.lstrip()}"
    elif before and not before[-1].isspace() and before[-1] not in "([“":
        before += " "
    if after and not after[0].isspace() and after[0].isalnum():
        after = f" {after}"
    cursor = len(before) + len(quotation)
    note = f"[^{number}]: {' '.join(citation.split())}\n"
    return Inserted(f"{before}{quotation}{after.rstrip()}\n\n{note}", cursor)


def _leave_notes(text: str, at: int) -> int:
    """`at`, or the end of the running text where the notes at the end of the text begin before."""
    notes = re.search(r"(?:^|\n)\s*\[\^\d{1,6}\]:[^\n]*(?:\n\s*(?:\[\^\d{1,6}\]:[^\n]*)?)*\Z", text)
    return min(at, notes.start()) if notes else at


def _write_quotation(words: str, number: int) -> str:
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", words.strip())]
    if len(paragraphs) == 1 and len(words.split()) <= _LONGEST_IN_LINE:
        return f"“{escape(paragraphs[0])}”[^{number}]"
    return "\n>\n".join(f"> {escape(one)}" for one in paragraphs) + f"[^{number}]"
