"""A minute: a numbered item of a meeting, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.frozen import frozen

if TYPE_CHECKING:
    from indexer.store.minutes import MinuteRow


@frozen
class Minute:
    """One numbered item of the minutes of a meeting."""

    number: str
    """As printed, without "#": `P208`, `C231`, `P2021-0323-0.1`; `4` for an item that is only
    counted."""
    year: int | None
    """The year of the meeting; None where it is not known."""
    title: str
    """As printed; "" where there is none."""
    span: tuple[int, int]
    """0-based start and end in the document's continuous text."""
    start: tuple[int, int]
    """Its first character: its page's number (1-based) and offset in that page's running text."""
    end: tuple[int, int]
    """The same just after its last character."""

    @property
    def pages(self) -> range:
        """The numbers (1-based) of the pages that it stands on."""
        return range(self.start[0], self.end[0] + 1)

    @property
    def counted(self) -> bool:
        """Whether it is only counted: the same number may appear under several headings."""
        return self.number.isdigit()

    @property
    def written(self) -> str:
        """The number for references: `P208/12`. The numbers start again every year, so the year is
        given unless it is not known or the number itself contains the date."""
        if self.counted or "-" in self.number or self.year is None:
            return self.number
        return f"{self.number}/{self.year % 100:02d}"

    @property
    def citable(self) -> str:
        """The number for a citation; "" for an item that is only counted: there, the page is
        better."""
        return "" if self.counted else self.written

    @property
    def heading(self) -> str:
        """ "Min. No. P208/12: STREET CHECKS", "Item 4: LEASE OF PREMISES"."""
        name = f"Item {self.number}" if self.counted else f"Min. No. {self.written}"
        return f"{name}: {self.title}" if self.title else name

    @property
    def note(self) -> str:
        """A caveat about the number, one sentence, or ""."""
        if self.counted or "-" in self.number or self.year is not None:
            return ""
        return f"The year of minute {self.number} is not known; the numbers start again every year."

    def is_named(self, wanted: str) -> bool:
        """Whether `wanted`, the result of `normalise_minute_number`, names it, with or without the
        year."""
        number, _, year = wanted.partition("/")
        if number.upper() != self.number.upper():
            return False
        return not year or (self.year is not None and self.year % 100 == int(year))


def unpack_minute(row: MinuteRow, year: int | None) -> Minute:
    """A stored minute of a meeting in `year`."""
    number, title, start, end, start_page, start_offset, end_page, end_offset = row
    places = ((start, end), (start_page, start_offset), (end_page, end_offset))
    return Minute(number, year, title, *places)
