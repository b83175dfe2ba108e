"""Is the emphasis of a quotation the source's, and does the draft say so?

Only words set apart from the rest of their quotation count: many drafts set whole quotations in
italics. Where the page's fonts do not tell, nothing is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.errors import ReadingError
from corpus.own_files import locate_inside
from drafts.quotations.quotation_finder import Quotation
from indexer.labels.pinpoint_wording import list_pdf_pages
from indexer.library import Library
from indexer.readers.flowing.flowing_text import FlowingText
from indexer.readers.signatures import is_pdf
from indexer.words.tokens import split_words, tokenise
from search.locating.match import Match

if TYPE_CHECKING:
    from indexer.readers.pdfium.fonts import StyledWord

_REMARK = re.compile(
    r"\b(?:emphas[ei]s|italics|underlining)\s+(?:is\s+|are\s+)?"
    r"(?:(?P<added>added|mine|ours|supplied)|in\s+(?:the\s+)?original)\b",
    re.IGNORECASE,
)
_NEAR = 250
"""Characters behind a quotation within which a remark is about it."""
_SECONDS = 30.0
"""Seconds that looking at the fonts of a page may take."""
_AROUND = 3
"""Words on either side by which emphasised words are found again on the page."""
_UNSEEN = "the source’s type does not emphasise {} (underlining is not seen)"
_SHOWING = ("docx", "markdown", "html")
"""The formats in which emphasis can be seen."""


class EmphasisCheck:
    """Compares the emphasis of a draft's quotations with the pages that they are from."""

    def __init__(self, library: Library, draft: FlowingText) -> None:
        self._library = library
        self._draft = draft
        self._read_page = lru_cache(maxsize=64)(self._read_words)

    def describe(self, quotation: Quotation, match: Match) -> str:
        """One sentence on emphasis that is not what the draft says; "" where all is well."""
        if self._draft.format not in _SHOWING:
            return ""
        remark = self._find_remark(quotation)
        phrases = list(self._list_emphasised(quotation))
        if not phrases:
            added = remark is not None and remark["added"]
            return "“Emphasis added”, but no words of it are emphasised." if added else ""
        known = [self._is_emphasised(phrase, match) for phrase in phrases]
        words = "; ".join(f"“{phrase}”" for phrase in phrases)
        if remark is not None and remark["added"]:
            return f"“Emphasis added”: the source emphasises {words}, too." if all(known) else ""
        if any(one is not False for one in known):
            return ""
        if remark is not None:
            return f"“Emphasis in original”: {_UNSEEN.format(words)}."
        return (
            f"No remark says that the emphasis on {words} is the draft’s; {_UNSEEN.format('it')}."
        )

    def _find_remark(self, quotation: Quotation) -> re.Match[str] | None:
        last = quotation.spans[-1]
        block = self._draft.blocks[last.block]
        texts = [block.text[last.end : last.end + _NEAR]]
        notes = [a.note for a in block.anchors if last.end <= a.offset <= last.end + _NEAR]
        texts += [self._draft.blocks[at].text for n in notes for at in self._draft.notes[n].blocks]
        if last.block + 1 < len(self._draft.blocks) and quotation.kind == "block":
            texts.append(self._draft.blocks[last.block + 1].text[:_NEAR])
        return next(filter(None, map(_REMARK.search, texts)), None)

    def _list_emphasised(self, quotation: Quotation) -> Iterator[str]:
        """The stretches of words that are more emphasised than most of the quotation."""
        for span in quotation.spans:
            block = self._draft.blocks[span.block]
            tokens = [t for t in tokenise(block.text) if span.start <= t.start < span.end]
            levels = [
                sum(start <= token.start and token.end <= end for start, end in block.emphasis)
                for token in tokens
            ]
            usual = Counter(levels).most_common(1)[0][0] if levels else 0
            begin = None
            for at, level in enumerate([*levels, usual]):
                if level > usual and begin is None:
                    begin = at
                elif level <= usual and begin is not None:
                    yield block.text[tokens[begin].start : tokens[at - 1].end]
                    begin = None

    def _is_emphasised(self, phrase: str, match: Match) -> bool | None:
        """Whether the page emphasises these words of the match; None where it cannot be told."""
        if not is_pdf(match.entry.document.reader):
            return None
        wanted, passage = split_words(phrase), split_words(match.text)
        at = _find_sequence(wanted, passage)
        if at is None:
            return None
        first, last = max(0, at - _AROUND), at + len(wanted) + _AROUND
        context = passage[first:last]
        for pdf_page in list_pdf_pages(match.labels):
            words = self._read_page(match.entry.files[0], pdf_page)
            place = _find_sequence(context, [word for word, _ in words])
            if place is not None:
                start = place + at - first
                styles = [style for _, style in words[start : start + len(wanted)]]
                return None if None in styles else all(styles)
        return None

    def _read_words(self, file: str, pdf_page: int) -> list[tuple[str, bool | None]]:
        """The folded words of a page, and whether each is set apart from most of them; None where
        the file does not tell."""
        from indexer.readers.pdfium.fonts import read_styled_words

        try:
            path = locate_inside(self._library.paths.root, file)
            words = self._library.apart.call(
                read_styled_words, (path, pdf_page), about=path.name, seconds=_SECONDS
            )
        except ReadingError:
            return []
        usual = Counter((word.italic, word.bold) for word in words).most_common(1)
        (italic, bold) = usual[0][0] if usual else (False, False)
        return [
            (folded, _stands_out(word, italic=italic, bold=bold) if word.told else None)
            for word in words
            for folded in split_words(word.text)
        ]


def _stands_out(word: StyledWord, *, italic: bool, bold: bool) -> bool:
    """Whether a word is set apart on a page most of which is `italic` or `bold`."""
    return word.italic != italic or (word.bold and not bold)


def _find_sequence(wanted: Sequence[str], words: Sequence[str]) -> int | None:
    """The index at which `wanted` stands in `words`; None if nowhere or more than once."""
    length = len(wanted)
    places = [
        at
        for at in range(len(words) - length + 1)
        if words[at] == wanted[0] and list(words[at : at + length]) == list(wanted)
    ]
    return places[0] if len(places) == 1 else None
