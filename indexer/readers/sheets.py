"""What a reader hands on: the sheets of a file, as lines with positions.

Positions are in points (1/72 inch) on the page as it is displayed: /Rotate applied, origin at the
top left corner of the visible page (the CropBox), x to the right, y downwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

ReadFrom = Literal["text", "layer", "picture"]
"""How the words of a page were got: from the text that the file itself shows, from an invisible
layer of text over a picture of the page (as text recognition leaves it), or out of the picture."""


class Line(NamedTuple):
    """One line of text as the reader gave it.

    A named tuple: there are fifty on a page, and a data class takes several times as long to make,
    send to another process and store.
    """

    text: str
    """The characters, without line break. Superscript digits are Unicode superscripts."""
    x0: float
    """Left edge."""
    top: float
    """Upper edge."""
    x1: float
    """Right edge."""
    bottom: float
    """Lower edge."""
    start: int
    """Index of the first character in the reader's own numbering of the page's characters,
    0-based."""
    size: float = 0.0
    """Font size in points, 0.0 where the reader does not know it."""
    angle: int = 0
    """Reading direction on the displayed page, degrees clockwise: 0, 90, 180 or 270."""
    hyphenated: bool = False
    """The reader saw an end-of-line hyphen here (it is kept in `text` as "-")."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a file, or one of the pages that stand side by side on a page of a file."""

    pdf_page: int
    """1-based position in the file."""
    width: float
    """Width of the visible page."""
    height: float
    """Height of the visible page."""
    lines: tuple[Line, ...] = ()
    """In the reader's order, rotated lines included."""
    embedded_label: str = ""
    """The label in the file's /PageLabels (ISO 32000-1, 12.4.2); "" where there is none."""
    images: int = 0
    """How many pictures it shows that may hold words: 0 where it has text enough of its own."""
    hidden: str = ""
    """Words that the file holds for this page and that cannot be seen on it, in the reader's order;
    those under black bars are not among them."""
    read_from: ReadFrom = "text"
    """`layer` if any of the lines' words are of an invisible layer."""
    begins: str = ""
    """The title of the outermost entry of the file's outline that begins here; "" where there is
    none, or several do."""
    sheet_part: str = ""
    """Which of the pages on its sheet it is: `left`, `right`; `top left`, `bottom left`,
    `top right`, `bottom right`; `both` or `all` four of them where they could not be taken apart;
    "" where it is the only one."""
    left: float = 0.0
    """How far its left edge, from which positions count, is from that of the sheet."""
    top: float = 0.0
    """The same for its upper edge."""


@dataclass(frozen=True, slots=True)
class FileReading:
    """A whole file as read by one reader."""

    sheets: Sequence[Sheet]
    reader: str
    """`pdfium` or `pdfminer`."""
    information: dict[str, str] = field(default_factory=dict)
    """The document information dictionary (Title, Author, …), empty entries left out."""
    warnings: tuple[str, ...] = ()
    """One sentence each: pages that another reader had to read, or that no reader could."""
    failed: tuple[int, ...] = ()
    """1-based pages that this reader could not read; they are sheets without lines."""
