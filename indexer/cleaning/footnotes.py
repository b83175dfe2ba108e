"""Which lines of a sheet are footnotes: at its foot, from a note mark on, and smaller than the text
or answering a raised mark in it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import pairwise, repeat, takewhile
from math import ceil, floor
from operator import itemgetter
from typing import NamedTuple

from indexer.readers.frames import SheetLayout
from indexer.readers.geometry import Box
from indexer.readers.sheets import Sheet
from indexer.words.tokens import SUPERSCRIPT_DIGITS

_SMALLER = 0.93
"""Footnotes are at most this large, as a share of the text's size; larger ones must begin with a
raised mark that answers one in the text, after a wide gap."""
_WIDE = 1.2
"""The least such gap, in usual distances between two lines."""
_MARK = re.compile(
    rf"\s*(?:(?P<raised>[{SUPERSCRIPT_DIGITS}]+)|(?P<number>\d{{1,3}})(?=[\s.)]|[A-Z“\"‘(\[]|$)"
    r"|(?P<sign>[*†‡]{1,3}|§{1,3}(?=[A-Z“\"‘(\[]))\s?)"
)
"""A section sign is a mark where a word follows at once; before a number it says "section"."""
_PLAIN_NOTE = re.compile(r"\s*(\d{1,3})\s+(?=[^\W\d_]|[“\"‘(\[])")
"""How a note as large as the text begins where its number is not raised, as LibreOffice sets it."""
_IN_TEXT = re.compile(
    rf"(?<=\S)\s?([{SUPERSCRIPT_DIGITS}]+)(?![^\W_])|^\s*([{SUPERSCRIPT_DIGITS}]+)\s*$"
)
_RAISED_DIGIT = re.compile(f"[{SUPERSCRIPT_DIGITS}]")
_RAISED = tuple(SUPERSCRIPT_DIGITS)
_SAME_SIZE = 0.4
"""Points by which the sizes of two lines of one footnote may differ."""
_NOTE_END = re.compile(r"[.!?)\]][\"'”’)\]]*$")
"""Unlike a sentence of the running text, a note may end in a bracket, and no mark follows it."""
_LABELLED = re.compile(r"\s*[A-Z]\w*:")
_MARK_ALONE = 3
"""A line of at most so many characters is nothing but a note mark."""
_STRIP = 12
"""Points; columns are told apart by strips of this width."""


class LastNote(NamedTuple):
    """How the footnotes of a sheet end."""

    size: float = 0.0
    """Font size of their last line, points; 0.0 where there is none."""
    finished: bool = True
    """It ends as a note can."""


def measure_commonest_size(sheets: Sequence[Sheet]) -> float:
    """The font size of most of the document's letters, to half a point; 0.0 where none is known."""
    exact: defaultdict[float, int] = defaultdict(int)
    for sheet in sheets:
        for line in sheet.lines:
            exact[line.size] += len(line.text)
    letters: Counter[float] = Counter()
    for size, count in exact.items():
        letters[round(size * 2) / 2] += count
    return letters.most_common(1)[0][0] if letters else 0.0


def find_footnotes(
    page: SheetLayout, lines: Sequence[int], size: float, *, last: LastNote
) -> tuple[set[int], set[int]]:
    """The indices of footnote lines among `lines` (the sheet's text, in reading order), and of
    those the ones that begin a note.

    `size` is the document's commonest size. `last` is the last sheet's last footnote: if that stops
    in mid-sentence, or if lines of its size stand right above this sheet's first note, it continues
    here without a mark.
    """
    sheet, boxes = page.sheet, page.boxes
    largest = _SMALLER * size
    source = sheet.lines
    small = [at for at in lines if source[at].size <= largest]
    notes = _find_small_notes(sheet, boxes, lines, small, last) if small else set()
    answered = {number for at in notes if (number := _read_number(sheet, at))}
    rest = [at for at in lines if at not in notes]
    notes |= _find_answering_notes(sheet, boxes, rest, answered)
    if not notes:
        return notes, set()
    return notes, _find_note_starts(sheet, [at for at in lines if at in notes])


def _find_small_notes(
    sheet: Sheet,
    boxes: Sequence[Box],
    lines: Sequence[int],
    small: Sequence[int],
    last: LastNote,
) -> set[int]:
    """Small lines below which no larger one stands, from a note mark on."""
    smaller = set(small)
    large = [at for at in lines if at not in smaller]
    marked = _find_marked_lines(sheet, small, large)
    resumable = {at for at in small if abs(sheet.lines[at].size - last.size) <= _SAME_SIZE}
    if not marked and not resumable:
        return set()
    lowest = _find_lowest(boxes[at] for at in large)
    ordered = [at for at in small if not _stands_over(boxes[at], lowest)]
    if not ordered:
        return set()
    first = min(ordered, key=lambda at: boxes[at].y0) if large else -1
    if last.finished and not _leads_to_note(sheet, boxes, ordered, marked, large):
        resumable = set()
    notes: list[int] = []
    inside, largest = False, 0.0
    for at in ordered:
        starts, resumes = at in marked, at == first and at in resumable
        at_margin = partial(_is_at_margin, boxes, large, at)
        if (starts and at_margin()) or resumes:
            inside = True
        elif inside and _outgrows(sheet, notes[-1], at, largest):
            # the first lines of a note in mid-sentence may be in small capitals
            inside = not _is_finished(sheet, notes[-1]) and not _is_apart(boxes, notes[-1:], at)
            largest = sheet.lines[at].size
        elif inside and _is_apart(boxes, notes, at):
            inside = _goes_on_in_next_column(sheet, boxes, notes[-1], at) and at_margin()
        if inside:
            if starts or resumes or _is_mark_alone(sheet, notes[-1]):
                largest = sheet.lines[at].size
            notes.append(at)
    return set(notes)


