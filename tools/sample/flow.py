"""Turns boxes into pages: frames are filled from the top, with footnotes at the foot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from reportlab.pdfgen.canvas import Canvas

Draw = Callable[[Canvas, float, float], None]


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle to fill with boxes; in points from the lower left corner of the page."""

    x: float
    bottom: float
    width: float
    top: float


@dataclass(frozen=True, slots=True)
class Box:
    """Something that cannot be broken: a line, a row of a table."""

    height: float
    draw: Draw
    """Called with the left edge of the frame and the bottom edge of the box."""
    before: float = 0.0
    """Space above it, dropped at the top of a frame."""
    notes: tuple[tuple[Box, ...], ...] = ()
    """Its footnotes, which must be on the same page."""
    keep: bool = False
    """Whether it must not be the last on its page."""
    title: str = ""
    """The first-order heading that begins here, if any."""


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins a page, perhaps in another mode."""

    mode: str
    title: str = ""
    """Words for the head of its pages, which the design interprets."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """The numbering of the pages that follow."""

    style: str
    """`roman`, `arabic` or `none`."""
    start: int = 1


@dataclass(slots=True)
class Page:
    """One page before it is drawn."""

    mode: str
    label: str
    """Its number, "" for none; the design decides whether it is printed."""
    inserted: str = ""
    """The title with which its mode began."""
    nth: int = 1
    """1-based, among the pages since its mode began."""
    of: int = 1
    """How many pages those are."""
    head: str = ""
    """The first-order heading in force at its end."""
    opening: bool = False
    """A heading of the first order begins on it."""
    placed: list[tuple[Box, float, float]] = field(default_factory=list)
    """Boxes with the frame's left edge and their own lower edge."""
    notes: list[Box] = field(default_factory=list)


def _convert_to_roman(number: int) -> str:
    """`number` in small roman numerals, up to 39."""
    units = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return "x" * (number // 10) + units[number % 10]


class Paginator:
    """Fills pages one after another."""

    def __init__(self, frames_of: Callable[[str], tuple[Frame, ...]]) -> None:
        self.pages: list[Page] = []
        self._frames_of = frames_of
        self._numbers = Numbering("none")
        self._counted = 0
        self._column = 0
        self._y = 0.0

    def run(self, stream: Iterable[Box | NewPage | Numbering]) -> list[Page]:
        """The pages that hold `stream`."""
        for group in _group_boxes(stream):
            if isinstance(group, Numbering):
                self._numbers, self._counted = group, group.start
            elif isinstance(group, NewPage):
                self._open(group.mode, group.title)
            else:
                self._place(group)
        self._count_inserts()
        return self.pages

    def _open(self, mode: str, inserted: str, nth: int = 1) -> None:
        style, number = self._numbers.style, self._counted
        label = {"roman": _convert_to_roman(number), "arabic": str(number)}.get(style, "")
        head = self.pages[-1].head if self.pages else ""
        self.pages.append(Page(mode, label, inserted, nth, head=head))
        self._counted += 1
        self._column, self._y = 0, self._frames_of(mode)[0].top

    def _place(self, group: list[Box]) -> None:
        frame = self._frames_of(self.pages[-1].mode)[self._column]
        fresh = self._y == frame.top
        need = sum(box.before + box.height for box in group) - (group[0].before if fresh else 0)
        if not fresh and self._y - need < frame.bottom + self._measure_notes(group):
            self._open_next_frame()
        for box in group:
            self._put(box)

    def _put(self, box: Box) -> None:
        page = self.pages[-1]
        frame = self._frames_of(page.mode)[self._column]
        self._y -= box.height + (0 if self._y == frame.top else box.before)
        page.placed.append((box, frame.x, self._y))
        page.notes.extend(line for note in box.notes for line in note)
        if box.title:
            page.head, page.opening = box.title, True

    def _open_next_frame(self) -> None:
        page = self.pages[-1]
        frames = self._frames_of(page.mode)
        if self._column + 1 < len(frames):
            self._column += 1
            self._y = frames[self._column].top
        else:
            self._open(page.mode, page.inserted, page.nth + 1)

    def _measure_notes(self, group: list[Box]) -> float:
        here = self.pages[-1].notes
        new = [line for box in group for note in box.notes for line in note]
        height = sum(line.height for line in [*here, *new])
        return height + 14 if height else 0.0

    def _count_inserts(self) -> None:
        last = 0
        for page in reversed(self.pages):
            last = last or page.nth
            page.of = last
            if page.nth == 1:
                last = 0


def _group_boxes(
    stream: Iterable[Box | NewPage | Numbering],
) -> Iterator[list[Box] | NewPage | Numbering]:
    group: list[Box] = []
    for thing in stream:
        if isinstance(thing, Box):
            group.append(thing)
            if thing.keep:
                continue
            yield group
        else:
            if group:
                yield group
            yield thing
        group = []
    if group:
        yield group
