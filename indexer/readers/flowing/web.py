"""Saved web pages as sources: the main text, without what surrounds it on every page of a site.

trafilatura says which paragraphs are the main text, and what the page states about itself; the
words are read by `html.py`. So a paragraph is never taken apart, put together or left out in the
middle of the text. Nothing is fetched and no script is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from email import policy
from email.parser import BytesParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from indexer.readers.flowing.flowing_text import Block, FlowingText, FlowingTextError
from indexer.readers.flowing.html import parse_html, read_html_file, read_tree
from indexer.readers.flowing.joining import keep_blocks

if TYPE_CHECKING:
    from lxml.etree import _Element

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
    else:
        _remove_surroundings(root)
    text = read_tree(path, root, warnings)
    kept = _find_main_text(text.blocks, main or "", information.get("Title", ""))
    return keep_blocks(text, kept) if kept else text, information


def _extract(markup: str) -> tuple[str | None, dict[str, str]]:
    """The main text, None where there is none to be told, and what the page states."""
    if len(markup) > _LARGEST:
        return None, {}
    from trafilatura import bare_extraction

    options: dict[str, Any] = {
        "with_metadata": True, "favor_recall": True, "include_comments": False,
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


def _find_main_text(blocks: Sequence[Block], main: str, title: str) -> range | None:
    """The 0-based range of the blocks from the first to the last paragraph of the main text, with
    the headings right before it; None where none of it is found."""
    wanted = {_fold(line) for line in main.split("\n")} - {""}
    body = [at for at, block in enumerate(blocks) if block.note is None]
    found = [at for at in body if _is_wanted(blocks[at], wanted)]
    if not found:
        return None
    first = found[0]
    for at in range(first - 1, -1, -1):
        if blocks[at].style == "heading" and _fold(blocks[at].text) == _fold(title):
            first = at
    while first > 0 and blocks[first - 1].style == "heading":
        first -= 1
    return range(first, found[-1] + 1)


def _is_wanted(block: Block, wanted: set[str]) -> bool:
    return any(line in wanted for line in _list_folded(block))


def _list_folded(block: Block) -> Iterator[str]:
    yield _fold(block.text)
    yield from (folded for line in block.text.split("\n") if len(folded := _fold(line)) > 20)


def _fold(text: str) -> str:
    return "".join(re.findall(r"\w+", text)).casefold()
