"""Where sentences begin and end in public documents, which are full of "Min. No." and "s. 31"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.late_pattern import compile_late
from indexer.words.tokens import SUPERSCRIPT_DIGITS

_BOUNDARY = compile_late(
    rf"[.!?…]+[)\]\"'”’»]*[{SUPERSCRIPT_DIGITS}]*(?=\s+[“\"‘'(\[«]*(?:[A-ZÀ-Þ0-9§#•]))|\n\n"
)
_LAST_WORD = compile_late(r"[^\s(\[“\"‘']+$")
_LIST_NUMBER = compile_late(
    r"(?:^|\n\n|[.!?:;]\s)\s*\(?(?:#?[A-Z]?\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})$"
)
_NUMBER = compile_late(r"\s+#?[A-Z]{0,3}-?\d")
"""What follows "No." if it means "number"; otherwise it is the word "no"."""

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr hon prof rev st sgt det insp supt cst const cpl lt col gen capt sr jr messrs mme "
    "no nos min mins s ss c cc ch cl para paras p pp art arts sec secs subs reg regs r rr vol vols "
    "ed eds v vs app fig figs ex cf al seq ibid e.g i.e viz etc inc ltd co corp dept div bros assn "
    "jan feb mar apr jun jul aug sep sept oct nov dec approx est tel ext u.s u.k d.c a.m p.m "
    "ont que alta man sask stat fed supp".split()
)


def find_sentence_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of every sentence of `text`, in order; headings and list items count as such.

    Each end includes closing quotation marks and note marks, but not the space after them. A full
    stop that belongs to an abbreviation, an initial or an item number ends nothing.
    """
    return list(iterate_sentence_spans(text))


def iterate_sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """The same one by one, for whoever needs but the first."""
    start = 0
    for boundary in _BOUNDARY.finditer(text):
        paragraph = boundary.group() == "\n\n"
        if not paragraph and _is_abbreviation(text, boundary):
            continue
        yield from _trim(text, start, boundary.start() if paragraph else boundary.end())
        start = boundary.end()
    yield from _trim(text, start, len(text))


def _trim(text: str, start: int, end: int) -> Sequence[tuple[int, int]]:
    """The span without the white space at its ends; none where nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return ((start, end),) if start < end else ()


def _is_abbreviation(text: str, boundary: re.Match[str]) -> bool:
    if boundary.group() != ".":
        return False
    before = text[max(0, boundary.start() - 30) : boundary.start()]
    if _LIST_NUMBER.search(before[-8:]):
        return True
    word = _LAST_WORD.search(before)
    if word is None:
        return False
    plain = word.group().lower()
    if plain in _ABBREVIATIONS:
        return plain != "no" or bool(_NUMBER.match(text, boundary.end()))
    return len(plain) == 1 and plain.isalpha() and word.group().isupper()
