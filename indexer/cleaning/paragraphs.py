"""Where a new paragraph begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from indexer.cleaning.columns import has_cell_words, is_label
from indexer.readers.frames import SheetLayout, measure_pitch
from indexer.readers.geometry import Box
from indexer.words.tokens import SUPERSCRIPT_DIGITS

_CLOSING = rf"['\"’”)\]{SUPERSCRIPT_DIGITS}\d]*(?:\s[{SUPERSCRIPT_DIGITS}]+)*$"
_SENTENCE_END = re.compile(rf"[.!?]{_CLOSING}")
_CLAUSE_MARKS = frozenset(".!?:;")
_CLAUSE_END = re.compile(rf"[.!?:;]{_CLOSING}")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[“\"])(?:[A-Z]|(?i:ss?|cc?|v|vs|pp?|nn?|nos?|paras?|arts?|cls?|rr?|regs?|sched?|sch|"
    r"secs?|chs?|figs?|vols?|pts?|eds?|exs?|cf|e\.g|i\.e|viz|approx|dept|mrs?|ms|messrs|dr|prof|hon|"
    r"rev|st|gen|gov|sen|rep|capt|sgt|lt|col|supt|insp|cst|det))\.$"
)
_ITEM = re.compile(
    r"\s*(?:[•●▪■◦–—·]|[-\u2010\u2011−\ufffd]\s|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s|#?P\d+)"
)
_BULLET = re.compile(r"\s*(?:[•●▪■◦]|[!\ufffd]\s)")
"""A bullet, also from a font that tells the wrong sign or none."""
_SURE_BULLETS = frozenset("•●▪■◦‣")
"""With these a line begins only where an item of a list does."""
_DASHES = frozenset("-\u2010\u2011–—−")
_DASH_ITEM = re.compile(r"\s*[-\u2010\u2011–—−]\s+\S")
"""What may be an item of a list, or running text that goes on after a dash."""
_TIED = re.compile(r"\w[-\u2010\u2011–/]$")
"""After these a line goes on, however short it is."""
_LETTERED = re.compile(r"\s*[“‘'\"]*\((?:\d{1,3}|[A-Za-z]{1,4})\)")
_QUOTED_ITEM = re.compile(r"\s*[“‘]+\((?:\d{1,3}|[A-Za-z]{1,4})\)")
"""How one begins that an amendment inserts."""
_LISTING = re.compile(r"(?:(?:^|[;,)]\s)(?:and|or|but)|—)$")
"""What may stand before an item of a list, though no sentence ends with it."""
_LABELLED = re.compile(r"\s*[A-Z][\w#/ ’'-]{0,30}:\s")
"""A line such as "Date: 12 May"."""
_CANNOT_END = re.compile(
    r"(?:^|[\s(\[“‘\"—])(?:an?|the|of|to|by|in|into|and|or|nor|but|including|for|with|without|from|"
    r"that|which|who|whose|as|on|upon|at|is|was|are|were|be|been|has|have|had|its|his|her|their|our|"
    r"your|my|this|these|those|such|any|no|not|under|between|than|because|if|when|while|where)$",
    re.IGNORECASE,
)
"""Words after which neither a sentence nor a heading can end."""
_REFERS = re.compile(
    r"\S\s+(?:section|paragraph|clause|article|rule|recommendation)s?$", re.IGNORECASE
)
"""Words that a number may follow without being an item of a list."""
_FREE = 0.4
"""A line that does not end a sentence ends a paragraph if it leaves this share of its column free:
ragged lines are longer, however long the next word."""
_FREE_ALONE = 0.12
"""The same for the first line of a paragraph, which may be a heading or an entry of a list."""
_SMALL_CAPITALS = 0.35
"""Within a sentence, a line may be larger or smaller by this share without a break."""
_NEXT_CELL = 4.0
"""Font sizes between two lines of one row that are read one after the other, not as one."""
_ROW_CELL = 1.5
"""Font sizes between a cell and the one before, in the same row of a table."""
_SAME_ROW = 1.0
"""Points; lines whose tops differ by no more than this stand side by side."""
_TAIL = 12
"""Characters in which these endings can be seen; a search from the start of a line costs more."""
_INITIALS = re.compile(r"(?<!\w)(?:[A-Z]\.){2,}$")
"""An abbreviation such as "U.S.", which may end a sentence or stand within one."""
_HEADING = re.compile(r"\s*(?:(?:\d{1,3}|[A-Z])(?:\.\d{1,3})*[.)]?\s+)?[^\W\d_a-z]")
"""How a heading begins: with a capital, behind its number or letter if it has one."""
_LEAST_HANGING = 3
"""So many sentences must go on in an indented line for indented lines to go on."""
_LEADERS = re.compile(r"(?:\s?[.…]){4,}\s*[\divxlcIVXLC]+$")
_NEW_SIZE = 0.12
"""A line that is larger or smaller than the last by more than this share begins a paragraph."""


def _ends_clause(tail: str) -> bool:
    """Whether a clause ends with `tail`."""
    last = tail[-1:]  # enough to tell for most lines
    return last in _CLAUSE_MARKS or (not last.isalpha() and bool(_CLAUSE_END.search(tail)))


def _is_abbreviation(tail: str) -> bool:
    """Whether the text ends with an abbreviation's full stop."""
    return tail.endswith(".") and bool(_ABBREVIATION.search(tail, _find_last_space(tail)))


