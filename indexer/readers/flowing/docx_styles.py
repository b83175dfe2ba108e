"""Which paragraphs of a Word file are block quotations or headings.

A block quotation is a paragraph

- whose style, or one that it is based on, is called Quote, Intense Quote, Block Text, Quotations
  or the like (in the file the names of Word's own styles are English in every language); or
- which is indented on the left by at least 0.4 inch more than is usual in this document, or by at
  least 0.25 inch on both sides, and is neither numbered, nor a heading, nor hanging, nor the
  continuation of a numbered paragraph at that paragraph's own indent.

Type size is no clue: many writers keep it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from indexer.readers.flowing.docx_package import Package, W, parse_measure
from indexer.readers.flowing.flowing_text import Style

if TYPE_CHECKING:
    from lxml.etree import _Element

_ONE_SIDE = 576
"""0.4 inch in twentieths of a point: a tenth below Word's usual half inch."""
_BOTH_SIDES = 360
"""0.25 inch."""
_QUOTES = re.compile(
    r"(?:(?:intense|block|long|displayed|indented|extended) ?)?quot(?:e|es|ation|ations)\b"
    r"|block ?text\b|extract\b"
    r"|(?:intensives? ?)?zitat\b|citation ?intense|cita(?: ?destacada)?$|citazione|citaat\b|cytat\b"
)
_HEADINGS = re.compile(r"(?:heading|title|subtitle|toc)\b")


@dataclass(frozen=True, slots=True)
class ParagraphLayout:
    """How a paragraph is set; measures in twentieths of a point."""

    left: int = 0
    right: int = 0
    hanging: bool = False
    numbered: bool = False
    text_indent: int = 0
    """Where the text of a numbered paragraph begins."""
    heading: bool = False
    quoted: bool = False
    """Whether its style is one for quotations."""
    list_id: str = ""
    """By which its list is known; "" where it is in none."""
    level: str = "0"
    """Its level in that list, from 0."""


class Layouts:
    """Reads the layout of paragraphs from their own properties, their style and their list."""

    def __init__(self, package: Package) -> None:
        styles = package.read_part("styles")
        self._styles = {s.get(f"{W}styleId", ""): s for s in _list_children(styles, f"{W}style")}
        numbering = package.read_part("numbering")
        self._abstract = {
            n.get(f"{W}abstractNumId"): n for n in _list_children(numbering, f"{W}abstractNum")
        }
        self._lists = {
            n.get(f"{W}numId"): _get_value(n, "abstractNumId")
            for n in _list_children(numbering, f"{W}num")
        }
        normal = (s for s in self._styles.values() if s.get(f"{W}default") in ("1", "true"))
        self._default = next(
            (s.get(f"{W}styleId", "") for s in normal if s.get(f"{W}type") == "paragraph"), ""
        )
        self._named = lru_cache(maxsize=None)(self._collect_style_chain)

    def read_layout(self, paragraph: _Element) -> ParagraphLayout:
        """The layout of a `w:p`."""
        own = paragraph.find(f"{W}pPr")
        style = (_get_value(own, "pStyle") if own is not None else "") or self._default
        chain, names = self._named(style)
        properties = ([own] if own is not None else []) + list(chain)
        left = _find_indent(properties, "left", "start")
        list_id, level = _find_list(properties)
        numbered = list_id not in ("", "0")
        from_list = numbered and left is None
        return ParagraphLayout(
            parse_measure(left),
            parse_measure(_find_indent(properties, "right", "end")),
            parse_measure(_find_indent(properties, "hanging")) > 0,
            numbered,
            self._read_list_indent(list_id, level) if from_list else parse_measure(left),
            any(_HEADINGS.match(name) for name in names) or _is_in_outline(properties),
            any(_QUOTES.match(name) for name in names),
            list_id if numbered else "",
            level,
        )

    def _collect_style_chain(self, style: str) -> tuple[tuple[_Element, ...], tuple[str, ...]]:
        """Properties and lower-case names of a style and of all that it is based on."""
        properties: list[_Element] = []
        names: list[str] = []
        seen: set[str] = set()
        while style and style not in seen:
            seen.add(style)
            element = self._styles.get(style)
            if element is None:
                names.append(style.lower())
                break
            names.append((_get_value(element, "name") or style).lower().replace("-", " "))
            own = element.find(f"{W}pPr")
            properties += [own] if own is not None else []
            style = _get_value(element, "basedOn")
        return tuple(properties), tuple(names)

    def _read_list_indent(self, list_id: str, level: str) -> int:
        abstract = self._abstract.get(self._lists.get(list_id))
        for definition in _list_children(abstract, f"{W}lvl"):
            properties = definition.find(f"{W}pPr")
            if definition.get(f"{W}ilvl") == level and properties is not None:
                return parse_measure(_find_indent([properties], "left", "start"))
        return 0


def guess_style(layout: ParagraphLayout, usual: int, list_indent: int | None) -> Style:
    """The style of a paragraph.

    `usual` is the document's usual left indent; `list_indent` that of the text of the numbered
    paragraph which this one may continue, None where it follows none.
    """
    if layout.quoted:
        return "block-quotation"
    if layout.heading:
        return "heading"
    if layout.numbered or layout.hanging:
        return "body"
    further = layout.left - usual
    both = further >= _BOTH_SIDES and layout.right >= _BOTH_SIDES
    continues = list_indent is not None and abs(layout.left - list_indent) < _BOTH_SIDES
    return "block-quotation" if both or (further >= _ONE_SIDE and not continues) else "body"


def _list_children(part: _Element | None, tag: str) -> Iterator[_Element]:
    return part.iterchildren(tag) if part is not None else iter(())


def _get_value(parent: _Element, name: str) -> str:
    child = parent.find(f"{W}{name}")
    return str(child.get(f"{W}val", "")) if child is not None else ""


def _find_indent(properties: list[_Element], *names: str) -> str | None:
    """The indent of any of these names, from the nearest properties; None where they have none."""
    indents = (own for p in properties if (own := p.find(f"{W}ind")) is not None)
    values = (own.get(f"{W}{name}") for own in indents for name in names)
    return next((value for value in values if value is not None), None)


def _find_list(properties: list[_Element]) -> tuple[str, str]:
    """The list's id, "" where there is none, and the level in it, from the nearest properties."""
    for numbering in (p.find(f"{W}numPr") for p in properties):
        if numbering is not None and numbering.find(f"{W}numId") is not None:
            return _get_value(numbering, "numId"), _get_value(numbering, "ilvl") or "0"
    return "", "0"


def _is_in_outline(properties: list[_Element]) -> bool:
    """Whether it has a place in the outline; level 9 is body text (ECMA-376-1, 17.3.1.20)."""
    levels = (_get_value(p, "outlineLvl") for p in properties)
    return next((level for level in levels if level), "9") != "9"
