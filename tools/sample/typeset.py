"""Turns text into lines: fonts, runs, hyphens and line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

_FACES = {
    "Times": ("Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic"),
    "Helvetica": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Helvetica-BoldOblique"),
    "Courier": ("Courier", "Courier-Bold", "Courier-Oblique", "Courier-BoldOblique"),
    "Vera": ("Vera", "VeraBd", "VeraIt", "VeraBI"),
}
_MARKUP = re.compile(r"(\*\*|\*|⟦\d+⟧)")
_SPLIT_HYPHEN = re.compile(r"(?<=\w[-–])(?=\w)")


def register_fonts() -> None:
    """Make the faces known to reportlab; doing so again does no harm.

    The standard faces get the MacRoman encoding, which has the ligatures fi and fl.
    """
    for family, faces in _FACES.items():
        for face, name in zip(faces, _list_font_names(family), strict=True):
            if family == "Vera":
                pdfmetrics.registerFont(TTFont(name, f"{face}.ttf"))
            else:
                pdfmetrics.registerFont(pdfmetrics.Font(name, face, "MacRomanEncoding"))


def _list_font_names(family: str) -> tuple[str, ...]:
    return tuple(f"Sample{family}{cut}" for cut in ("", "Bold", "Italic", "BoldItalic"))


@dataclass(frozen=True, slots=True)
class Style:
    """How to set a block; lengths in points."""

    family: str = "Times"
    size: float = 11.0
    leading: float = 15.0
    align: str = "left"
    first: float = 0.0
    left: float = 0.0
    right: float = 0.0
    before: float = 0.0
    hang: float = 22.0
    bold: bool = False
    italic: bool = False
    hyphenate: bool = False
    ligatures: bool = False
    keep: bool = False

    def get_font(self, bold: bool = False, italic: bool = False) -> str:
        """The name of the face for a run that is also bold or italic."""
        cut = (self.bold or bold) + 2 * (self.italic != italic)
        return _list_font_names(self.family)[cut]


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in one face."""

    text: str
    font: str
    size: float
    rise: float = 0.0

    @property
    def width(self) -> float:
        """In points."""
        return float(pdfmetrics.stringWidth(self.text, self.font, self.size))


Word = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class SetLine:
    """One line, ready to draw."""

    words: tuple[Word, ...]
    style: Style
    left: float
    """Where it may begin, in points from the frame's left edge."""
    room: float
    """How wide it may be, in points."""
    last: bool
    """Whether it is the last line of its paragraph, which is not stretched."""

    @property
    def notes(self) -> list[int]:
        """The numbers of the footnotes marked in it."""
        return [int(run.text) for word in self.words for run in word if run.rise]

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw it with its baseline at `y` in a frame that begins at `x`."""
        style, slack = self.style, self.room - _measure_width(self.words, self.style)
        shift = {"centre": slack / 2, "right": slack}.get(style.align, 0.0)
        gaps = len(self.words) - 1
        text = canvas.beginText(x + self.left + shift, y)
        stretched = style.align == "justify" and not self.last and gaps
        text.setWordSpace(slack / gaps if stretched else 0)
        for position, word in enumerate(self.words):
            for number, run in enumerate(word):
                text.setFont(run.font, run.size)
                text.setRise(run.rise)
                ends = number == len(word) - 1 and position < gaps
                text.textOut(run.text + (" " if ends and not run.rise else ""))
                if ends and run.rise:
                    text.setRise(0)
                    text.setFont(style.get_font(), style.size)
                    text.textOut(" ")
        # The word space would apply to whatever is written next.
        text.setWordSpace(0)
        canvas.drawText(text)


class Hyphens:
    """Where words may be broken."""

    def __init__(self, path: Path) -> None:
        written = path.read_text(encoding="utf-8").split()
        self._parts: Mapping[str, list[str]] = {w.replace("-", ""): w.split("-") for w in written}

    def find_breaks(self, word: str, ordinary: bool) -> Iterator[tuple[str, str]]:
        """The two parts of `word` for each way to break it, longest first part first."""
        pieces = _SPLIT_HYPHEN.split(word)
        for count in range(len(pieces) - 1, 0, -1):
            yield "".join(pieces[:count]), "".join(pieces[count:])
        core = word.strip(".,;:()“”’?!")
        parts = self._parts.get(core.lower(), []) if ordinary else []
        for count in range(len(parts) - 1, 0, -1):
            cut = word.index(core) + sum(map(len, parts[:count]))
            yield word[:cut] + "-", word[cut:]


def split_words(text: str, style: Style) -> list[Word]:
    """The words of `text`, in which footnotes are marked `⟦12⟧`."""
    words: list[Word] = []
    current: list[Run] = []
    bold = italic = False
    for piece in _MARKUP.split(text):
        if piece == "**":
            bold = not bold
        elif piece == "*":
            italic = not italic
        elif _MARKUP.fullmatch(piece):
            current.append(Run(piece[1:-1], style.get_font(), style.size * 0.65, style.size * 0.36))
        else:
            for number, part in enumerate(re.split(r"[ \n]+", _add_ligatures(piece, style))):
                if number and current:
                    words.append(tuple(current))
                    current = []
                if part:
                    current.append(Run(part, style.get_font(bold, italic), style.size))
    return [*words, tuple(current)] if current else words


def break_lines(words: list[Word], style: Style, room: float, hyphens: Hyphens) -> list[SetLine]:
    """`words` in lines at most `room` wide, filled from the first to the last."""
    lines: list[SetLine] = []
    rest = list(words)
    while rest:
        left = style.left + (0 if lines else style.first)
        width = room - left - style.right
        taken = _count_fitting(rest, style, width)
        if taken < len(rest) and (parts := _break_word(rest, taken, style, width, hyphens)):
            rest[taken : taken + 1] = parts
            taken += 1
        taken = max(taken, 1)
        line, rest = tuple(rest[:taken]), rest[taken:]
        lines.append(SetLine(line, style, left, width, last=not rest))
    return lines


def _add_ligatures(text: str, style: Style) -> str:
    return text.replace("fi", "ﬁ").replace("fl", "ﬂ") if style.ligatures else text


def _measure_width(words: tuple[Word, ...] | list[Word], style: Style) -> float:
    space = Run(" ", style.get_font(), style.size).width
    return sum(run.width for word in words for run in word) + space * max(len(words) - 1, 0)


def _count_fitting(words: list[Word], style: Style, width: float) -> int:
    taken = 0
    while taken < len(words) and _measure_width(words[: taken + 1], style) <= width:
        taken += 1
    return taken


def _break_word(
    words: list[Word], taken: int, style: Style, width: float, hyphens: Hyphens
) -> list[Word]:
    """The word that does not fit as two words, of which the first fits; [] if none would."""
    run, *others = words[taken]
    if width - _measure_width(words[:taken], style) < 2.5 * style.size:
        return []
    text = run.text.replace("ﬁ", "fi").replace("ﬂ", "fl")
    for first, second in hyphens.find_breaks(text, style.hyphenate):
        head = Run(_add_ligatures(first, style), run.font, run.size, run.rise)
        tail = Run(_add_ligatures(second, style), run.font, run.size, run.rise)
        if _measure_width([*words[:taken], (head,)], style) <= width:
            return [(head,), (tail, *others)]
    return []
