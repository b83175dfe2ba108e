"""What copying leaves behind in a quotation: numbers of notes, hyphens of line ends, lost spaces
and ligatures. It is named for what it is; the source's words are not changed by it."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import NamedTuple

from indexer.words.tokens import SUPERSCRIPT_DIGITS
from search.locating.alignment import Difference
from search.locating.word_text import WordText

_RAISED = re.compile(rf"[{SUPERSCRIPT_DIGITS}]+")
_TO_DIGITS = str.maketrans(SUPERSCRIPT_DIGITS, "0123456789")
_HYPHENS = "\u00ad\u2010\u2011-"
_LINE_END_HYPHEN = re.compile(rf"\w[{_HYPHENS}]\s+\w")
_BETWEEN = re.compile(rf"[\s{_HYPHENS}]*")
_GROUPED = re.compile(r"(?<=\d)[,\s\u2009\u202f](?=\d{3}(?!\d))")
_FRACTION = re.compile("[\u00bc-\u00be\u2150-\u215e]")
_LIGATURES = ("ffi", "ffl", "ff", "fi", "fl", "ft", "tt", "ti")
"""What fonts join, and what copying loses with them."""


class Residue(NamedTuple):
    """Something that copying left behind."""

    kind: str
    """In a few words, the same for all of its kind."""
    note: str
    """One sentence about this one."""


def explain_residue(
    difference: Difference, quoted: WordText, text: WordText, first: int
) -> Residue | None:
    """What a difference is if it is no change of words; None if it is one.

    `quoted` is the segment of the quotation; its place begins at the word `first` of `text`, the
    text around it.
    """
    start, end = difference.quoted_words
    source_start, source_end = (first + at for at in difference.source_words)
    ours, theirs = quoted.words[start:end], text.words[source_start:source_end]
    return (
        _explain_note_number(ours, theirs, text, source_end)
        or _explain_spaces(difference, ours, theirs)
        or _explain_ligature(difference, ours, theirs)
        or _explain_fraction(difference)
        or (
            _explain_times(quoted, end, text, source_end) if len(ours) == len(theirs) == 1 else None
        )
    )


def list_note_numbers(text: str) -> list[str]:
    """The numbers that stand raised in `text`, in ordinary digits."""
    return [mark.translate(_TO_DIGITS) for mark in _RAISED.findall(text)]


def _explain_note_number(
    ours: tuple[str, ...], theirs: tuple[str, ...], text: WordText, end: int
) -> Residue | None:
    """A number that the source has, raised, at the same place."""
    if not ours or not ours[-1][-1:].isdigit():
        return None
    if not theirs:
        numbers = ours
    elif ours[:-1] == theirs[:-1] and ours[-1].startswith(theirs[-1]):
        numbers = (ours[-1].removeprefix(theirs[-1]),)
    else:
        return None
    behind = text.spans[end - 1][1] if end else 0
    before = text.spans[end][0] if end < len(text.spans) else len(text.text)
    if not set(numbers) <= set(list_note_numbers(text.text[behind:before])):
        return None
    note = f"The number of note {numbers[0]} was copied along."
    if len(numbers) > 1:
        note = f"The numbers of notes {' and '.join(numbers)} were copied along."
    return Residue("numbers of notes copied along", note)


def _explain_spaces(
    difference: Difference, ours: tuple[str, ...], theirs: tuple[str, ...]
) -> Residue | None:
    """The same letters in the same order, with other spaces or hyphens between them."""
    if not ours or "".join(ours) != "".join(theirs):
        return None
    quoted, source = (" ".join(each.split()) for each in (difference.quoted, difference.source))
    if any(word.isdigit() for word in (*ours, *theirs)):
        if _GROUPED.sub("", quoted) != _GROUPED.sub("", source):
            return None
        note = f"“{quoted}” is written “{source}” in the source."
        return Residue("how numbers are grouped", note)
    if not _is_apart_only(quoted, ours) or not _is_apart_only(source, theirs):
        return None
    if _LINE_END_HYPHEN.search(difference.quoted):
        note = f"The hyphen of a line's end was copied along in “{quoted}”."
        return Residue("hyphens of line ends copied along", note)
    if any(hyphen in source for hyphen in _HYPHENS):
        note = (
            f"“{quoted}” is “{source}” in the source; if that hyphen stands at a line's end, it"
            " cannot be told whether it belongs to the word."
        )
        return Residue("form of dashes and hyphens", note)
    note = f"Only spaces differ: “{quoted}” is “{source}” in the source."
    return Residue("spaces between words", note)


def _is_apart_only(text: str, words: tuple[str, ...]) -> bool:
    """Whether nothing but spaces and hyphens stands between the words of `text`."""
    spans = WordText(text).spans
    if len(spans) != len(words):
        return False
    between = (text[a[1] : b[0]] for a, b in pairwise(spans))
    return all(_BETWEEN.fullmatch(piece) for piece in between)


def _explain_ligature(
    difference: Difference, ours: tuple[str, ...], theirs: tuple[str, ...]
) -> Residue | None:
    """A word of the source broken in two where the quotation lost joined letters ("di erent")."""
    if len(ours) != 2 or len(theirs) != 1:
        return None
    for letters in _LIGATURES:
        if letters.join(ours) == theirs[0]:
            note = (
                f"“{difference.quoted}” has lost the letters “{letters}” of “{difference.source}”."
            )
            return Residue("joined letters lost in copying", note)
    return None


def _explain_fraction(difference: Difference) -> Residue | None:
    """A fraction that is one sign on the one side and two numbers on the other: ½ and 1/2."""
    quoted, source = difference.quoted, difference.source
    if not quoted or _spell_fractions(quoted) != _spell_fractions(source):
        return None
    return Residue("how fractions are written", f"“{quoted}” is written “{source}” in the source.")


def _spell_fractions(text: str) -> str:
    apart = _FRACTION.sub(lambda sign: f" {unicodedata.normalize('NFKC', sign[0])} ", text)
    return " ".join(apart.replace("\u2044", "/").replace(" / ", "/").split())


def _explain_times(quoted: WordText, end: int, text: WordText, source_end: int) -> Residue | None:
    """The sign × behind a number that is the letter x on the other side: 3× and 3x."""
    ours, theirs = _get_with_sign(quoted, end - 1), _get_with_sign(text, source_end - 1)
    if ours == theirs or ours.replace("×", "x") != theirs.replace("×", "x"):
        return None
    return Residue("form of the sign ×", f"“{ours}” is written “{theirs}” in the source.")


def _get_with_sign(words: WordText, at: int) -> str:
    """The word at index `at`, with the sign × that follows it if there is one."""
    start, end = words.spans[at]
    return words.text[start : end + words.text.startswith("×", end)]
