"""From the lines of the sheets to clean text with a map.

Undone are line breaks, end-of-line hyphens, ligatures, odd spaces, and furniture; the words stay as
they are. Footnotes and turned text are kept apart from the running text, so that a sentence which
goes over a page break is not cut by them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from indexer.footnotes import find_footnotes, text_size
from indexer.frames import main_angle
from indexer.furniture import Furniture, find_furniture
from indexer.hyphens import HYPHENS, Vocabulary
from indexer.labels.model import PageLabel
from indexer.paragraphs import breaks_between, paragraph_starts, reading_order
from indexer.sheets import Sheet
from indexer.textmap import TextBuilder, TextMap
from indexer.words import SUPERSCRIPT_DIGITS

Seam = Literal["paragraph", "space", "broken", "hyphen"]
"""How the running text goes on over the page break: with a new paragraph, with the next word, within
a word broken by a hyphen that is not its own, or within a word after its own hyphen."""

PARAGRAPH = "\n\n"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_MEANINGLESS = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_UNREADABLE = 0.3
"""A line of which more characters than this share have no meaning is not text."""
_ODD = re.compile(
    rf"(?P<ligature>[{''.join(_LIGATURES)}])"
    rf"|(?P<unspaced> (?=[{SUPERSCRIPT_DIGITS}]))"
    r"|(?P<dropped>[\u00ad\ufeff\u200b\u200c\u200d\x00-\x08\x0e-\x1f\x7f])"
    r"|(?P<space>\s{2,}|[^\S ])"
)


@dataclass(frozen=True, slots=True)
class PageText:
    """The clean text of one page."""

    pdf_page: int
    """1-based position in the file."""
    body: str
    """The running text; paragraphs are parted by an empty line."""
    body_map: TextMap
    notes: str
    """Footnotes and turned text, a paragraph each."""
    notes_map: TextMap
    seam: Seam = "paragraph"
    """How the running text goes on on the next page."""
    lost: int = 0
    """How many characters were left out because their font gives them no meaning."""


def clean_pages(sheets: Sequence[Sheet], labels: Sequence[PageLabel]) -> list[PageText]:
    """The clean text of every sheet, in order."""
    cleaner = _Cleaner(sheets)
    goes_on = False
    pages: list[PageText] = []
    for sheet, furniture in zip(sheets, find_furniture(sheets, labels), strict=True):
        page, goes_on = cleaner.page(sheet, furniture, goes_on)
        pages.append(page)
    seams = [
        cleaner.seam(page.body, following.body)
        for page, following in zip(pages, pages[1:], strict=False)
    ]
    return [replace(page, seam=seam) for page, seam in zip(pages, seams, strict=False)] + pages[-1:]


class _Cleaner:
    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._size = text_size(sheets)
        self._vocabulary = Vocabulary(sheets)

    def page(self, sheet: Sheet, furniture: Furniture, goes_on: bool) -> tuple[PageText, bool]:
        main = main_angle(sheet)
        kept = [
            at
            for at, line in enumerate(sheet.lines)
            if at not in furniture.lines and not _is_unreadable(line.text)
        ]
        upright = reading_order(sheet, [at for at in kept if sheet.lines[at].angle == main])
        footnotes, starts = find_footnotes(sheet, upright, self._size, goes_on=goes_on)
        body = [at for at in upright if at not in footnotes]
        apart = [at for at in upright if at in footnotes]
        turned = [at for at in kept if sheet.lines[at].angle != main]
        text, text_map = self._assemble(sheet, body, furniture, paragraph_starts(sheet, body))
        notes, notes_map = self._assemble(sheet, apart + turned, furniture, starts | set(turned))
        lost = sum(len(line.text) for line in sheet.lines if _is_unreadable(line.text))
        page = PageText(sheet.pdf_page, text, text_map, notes, notes_map, lost=lost)
        return page, bool(footnotes)

    def _assemble(
        self,
        sheet: Sheet,
        lines: Sequence[int],
        furniture: Furniture,
        starts: set[int],
    ) -> tuple[str, TextMap]:
        """The text of `lines`, with a new paragraph at each of `starts`."""
        builder = TextBuilder()
        before = ""
        for at in lines:
            skip = furniture.numbered.get(at, 0)
            raw = sheet.lines[at].text
            text = raw[skip:].strip()
            if builder.length:
                self._join(builder, before, text, at in starts)
            _add_line(builder, raw, at, skip)
            before = text
        return builder.finish()

    def _join(self, builder: TextBuilder, before: str, after: str, new_paragraph: bool) -> None:
        if before.endswith(tuple(HYPHENS)) and self._vocabulary.is_broken(before, after):
            if builder.ends_with("-") or builder.ends_with("\u2010"):
                builder.drop_last()
        elif new_paragraph:
            builder.add_own(PARAGRAPH)
        elif not _ends_in_hyphen(before) and not _goes_on_after_dash(before, after):
            builder.add_own(" ")

    def seam(self, body: str, following: str) -> Seam:
        if not body or not following:
            return "paragraph"
        if _ends_in_hyphen(body):
            return "broken" if self._vocabulary.is_broken(body, following) else "hyphen"
        return "paragraph" if breaks_between(body, following) else "space"


def _ends_in_hyphen(text: str) -> bool:
    """A hyphen right behind a letter or digit; a dash after a space is punctuation."""
    return len(text) > 1 and text[-1] in HYPHENS and text[-2].isalnum()


def _goes_on_after_dash(before: str, after: str) -> bool:
    """An en dash set tight ("2018–", "23") stays tight."""
    return before.endswith("–") and before[-2:-1].isalnum() and after[:1].isalnum()


def _is_unreadable(text: str) -> bool:
    """Whether a font without a character map left nothing to read in this line."""
    lost = len(_MEANINGLESS.findall(text))
    return lost > _UNREADABLE * sum(1 for c in text if not c.isspace()) if lost else False


def _add_line(builder: TextBuilder, text: str, line: int, skip: int) -> None:
    """Add a line's characters: ligatures undone, white space single, soft hyphens and controls out."""
    offset = skip + len(text[skip:]) - len(text[skip:].lstrip())
    end = len(text.rstrip())
    for odd in _ODD.finditer(text, offset, end):
        builder.add(text[offset : odd.start()], line, offset)
        offset = odd.end()
        if odd.lastgroup == "space":
            builder.add(" ", line, odd.start())
        elif odd.lastgroup == "ligature":
            builder.add(_LIGATURES[odd.group()], line, odd.start(), step=0)
    builder.add(text[offset:end], line, offset)
