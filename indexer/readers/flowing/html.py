"""Web pages: the text of block elements, `<blockquote>` and `<q>`, tables, and linked notes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indexer.readers.flowing.builder import Builder, Paragraph, TableCounter
from indexer.readers.flowing.decoding import read_text_file
from indexer.readers.flowing.flowing_text import (
    Anchor,
    FlowingText,
    FlowingTextError,
    ParagraphLocator,
    Style,
    make_depth_error,
)
from indexer.readers.flowing.html_notes import Notes, find_notes

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEFT_OUT = frozenset(
    "head script style noscript template svg math iframe object select textarea button del".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption dd details div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody"
    " td tfoot th thead tr ul".split()
)
_EMPHASISED = frozenset("em i strong b u mark".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_SPACE = re.compile(r"[ \t\n\r\f]+")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def read_html(path: Path) -> FlowingText:
    """The document in the web page at `path`. Raises FlowingTextError."""
    return read_markup(path, *read_html_file(path))


def read_html_file(path: Path) -> tuple[str, list[str]]:
    """The mark-up in the file at `path`, and one sentence for each assumption. Raises
    FlowingTextError."""
    with path.open("rb") as file:
        charset = _CHARSET.search(file.read(4096))
    declared = charset[1].decode("ascii", "ignore") if charset else ""
    return read_text_file(path, declared=declared)


def parse_html(path: Path, text: str) -> _Element | None:
    """The root of a page given its mark-up; None if it is empty. Raises FlowingTextError."""
    from lxml import etree, html

    text = _UNFIT.sub("", _DECLARATION.sub("", text))
    if not text.strip():
        return None
    parser = html.HTMLParser(huge_tree=True)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        _is_cut(parser)
        raise FlowingTextError(f"{path.name} is not a web page.", "Check the file.") from error
    if _is_cut(parser):
        raise make_depth_error(path)
    return root


def _is_cut(parser: Any) -> bool:
    """Whether the parser gave up, at 2,048 elements in one another, as only its log says. Raises
    MemoryError if it gave up for want of memory."""
    if any(entry.type_name == "ERR_NO_MEMORY" for entry in parser.error_log):
        raise MemoryError
    return any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def read_markup(path: Path, text: str, warnings: list[str]) -> FlowingText:
    """The document in a page given its mark-up. Raises FlowingTextError."""
    root = parse_html(path, text)
    return read_tree(path, root, warnings)


def read_tree(
    path: Path, root: _Element | None, warnings: list[str], within: _Element | None = None
) -> FlowingText:
    """The document in a page that was parsed: all of it, or what is `within` an element, with the
    notes that it refers to, wherever these stand."""
    builder = Builder(path, "html", warnings)
    if root is None:
        return builder.finish()
    return _Reader(builder, find_notes(root)).read(root if within is None else within)


def read_html_fragment(text: str) -> list[Paragraph]:
    """The paragraphs of a piece of HTML that stands in other text, without notes. Raises
    RecursionError if it is nested too deeply."""
    from lxml import etree, html

    parser = html.HTMLParser(huge_tree=True)
    try:
        root = html.document_fromstring(f"<div>{_UNFIT.sub('', text)}</div>", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return []
    if _is_cut(parser):
        raise RecursionError
    return _Reader(Builder(Path(), "html"), Notes()).read_paragraphs(root)


class _Reader:
    def __init__(self, builder: Builder, notes: Notes) -> None:
        self._builder = builder
        self._notes = notes
        self._out: list[Paragraph] = []
        self._text = ""
        self._anchors: list[Anchor] = []
        self._emphasis: list[tuple[int, int]] = []
        self._begun: list[int] = []
        self._line = 0
        self._quoted = self._heading = self._inner = 0
        self._tables = TableCounter()
        self._in_note = False

    def read(self, root: _Element) -> FlowingText:
        self._walk(root, top=True)
        self._flush()
        return self._builder.finish(lambda key, _: self._read_note(key))

    def _read_note(self, key: str) -> list[Paragraph]:
        return self.read_paragraphs(self._notes.contents[key])

    def read_paragraphs(self, element: _Element) -> list[Paragraph]:
        """The paragraphs of one element, without a place in the document."""
        self._out = []
        self._in_note = True
        self._walk(element, top=True)
        self._flush()
        return self._out

    def _walk(self, element: _Element, *, top: bool = False) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if self._skips(element, tag) and not top:
            return
        key = self._notes.references.get(element)
        if key is not None:
            anchor = Anchor(len(self._text), self._builder.refer(key))
            self._anchors.append(anchor)
            return
        block = tag in _BLOCKS
        if block:
            self._flush()
            self._line = getattr(element, "sourceline", None) or self._line
        self._enter(tag, 1)
        self._add(element.text)
        for child in element:
            self._walk(child)
            self._add(child.tail)
        if block:
            self._flush()
        self._enter(tag, -1)

    def _skips(self, element: _Element, tag: str) -> bool:
        hidden = element.get("hidden") is not None or "display:none" in (
            element.get("style") or ""
        ).replace(" ", "")
        is_note = element in self._notes.elements
        return not tag or tag in _LEFT_OUT or hidden or is_note or element in self._notes.backlinks

    def _enter(self, tag: str, step: int) -> None:
        """Begin (1) or end (-1) an element."""
        if tag == "blockquote":
            self._quoted += step
        elif tag in _HEADINGS:
            self._heading += step
        elif tag == "q":
            self._enter_quotation(step)
        elif tag in _EMPHASISED:
            self._enter_emphasis(step)
        elif tag == "br" and step > 0:
            self._text = self._text.rstrip(" ") + "\n"
        else:
            self._tables.enter(tag, step)

    def _enter_quotation(self, step: int) -> None:
        """Write the marks that a browser shows around `<q>`, double ones outermost."""
        depth = self._inner if step > 0 else self._inner - 1
        self._text += ("“‘" if step > 0 else "”’")[depth % 2]
        self._inner += step

    def _enter_emphasis(self, step: int) -> None:
        if step > 0:
            self._begun.append(len(self._text))
        elif self._begun:
            self._emphasis.append((self._begun.pop(), len(self._text)))

    def _add(self, text: str | None) -> None:
        if text:
            text = _SPACE.sub(" ", text)
            self._text += text.lstrip(" ") if self._text[-1:] in ("", " ", "\n") else text

    def _flush(self) -> None:
        style: Style = "heading" if self._heading else "body"
        style = "block-quotation" if self._quoted else style
        locator = ParagraphLocator("", max(0, self._line - 1))
        emphasis = tuple((a, b) for a, b in self._emphasis if a < b <= len(self._text))
        paragraph = Paragraph(self._text, tuple(self._anchors), locator, style, emphasis)
        self._text, self._anchors, self._emphasis = "", [], []
        self._begun = [0] * len(self._begun)
        if self._in_note:
            self._out.append(paragraph)
        else:
            self._builder.add(paragraph, self._tables.describe_place())
