"""A record for a document that the catalogue does not know, made from the file and marked incomplete.

Only what the file itself shows is used: its document information, its first pages, its name. The date
on which the PDF was made is no date of the document and is left alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import PurePosixPath

from corpus.items import Item, PartialDate
from corpus.kinds import Kind
from indexer.sheets import Line, Sheet

_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_MONTH = "|".join(_MONTHS)
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({_MONTH}),?\s+((?:19|20)\d\d)\b", re.IGNORECASE
)
_MONTH_FIRST = re.compile(
    rf"\b({_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)\b", re.IGNORECASE
)
_MONTH_YEAR = re.compile(rf"\b({_MONTH}),?\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")

_JUNK_TITLE = re.compile(
    r"^(untitled|microsoft word|document\d*|slide \d|layout \d|powerpoint|page \d|none|\d+$)"
    r"|\.(docx?|pdf|indd|rtf|wpd|qxd|tex|dvi|pmd)\b",
    re.IGNORECASE,
)
_JUNK_AUTHOR = re.compile(r"^(user|admin\w*|owner|author|unknown|\w+@\S+|\w+\d+|.{0,2})$", re.IGNORECASE)

_KIND_WORDS: tuple[tuple[Kind, str], ...] = (
    ("minutes", r"\bminutes\b|\bvoting (hearing|meeting)\b"),
    ("brief", r"\bbrief\b|\bsubmissions? (to|of)\b|\bdeputation\b|\bfactum\b|\bamicus\b"),
    ("law", r"\b(bill|act|statute|regulations?)\b.{0,40}\b(congress|parliament|legislature|enrolled)"
            r"|federal register|\bh\. ?r\. ?\d|\bpublic law\b"),
    ("review", r"\b(independent|judicial|systemic) review\b|\binquiry\b|\bcommission of\b"),
    ("paper", r"\bworking paper\b|\bdiscussion paper\b|\bthesis\b"),
    ("article", r"\bjournal\b|\bvol(ume|\.)? \d+,? (no|issue)"),
    ("report", r"\breport\b|\bresponse\b|\bsummary\b|\baudit\b|\bstudy\b"),
)  # fmt: skip


def describe(
    path: str, sha256: str, information: dict[str, str], sheets: Sequence[Sheet], key: str
) -> Item:
    """A CSL-JSON item with the citation key `key` for the file at `path` (relative, with "/").

    Everything in it is a guess, and named under `custom.pincite.incomplete`.
    """
    first = next((sheet for sheet in sheets if sheet.lines), None)
    text = " ".join(line.text for line in first.lines) if first else ""
    name = PurePosixPath(path).stem
    title = _title(information.get("Title", ""), first) or _words_of(name)
    record: dict[str, object] = {"id": key, "type": "document", "title": title}
    author = information.get("Author", "").strip()
    if author and not _JUNK_AUTHOR.match(author):
        record["author"] = [{"literal": author}]
    issued = find_date(name) or find_date(title) or find_date(text)
    if issued:
        record["issued"] = {"date-parts": [[int(part) for part in str(issued).split("-")]]}
    record["custom"] = {
        "pincite": {
            "kind": guess_kind(f"{_words_of(name)} {title}", text),
            "file": path,
            "sha256": sha256,
            "incomplete": ["title", "author", "issued"],
        }
    }
    return Item(record)


def key_from(path: str) -> str:
    """A citation key from a file's name: lower-case letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", PurePosixPath(path).stem).encode("ascii", "ignore").decode()
    key = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return key[:60].rstrip("-") or "document"


def find_date(text: str) -> PartialDate | None:
    """The first full date in `text`, else the first month with year, else the first year."""
    iso = _ISO.search(text)
    if iso:
        return PartialDate(*(int(part) for part in iso.groups()))
    found: list[tuple[int, PartialDate]] = []
    for day_first in _DAY_FIRST.finditer(text):
        day, month, year = day_first.groups()
        found.append((day_first.start(), PartialDate(int(year), _month(month), int(day))))
    for month_first in _MONTH_FIRST.finditer(text):
        month, day, year = month_first.groups()
        found.append((month_first.start(), PartialDate(int(year), _month(month), int(day))))
    valid = [pair for pair in found if 1 <= pair[1].day <= 31]
    if valid:
        return min(valid)[1]
    month_year = _MONTH_YEAR.search(text)
    if month_year:
        return PartialDate(int(month_year[2]), _month(month_year[1]))
    only_year = _YEAR.search(text) if len(text) < 300 else None
    return PartialDate(int(only_year[1])) if only_year else None


def guess_kind(name: str, text: str) -> Kind:
    """The kind that name and title speak of, else the one the first page speaks of first."""
    for kind, words in _KIND_WORDS:
        if re.search(words, name, re.IGNORECASE):
            return kind
    hits = [
        (found.start(), kind)
        for kind, words in _KIND_WORDS
        if (found := re.search(words, text[:1500], re.IGNORECASE))
    ]
    return min(hits)[1] if hits else "other"


def _month(name: str) -> int:
    return _MONTHS.index(name.lower()) + 1


def _words_of(name: str) -> str:
    """A file's name as words."""
    return re.sub(r"[_\s]+", " ", name).strip() or "Untitled document"


def _title(stated: str, first: Sheet | None) -> str:
    stated = " ".join(stated.split())
    if len(stated) >= 4 and not _JUNK_TITLE.search(stated):
        return stated
    return _largest_lines(first.lines) if first else ""


def _largest_lines(lines: Sequence[Line]) -> str:
    """The words of the first page that are set largest, if they are few enough for a title."""
    upper = [line for line in lines if re.search(r"[^\W\d_]{3}", line.text)]
    if not upper:
        return ""
    largest = max(line.size for line in upper)
    found = [line for line in upper if line.size >= 0.95 * largest]
    title = " ".join(" ".join(line.text.split()) for line in found[:4])
    return title if len(found) <= 4 and len(title) <= 200 else ""
