"""Which links of a web page are note marks, and to which notes they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_MARK = re.compile(r"[\[(]?\s*(?:\d{1,4}|[ivxlc]{1,6}|[a-z]|[*†‡§]{1,3})\s*[\])]?")
_HOLDS_A_NOTE = ("li", "p", "div", "aside", "dd", "section", "td")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass
class Notes:
    """The notes of one page."""

    references: dict[_Element, str] = field(default_factory=dict)
    """The link of each mark (or the `<sup>` around it) → the key of its note."""
    contents: dict[str, _Element] = field(default_factory=dict)
    """Key → the element that holds the note."""
    elements: set[_Element] = field(default_factory=set)
    """All elements that hold notes, which are not part of the body."""
    backlinks: set[_Element] = field(default_factory=set)
    """Links from a note back to its mark, which are not part of its text."""


def find_notes(root: _Element) -> Notes:
    """The notes of a page: a link that looks like a note mark, to something that comes later."""
    order = {element: at for at, element in enumerate(root.iter())}
    targets = _collect_targets(root)
    notes = Notes()
    for link in root.iter("a"):
        href = link.get("href") or ""
        target = targets.get(href[1:]) if href.startswith("#") else None
        if target is None:
            continue
        text = _read_text(link)
        marked = bool(_MARK.fullmatch(text)) or link.get("role") == "doc-noteref"
        holder = _find_holder(target)
        later = order[target] > order[link] and link not in target.iter()
        if marked and later and holder is not None:
            notes.references[_widen_to_superscript(link, text)] = href[1:]
            notes.contents.setdefault(href[1:], holder)
    notes.elements = set(notes.contents.values())
    for holder in notes.elements:
        notes.backlinks.update(_find_backlinks(holder))
    return notes


def _read_text(element: _Element) -> str:
    return "".join(str(part) for part in element.itertext()).strip()


def _collect_targets(root: _Element) -> dict[str, _Element]:
    """What a link can lead to, by id or name: the first element of each."""
    targets: dict[str, _Element] = {}
    for element in root.iter():
        for name in (element.get("id"), element.get("name")):
            if name:
                targets.setdefault(name, element)
    return targets


def _find_holder(target: _Element) -> _Element | None:
    """The element with the note's whole text: the target, or the block around it."""
    for element in (target, *target.iterancestors()):
        if element.tag in _HEADINGS or element.tag in ("body", "html"):
            return None
        if element.tag in _HOLDS_A_NOTE:
            return element
    return None


def _widen_to_superscript(link: _Element, text: str) -> _Element:
    """The `<sup>` around the link where it holds nothing else."""
    parent = link.getparent()
    if parent is not None and parent.tag == "sup" and _read_text(parent) == text:
        return parent
    return link


def _find_backlinks(holder: _Element) -> Iterator[_Element]:
    """Links back: marked as such, arrows, or the note's own mark repeated in front."""
    for link in holder.iter("a"):
        text, href = _read_text(link), link.get("href") or ""
        if link.get("role") == "doc-backlink" or (
            href.startswith("#") and (_MARK.fullmatch(text) or not text or text[0] in "↩↑^⏎")
        ):
            yield link
