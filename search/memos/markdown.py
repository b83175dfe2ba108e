"""A memo as Markdown: a heading for each question, its passages as quotations with bold hits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from search.answering.excerpts import Excerpt
from search.memos.memo import MemoPart

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])|^(\s*)([-+>]|[0-9]+[.)])(?=\s)", re.MULTILINE)


def write_markdown(parts: Sequence[MemoPart]) -> str:
    """The memo."""
    return "\n".join(line for part in parts for line in _write_part(part)) + "\n"


def _write_part(part: MemoPart) -> Iterator[str]:
    name = "" if part.name.isdigit() else f"{escape(part.name)}: "
    yield f"## {name}{escape(part.text)}"
    yield ""
    for remark in part.remarks:
        yield f"*{escape(remark)}*  "
    yield ""
    for number, result in enumerate(part.answer.results if part.answer else [], 1):
        item = result.entry.item
        yield f"**{number}. {escape(item.title)}**, {escape(result.pinpoint)}"
        yield ""
        for line in _mark_hits(result.excerpt).split("\n"):
            yield f"> {line}" if line else ">"
        yield ""
        yield escape(result.citation)
        lacking = f"Without: {', '.join(result.missing)}." if result.missing else ""
        for remark in filter(None, (lacking, *result.list_caveats())):
            yield f"*{escape(remark)}*"
        yield ""


def _mark_hits(excerpt: Excerpt) -> str:
    pieces: list[str] = []
    at = 0
    for start, end in excerpt.highlights:
        pieces += [escape(excerpt.text[at:start]), f"**{escape(excerpt.text[start:end])}**"]
        at = end
    return "".join([*pieces, escape(excerpt.text[at:])])


def escape(text: str) -> str:
    """`text` so that Markdown shows it as it is."""

    def put_backslash(match: re.Match[str]) -> str:
        if match[1]:
            return f"\\{match[1]}"
        return f"{match[2]}{match[3][:-1]}\\{match[3][-1]}"

    return _SPECIAL.sub(put_backslash, text)