def _cannot_end(tail: str) -> bool:
    """Whether no sentence or heading can end with the last word."""
    return tail[-1:].isalpha() and bool(_CANNOT_END.search(tail, _find_last_space(tail)))


def _find_last_space(tail: str) -> int:
    """Where the search for the last word may begin: at the space before it, or at the start."""
    return max(tail.rfind(" "), 0)


def _ends_in_leaders(text: str) -> bool:
    """Whether the line is one of a table of contents, "Summary . . . . 3"."""
    return ("...." in text or ". . ." in text or "……" in text) and bool(_LEADERS.search(text))


def _place(left: float) -> int:
    """A left edge in steps in which those of one column are equal."""
    return round(left / 3)


def is_on_same_row(above: Box, below: Box) -> bool:
    """Whether two boxes stand side by side rather than one over the other."""
    _, top, _, bottom = above
    _, other_top, _, other_bottom = below
    overlap = (bottom if bottom < other_bottom else other_bottom) - (
        top if top > other_top else other_top
    )
    height, other_height = bottom - top, other_bottom - other_top
    return overlap > 0.5 * (height if height < other_height else other_height)


class Flow:
    """Lines of a sheet in reading order; `at` is the 0-based index among them."""

    def __init__(
        self,
        page: SheetLayout,
        order: Sequence[int],
        cells: Collection[int] = (),
        numbered: Mapping[int, int] | None = None,
    ) -> None:
        """`order` has the 0-based indices of the lines among those of the sheet; `cells` those
        that begin a cell of a table; `numbered` says how many characters the line numbers take
        with which lines begin."""
        self._order = order
        self._cells = cells
        self._lines = [page.sheet.lines[at] for at in order]
        for k, at in enumerate(order) if numbered else ():
            line = self._lines[k]
            self._lines[k] = line._replace(text=line.text[(numbered or {}).get(at, 0) :])
        self._boxes = [page.boxes[at] for at in order]
        begins = [line.text.lstrip()[:1] for line in self._lines]
        self._small = [letter.islower() for letter in begins]
        self._marked = [letter in _SURE_BULLETS or letter in _DASHES for letter in begins]
        self._furthest = max([box.x1 for box in self._boxes], default=0.0)

    def find_paragraph_starts(self) -> set[int]:
        """The lines that begin a paragraph, as indices among those of the sheet; the first line is
        never among them."""
        if not self._order:
            return set()
        pitch = measure_pitch(self._boxes, _SAME_ROW)
        starts: set[int] = set()
        first = not self._lines[0].text[:1].islower()
        item = 0 if self._marked[0] else None
        for at in range(1, len(self._order)):
            first = (
                self._order[at] in self._cells
                or self._begins_item(at, item)
                or self._begins(at, pitch, first)
            )
            if first:
                starts.add(self._order[at])
                item = at if self._marked[at] else None
        return starts

    def _begins_item(self, at: int, item: int | None) -> bool:
        """Whether the line begins an item of a list: with a bullet; with a dash where the line
        before has ended; or where the `item` whose paragraph this is began, and marked like it."""
        marked = self._marked[at]
        if (not marked and item is None) or is_on_same_row(self._boxes[at - 1], self._boxes[at]):
            return False
        if not marked:
            return self._follows_item(at, item)
        if self._lines[at].text.lstrip()[0] in _SURE_BULLETS:
            return True
        if not _DASH_ITEM.match(self._lines[at].text):
            return False
        tail = self._lines[at - 1].text.rstrip()[-_TAIL:]
        if _ends_clause(tail):
            return not _is_abbreviation(tail)
        return self._stands_like(at, item) and not _cannot_end(tail)

    def _stands_like(self, at: int, item: int | None) -> bool:
        """Whether the line begins as far left as the `item`."""
        return item is not None and abs(self._boxes[at].x0 - self._boxes[item].x0) <= 2

    def _follows_item(self, at: int, item: int | None) -> bool:
        """Whether the line, in the paragraph of the `item`, has a number or letter as another."""
        before, after = self._lines[at - 1].text.rstrip(), self._lines[at].text
        if not _ITEM.match(after) or not self._stands_like(at, item):
            return False
        beneath = self._boxes[at].y0 > self._boxes[at - 1].y0
        refers = _cannot_end(before[-_TAIL:]) or _REFERS.search(before[-2 * _TAIL :])
        return beneath and not refers

    def _begins(self, at: int, pitch: float, first: bool) -> bool:
        """Whether the line begins a paragraph; `first` tells whether the one before does."""
        line, following = self._lines[at - 1], self._lines[at]
        above, below = self._boxes[at - 1], self._boxes[at]
        left, top, _, bottom = above  # faster than by name, and there are many lines
        next_left, next_top, _, next_bottom = below
        before, after = line.text.rstrip(), following.text
        size = following.size or (next_bottom - next_top)
        if next_top < top - size:
            return is_paragraph_break(before, after)
        if next_top < bottom and is_on_same_row(above, below):
            return next_left - above.x1 > _NEXT_CELL * size and self._are_cells(at)
        # a tall bullet or sign raises the top of its line alone
        step = next_top - top
        if line.size == following.size and next_bottom - bottom < step:
            step = next_bottom - bottom
        if step > pitch + 0.45 * size or _ends_in_leaders(before):
            return True
        if next_left < left - _ROW_CELL * size and not self._small[at] and self._ends_row(at - 1):
            return True
        if line.size != following.size and self._changes_size(at):
            return True
        tail = before[-_TAIL:]
        if _ends_clause(tail):
            if _is_abbreviation(tail):
                return False
            if _ITEM.match(after) or _QUOTED_ITEM.match(after):
                return True
            if 0.9 * size < next_left - left < 6 * size:
                return (_place(left), _place(next_left)) not in self._hanging
            if next_left < left - 0.9 * size and self._ends_entry(at - 1):
                return True
            if self._is_heading(at, size):
                return True
        if tail.endswith("—") and _LETTERED.match(after):
            return True  # a statute's list
        return not self._small[at] and self._stops_short(at - 1, size, first)

    def _ends_entry(self, at: int) -> bool:
        """Whether the line is one of a hanging paragraph, and the next begins another."""
        places = _place(self._boxes[at + 1].x0), _place(self._boxes[at].x0)
        return not self._small[at + 1] and places in self._hanging

    @cached_property
    def _hanging(self) -> set[tuple[int, int]]:
        """Where a first line and the further lines of its paragraph begin, if these are indented:
        sentences go on from the one place to the other. So are entries of lists set."""
        places: Counter[tuple[int, int]] = Counter()
        for at, is_small in enumerate(self._small):
            if is_small and at:
                above, below = self._boxes[at - 1], self._boxes[at]
                indent = below.x0 - above.x0
                if below.y0 > above.y0 and 0.9 * (below.y1 - below.y0) < indent:
                    places[_place(above.x0), _place(below.x0)] += 1
        return {place for place, count in places.items() if count >= _LEAST_HANGING}

    def _ends_row(self, at: int) -> bool:
        """Whether the line is the last cell of a row of a table."""
        if not at:
            return False
        before, box = self._boxes[at - 1], self._boxes[at]
        apart = box.x0 - before.x1 > _ROW_CELL * (box.y1 - box.y0)
        return apart and is_on_same_row(before, box)

    def _are_cells(self, at: int) -> bool:
        """Whether the line, far right of the one before, and that one are cells with words."""
        before, after = self._lines[at - 1].text, self._lines[at].text
        return has_cell_words(before) and has_cell_words(after) and not is_label(before, after)

    def _is_heading(self, at: int, size: float) -> bool:
        """Whether the line, which follows the end of a sentence, is a heading in the text's own
        size: short and without an end, before a line that begins another sentence."""
        if at + 1 >= len(self._lines) or self._small[at + 1] or self._is_in_pieces(at):
            return False
        tail = self._lines[at].text.rstrip()[-_TAIL:]
        if not tail[-1:].isalnum() or _ends_clause(tail) or _cannot_end(tail):
            return False
        text = self._lines[at].text
        if not (self._ends_sentence(at - 1) and _HEADING.match(text)) or _LABELLED.match(text):
            return False
        above, below = self._boxes[at], self._boxes[at + 1]
        beneath = below.y0 > above.y0 and abs(below.x0 - above.x0) <= 2 * size
        room = self.measure_space_after(at)
        return beneath and room > _FREE * (room + above.x1 - above.x0)

    def _is_in_pieces(self, at: int) -> bool:
        """Whether the line before or after stands in the same row."""
        before, box, after = self._boxes[at - 1 : at + 2]
        return is_on_same_row(before, box) or is_on_same_row(box, after)

    def _ends_sentence(self, at: int) -> bool:
        tail = self._lines[at].text.rstrip()[-_TAIL:]
        return bool(_SENTENCE_END.search(tail)) and not _INITIALS.search(tail)

    def _stops_short(self, at: int, size: float, first: bool) -> bool:
        """Whether the line ends a paragraph, since the first word of the next one, which is of this
        size, would have fitted on it."""
        above, below = self._boxes[at], self._boxes[at + 1]
        if self._furthest - above.x1 <= size:
            return False
        room = self.measure_space_after(at)
        before, after = self._lines[at].text, self._lines[at + 1].text
        words = after.split(maxsplit=1)
        width = below.x1 - below.x0
        first_word = width * (len(words[0]) + 1) / len(after.strip()) if words else 0.0
        if room <= first_word + size:
            return False
        alone = first and not self._is_indented(at)
        least = 0.0 if self._is_list(at) else _FREE_ALONE if alone else _FREE
        return stops_short(before, after, room / (room + above.x1 - above.x0), least)

    def _changes_size(self, at: int) -> bool:
        """Whether the line's size is not that of the one before, small capitals aside."""
        line, following = self._lines[at - 1], self._lines[at]
        smaller, larger = sorted((line.size, following.size))
        if larger - smaller <= _NEW_SIZE * larger:
            return False
        before, after = line.text.rstrip(), following.text.lstrip()
        if _SENTENCE_END.search(before[-_TAIL:]) or larger - smaller > _SMALL_CAPITALS * larger:
            return True
        low, high = sorted(box.y1 - box.y0 for box in self._boxes[at - 1 : at + 1])
        return high - low > _NEW_SIZE * high and not is_mid_sentence(before, after)

    def _is_list(self, at: int) -> bool:
        """Whether no line near this one begins with a small letter, as lines of running text do."""
        near = self._small[max(0, at - 3) : at + 5]
        return len(near) >= 5 and not any(near)

    def measure_space_after(self, at: int) -> float:
        """How much shorter the line is than the longest near it in its column, points."""
        left, top, right, bottom = self._boxes[at]
        indent = 1.5 * (self._lines[at].size or (bottom - top))
        near = self._boxes[max(0, at - 4) : at + 6]
        edges = [box.x1 for box in near if abs(box.x0 - left) <= indent]
        if len(edges) == 1:
            edges = [box.x1 for box in near if box.x0 < right and left < box.x1]
        return max(edges) - right

    def _is_indented(self, at: int) -> bool:
        """Whether no line near this one begins where it does."""
        left, top, _, bottom = self._boxes[at]
        indent = 1.5 * (self._lines[at].size or (bottom - top))
        near = self._boxes[max(0, at - 4) : at + 6]
        return sum(abs(box.x0 - left) <= indent for box in near) == 1


