"""Markdown: CommonMark with tables and footnotes; pandoc's citations stay in the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.readers.flowing.builder import Builder, Paragraph, TableCounter
from indexer.readers.flowing.decoding import read_text_file
from indexer.readers.flowing.flowing_text import Anchor, FlowingText, ParagraphLocator, Style

if TYPE_CHECKING:
    from markdown_it.token import Token


def read_markdown(path: Path) -> FlowingText:
    """The document in the Markdown file at `path`, without code blocks and HTML.

    Raises FlowingTextError.
    """
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    text, warnings = read_text_file(path)
    parser = MarkdownIt("commonmark").enable("table").disable("code")
    parser.use(footnote_plugin).use(front_matter_plugin)
    reader = _Reader(Builder(path, "markdown", warnings))
    reader.read(parser.parse(text))
    return reader.builder.finish(lambda key, _: reader.notes[key])


class _Reader:
    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.notes: defaultdict[str, list[Paragraph]] = defaultdict(list)
        self._note: str | None = None
        self._quoted = 0
        self._heading = False
        self._tables = TableCounter()

    def read(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            if token.type == "inline":
                self._add(token)
            elif token.type.startswith("blockquote"):
                self._quoted += token.nesting
            elif token.type.startswith("heading"):
                self._heading = token.nesting == 1
            elif token.type == "footnote_open":
                self._note = str(token.meta["id"])
            elif token.type == "footnote_close":
                self._note = None
            else:
                self._tables.enter(token.tag, token.nesting)

    def _add(self, token: Token) -> None:
        text, anchors = self._read_inline(token.children or ())
        style: Style = "heading" if self._heading else "body"
        style = "block-quotation" if self._quoted else style
        line = token.map[0] if token.map else 0
        paragraph = Paragraph(text, anchors, ParagraphLocator("", line), style)
        if self._note is not None:
            self.notes[self._note].append(paragraph)
        else:
            self.builder.add(paragraph, self._tables.describe_place())

    def _read_inline(self, tokens: Sequence[Token]) -> tuple[str, tuple[Anchor, ...]]:
        text = ""
        anchors: list[Anchor] = []
        for token in tokens:
            if token.type in ("text", "code_inline"):
                text += token.content
            elif token.type in ("softbreak", "hardbreak"):
                text += " " if token.type == "softbreak" else "\n"
            elif token.type == "footnote_ref":
                note = self.builder.refer(str(token.meta["id"]))
                anchors.append(Anchor(len(text), note))
        return text, tuple(anchors)
