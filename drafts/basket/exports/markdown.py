"""A basket as Markdown: block quotations, notes as in pandoc (`[^1]`), the list of works."""

from __future__ import annotations

from collections.abc import Iterator

from citation.written.bibliography import write_bibliography
from drafts.basket.exports.cited_basket import (
    NOTE,
    CitedBasket,
    CitedPassage,
    list_note_paragraphs,
    separate_mark,
)
from search.memos.markdown import escape


def write_markdown(cited: CitedBasket) -> str:
    """The basket as Markdown."""
    notes: list[str] = []
    lines = [f"# {escape(cited.title)}", ""]
    for part in cited.parts:
        if isinstance(part, str):
            lines += [f"## {escape(part)}", ""]
        else:
            lines += _write_passage(part, notes)
    for note in notes:
        lines += [note, ""]
    if cited.works:
        lines.append(write_bibliography(cited.works, "markdown", cited.heading))
    return "\n".join(lines).rstrip() + "\n"


def _write_passage(passage: CitedPassage, notes: list[str]) -> Iterator[str]:
    for at, paragraph in enumerate(list_note_paragraphs(passage.note)):
        yield from (f"{f'**{NOTE}** ' if not at else ''}{escape(paragraph)}", "")
    citation = passage.citation.write_as("markdown")
    *before, last = passage.paragraphs or ("",)
    if passage.in_note:
        number = len(notes) + 1
        notes.append(f"[^{number}]: {citation}")
        mark = f"{separate_mark(last)}[^{number}]"
    else:
        mark = f" {citation}"
    for paragraph in before:
        yield from (f"> {escape(paragraph)}", ">")
    yield from (f"> {escape(last)}{mark}", "")
    for remark in passage.remarks:
        yield from (f"*{escape(f'[{remark}]')}*", "")