def _leads_to_note(
    sheet: Sheet,
    boxes: Sequence[Box],
    ordered: Sequence[int],
    marked: set[int],
    large: Sequence[int],
) -> bool:
    """Whether the first of the small lines at the foot begin no note but lead to one: apart from
    the text, of one size, and at the pitch of notes; a line such as "Source: ..." does not."""
    tail = list(takewhile(lambda at: at not in marked, ordered))
    if not tail or len(tail) == len(ordered) or _LABELLED.match(sheet.lines[tail[0]].text):
        return False
    block = [*tail, ordered[len(tail)]]
    if any(abs(sheet.lines[at].size - sheet.lines[tail[0]].size) > _SAME_SIZE for at in tail):
        return False
    height = boxes[tail[0]].y1 - boxes[tail[0]].y0
    steps = [boxes[b].y0 - boxes[a].y0 for a, b in pairwise(block)]
    if not all(0.5 * height < step <= 1.5 * height for step in steps):
        return False
    above = max((boxes[at].y1 for at in large if boxes[at].y1 <= boxes[tail[0]].y0 + 2), default=0)
    return boxes[tail[0]].y0 - above >= 0.5 * height


def _find_marked_lines(sheet: Sheet, small: Sequence[int], large: Sequence[int]) -> set[int]:
    """Those of the small lines that begin with a note mark.

    A plain number is a mark only where the text has it raised: rows of tables are numbered too.
    """
    raised = _find_raised_numbers(sheet, large)
    marks = {at: mark for at in small if (mark := _match_mark(sheet, at))}
    return {
        at
        for at, mark in marks.items()
        if not mark["number"] or _is_note_number(sheet.lines[at].text, mark, raised)
    }


def _match_mark(sheet: Sheet, at: int) -> re.Match[str] | None:
    """The note mark that the line begins with, if it does."""
    text = sheet.lines[at].text
    return None if text[:1].isalpha() else _MARK.match(text)


def _read_number(sheet: Sheet, at: int) -> int:
    """The number of the note that begins with this line, or 0."""
    mark = _match_mark(sheet, at)
    return _parse_number(mark["raised"] or mark["number"]) if mark else 0


def _is_mark_alone(sheet: Sheet, at: int) -> bool:
    return len(sheet.lines[at].text.strip()) <= _MARK_ALONE


def _is_finished(sheet: Sheet, at: int) -> bool:
    """Whether a note can end with this line."""
    return bool(_NOTE_END.search(sheet.lines[at].text.rstrip()[-4:]))


def _is_note_number(line: str, mark: re.Match[str], raised: set[int]) -> bool:
    """Whether a plain number at the start of a line is a mark: words follow, and it is `raised` in
    the text."""
    return int(mark["number"]) in raised and any(c.isalpha() for c in line[mark.end() :])


def _outgrows(sheet: Sheet, last: int, at: int, largest: float) -> bool:
    """Whether a line is larger than the note's first line, not counting a mark alone."""
    return not _is_mark_alone(sheet, last) and sheet.lines[at].size > largest + _SAME_SIZE


def _goes_on_in_next_column(sheet: Sheet, boxes: Sequence[Box], last: int, at: int) -> bool:
    """Whether a footnote that stops in mid-sentence continues with this line: as large, to the
    right and no lower."""
    alike = abs(sheet.lines[at].size - sheet.lines[last].size) <= _SAME_SIZE
    to_the_right = boxes[at].x0 >= boxes[last].x1 and boxes[at].y0 <= boxes[last].y1
    return alike and to_the_right and not _is_finished(sheet, last)


def _is_at_margin(boxes: Sequence[Box], large: Sequence[int], at: int) -> bool:
    """Whether lines of the text begin where this one does, give or take an indent."""
    # the parts of a formula are small and may stand low too, but anywhere on the line
    box = boxes[at]
    indent = 3 * (box.y1 - box.y0)
    aligned = sum(1 for other in large if -indent <= boxes[other].x0 - box.x0 <= 2 * indent)
    return aligned >= min(2, len(large))