def is_mid_sentence(before: str, after: str) -> bool:
    """Whether the words alone show that a sentence continues from one line to the next."""
    tail = before[-_TAIL:]
    return _cannot_end(tail) or (after[:1].islower() and not _ends_clause(tail))


def stops_short(before: str, after: str, free: float, least: float = _FREE) -> bool:
    """Whether a line with room for the next word was meant to end.

    `free` is the share of its column that it leaves empty. Lines are also broken early where words
    are tied together ("section 3", "K LLC"): so a line that does not end a sentence must leave more
    than the share `least` free, or be followed by an item of a list.
    """
    before = before.rstrip()
    tail = before[-_TAIL:]
    item = _ITEM.match(after) or _LETTERED.match(after)
    if _ends_clause(tail) or _BULLET.match(after) or (item and _LISTING.search(tail)):
        return True
    if _cannot_end(tail) or _TIED.search(tail) or (item and _REFERS.search(before[-2 * _TAIL :])):
        return False
    if item or _LABELLED.match(after):
        return True
    return free > least and not tail.endswith(",")


def is_paragraph_break(before: str, after: str) -> bool:
    """Whether a column or page break is also that of a paragraph: a sentence has ended, and what
    follows could begin one or is an item of a list; or a bullet follows."""
    tail, after = before.rstrip()[-_TAIL:], after.lstrip()
    if after[:1] in _SURE_BULLETS:
        return True
    if after[:1].islower() or _is_abbreviation(tail):
        return False
    return bool(_SENTENCE_END.search(tail) or (_ends_clause(tail) and _ITEM.match(after)))
