"""What a draft says of a quotation: the source and the place in it, as far as they can be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from citation.record.pinpoint import LabelRange

YEAR = re.compile(r"(?<![\w/.-])(?:(?:1[5-9]|20)\d\d[a-z]?|n\.\s?d\.(?:-[a-z])?)(?![\w/]|-\d)")
"""A year as citations have it, with the letter that tells works of one year apart."""
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
    where: str
    """The `where` of the block it stands in."""
    block: int
    """0-based index of that block."""
    start: int
    """0-based offset in the block's text."""
    end: int
    source_text: str = ""
    """What is left when the pinpoint is taken away: authors, title, year, date."""
    key: str | None = None
    """A citation key as pandoc writes it, without "@"."""
    ibid: bool = False
    """It means the source of the citation before it."""
    supra: bool = False
    """It means the source of an earlier citation ("supra", "op. cit.", "(n 4)")."""
    supra_note: int | None = None
    """The printed number of the note that "supra" points to."""
    pages: tuple[LabelRange, ...] = ()
    """Page labels as printed in the source, ranges in full: 147–48 is ("147", "148")."""
    paragraphs: tuple[LabelRange, ...] = ()
    sections: tuple[LabelRange, ...] = ()
    minute: str = ""
    """The number of a minute, such as `P208/12`."""
    note: int | None = None
    """0-based index among the draft's notes, for a citation in a note."""
    note_number: int | None = None
    """The printed number of that note, to which a later "supra note" may point."""
    aside: bool = False
    """It is introduced by "see also", "cf", "but see" or the like: not the source of the words."""

    @property
    def named(self) -> bool:
        """Whether it says which source it means, in whatever way."""
        return bool(self.key or self.ibid or self.supra or _NAME.search(self.source_text))

    @property
    def cites(self) -> bool:
        """Whether it has the look of a citation, and is not just a sentence in a note."""
        back = self.key or self.ibid or self.supra
        return bool(back or self.pinned or YEAR.search(self.source_text))

    @property
    def pinned(self) -> bool:
        """Whether it names any place in the source."""
        return bool(self.pages or self.paragraphs or self.sections or self.minute)
