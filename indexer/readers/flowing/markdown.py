"""Markdown: CommonMark with tables and footnotes; pandoc's citations stay in the text.

HTML within it is read as HTML: browsers and pandoc show it so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indexer.readers.flowing.builder import Builder, Paragraph, TableCounter, UnusedNote
from indexer.readers.flowing.decoding import read_text_file
from indexer.readers.flowing.flowing_text import (
    Anchor,
    FlowingText,
    ParagraphLocator,
    Style,
    make_depth_error,
)

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_DEEPEST = 400
"""Lists and quotations in one another; the parser passes over what is deeper."""
_SHOWN = {"<q>": "“", "</q>": "”", "<br>": "\n", "<br/>": "\n", "<br />": "\n"}
"""How a browser shows these elements within a line."""
_TAG = re.compile(r"<(/?)blockquote\b", re.IGNORECASE)


def read_markdown(path: Path) -> FlowingText:
    """The document in the Markdown file at `path`, without code blocks.

    Raises FlowingTextError.
    """
    text, warnings = read_text_file(path)
    return parse_markdown(text, path, warnings)


def parse_markdown(text: str, path: Path, warnings: Sequence[str] = ()) -> FlowingText:
    """The document in a Markdown text, without code blocks; `path` is what it is called."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table").disable("code")
    parser.use(footnote_plugin).use(front_matter_plugin)
    parser.core.ruler.before("footnote_tail", "unused_notes", _keep_unused_notes)
    reader = _Reader(Builder(path, "markdown", list(warnings)))
    environment: dict[str, Any] = {"unused": {}}
    tokens = parser.parse(text, environment)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        raise make_depth_error(path)
    reader.builder.start_numbers("footnote", _find_first_number(environment))
    reader.read(tokens)
    unused = [reader.read_unused_note(*note) for note in environment["unused"].items()]
    return reader.builder.finish(lambda key, _: reader.notes[key], unused)


def _find_first_number(environment: Mapping[str, Any]) -> int:
    """The number of the first note: 1, unless the notes' labels count on from another number, as
    where a chapter begins with `[^12]`. Then the text's "note 13" means the label."""
    notes = environment.get("footnotes", {}).get("list", {})
    labels = [notes[at].get("label") or "" for at in sorted(notes)]
    if not labels or not all(label.isdecimal() for label in labels):
        return 1
    numbers = [int(label) for label in labels]
    counted = range(numbers[0], numbers[0] + len(numbers))
    return numbers[0] if numbers == list(counted) else 1


def _keep_unused_notes(state: StateCore) -> None:
    """Keep the notes that nothing refers to, which the plugin is about to drop."""
    references = state.env.get("footnotes", {}).get("refs", {})
    kept: list[Token] | None = None
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            label = str(token.meta["label"])
            unused = references.get(f":{label}", -1) < 0
            kept = state.env["unused"].setdefault(label, []) if unused else None
        elif token.type == "footnote_reference_close":
            kept = None
        elif kept is not None:
            kept.append(token)


class _Reader:
    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.notes: defaultdict[str, list[Paragraph]] = defaultdict(list)
        self._note: str | None = None
        self._quoted = 0
        self._open_html = 0
        """How many `<blockquote>` elements written as HTML are open."""
        self._heading = False
        self._tables = TableCounter()

    def read(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            if token.type == "inline":
                self._add(token)
            elif token.type == "html_block":
                self._add_html(token)
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

    def read_unused_note(self, label: str, tokens: Sequence[Token]) -> UnusedNote:
        """Read a note that nothing refers to."""
        self._note = f"unused {label}"
        self.read(tokens)
        return UnusedNote(self._note, label)

    def _add(self, token: Token) -> None:
        text, anchors, emphasis = self._read_inline(token.children or ())
        style: Style = "heading" if self._heading else "body"
        style = "block-quotation" if self._quoted or self._open_html else style
        line = token.map[0] if token.map else 0
        self._keep(Paragraph(text, anchors, ParagraphLocator("", line), style, emphasis))
        self._count_html_quotations("".join(t.content for t in token.children or () if _is_html(t)))

    def _add_html(self, token: Token) -> None:
        from indexer.readers.flowing.html import read_html_fragment

        line = token.map[0] if token.map else 0
        place = ParagraphLocator("", line)
        opened = "<blockquote>" * bool(self._open_html or self._quoted)
        for read in read_html_fragment(opened + token.content):
            self._keep(Paragraph(read.text, (), place, read.style, read.emphasis))
        self._count_html_quotations(token.content)

    def _count_html_quotations(self, html: str) -> None:
        steps = sum(-1 if tag[1] else 1 for tag in _TAG.finditer(html))
        self._open_html = max(0, self._open_html + steps)

    def _keep(self, paragraph: Paragraph) -> None:
        if self._note is not None:
            self.notes[self._note].append(paragraph)
        else:
            self.builder.add(paragraph, self._tables.describe_place())

    def _read_inline(
        self, tokens: Sequence[Token]
    ) -> tuple[str, tuple[Anchor, ...], tuple[tuple[int, int], ...]]:
        """The text, its note marks, and what is emphasised."""
        text = ""
        anchors: list[Anchor] = []
        emphasis: list[tuple[int, int]] = []
        begun: list[int] = []
        for token in tokens:
            if token.type in ("text", "code_inline"):
                text += token.content
            elif token.type in ("softbreak", "hardbreak"):
                text += " " if token.type == "softbreak" else "\n"
            elif token.type in ("em_open", "strong_open"):
                begun.append(len(text))
            elif token.type in ("em_close", "strong_close"):
                emphasis.append((begun.pop(), len(text)))
            elif _is_html(token):
                text += _SHOWN.get(token.content.lower(), "")
            elif token.type == "footnote_ref":
                note = self.builder.refer(str(token.meta["id"]))
                anchors.append(Anchor(len(text), note))
        return text, tuple(anchors), tuple(emphasis)


def _is_html(token: Token) -> bool:
    return token.type == "html_inline"
