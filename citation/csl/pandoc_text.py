"""Turns pandoc's document tree into rich text, and finds the citations in it.

Italics, small capitals and links are kept; bold is not, and only digits stay raised.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from citation.text.richtext import Face, RichText, TextSegment, join, make_link

Node = Mapping[str, Any]

_RAISED = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
_QUOTES = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}
_IN_ATTRIBUTES = ("Span", "Cite")
_IN_LIST = ("Strong", "Underline", "Strikeout", "Subscript")


def find_first_citation(blocks: Iterable[Node]) -> RichText:
    """The first citation of a document, in the text or in the note made for it."""
    for block in blocks:
        for node in block["c"] if block["t"] in ("Para", "Plain") else ():
            if node["t"] == "Cite":
                return _convert_inlines(node["c"][1])
    return RichText()


def read_entries(blocks: Iterable[Node]) -> list[tuple[str, RichText]]:
    """The bibliography of a document in order: the id of each item, and its entry."""
    for block in blocks:
        if block["t"] == "Div" and block["c"][0][0] == "refs":
            return [
                (entry["c"][0][0].removeprefix("ref-"), _convert_blocks(entry["c"][1]))
                for entry in block["c"][1]
            ]
    return []


def _convert_blocks(blocks: Iterable[Node]) -> RichText:
    return join(
        _convert_blocks(block["c"][1]) if block["t"] == "Div" else _convert_inlines(block["c"])
        for block in blocks
        if block["t"] in ("Para", "Plain", "Div")
    )


def _convert_inlines(nodes: Iterable[Node], face: Face = "plain") -> RichText:
    return sum((_convert_inline(node, face) for node in nodes), RichText())


def _convert_inline(node: Node, face: Face) -> RichText:
    kind, content = node["t"], node.get("c")
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return RichText((TextSegment(" ", face),))
    if content is None:
        return RichText()
    if kind in _WRITERS:
        return _WRITERS[kind](content, face)
    if kind in _IN_ATTRIBUTES:
        return _convert_inlines(content[1], face)
    return _convert_inlines(content, face) if kind in _IN_LIST else RichText()


def _convert_str(content: Any, face: Face) -> RichText:
    return RichText((TextSegment(content, face),))


def _convert_emph(content: Any, face: Face) -> RichText:
    """Italic inside italic is roman."""
    return _convert_inlines(content, "plain" if face == "italic" else "italic")


def _convert_quoted(content: Any, face: Face) -> RichText:
    opening, closing = _QUOTES[content[0]["t"]]
    return (
        _convert_str(opening, face)
        + _convert_inlines(content[1], face)
        + _convert_str(closing, face)
    )


def _convert_link(content: Any, face: Face) -> RichText:
    words, address = _convert_inlines(content[1], face), content[2][0]
    return make_link(address) if str(words) == address else words


def _convert_superscript(content: Any, face: Face) -> RichText:
    text = str(_convert_inlines(content))
    worded = any(letter.isalpha() for letter in text)
    return _convert_str(text if worded else text.translate(_RAISED), face)


_WRITERS: dict[str, Callable[[Any, Face], RichText]] = {
    "Str": _convert_str,
    "Code": lambda content, face: _convert_str(content[1], face),
    "Emph": _convert_emph,
    "SmallCaps": lambda content, face: _convert_inlines(content, "small-caps"),
    "Quoted": _convert_quoted,
    "Link": _convert_link,
    "Superscript": _convert_superscript,
    "Note": lambda content, face: _convert_blocks(content),
}
