"""Scans made for tests: pages of the sample corpus as a scanner sees them."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest
from PIL import Image, ImageFilter

from corpus.sample import FOLDER
from indexer.readers.pdfium import render_page

needs_tesseract = pytest.mark.skipif(
    find_spec("tesserocr") is None, reason="tesserocr has no wheel for this machine"
)

DOTS = 200
REVIEW = FOLDER / "marlowe_2018_review.pdf"
MINUTES = FOLDER / "phpsb_2012-08-15_minutes.pdf"


def draw(source: Path, pdf_page: int, dots: int = DOTS) -> Image.Image:
    """A page (1-based) as a clean picture."""
    png = render_page(source, pdf_page, scale=dots / 72)
    return Image.open(io.BytesIO(png)).convert("L")


def scan(source: Path, pdf_page: int, *, skew: float = 0.6, dots: int = DOTS) -> Image.Image:
    """A page (1-based) as a scanner sees it: not quite level, blurred, noisy."""
    sheet = draw(source, pdf_page, dots).rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
    sheet = sheet.filter(ImageFilter.GaussianBlur(0.7))
    chance = random.Random(f"{source.name} {pdf_page}")
    noise = Image.frombytes("L", sheet.size, chance.randbytes(sheet.width * sheet.height))
    return Image.blend(sheet, noise, 0.08)


def save_pdf(path: Path, sheets: Sequence[Image.Image], dots: int = DOTS) -> Path:
    """A PDF of nothing but these pictures."""
    first, *others = sheets
    first.save(
        path, "PDF", save_all=True, append_images=others, resolution=dots, quality=60
    )  # fmt: skip
    return path
