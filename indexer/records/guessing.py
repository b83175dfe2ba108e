"""A record for a document that the catalogue does not know, made from the file: incomplete.

Only the file itself is used: its document information, its first pages, its name. The date on which
the PDF was made is not the document's date and is ignored.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import PurePosixPath
from typing import Any

from corpus.items import Item
from indexer.readers.sheets import Sheet
from indexer.records.authors import choose_authors
from indexer.records.document_dates import choose_date, merge_dates
from indexer.records.document_kinds import guess_kind
from indexer.records.printed_dates import find_copyright_year, find_printed_date
from indexer.records.titles import choose_title, format_name

_FIRST_WORDS = 1500
"""Characters of the first page in which any date may be the document's."""
_LONGEST_KEY = 40
_DESCRIBED_BY = 4
"""How many sheets may describe the document: cover, title page and their backs."""

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
    opening = [sheet for sheet in islice(sheets, _DESCRIBED_BY) if sheet.lines]
    text = " ".join(line.text for line in opening[0].lines) if opening else ""
    name = PurePosixPath(name).stem
    title = choose_title(information.get("Title", ""), opening) or format_name(name)
    record: Guess = {"title": title}
    if authors := choose_authors(information, opening):
        record["author"] = [{"literal": author} for author in authors]
    mentioned = choose_date((name, title, text[:_FIRST_WORDS]))
    printed = find_printed_date(opening)
    if printed is None and not (mentioned and mentioned.month):
        printed = find_copyright_year(opening)
    if issued := merge_dates(printed, mentioned):
        record["issued"] = {"date-parts": [[int(part) for part in str(issued).split("-")]]}
    record["kind"] = guess_kind(format_name(name), title, opening[0] if opening else None)
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
