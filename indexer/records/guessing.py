"""What a file shows about itself, for the record of a document that the catalogue does not know.

Only the file itself is used: its document information, its first pages, its name. The date on which
the PDF was made is not the document's date and is ignored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import PurePosixPath

from indexer.readers.sheets import Sheet
from indexer.records.authors import choose_authors
from indexer.records.document_dates import choose_date, merge_dates
from indexer.records.document_kinds import guess_kind
from indexer.records.making import Guess
from indexer.records.printed_dates import find_copyright_year, find_printed_date
from indexer.records.titles import choose_title, format_name

_FIRST_WORDS = 1500
"""Characters of the first page in which any date may be the document's."""
_STATED = {"Site": "container-title", "URL": "URL"}
"""What a web page or a book states: its entry in the document information, and the field."""
_DESCRIBED_BY = 4
"""How many sheets may describe the document: cover, title page and their backs."""


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
    issued = information.get("Date") or merge_dates(printed, mentioned)
    if issued:
        record["issued"] = {"date-parts": [[int(part) for part in str(issued).split("-")]]}
    for entry, field in _STATED.items():
        if information.get(entry):
            record[field] = information[entry]
    record["kind"] = guess_kind(format_name(name), title, opening[0] if opening else None)
    return record
