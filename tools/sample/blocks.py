"""Turns blocks into boxes: paragraphs, headings, tables, contents, pictures of pages."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import reportlab
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tools.sample.designs import LETTER, Design
from tools.sample.flow import Box, NewPage, Numbering
from tools.sample.markup import Block
from tools.sample.typeset import Hyphens, SetLine, Style, break_lines, split_words

Stream = Iterator[Box | NewPage | Numbering]

_TYPED = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
"""The face in which pictures of pages are drawn."""


@dataclass(slots=True)
class Setter:
    """Sets the blocks of one document."""

    design: Design
    hyphens: Hyphens
    running: str = ""
    """The line above each item of the minutes."""
    mode: str = "body"
    labels: dict[str, str] = field(default_factory=dict)
    """Page labels by first-order heading, for the contents; known once the pages are made."""
    _noted: int = 0

    def set_blocks(self, blocks: tuple[Block, ...]) -> Stream:
        """The boxes, page breaks and numberings of all `blocks`."""
        titles = [block.text for block in blocks if block.kind == "heading1"][1:]
        for block in blocks:
            if block.kind == "contents":
                yield from (self._set_entry(title) for title in titles)
            else:
                yield from self._set_block(block)

    def _set_block(self, block: Block) -> Stream:
        words = block.text.split()
        if block.kind == "number":
            yield Numbering(words[0], int(words[1]) if len(words) > 1 else 1)
        elif block.kind == "new":
            self.mode = words[0]
            yield NewPage(self.mode, " ".join(words[1:]))
        elif block.kind == "item":
            yield from self._set_item(block)
        elif block.kind == "space":
            yield Box(float(words[0]), lambda canvas, x, y: None)
        elif block.kind == "rule":
            yield Box(12, partial(_draw_rule, width=self._width))
        elif block.kind in ("table", "roll"):
            yield from self._set_table(block)
        elif block.kind == "scan":
            yield Box(10, partial(_draw_picture, picture=_draw_scan(block.lines)))
        else:
            yield from self._set_text(block)

    @property
    def _width(self) -> float:
        """The width of the frames in the current mode."""
        return self.design.get_frames(self.mode)[0].width

    def _get_style(self, kind: str) -> Style:
        """How to set a block of this kind in the current mode."""
        names = (f"{self.mode}.{kind}", kind, f"{self.mode}.paragraph", "paragraph")
        return next(self.design.styles[name] for name in names if name in self.design.styles)

    def _break_text(self, text: str, style: Style, width: float) -> list[SetLine]:
        return break_lines(split_words(text, style), style, width, self.hyphens)

    def _set_item(self, block: Block) -> Stream:
        number, _, title = block.text.partition(" | ")
        self.mode = "body"
        yield NewPage("body")
        yield from self._set_text(Block("running", self.running))
        for position, line in enumerate([title, *block.lines]):
            yield from self._set_text(Block("item", line, label="" if position else number))

    def _set_text(self, block: Block) -> Stream:
        style = self._get_style(block.kind)
        if block.lines:
            for number, line in enumerate(block.lines):
                yield from self._set_lines(line, replace(style, before=0) if number else style)
            return
        yield from self._set_lines(block.text, style, block.label, block.notes, block.kind)

    def _set_lines(
        self, text: str, style: Style, label: str = "", notes: tuple[str, ...] = (), kind: str = ""
    ) -> Iterator[Box]:
        numbers = range(self._noted + 1, self._noted + len(notes) + 1)
        self._noted += len(notes)
        for number in numbers:
            text = text.replace("[*]", f"⟦{number}⟧", 1)
        noted = dict(zip(numbers, notes, strict=True))
        label = "•" if kind == "bullet" else label
        lines = self._break_text(text, style, self._width)
        for position, line in enumerate(lines):
            first = position == 0
            yield Box(
                style.leading,
                partial(_draw_line, line=line, label=label if first else ""),
                style.before if first else 0.0,
                tuple(self._set_note(number, noted[number]) for number in line.notes),
                # A heading stays with what follows; the first line of a paragraph with its second.
                style.keep or (first and len(lines) > 2 and kind == "paragraph"),
                text if kind == "heading1" and first else "",
            )

    def _set_note(self, number: int, text: str) -> tuple[Box, ...]:
        style = self._get_style("note")
        lines = self._break_text(f"⟦{number}⟧ {text}", style, self._width)
        return tuple(Box(style.leading, partial(_draw_line, line=line, label="")) for line in lines)

    def _set_table(self, block: Block) -> Stream:
        shares = [float(share) / 100 for share in block.text.split()]
        width = self._width
        for number, row in enumerate(block.lines):
            style = self._get_style("cell" if number or block.kind == "roll" else "cellhead")
            cells = [
                self._break_text(cell.strip(), style, share * width - 8)
                for share, cell in zip(shares, row.split("|"), strict=True)
            ]
            height = max(map(len, cells)) * style.leading + 8
            draw = partial(_draw_row, cells=cells, shares=shares, width=width, height=height)
            yield Box(height, draw, 0 if number else 9, keep=number < len(block.lines) - 1)

    def _set_entry(self, title: str) -> Box:
        style = self._get_style("entry")
        draw = partial(self._draw_entry, title=title, style=style, w=self._width)
        return Box(style.leading + 4, draw)

    def _draw_entry(
        self, canvas: Canvas, x: float, y: float, title: str, style: Style, w: float
    ) -> None:
        canvas.setFont(style.get_font(), style.size)
        canvas.drawString(x, y, title)
        canvas.drawRightString(x + w, y, self.labels[title])
        begin = x + canvas.stringWidth(title, style.get_font(), style.size) + 6
        dots = int((x + w - 24 - begin) / canvas.stringWidth(". ", style.get_font(), style.size))
        canvas.drawRightString(x + w - 24, y, ". " * dots)


def _draw_scan(lines: tuple[str, ...]) -> Image.Image:
    """A picture of a typed page, a little askew and speckled, as a scanner makes it."""
    picture = Image.new("L", (1020, 1320), 250)
    face = ImageFont.truetype(_TYPED, 21)
    pen = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        pen.text((150, 130 + 34 * number), line.strip(), font=face, fill=40)
    picture = picture.rotate(0.6, fillcolor=250)
    pen, chance = ImageDraw.Draw(picture), random.Random(1)
    for _ in range(160):
        pen.point((chance.randrange(1020), chance.randrange(1320)), fill=120)
    return picture.quantize(8)


def _draw_line(canvas: Canvas, x: float, y: float, line: SetLine, label: str) -> None:
    style = line.style
    if label:
        canvas.setFont(style.get_font(), style.size)
        canvas.drawString(x + style.left - style.hang, y, label)
    line.draw(canvas, x, y)


def _draw_row(
    canvas: Canvas,
    x: float,
    y: float,
    cells: list[list[SetLine]],
    shares: list[float],
    width: float,
    height: float,
) -> None:
    left = x
    for lines, share in zip(cells, shares, strict=True):
        for number, line in enumerate(lines):
            line.draw(canvas, left + 4, y + height - 4 - line.style.leading * (number + 0.75))
        left += share * width
    canvas.setLineWidth(0.4)
    canvas.rect(x, y, width, height)
    for position in range(1, len(shares)):
        edge = x + width * sum(shares[:position])
        canvas.line(edge, y, edge, y + height)


def _draw_rule(canvas: Canvas, x: float, y: float, width: float) -> None:
    canvas.setLineWidth(0.6)
    canvas.line(x, y + 6, x + width, y + 6)


def _draw_picture(canvas: Canvas, x: float, y: float, picture: Image.Image) -> None:
    data = io.BytesIO()
    picture.save(data, "PNG")
    data.seek(0)
    canvas.drawImage(ImageReader(data), 0, 0, *LETTER)