def _find_answering_notes(
    sheet: Sheet, boxes: Sequence[Box], lines: Sequence[int], answered: set[int]
) -> set[int]:
    """Lines as large as the text, from the first that begins with a mark and answers the same one
    raised in the text above it: it stands apart, or further ones follow that do so in order.

    `answered` are the marks of the sheet's small notes: a list in the text may have these numbers.
    """
    source = sheet.lines
    begins = {
        k: number
        for k, at in enumerate(lines)
        if (number := _read_leading_mark(sheet, at)) and number not in answered
    }
    if not begins:
        return set()
    steps = sorted(step for a, b in pairwise(lines) if (step := boxes[b].y0 - boxes[a].y0) > 2)
    pitch = steps[len(steps) // 2] if steps else 0.0
    for k, number in begins.items():
        top = boxes[lines[k]].y0
        above = max((boxes[at].y0 for at in lines if boxes[at].y0 < top - 2), default=top)
        if not _is_last(sheet, boxes, lines[k:]):
            continue
        raised = _find_raised_numbers(sheet, lines[:k])
        following = [other for at, other in begins.items() if at >= k]
        in_order = following[:3] == list(range(number, number + len(following[:3])))
        apart = top - above >= _WIDE * pitch
        if apart and source[lines[k]].text.lstrip().startswith(_RAISED):
            answers = bool(raised.intersection(following))  # the first may continue another sheet's
        else:
            answers = number in raised and in_order and (apart or following[1:2] != [])
            answers = answers and raised.issuperset(following[:2])
        if answers:
            return set(lines[k:])
    return set()


def _read_leading_mark(sheet: Sheet, at: int) -> int:
    """The number with which a line as large as the text begins as a note may, or 0."""
    text = sheet.lines[at].text
    if text[:1].isalpha():
        return 0
    if text.lstrip().startswith(_RAISED):
        mark = _MARK.match(text)
        return _parse_number(mark["raised"]) if mark else 0
    plain = _PLAIN_NOTE.match(text)
    return int(plain[1]) if plain else 0


def _is_last(sheet: Sheet, boxes: Sequence[Box], lines: Sequence[int]) -> bool:
    """Whether all of these lines stand below the first, which may be a mark alone, and none is
    larger than the first two."""
    top = boxes[lines[0]].y0
    row = [at for at in lines[:2] if boxes[at].y0 < boxes[lines[0]].y1]
    size = max(sheet.lines[at].size for at in row) + _SAME_SIZE
    return all(boxes[at].y0 >= top - 2 and sheet.lines[at].size <= size for at in lines)


def _parse_number(digits: str | None) -> int:
    return int(unicodedata.normalize("NFKC", digits or "0"))


def _find_raised_numbers(sheet: Sheet, lines: Iterable[int]) -> set[int]:
    """The numbers that stand raised behind a word of these lines, or alone."""
    return {
        _parse_number(mark[1] or mark[2])
        for at in lines
        if not (text := sheet.lines[at].text).isascii() and _RAISED_DIGIT.search(text)
        for mark in _IN_TEXT.finditer(text)
    }


def measure_last_note(sheet: Sheet, notes: Sequence[int]) -> LastNote:
    """The last of these footnote lines."""
    if not notes:
        return LastNote()
    return LastNote(sheet.lines[notes[-1]].size, _is_finished(sheet, notes[-1]))


def _find_note_starts(sheet: Sheet, notes: Sequence[int]) -> set[int]:
    """Lines that begin a note: with a raised mark or sign, or with the next number."""
    starts: set[int] = set()
    last = 0
    for at in notes:
        mark = _match_mark(sheet, at)
        if not mark:
            continue
        number = _parse_number(mark["raised"] or mark["number"])
        if mark["sign"] or mark["raised"] or not last or number == last + 1:
            starts.add(at)
            last = number
    return starts


def _find_lowest(boxes: Iterable[Box]) -> dict[int, float]:
    """For each strip of the sheet: how far down the lowest of these boxes begins."""
    tops: dict[range, float] = {}
    for box in boxes:
        strips = _list_strips(box)  # the same for most lines of a page
        if box.y0 >= tops.get(strips, box.y0):
            tops[strips] = box.y0
    lowest: dict[int, float] = {}
    for strips, top in sorted(tops.items(), key=itemgetter(1)):
        lowest.update(dict.fromkeys(strips, top))
    return lowest


def _list_strips(box: Box) -> range:
    """The strips that the box fills, or the one that it lies in."""
    first, end = ceil(box.x0 / _STRIP), floor(box.x1 / _STRIP) + 1
    return range(first, end) if first < end else range(end - 1, end)


def _stands_over(box: Box, lowest: dict[int, float]) -> bool:
    """Whether one of the boxes with these `lowest` tops stands below `box` in the same column."""
    return max(map(lowest.get, _list_strips(box), repeat(0.0))) >= box.y1 - 1


def _is_apart(boxes: Sequence[Box], notes: Sequence[int], at: int) -> bool:
    """Whether none of the `notes` stands right above the line, in its column."""
    box = boxes[at]
    near = 2 * (box.y1 - box.y0)
    return not any(
        box.y0 - other.y1 <= near
        and other.y0 <= box.y0 + 1
        and box.x0 < other.x1 + near
        and other.x0 < box.x1
        for other in map(boxes.__getitem__, reversed(notes))
    )
