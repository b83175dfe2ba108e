"""A file without pages becomes a source: which reader it needs, and what it says about itself."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.readers.flowing.flowing_text import FlowingText, FlowingTextError, make_depth_error
from indexer.readers.flowing.stretches import make_stretches

if TYPE_CHECKING:
    from indexer.readers.sheets import Sheet
    from indexer.readers.signatures import FlowingKind


@dataclass(frozen=True, slots=True)
class Source:
    """What is read of a file that is no PDF."""

    reader: str
    """`word`, `web`, `markdown`, `text`, `text-pages`, `epub` or `mail`."""
    sheets: tuple[Sheet, ...]
    """Its stretches, or its pages where a text marks them."""
    information: dict[str, str] = field(default_factory=dict)
    """What the file says about itself: `Title`, `Author`, `Date` (ISO 8601), `Site`, `URL`."""
    warnings: tuple[str, ...] = ()


def read_source(path: Path, kind: FlowingKind) -> Source:
    """The source in the file at `path`. Raises FlowingTextError, also where it has no text."""
    if kind == "text":
        return _require_text(path, _read_text(path))
    try:
        text, stated = _read(path, kind)
    except RecursionError as error:
        raise make_depth_error(path) from error
    opening = (block.text for block in text.blocks[:3] if block.style == "heading")
    information = {**stated, "Title": stated.get("Title") or next(opening, "")}
    names = {"docx": "word", "converted": "word", "html": "web", "mhtml": "web"}
    warnings = (*text.warnings, *text.unread)
    source = Source(names.get(kind, kind), make_stretches(text), information, warnings)
    return _require_text(path, source)


def _require_text(path: Path, source: Source) -> Source:
    if not source.sheets:
        raise FlowingTextError(f"{path.name} has no text.", "Get the file again.")
    warnings = tuple(warning.removeprefix(f"{path.name} ") for warning in source.warnings)
    kept = {name: " ".join(value.split()) for name, value in source.information.items()}
    information = {name: value for name, value in kept.items() if value}
    return replace(source, information=information, warnings=warnings)


def _read(path: Path, kind: FlowingKind) -> tuple[FlowingText, dict[str, str]]:
    if kind == "docx":
        from indexer.readers.flowing.docx import read_docx
        from indexer.readers.flowing.docx_package import read_properties

        return read_docx(path), read_properties(path)
    if kind == "converted":
        from indexer.readers.flowing.converted import read_converted

        return read_converted(path), {}
    if kind == "markdown":
        from indexer.readers.flowing.markdown import read_markdown

        return read_markdown(path), {}
    if kind == "epub":
        from indexer.readers.flowing.epub import read_epub

        return read_epub(path)
    if kind == "mail":
        from indexer.readers.flowing.mail import read_mail

        return read_mail(path)
    from indexer.readers.flowing.web import read_archive, read_web_page

    return read_archive(path) if kind == "mhtml" else read_web_page(path)


def _read_text(path: Path) -> Source:
    from indexer.readers.flowing.decoding import read_text_file
    from indexer.readers.flowing.plain_text import read_lines
    from indexer.readers.flowing.typed_pages import find_typed_pages

    text, warnings = read_text_file(path)
    pages = find_typed_pages(text)
    if pages:
        return Source("text-pages", pages, warnings=tuple(warnings))
    read = read_lines(path, text, warnings)
    return Source("text", make_stretches(read), warnings=read.warnings)
