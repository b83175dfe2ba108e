"""The design of the review: a book with roman front matter, chapters, and footnotes."""

from __future__ import annotations

from functools import partial

from reportlab.pdfgen.canvas import Canvas

from tools.sample.designs import MARKER, Design, put
from tools.sample.flow import Frame, Page
from tools.sample.typeset import Style

_WIDTH, _HEIGHT = 468.0, 675.0
_LEFT, _ROOM = 66.0, 336.0
_TEXT = Style(size=11, leading=15.6, align="justify", hyphenate=True, ligatures=True, first=16)
_SMALL = Style(size=6.5)
_FOLIO = Style(size=10)
_HEAD = Style(size=9, italic=True, ligatures=True)

_plain = partial(Style, "Times", ligatures=True)

STYLES = {
    "paragraph": _TEXT,
    "heading1": _plain(19, 26, before=64, bold=True, keep=True),
    "heading2": _plain(12.5, 17, before=15, bold=True, keep=True),
    "heading3": _plain(11, 15.6, before=9, italic=True, keep=True),
    "quote": Style(
        size=10, leading=13.4, align="justify", left=20, right=20, before=6, ligatures=True,
        hyphenate=True,
    ),
    "bullet": _plain(11, 15.2, left=26, before=3, hang=12),
    "labelled": Style(
        size=11, leading=15.2, align="justify", left=30, before=5, hang=30, ligatures=True,
        hyphenate=True,
    ),
    "note": Style(size=8.6, leading=10.8, align="justify", ligatures=True, hyphenate=True),
    "cover": _plain(25, 33, bold=True, before=10),
    "big": _plain(14, 20, before=10),
    "plain": _plain(10.5, 14.5, before=8),
    "right": _plain(11, 15, align="right", before=12),
    "centre": _plain(11, 15, align="centre", before=10),
    "entry": _plain(10.5, 15),
    "caption": _plain(10, 14, bold=True, before=6, keep=True),
    "cell": _plain(9, 11.5),
    "cellhead": _plain(9, 11.5, bold=True),
    "source": _plain(8.6, 11, before=6),
}  # fmt: skip


def _furnish(canvas: Canvas, page: Page) -> None:
    if page.mode == "table":
        _draw_turned_foot(canvas, page)
        return
    put(canvas, _SMALL, _WIDTH / 2, 24, MARKER)
    if page.mode in ("cover", "silent", "blank"):
        return
    if page.opening or not page.label.isdecimal():
        put(canvas, _FOLIO, _WIDTH / 2, 42, page.label)
    elif int(page.label) % 2:
        put(canvas, _HEAD, _LEFT, _HEIGHT - 50, page.head, "left")
        put(canvas, _FOLIO, _LEFT + _ROOM, _HEIGHT - 50, page.label, "right")
    else:
        put(canvas, _FOLIO, _LEFT, _HEIGHT - 50, page.label, "left")
        title = "Independent Review of Street Checks in Port Halden"
        put(canvas, _HEAD, _LEFT + _ROOM, _HEIGHT - 50, title, "right")


def _draw_turned_foot(canvas: Canvas, page: Page) -> None:
    """Draw a landscape page's foot in the left margin: the page is bound with its head inwards."""
    canvas.saveState()
    canvas.translate(40, _WIDTH / 2)
    canvas.rotate(-90)
    put(canvas, _FOLIO, 0, 0, page.label)
    canvas.restoreState()
    put(canvas, _SMALL, _HEIGHT / 2, 20, MARKER)


BOOK = Design(
    STYLES,
    {
        "body": (Frame(_LEFT, 66, _ROOM, _HEIGHT - 76),),
        "cover": (Frame(54, 60, 360, _HEIGHT - 130),),
        "table": (Frame(66, 50, _HEIGHT - 120, _WIDTH - 48),),
    },
    _furnish,
    {"body": (_WIDTH, _HEIGHT), "table": (_HEIGHT, _WIDTH)},
)
