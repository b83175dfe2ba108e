"""Saved web pages as sources: the main text, without what surrounds it on every page of a site.

trafilatura says which paragraphs are the main text, and what the page states about itself; the
element that holds them is read by `html.py`. So no paragraph is taken apart, put together or left
out among them. Nothing is fetched and no script is run.
"""

from __future__ import annotations

import re
from collections import Counter
from email import policy
from email.parser import BytesParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from indexer.readers.flowing.flowing_text import FlowingText, FlowingTextError
from indexer.readers.flowing.html import parse_html, read_html_file, read_tree

if TYPE_CHECKING:
    from lxml.etree import _Element

_PARAGRAPHS = ("p", "li", "td", "dd", "pre", "blockquote", "h1", "h2", "h3", "h4")
_NEARLY_ALL = 0.9
_LARGEST = 10_000_000
"""Characters of mark-up in which the main text is looked for: that takes longer than reading."""
_SURROUNDINGS = (
    "//nav | //form | //*[@role='navigation' or @role='search' or @role='banner']"
    " | //*[@aria-hidden='true'] | //body/footer | //body/header[not(.//h1)] | //dialog"
)
_ADDRESS = re.compile(r"https?://\S+$")
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")


def read_web_page(path: Path) -> tuple[FlowingText, dict[str, str]]:
    """The main text of the page in the file at `path`, and what it states about itself. Raises
    FlowingTextError."""
    return _read(path, *read_html_file(path))


def read_archive(path: Path) -> tuple[FlowingText, dict[str, str]]:
    """The same of a page saved with its pictures in one file (MHTML, RFC 2557)."""
    with path.open("rb") as file:
        message = BytesParser(policy=policy.default).parse(file)
    pages = (part for part in message.walk() if part.get_content_type() == "text/html")
    page = next(pages, None)
    if page is None:
        raise FlowingTextError(f"{path.name} holds no web page.", "Save the page again.")
    text, information = _read(path, str(page.get_content()), [])
    address = str(message.get("Snapshot-Content-Location", "")).strip()
    if _ADDRESS.match(address):
        information.setdefault("URL", address)
    return text, information


def _read(path: Path, markup: str, warnings: list[str]) -> tuple[FlowingText, dict[str, str]]:
    root = parse_html(path, markup)
    if root is not None and root.find(".//frameset") is not None:
        raise FlowingTextError(
            f"{path.name} only shows other pages, in frames.", "Save these pages instead."
        )
    if root is None:
        return read_tree(path, root, warnings), {}
    main, information = _extract(markup)
    if main is None:
        warnings.append("What is the main text of the page could not be told: all of it was read.")
        return read_tree(path, root, warnings), information
    title = root.findtext(".//title") or ""
    if _fold(information.get("Title", "")) not in _fold(title):
        information["Title"] = title
    _remove_surroundings(root)
    return read_tree(path, root, warnings, _find_main_element(root, main)), information


def _extract(markup: str) -> tuple[str | None, dict[str, str]]:
    """The main text, None where there is none to be told, and what the page states."""
    if len(markup) > _LARGEST:
        return None, {}
    from trafilatura import bare_extraction

    options: dict[str, Any] = {
        "with_metadata": True, "favor_recall": True, "include_comments": False,
        # what the page states, not the likeliest date in its text
        "date_extraction_params": {"extensive_search": False, "original_date": True},
    }  # fmt: skip
    try:
        found = bare_extraction(markup, **options)
    except (ValueError, TypeError, AttributeError, RecursionError):  # odd mark-up
        return None, {}
    if found is None:
        return None, {}
    stated = found if isinstance(found, dict) else found.as_dict()
    names = {"Title": "title", "Author": "author", "Site": "sitename", "URL": "url", "Date": "date"}
    information = {name: str(stated.get(key) or "") for name, key in names.items()}
    if not _DAY.fullmatch(information["Date"]):
        del information["Date"]
    return str(stated.get("text") or "") or None, information


def _remove_surroundings(root: _Element) -> None:
    for element in cast("list[_Element]", root.xpath(_SURROUNDINGS)):
        parent = element.getparent()
        if parent is not None:
            element.drop_tree()


def _find_main_element(root: _Element, main: str) -> _Element | None:
    """The smallest element that holds nearly all of the main text; None if none of it is found.

    All that it holds is read: what stands among the main text, or after it, belongs to it, even if
    it is as short as "Carried.".
    """
    wanted = {folded for line in main.split("\n") if (folded := _fold(line))}
    weights: Counter[_Element] = Counter()
    for element in root.iter(*_PARAGRAPHS):
        folded = _fold("".join(map(str, element.itertext())))
        if folded in wanted:
            for holder in (element, *element.iterancestors()):
                weights[holder] += len(folded)
    if not weights:
        return None
    at, inner = root, root
    while inner is not None:
        at = inner
        inner = next((c for c in at if weights[c] >= _NEARLY_ALL * weights[root]), None)
    return at if at.tag not in _PARAGRAPHS else at.getparent()


def _fold(text: str) -> str:
    return "".join(re.findall(r"\w+", text)).casefold()
