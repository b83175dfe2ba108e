"""A record for a document that the catalogue does not know, made from the file: incomplete.

Only the file itself is used: its document information, its first pages, its name. The date on which
the PDF was made is not the document's date and is ignored.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import PurePosixPath
from statistics import median
from typing import Any

from corpus.items import Item
from corpus.kinds import Kind
from indexer.readers.sheets import Line, Sheet
from indexer.records.document_dates import choose_date

_FIRST_WORDS = 1500
"""Characters of the first page in which the document's date and kind are looked for."""
_LONGEST_KEY = 40
_SAME_SIZE = 0.95
_FEW_LINES = 6
"""A page with no more lines than this has no running text to compare with."""
_WORD = re.compile(r"[^\W\d_]{3,}")

_JUNK_TITLE = re.compile(
    r"^(untitled|microsoft word|document\d*|slide \d|layout \d|powerpoint|page \d|none|\d+$)"
    r"|\.(docx?|pdf|indd|rtf|wpd|qxd|tex|dvi|pmd)\b",
    re.IGNORECASE,
)
_JUNK_AUTHOR = re.compile(
    r"^(user|admin\w*|owner|author|unknown|\w+@\S+|\w+\d+|.{0,2})$", re.IGNORECASE
)

_KIND_WORDS: tuple[tuple[Kind, str], ...] = (
    ("minutes", r"\bminutes\b|\bvoting (hearing|meeting)\b"),
    ("brief", r"\bbrief\b|\bsubmissions? (to|of)\b|\bdeputation\b|\bfactum\b|\bamicus\b"),
    ("law", r"\b(bill|act|statute|regulations?)\b.{0,40}"
            r"\b(congress|parliament|legislature|enrolled)"
            r"|federal register|\bh\. ?r\. ?\d|\bpublic law\b"),
    ("review", r"\b(independent|judicial|systemic) review\b|\binquiry\b|\bcommission of\b"),
    ("paper", r"\bworking paper\b|\bdiscussion paper\b|\bthesis\b"),
    ("article", r"\bjournal\b|\bvol(ume|\.)? \d+,? (no|issue)"),
    ("report", r"\breport\b|\bresponse\b|\bsummary\b|\baudit\b|\bstudy\b"),
)  # fmt: skip
_DESCRIBED_BY = 3
"""How many sheets are searched for one with text."""

Guess = dict[str, Any]
"""What a file shows about itself, as CSL-JSON: `title`, and `author` and `issued` if they are
there; and pincite's kind under `kind`."""


def make_item(path: str, sha256: str, guessed: Guess, key: str) -> Item:
    """A CSL-JSON item with the citation key `key` for the file at `path` (relative, with "/").

    Everything in it is a guess, and listed under `custom.pincite.incomplete`.
    """
    record = {"id": key, "type": "document", **guessed}
    kind = record.pop("kind")
    incomplete = ["title", "author", "issued"]
    own = {"kind": kind, "file": path, "sha256": sha256, "incomplete": incomplete}
    return Item({**record, "custom": {"pincite": own}})


def guess_record(name: str, information: Mapping[str, str], sheets: Iterable[Sheet]) -> Guess:
    """What the file called `name` shows about itself in its document information and sheets."""
    first = next((sheet for sheet in islice(sheets, _DESCRIBED_BY) if sheet.lines), None)
    text = " ".join(line.text for line in first.lines) if first else ""
    name = PurePosixPath(name).stem
    title = _choose_title(information.get("Title", ""), first) or _format_name(name)
    record: Guess = {"title": title}
    author = information.get("Author", "").strip()
    if author and not _JUNK_AUTHOR.match(author):
        record["author"] = [{"literal": author}]
    issued = choose_date((name, title, text[:_FIRST_WORDS]))
    if issued:
        record["issued"] = {"date-parts": [[int(part) for part in str(issued).split("-")]]}
    record["kind"] = guess_kind(f"{_format_name(name)} {title}", text)
    return record


def make_key(path: str) -> str:
    """A citation key from a file's name: lower-case letters, digits and hyphens, at most 40."""
    plain = (
        unicodedata.normalize("NFKD", PurePosixPath(path).stem).encode("ascii", "ignore").decode()
    )
    key = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "document"
    if len(key) <= _LONGEST_KEY:
        return key
    whole_words, _, _ = key[: _LONGEST_KEY + 1].rpartition("-")
    return whole_words or key[:_LONGEST_KEY]


def guess_kind(name: str, text: str) -> Kind:
    """The kind that the name (with the title) mentions, or the first one that the text mentions."""
    for kind, words in _KIND_WORDS:
        if re.search(words, name, re.IGNORECASE):
            return kind
    mentions = [
        (mention.start(), kind)
        for kind, words in _KIND_WORDS
        if (mention := re.search(words, text[:_FIRST_WORDS], re.IGNORECASE))
    ]
    return min(mentions)[1] if mentions else "other"


def _format_name(name: str) -> str:
    """A file's name as words."""
    return re.sub(r"[_\s]+", " ", name).strip() or "Untitled document"


def _choose_title(stated: str, first: Sheet | None) -> str:
    stated = " ".join(stated.split())
    if len(stated) >= 4 and not _JUNK_TITLE.search(stated):
        return stated
    return _find_largest_title(first.lines) if first else ""


def _find_largest_title(lines: Sequence[Line]) -> str:
    """The words of the first page that are set largest, if they can be a title.

    A single word is a letterhead or the name of a series, and figures are a number or a year: then
    the next largest words are tried, as long as they are larger than the running text.
    """
    sizes = sorted({line.size for line in lines if line.angle == 0}, reverse=True)
    running = median(line.size for line in lines)
    largest = float("inf")
    for size in sizes:
        if size >= _SAME_SIZE * largest:
            continue
        if size <= running and len(lines) > _FEW_LINES:
            break
        largest = size
        alike = [line.text for line in lines if _SAME_SIZE * size <= line.size <= size]
        title = " ".join(" ".join(text.split()) for text in alike)
        if len(alike) <= 5 and len(title) <= 200 and len(_WORD.findall(title)) >= 2:
            return title
    return ""
