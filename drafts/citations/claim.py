"""What one citation of a draft says: the source and the place in it, as far as they are legible."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from citation.record.pinpoint import LabelRange

YEAR_FORM = r"(?:(?:1[5-9]|20)\d\d[a-z]?|n\.\s?d\.(?:-[a-z])?)"
YEAR = re.compile(rf"(?<![\w/.-]){YEAR_FORM}(?![\w/]|-\d)")
"""A year as citations write it, with the letter that distinguishes works of the same year."""
_NAME = re.compile(r"[^\W\d_]{2}")

Form = Literal["key", "parenthesis", "note", "sentence", "lead-in"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One citation; what it does not say is empty or None."""

    raw: str
    """As written."""
    form: Form
    """A pandoc citation, a parenthesis, a citation in a note, a citing sentence of its own, or the
    words that lead in to the quotation."""
    start: int
    """0-based offset of its first character in the block's text."""
    end: int
    """0-based offset after its last character."""
    where: str = ""
    """The `where` of the block it stands in."""
    block: int = 0
    """0-based index of that block among the draft's blocks."""
    source_text: str = ""
    """What remains without the pinpoint: authors, title, year, date."""
    key: str | None = None
    """The citation key of a pandoc citation, without "@"."""
    ibid: bool = False
    """It means the source of the citation before it."""
    supra: bool = False
    """It means the source of an earlier citation ("supra", "op. cit.", "(n 4)")."""
    supra_note: int | None = None
    """The printed number of the note that "supra" points to."""
    pages: tuple[LabelRange, ...] = ()
    """Page labels as printed in the source, ranges in full: 147–48 is ("147", "148")."""
    onward: bool = False
    """Whether the last of `pages` stands for itself and the next few: "12 ff", "12 et seq"."""
    passim: bool = False
    """Whether it says that the words, or the like, stand in many places."""
    pdf_pages: tuple[LabelRange, ...] = ()
    """Positions in the file, as pincite cites pages without a number: "PDF p 4"."""
    paragraphs: tuple[LabelRange, ...] = ()
    sections: tuple[LabelRange, ...] = ()
    volume: int = 0
    """The volume it names; 0 if it names none."""
    minute: str = ""
    """The number of a minute, such as `P208/12`."""
    note: int | None = None
    """0-based index among the draft's notes, for a citation in a note."""
    note_number: int | None = None
    """The printed number of that note, to which a later "supra note" may point."""
    aside: bool = False
    """Introduced by "see also", "cf", "but see" or the like: not the source of the words."""

    @property
    def named(self) -> bool:
        """Whether it says in any way which source it means."""
        return bool(self.key or self.ibid or self.supra or _NAME.search(self.source_text))

    @property
    def cites(self) -> bool:
        """Whether it looks like a citation and is not just a sentence in a note."""
        refers = self.key or self.ibid or self.supra
        return bool(refers or self.pinned or YEAR.search(self.source_text))

    @property
    def pinned(self) -> bool:
        """Whether it names a place in the source."""
        numbered = self.pages or self.pdf_pages or self.paragraphs or self.sections
        return bool(numbered or self.minute or self.passim)
