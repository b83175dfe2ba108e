"""How well pages are read from their pictures.

    python -m benchmarks.scans [DIR] [--pages 6] [--count 300] [--misses]

DIR is a folder of born-digital PDFs with `page_labels.json` (by default ../shared/documents). Some
consecutive pages of each document are turned into pictures as scanners make them, in two qualities,
and are indexed from these alone. What the text of the same pages says is the truth: which share of
its words is read, and of the words read is true; how many page labels are right; and of how many
passages of the text `locate` finds the page in the scan first. Seeded, so that each run makes the
same pictures.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
from PIL import Image, ImageFilter

from benchmarks.labels import TRUTH, judge
from benchmarks.locate import is_right
from benchmarks.passages import PassageSource
from corpus.paths import CorpusPaths
from indexer.library import Library
from indexer.opening import open_library
from indexer.readers.options import ReadOptions
from indexer.readers.sheets import Sheet
from indexer.updating.update import update_corpus
from indexer.words.tokens import split_words
from search.locating.locate import Locator


class Quality(NamedTuple):
    """How a sheet is scanned."""

    name: str
    dots: int
    """Per inch."""
    blur: float
    """Pixels."""
    noise: float
    """Share of each pixel that is chance."""
    jpeg: int
    skew: float
    """Degrees, either way, at most."""


GOOD = Quality("300 dpi", 300, 1.0, 0.12, 60, 0.8)
POOR = Quality("200 dpi", 200, 0.9, 0.18, 45, 0.8)


class Excerpt(NamedTuple):
    """Consecutive pages of a document."""

    file: str
    first: int
    """0-based."""
    pages: int


def scan(page: Any, quality: Quality, chance: random.Random) -> Image.Image:
    """A page of a PDF (pypdfium2's) as a scanner would see it."""
    sheet = page.render(scale=quality.dots / 72, grayscale=True).to_pil().convert("L")
    skew = chance.uniform(-quality.skew, quality.skew)
    sheet = sheet.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
    sheet = sheet.filter(ImageFilter.GaussianBlur(quality.blur))
    noise = Image.frombytes("L", sheet.size, chance.randbytes(sheet.width * sheet.height))
    written = io.BytesIO()
    Image.blend(sheet, noise, quality.noise).save(written, "JPEG", quality=quality.jpeg)
    written.seek(0)
    return Image.open(written)


def write_scan(source: Path, excerpt: Excerpt, target: Path, quality: Quality) -> None:
    """A PDF with nothing but pictures of these pages."""
    chance = random.Random(f"{excerpt} {quality}")
    with closing(pypdfium2.PdfDocument(source)) as document:
        sheets = [
            scan(document[excerpt.first + at], quality, chance) for at in range(excerpt.pages)
        ]
    sheets[0].save(
        target, "PDF", save_all=True, append_images=sheets[1:],
        resolution=quality.dots, quality=quality.jpeg,
    )  # fmt: skip


def write_text(source: Path, excerpt: Excerpt, target: Path) -> None:
    """A PDF with just these pages, as they are."""
    pages = list(range(excerpt.first, excerpt.first + excerpt.pages))
    with (
        closing(pypdfium2.PdfDocument(source)) as document,
        closing(pypdfium2.PdfDocument.new()) as part,
    ):
        part.import_pages(document, pages)
        part.save(target)


def choose_excerpts(folder: Path, pages: int) -> Iterator[Excerpt]:
    """So many pages of each document with known labels, from its first third on."""
    for file in json.loads((folder / TRUTH).read_text(encoding="utf-8")):
        with closing(pypdfium2.PdfDocument(folder / file)) as document:
            count = min(pages, len(document))
            yield Excerpt(file, min(len(document) // 3, len(document) - count), count)


def index_folder(folder: Path) -> Library:
    """The library of the folder, indexed."""
    update_corpus(folder, ReadOptions())
    return open_library(CorpusPaths(folder.resolve()))


class Figures(NamedTuple):
    """What was measured in one quality: shares, and labels of all pages."""

    recall: float
    precision: float
    labels_right: float
    printed_wrong: int
    located: float
    misses: list[str]


def measure(
    text: Library, scans: Library, folder: Path, excerpts: Sequence[Excerpt], count: int
) -> Figures:
    """The figures of the scanned pages against those with text."""
    truths = json.loads((folder / TRUTH).read_text(encoding="utf-8"))
    recalls: list[float] = []
    precisions: list[float] = []
    labels: list[float] = []
    wrong = 0
    misses: list[str] = []
    for excerpt in excerpts:
        recall, precision = _compare_words(text, scans, excerpt.file)
        right, wrong_printed, missed = _judge_labels(scans, excerpt, truths[excerpt.file])
        recalls.append(recall)
        precisions.append(precision)
        labels.append(right / excerpt.pages)
        wrong += wrong_printed
        misses += [f"{excerpt.file}: recall {recall:.4f}, precision {precision:.4f}", *missed]
    source, locator = PassageSource(text, 1), Locator(scans)
    located = 0
    for passage in source.draw_passages(count):
        found = is_right(passage, locator.locate(passage.text, limit=5))
        located += found
        if not found:
            misses.append(f"{passage.item} {passage.pdf_pages}: {passage.text[:80]}")
    averages = (sum(shares) / len(shares) for shares in (recalls, precisions, labels))
    recall, precision, right_labels = averages
    return Figures(recall, precision, right_labels, wrong, located / count, misses)


def _compare_words(text: Library, scans: Library, file: str) -> tuple[float, float]:
    wanted, got = (
        [_count_words(sheet) for sheet in library.store.read_sheets(_find_document(library, file))]
        for library in (text, scans)
    )
    common = sum(sum((a & b).values()) for a, b in zip(wanted, got, strict=True))
    return common / sum(map(Counter.total, wanted)), common / sum(map(Counter.total, got))


def _count_words(sheet: Sheet) -> Counter[str]:
    return Counter(word for line in sheet.lines for word in split_words(line.text))


def _find_document(library: Library, file: str) -> int:
    return library.get_entry(file).document.id


def _judge_labels(
    scans: Library, excerpt: Excerpt, truth: dict[str, Any]
) -> tuple[int, int, list[str]]:
    """How many labels are right, how many wrong ones are claimed as printed, and the misses."""
    right = wrong_printed = 0
    misses: list[str] = []
    for at, label in enumerate(scans.read_labels(scans.get_entry(excerpt.file)), excerpt.first):
        expected = truth["labels"][at]
        verdict = judge(expected, truth["accept"].get(str(at + 1), []), label.label)
        right += verdict == "right"
        wrong_printed += verdict == "wrong" and label.source == "printed"
        if verdict != "right":
            got = f"{label.label!r} ({label.source})"
            misses.append(f"{excerpt.file} page {at + 1}: {expected!r}, got {got}")
    return right, wrong_printed, misses


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scans")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("../shared/documents"))
    parser.add_argument("--pages", type=int, default=6, help="of each document")
    parser.add_argument("--count", type=int, default=300, help="of passages")
    parser.add_argument("--misses", action="store_true", help="name what is not right")
    options = parser.parse_args()
    excerpts = list(choose_excerpts(options.folder, options.pages))
    print("            words read    words true    labels right    printed, wrong    located")
    with tempfile.TemporaryDirectory() as temporary:
        plain = Path(temporary, "text")
        plain.mkdir()
        for excerpt in excerpts:
            write_text(options.folder / excerpt.file, excerpt, plain / excerpt.file)
        with closing(index_folder(plain)) as text:
            for quality in (GOOD, POOR):
                target = Path(temporary, quality.name)
                target.mkdir()
                for excerpt in excerpts:
                    source = options.folder / excerpt.file
                    write_scan(source, excerpt, target / excerpt.file, quality)
                with closing(index_folder(target)) as scans:
                    figures = measure(text, scans, options.folder, excerpts, options.count)
                _print(quality, figures, options.misses)


def _print(quality: Quality, figures: Figures, with_misses: bool) -> None:
    print(
        f"{quality.name:<12}{figures.recall:10.4f}{figures.precision:14.4f}"
        f"{100 * figures.labels_right:14.1f} %{figures.printed_wrong:18}"
        f"{100 * figures.located:9.1f} %",
        flush=True,
    )
    if with_misses:
        print("\n".join(f"    {miss}" for miss in figures.misses))


if __name__ == "__main__":
    main()
