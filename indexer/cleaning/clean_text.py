"""From the lines of the sheets to clean text with a map.

Line breaks, end-of-line hyphens, ligatures, odd spaces and furniture are undone; the words stay as
they are. Footnotes and turned text are kept apart from the running text, so that they do not
interrupt a sentence that runs over a page break.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from corpus.frozen import replace_fields
from indexer.cleaning.footnotes import (
    LastNote,
    find_footnotes,
    measure_commonest_size,
    measure_last_note,
)
from indexer.cleaning.gaps import Span, covers_all, find_gaps, is_ornament
from indexer.cleaning.garbled import find_garbled_lines
from indexer.cleaning.hyphens import HYPHENS, Vocabulary
from indexer.cleaning.page_text import PARAGRAPH, PageText, Seam
from indexer.cleaning.paragraphs import (
    Flow,
    is_mid_sentence,
    is_on_same_row,
    is_paragraph_break,
    stops_short,
)
from indexer.cleaning.reading_order import find_reading_order, insert_beside
from indexer.cleaning.running_lines import Furniture, find_furniture
from indexer.cleaning.taken_out import collect_running_texts
from indexer.cleaning.text_map import TextBuilder, TextMap
from indexer.labels.page_label import PageLabel
from indexer.readers.frames import SheetLayout, lay_out_all
from indexer.readers.geometry import Box
from indexer.readers.sheets import Sheet
from indexer.readers.strikes import STRUCK, find_struck_span, remove_all_strokes
from indexer.words.tokens import SUPERSCRIPT_DIGITS, UNKNOWN

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_ODD = re.compile(
    rf"(?P<ligature>[{''.join(_LIGATURES)}])"
    rf"|(?P<unspaced> (?=[{SUPERSCRIPT_DIGITS}]))"
    r"|(?P<dropped>[\u00ad\ufeff\u200b\u200c\u200d\x00-\x08\x0e-\x1f\x7f])"
    r"|(?P<space>\s{2,}|[^\S ])"
)
_SPECIAL = re.compile(rf"[{''.join(_LIGATURES)}{SUPERSCRIPT_DIGITS}\ufffd]")
_ODD_IF_PRINTABLE = re.compile(rf"[{''.join(_LIGATURES)}\ufffd]| [{SUPERSCRIPT_DIGITS}]")
"""What may be odd or without meaning in a printable line without double spaces; looked for only in
the few lines with `_SPECIAL` characters."""
_FIRM_HYPHEN = "\u2011"
"""The non-breaking hyphen, which always belongs to its word, even where a program broke it."""
_TYING = HYPHENS + f"{_FIRM_HYPHEN}–—/"
"""Characters after which the end of a line may not be a space."""


def clean_pages(sheets: Sequence[Sheet], labels: Sequence[PageLabel]) -> list[PageText]:
    """The clean text of every sheet, in order."""
    cleaner = _Cleaner(sheets)
    plain = remove_all_strokes(sheets)
    layouts = lay_out_all(plain)
    garbled = find_garbled_lines(plain)
    last = LastNote()
    pages: list[PageText] = []
    ends: list[_Ends] = []
    every = find_furniture(layouts, labels, cleaner.size)
    for at, (layout, furniture, sheet) in enumerate(zip(layouts, every, sheets, strict=True)):
        unread = garbled.get(at, set())
        page, end, last = cleaner.clean_page(at + 1, layout, furniture, last, unread, sheet)
        pages.append(page)
        ends.append(end)
    for at in range(len(pages) - 1):
        pages[at] = replace_fields(
            pages[at], seam=cleaner.choose_seam(pages[at], pages[at + 1], ends[at], ends[at + 1])
        )
    return pages


class _Ends(NamedTuple):
    """How the running text of a page begins and ends."""

    first_size: float = 0.0
    """Font size of its first line, points."""
    last_size: float = 0.0
    """Font size of its last line, points."""
    room: float = 0.0
    """Points left free at the end of the last line."""
    free: float = 0.0
    """The same as a share of its column."""
    label: bool = False
    """Its first line is a paragraph of its own."""


class _Cleaner:
    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.size = measure_commonest_size(sheets)
        self._vocabulary = Vocabulary(sheets)

    def clean_page(
        self,
        number: int,
        page: SheetLayout,
        furniture: Furniture,
        last: LastNote,
        garbled: set[int],
        shown: Sheet,
    ) -> tuple[PageText, _Ends, LastNote]:
        """The text of page `number` (1-based), its ends, and its last footnote; `last` is that of
        the page before. The `garbled` lines cannot be read; `shown` is the sheet with its struck
        letters marked."""
        lines = page.sheet.lines
        odd = {at for at, line in enumerate(lines) if not _is_plain(line.text)}
        gaps = {at: find_gaps(shown.lines[at].text) for at in odd}
        gaps |= {at: [(0, len(shown.lines[at].text))] for at in garbled}
        aside = furniture.lines | {at for at in odd if is_ornament(lines[at].text)}
        order = find_reading_order(page, [at for at in page.upright if at not in aside])
        upright = order.lines
        turned = sorted(set(range(len(lines))).difference(page.upright, aside))
        footnotes, starts = find_footnotes(page, upright, self.size, last=last)
        body = [at for at in upright if at not in footnotes]
        apart = [at for at in upright if at in footnotes]
        flow = Flow(page, body, order.cells, furniture.numbered)
        body_starts = flow.find_paragraph_starts()
        whole = insert_beside(page, order, body, body_starts) if order.beside else body
        text, text_map = self._assemble(page, whole, furniture, body_starts, gaps, shown)
        starts.update(turned)
        notes, notes_map = self._assemble(page, apart + turned, furniture, starts, gaps, shown)
        lost = sum(end - begin for at in gaps.keys() - aside for begin, end in gaps[at])
        return (
            PageText(
                number,
                text,
                text_map,
                notes,
                notes_map,
                lost=lost,
                order_doubtful=order.is_doubtful,
                running=collect_running_texts(page, furniture, garbled),
            ),
            _measure_ends(page, flow, body, body_starts),
            measure_last_note(page.sheet, apart),
        )

    def _assemble(
        self,
        page: SheetLayout,
        lines: Sequence[int],
        furniture: Furniture,
        starts: set[int],
        gaps: Mapping[int, Sequence[Span]],
        shown: Sheet,
    ) -> tuple[str, TextMap]:
        """The text of `lines`, with a new paragraph at each of `starts`; only those in `gaps` have
        characters to undo, or stretches that cannot be read."""
        builder = TextBuilder()
        before, last = "", -1
        for at in lines:
            skip = furniture.numbered.get(at, 0)
            line, raw = page.sheet.lines[at].text, shown.lines[at].text
            text = line[skip : furniture.joined.get(at)].strip()
            gap = gaps.get(at, ())
            # one mark for all lines that cannot be read, one after the other
            if text and not (builder.ends_with(UNKNOWN) and covers_all(gap, raw)):
                new = at in starts
                mark = not new and text[0] in SUPERSCRIPT_DIGITS
                if builder.length and not (
                    mark and _stands_tight(page.boxes[last], page.boxes[at])
                ):
                    self._join(builder, before, text, new)
                begin = line.index(text, skip)
                span = begin, begin + len(text)
                if shown is not page.sheet:
                    span = find_struck_span(raw, *span)
                if at in gaps:
                    _add_with_gaps(builder, raw, span, at, gap)
                else:
                    builder.add(raw[slice(*span)], at, span[0])
                before = text
            last = at
        return builder.finish()

    def _join(self, builder: TextBuilder, before: str, after: str, new_paragraph: bool) -> None:
        last = before[-1]
        if last in HYPHENS and self._vocabulary.is_broken(before, after):
            if builder.ends_with(STRUCK):
                builder.drop_last()
            if builder.ends_with("-") or builder.ends_with("\u2010"):
                builder.drop_last()
        elif new_paragraph:
            builder.add_separator(PARAGRAPH)
        elif last not in _TYING or not (_ends_in_hyphen(before) or _goes_on_tightly(before, after)):
            builder.add_separator(" ")

    def choose_seam(self, page: PageText, following: PageText, end: _Ends, begin: _Ends) -> Seam:
        """How the running text continues from one page to the next."""
        body, after = page.body.rstrip(STRUCK), following.body
        if not body or not after:
            return "paragraph"
        if _ends_in_hyphen(body):
            return "broken" if self._vocabulary.is_broken(body, after) else "hyphen"
        if _goes_on_after_firm_hyphen(body, after):
            return "hyphen"
        other_size = abs(end.last_size - begin.first_size) > 0.12 * begin.first_size
        if is_paragraph_break(body, after) or (begin.label and is_paragraph_break(body, "A")):
            return "paragraph"
        goes_on: Seam = "hyphen" if _goes_on_tightly(body, after) else "space"
        if after[:1].islower():
            return goes_on
        first_word = 0.6 * begin.first_size * (len(after.split(maxsplit=1)[0]) + 1)
        if other_size and not is_mid_sentence(body, after):
            return "paragraph"
        short = end.room > first_word + end.last_size and stops_short(body, after, end.free)
        return "paragraph" if short else goes_on


def _measure_ends(page: SheetLayout, flow: Flow, body: Sequence[int], starts: set[int]) -> _Ends:
    if not body:
        return _Ends()
    room = flow.measure_space_after(len(body) - 1)
    lines, last = page.sheet.lines, page.boxes[body[-1]]
    width = last.x1 - last.x0
    free = room / (room + width) if room else 0.0
    label = len(body) > 1 and body[1] in starts and lines[body[0]].text.strip()[-1:].isalnum()
    return _Ends(lines[body[0]].size, lines[body[-1]].size, room, free, label)


def _stands_tight(before: Box, mark: Box) -> bool:
    """Whether a note mark in a line of its own follows its word without a space."""
    return is_on_same_row(before, mark) and mark.x0 - before.x1 < 0.5 * (before.y1 - before.y0)


def _ends_in_hyphen(text: str) -> bool:
    """Whether a hyphen after a letter or digit ends the text; a dash after a space is no hyphen."""
    return len(text) > 1 and text[-1] in HYPHENS and text[-2].isalnum()


def _goes_on_tightly(before: str, after: str) -> bool:
    """Whether a dash, slash or unbreakable hyphen that follows its word without a space joins the
    two ("2018–", "23"; "clerk—", "a"; "and/", "or"; "self\u2011", "governing")."""
    if before[-1] == "—":
        # "means—", "(A)": what the dash announces begins a line of its own
        return not before[-2:-1].isspace() and after[:1].isalnum()
    if before[-1] == _FIRM_HYPHEN:
        return _goes_on_after_firm_hyphen(before, after)
    return before[-1] in "–/" and before[-2:-1].isalnum() and after[:1].isalnum()


def _goes_on_after_firm_hyphen(before: str, after: str) -> bool:
    """Whether a non-breaking hyphen joins the two ("self‑", "governing"; "12‑", "3"): some writers
    use it for a dash, before a new beginning."""
    if not before.endswith(_FIRM_HYPHEN) or not before[-2:-1].isalnum():
        return False
    figure = after[:1].isdigit() and not before[-2].islower()
    return after[:1].islower() or figure


def _is_plain(text: str) -> bool:
    """Whether a line has nothing to undo and no character without meaning."""
    # controls, soft hyphens, private characters and all spaces but " " are not printable, so ASCII
    # lines need no regular expression
    if not text.isprintable() or "  " in text:
        return False
    return text.isascii() or not (_SPECIAL.search(text) and _ODD_IF_PRINTABLE.search(text))


def _add_with_gaps(
    builder: TextBuilder, raw: str, stretch: Span, line: int, gaps: Sequence[Span]
) -> None:
    """Add the `stretch` of the line's text `raw`, with one mark for each of the gaps."""
    done, last = stretch
    for begin, end in gaps:
        if done < end and begin < last:
            _add_odd(builder, raw[done:begin], line, done)
            builder.add(UNKNOWN, line, max(begin, done), step=0)
            done = min(end, last)
    _add_odd(builder, raw[done:last], line, done)


def _add_odd(builder: TextBuilder, text: str, line: int, offset: int) -> None:
    """Add the `text` that begins at `offset` of a line: with ligatures undone and single spaces,
    without soft hyphens and controls."""
    done = 0
    for odd in _ODD.finditer(text):
        builder.add(text[done : odd.start()], line, offset + done)
        done = odd.end()
        if odd.lastgroup == "space":
            builder.add(" ", line, offset + odd.start())
        elif odd.lastgroup == "ligature":
            builder.add(_LIGATURES[odd.group()], line, offset + odd.start(), step=0)
    builder.add(text[done:], line, offset + done)
