"""The designs of the advocacy group's report and of the legal committee's brief."""

from __future__ import annotations

from functools import partial

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from tools.sample.designs import LETTER, MARKER, Design, put
from tools.sample.flow import Frame, Page
from tools.sample.typeset import Style

_WIDTH, _HEIGHT = LETTER
_RED = HexColor("#9c2f2f")
_SMALL = Style("Vera", 6.5)

_vera = partial(Style, "Vera", ligatures=True)


def _furnish_report(canvas: Canvas, page: Page) -> None:
    if page.mode == "scan":
        return
    put(canvas, _SMALL, 78, _HEIGHT - 36, MARKER, "left")
    canvas.setFillColor(_RED)
    if page.mode == "cover":
        canvas.rect(0, _HEIGHT - 300, 26, 300, stroke=0, fill=1)
    else:
        canvas.rect(78, _HEIGHT - 46, 456, 2, stroke=0, fill=1)
    canvas.setFillColor("black")
    if page.mode != "cover":
        put(canvas, _vera(8.5, 10), _WIDTH - 78, 40, f"Page{page.label}", "right")


REPORT = Design(
    {
        "paragraph": _vera(10, 16.6, before=9),
        "heading1": _vera(17, 24, bold=True, keep=True, before=6),
        "heading2": _vera(11.5, 17, bold=True, keep=True, before=13),
        "quote": _vera(9.6, 15.6, italic=True, left=26, right=26, before=8),
        "pull": _vera(14, 22, bold=True, left=52, right=52, before=20, align="centre"),
        "after": _vera(8.4, 13, left=52, right=52, align="centre", before=4),
        "bullet": _vera(10, 16.4, left=26, hang=14, before=5),
        "labelled": _vera(10, 16.4, left=42, hang=38, before=7),
        "note": _vera(7.6, 10.6),
        "cover": _vera(29, 38, bold=True, before=10),
        "big": _vera(13, 20, before=14),
        "plain": _vera(10, 16.4, before=8),
        "caption": _vera(9.2, 14, bold=True, before=12, keep=True),
        "cell": _vera(8.4, 12),
        "cellhead": _vera(8.4, 12, bold=True),
        "columns.paragraph": _vera(9, 14, before=7),
        "columns.heading2": _vera(9.6, 14, bold=True, before=9, keep=True),
    },
    {
        "body": (Frame(78, 76, 456, _HEIGHT - 66),),
        "cover": (Frame(78, 76, 456, _HEIGHT - 150),),
        "columns": (Frame(78, 76, 214, _HEIGHT - 66), Frame(320, 76, 214, _HEIGHT - 66)),
    },
    _furnish_report,
    {"body": LETTER},
    furnished_last=True,
)


def _furnish_brief(canvas: Canvas, page: Page) -> None:
    put(canvas, Style(size=7), _WIDTH / 2, 30, MARKER)
    if page.mode == "cover":
        return
    put(canvas, Style(size=12), _WIDTH / 2, _HEIGHT - 50, f"- {page.label} -")
    if page.mode == "numbered":
        for line in range(1, 26):
            put(canvas, Style(size=10), 76, _HEIGHT - 88 - 24 * (line - 1), str(line), "right")
        canvas.setLineWidth(0.5)
        canvas.line(84, 60, 84, _HEIGHT - 64)


BRIEF = Design(
    {
        "paragraph": Style(size=12, leading=20, first=36, before=6),
        "heading1": Style(size=12, leading=24, bold=True, align="centre", keep=True, before=12),
        "heading2": Style(size=12, leading=20, bold=True, keep=True, before=10),
        "quote": Style(size=11.5, leading=15, left=50, right=50, before=8),
        "labelled": Style(size=12, leading=20, before=8, left=34, hang=34),
        "bullet": Style(size=12, leading=18, before=3, left=50, hang=14),
        "note": Style(size=9.5, leading=11.5),
        "cover": Style(size=15, leading=21, bold=True, align="centre", before=18),
        "centre": Style(size=12, leading=17, align="centre", before=12),
        "plain": Style(size=12, leading=17, before=12),
        "cell": Style(size=11, leading=14),
        "cellhead": Style(size=11, leading=14, bold=True),
        "numbered.paragraph": Style(size=12, leading=24, first=36),
        "numbered.heading1": Style(size=12, leading=24, bold=True, align="centre", keep=True),
        "numbered.heading2": Style(size=12, leading=24, bold=True, keep=True),
        "numbered.labelled": Style(size=12, leading=24, left=0, hang=0, first=36),
        "numbered.quote": Style(size=12, leading=24, left=40, right=40),
    },
    {
        "body": (Frame(90, 76, 432, _HEIGHT - 76),),
        "cover": (Frame(100, 76, 412, _HEIGHT - 120),),
        "numbered": (Frame(96, 96, 426, _HEIGHT - 64),),
    },
    _furnish_brief,
    {"body": LETTER},
)
