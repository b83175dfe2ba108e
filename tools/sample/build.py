"""Builds the sample's PDFs from its sources: `python -m tools.sample.build [FOLDER]`.

With the same reportlab, the same sources give the same bytes on every run. `tools.sample.markup`
explains the markup of the sources. Needs reportlab and Pillow, which pincite itself does not.
"""

from __future__ import annotations

import sys
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from corpus.sample import FOLDER
from tools.sample.blocks import Setter
from tools.sample.designs import Design
from tools.sample.flow import Frame, Page, Paginator
from tools.sample.looks_book import BOOK
from tools.sample.looks_minutes import EXTRACTS, RUNNING
from tools.sample.looks_papers import BRIEF, REPORT
from tools.sample.markup import Source, read_source
from tools.sample.typeset import Hyphens, register_fonts

SOURCES = FOLDER / "sources"
DESIGNS = {"book": BOOK, "extracts": EXTRACTS, "running": RUNNING, "report": REPORT, "brief": BRIEF}


def build(source: Path, target: Path) -> None:
    """Write the PDF of one source to `target`."""
    register_fonts()
    document = read_source(source)
    design = DESIGNS[document.about["design"]]
    pages = _paginate(document, design)
    canvas = Canvas(str(target), invariant=1, pageCompression=1)
    canvas.setTitle(document.about["title"])
    canvas.setAuthor(document.about["author"])
    for number, page in enumerate(pages):
        canvas.setPageSize(design.get_size(page.mode))
        _draw(canvas, page, design)
        if "pagelabels" in document.about:
            canvas.addPageLabel(number, "ARABIC", number + int(document.about["pagelabels"]))
        canvas.showPage()
    canvas.save()


def _paginate(document: Source, design: Design) -> list[Page]:
    """The pages of a document before they are drawn."""
    hyphens = Hyphens(SOURCES / "hyphens.txt")
    setter = Setter(design, hyphens, document.about.get("running", ""))
    pages = Paginator(design.get_frames).run(setter.set_blocks(document.blocks))
    for page in pages:
        setter.labels |= {box.title: page.label for box, _, _ in page.placed if box.title}
    return pages


def _draw(canvas: Canvas, page: Page, design: Design) -> None:
    if not design.furnished_last:
        design.furnish(canvas, page)
    for box, x, y in page.placed:
        box.draw(canvas, x, y)
    if page.notes:
        _draw_notes(canvas, page, design.get_frames(page.mode)[0])
    if design.furnished_last:
        design.furnish(canvas, page)


def _draw_notes(canvas: Canvas, page: Page, frame: Frame) -> None:
    y = frame.bottom + sum(line.height for line in page.notes)
    canvas.setLineWidth(0.4)
    canvas.line(frame.x, y + 3, frame.x + 90, y + 3)
    for line in page.notes:
        y -= line.height
        line.draw(canvas, frame.x, y)


def main(arguments: list[str]) -> None:
    """Build every source into the named folder, by default the sample's own."""
    target = Path(arguments[0]) if arguments else FOLDER
    target.mkdir(parents=True, exist_ok=True)
    for source in sorted(SOURCES.glob("*.txt")):
        if source.name != "hyphens.txt":
            build(source, target / f"{source.stem}.pdf")


if __name__ == "__main__":
    main(sys.argv[1:])
