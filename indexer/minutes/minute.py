"""A minute: a numbered item of a meeting, and where it stands."""

from __future__ import annotations

from corpus.frozen import frozen


@frozen
class Minute:
    """One numbered item of the minutes of a meeting."""

    number: str
    """As printed, without "#": `P208`, `C231`, `P2021-0323-0.1`; `4` where items are only
    counted."""
    year: int | None
    """Of the meeting; None where it is not known."""
    title: str
    """As printed; "" where there is none."""
    span: tuple[int, int]
    """Start and end in the continuous text of the document, 0-based."""
    start: tuple[int, int]
    """PDF page (1-based) and offset in that page's running text of its first character."""
    end: tuple[int, int]
    """PDF page and offset just after its last character."""

    @property
    def pages(self) -> range:
        """The PDF pages (1-based) that it stands on."""
        return range(self.start[0], self.end[0] + 1)

    @property
    def counted(self) -> bool:
        """Whether it is only counted: the same number may stand under every heading of the day."""
        return self.number.isdigit()

    @property
    def written(self) -> str:
        """As one refers to it: `P208/12`. The number begins anew every year, so the year belongs to
        it; without one only where it is not known, or where the number holds the date."""
        if self.counted or "-" in self.number or self.year is None:
            return self.number
        return f"{self.number}/{self.year % 100:02d}"

    @property
    def citable(self) -> str:
        """The number for a citation; "" for an item that is only counted, where the page says
        more."""
        return "" if self.counted else self.written

    @property
    def heading(self) -> str:
        """ "Min. No. P208/12: STREET CHECKS", "Item 4: LEASE OF PREMISES"."""
        name = f"Item {self.number}" if self.counted else f"Min. No. {self.written}"
        return f"{name}: {self.title}" if self.title else name

    @property
    def note(self) -> str:
        """What must be said of the number, one sentence, or ""."""
        if self.counted or "-" in self.number or self.year is not None:
            return ""
        return f"The year of minute {self.number} is not known: numbers begin anew every year."

    def is_named(self, wanted: str) -> bool:
        """Whether `wanted`, in the form of `bare_number`, names it, with or without the year."""
        number, _, year = wanted.partition("/")
        if number.upper() != self.number.upper():
            return False
        return not year or (self.year is not None and self.year % 100 == int(year))
