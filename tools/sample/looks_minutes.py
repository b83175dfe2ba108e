"""The designs of the minutes: extracts with things bound in (2012), and one running text (2017)."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from tools.sample.designs import LETTER, MARKER, Design, put
from tools.sample.flow import Frame, Page
from tools.sample.typeset import Style

_WIDTH, _HEIGHT = LETTER
_SMALL = Style(size=7)
_FOLIO = Style(size=11)
_LETTER = Style("Helvetica", 11, 15.4, before=9)

_EXTRACT_STYLES = {
    "paragraph": Style(size=12, leading=14.6, before=10, align="justify"),
    "running": Style(size=10.5, leading=13, bold=True, align="centre", keep=True),
    "item": Style(size=12, leading=15, before=16, left=64, hang=64, bold=True, keep=True),
    "heading2": Style(size=12, leading=15, before=14, bold=True, keep=True),
    "heading3": Style(size=12, leading=15, before=10, italic=True, keep=True),
    "quote": Style(size=11.5, leading=14, before=10, left=36, right=36),
    "bullet": Style(size=12, leading=14.6, before=4, left=40, hang=16),
    "labelled": Style(size=12, leading=14.6, before=8, left=36, hang=30),
    "centre": Style(size=12, leading=16, before=10, align="centre"),
    "cover": Style(size=15, leading=21, before=16, align="centre", bold=True),
    "plain": Style(size=12, leading=14.6, before=10),
    "cell": Style(size=10.5, leading=13),
    "cellhead": Style(size=10.5, leading=13, bold=True),
    "letter.paragraph": _LETTER,
    "letter.plain": _LETTER,
    "letter.heading2": Style("Helvetica", 11, 15.4, before=12, bold=True, keep=True),
    "letter.bullet": Style("Helvetica", 11, 15.4, before=5, left=34, hang=14),
    "letter.labelled": Style("Helvetica", 11, 15.4, before=7, left=30, hang=24),
    "enclosure.fixed": Style("Courier", 10, 15),
    "enclosure.paragraph": Style("Courier", 10, 15, before=10),
}


def _furnish_extract(canvas: Canvas, page: Page) -> None:
    put(canvas, _SMALL, _WIDTH / 2, 28, MARKER)
    if page.mode == "letter":
        small = Style("Helvetica", 9)
        put(canvas, small, 90, _HEIGHT - 48, page.inserted, "left")
        if page.of > 1:
            whole = f"Page {page.nth} of {page.of}"
            put(canvas, small, _WIDTH - 90, _HEIGHT - 48, whole, "right")
    if page.mode not in ("cover", "enclosure"):
        put(canvas, _FOLIO, _WIDTH / 2, 44, page.label)


EXTRACTS = Design(
    _EXTRACT_STYLES,
    {"body": (Frame(90, 76, _WIDTH - 180, _HEIGHT - 80),)},
    _furnish_extract,
    {"body": LETTER},
    furnished_last=True,
)


def _furnish_running(canvas: Canvas, page: Page) -> None:
    put(canvas, Style("Helvetica", 7), _WIDTH - 72, _HEIGHT - 40, MARKER, "right")
    put(canvas, Style("Helvetica", 9), _WIDTH - 72, 40, f"Page | {page.label}", "right")


RUNNING = Design(
    {
        "paragraph": Style("Helvetica", 10.5, 15, before=9),
        "running": Style("Helvetica", 10, 14, bold=True, before=18, keep=True, align="centre"),
        "heading2": Style("Helvetica", 11, 15, before=12, bold=True, keep=True),
        "cover": Style("Helvetica", 14, 20, bold=True, align="centre", before=4),
        "bullet": Style("Helvetica", 10.5, 15, before=4, left=34, hang=14),
        "labelled": Style("Helvetica", 10.5, 15, before=6, left=36, hang=22),
        "quote": Style("Helvetica", 10, 14, before=8, left=30, right=30),
        "cell": Style("Helvetica", 9.5, 12.5),
        "cellhead": Style("Helvetica", 9.5, 12.5, bold=True),
    },
    {"body": (Frame(72, 70, _WIDTH - 144, _HEIGHT - 66),)},
    _furnish_running,
    {"body": LETTER},
)
