"""The title of a document: what the file states, or what its first page shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from statistics import median

from corpus.items import unescape_html
from indexer.readers.sheets import Line, Sheet
from indexer.records.courts import is_filing_stamp

_SAME_SIZE = 0.95
_FEW_LINES = 6
"""A page with no more lines than this has no running text to compare with."""
_SAME_HEIGHT = 3.0
"""Running lines stand at the same height on every sheet, give or take so many points."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_FIGURES = re.compile(r"[\d#]")

_TAG = re.compile(r"</?[a-z][^<>]*>|<!--.*?-->", re.IGNORECASE)
_TEX_MARK = re.compile(r"\\[a-zA-Z]+\*?\s*|\\[\\,;:!/ ]|(?<=\s)~|~(?=\S)|[{}]")
_TEX = re.compile(r"\\(?:[a-zA-Z]+\*?\s*\{|\\|(?:LaTeX|TeX|&|%|\$|_))")
_TEX_CHARACTER = re.compile(r"\\([&%$#_])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]+")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")

_JUNK = re.compile(
    r"^(untitled|unnamed|(?:draft|title|template|none|null|document ?\d*)$|microsoft word"
    r"|powerpoint|(?:slide|layout|page) \d"
    r"|(?:new )?(?:blank|scanned) (?:page|document)|scan[\W_]?\d|[\W\d_]+$)"
    r"|\.(docx?|docm|dotx?|odt|pptx?|xlsx?|pages|pub|pdf|indd|rtf|wpd|qxd|qxp|tex|dvi|pmd|txt"
    r"|html?|fm|ps|eps|tiff?|jpe?g)\b"
    r"|^(?:[a-z]:|\\\\|file:|https?:|/\w+/)|\w\\\w",
    re.IGNORECASE,
)
"""Made by a program, or the name of a file with its ending or folder."""
_DAY = r"(?:19|20)\d\d[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\d|3[01])"
_STATE = (
    r"final(?:[\s_-]*(?:version|draft|copy))?|draft(?:[\s_-]*\d+)?|copy|clean|redlined?|web|print"
)
_VERSION = r"v(?:er(?:sion)?)?[\s_.]?\d+(?:\.\d+)*|rev(?:ised|ision)?[\s_.]?\d+"
_STAMP = re.compile(
    rf"^(?i:copy of|copie de)\s+|^{_DAY}[\s_-]+|[\s_-]+{_DAY}$"
    rf"|\s*[_–-]+\s*(?i:{_STATE})$|[\s_–-]+(?i:{_VERSION})$|[\s_–-]+(?:FINAL|DRAFT)(?:\s\d+)?$"
    rf"|\s*\((?i:\d{{1,3}}|[\w ]*(?:{_STATE}|version))\)$"
    r"|^(?:DM|DOCS|LEGAL|CURRENT|ACTIVE)[-_#]+\d{5,}(?:[-_]v\d+)?[-_\s]*"
    r"|[\s_#-]+\d{4}-\d{4}-\d{4}\b.*$"
)
"""What offices write into the names of their files and no title has: the day, the state of the
draft, the version, the number in the document store."""


def choose_title(stated: str, opening: Sequence[Sheet]) -> str:
    """The title that the file states, or the one printed on the first of its `opening` sheets; ""
    where there is neither.

    A stated title is taken without its mark-up. One that is the name of a file (it carries a stamp)
    yields to what is printed, and is taken without the stamp where nothing is.
    """
    stated = remove_markup(stated)
    usable = len(stated) >= 4 and not _JUNK.search(stated)
    bare = remove_stamps(stated)
    if usable and bare == stated:
        return stated
    printed = _find_largest_title(opening)
    if printed or not usable:
        return printed
    return bare if len(_WORD.findall(bare)) >= 2 else ""


def remove_markup(title: str) -> str:
    """The title without HTML, TeX or Markdown commands, on one line."""
    title = unescape_html(_TAG.sub(" ", _CONTROL.sub(" ", title)))
    title = _EMPHASIS.sub(r"\2", title)
    if _TEX.search(title):
        title = _TEX_MARK.sub("", _TEX_CHARACTER.sub(r"\1", title.replace("\\\\", " ")))
    return re.sub(r"\s+([,;:.])", r"\1", " ".join(title.split()))


def remove_stamps(title: str) -> str:
    """The title without what marks it as the name of a file: "20240301-Plan_FINAL v2" → "Plan"."""
    before, bare = "", title
    while before != bare:
        before, bare = bare, _STAMP.sub("", bare)
    return " ".join(bare.replace("_", " ").split()) if bare != title or "_" in bare else title


def format_name(name: str) -> str:
    """A file's name as words."""
    return re.sub(r"[_\s]+", " ", name).strip() or "Untitled document"


def _find_largest_title(opening: Sequence[Sheet]) -> str:
    """The words of the first page that are set largest, if they can be a title.

    A single word is a letterhead or the name of a series, and figures are a number or a year: then
    the next largest words are tried, as long as they are larger than the running text.
    """
    if not opening:
        return ""
    first, *others = opening
    if not first.width or not any(line.size for line in first.lines):
        return ""  # nothing is known of how the words are set
    counted = [
        (other, _mask_figures(other.text))
        for sheet in others
        for other in sheet.lines
        if _FIGURES.search(other.text)
    ]
    lines = [line for line in first.lines if not _is_running(line, counted)]
    sizes = sorted({line.size for line in lines if line.angle == 0}, reverse=True)
    running = median(line.size for line in first.lines)
    largest = float("inf")
    for size in sizes:
        if size >= _SAME_SIZE * largest:
            continue
        if size <= running and len(first.lines) > _FEW_LINES:
            break
        largest = size
        alike = [line.text for line in lines if _SAME_SIZE * size <= line.size <= size]
        title = remove_markup(" ".join(alike))
        if len(alike) <= 5 and len(title) <= 200 and len(_WORD.findall(title)) >= 2:
            return title
    return ""


def _is_running(line: Line, counted: Iterable[tuple[Line, str]]) -> bool:
    """Whether the line is a court's stamp, or counts the sheets: with another figure in it, it
    stands at the same height on another one.

    `counted` are all lines of those that hold a figure or "#", with "#" in place of it.
    """
    if is_filing_stamp(line.text):
        return True
    bare = _mask_figures(line.text)
    return "#" in bare and any(
        masked == bare and other.text != line.text and abs(other.top - line.top) <= _SAME_HEIGHT
        for other, masked in counted
    )


def _mask_figures(text: str) -> str:
    return re.sub(r"\d+", "#", text)
