"""Whose words a passage of the minutes is: the body's own, or those of a report, letter,
deputation or lost motion that the minutes reproduce.

Goes through the pieces of one minute in order, like a reader who remembers what was announced last.
The rules fit the minutes of the Toronto Police Services Board, 2001 to 2021. A voice that is not
certain is called possible.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.minutes.letters import CLOSING, find_bound_letter, find_enclosure
from indexer.minutes.motions import (
    SUBMITTED,
    begins_motion,
    continues_motion,
    find_outcome,
)
from indexer.minutes.pieces import DISPOSES, MinutePiece
from indexer.minutes.received import RECEIPT, Received, find_announced_sources
from indexer.minutes.speakers import (
    Deputants,
    find_deputation,
    is_list_of_deputations,
    match_speaker,
)

_RECEIPT = re.compile(RECEIPT)
_SECTION = re.compile(
    r"(?:Subject|Re|Recommendations?|Background(?:/Purpose)?|Purpose|Discussion|Conclusions?"
    r"|Financial (?:Implications?|Impact)(?: Statement)?|Summary|Comments|Issue|Reason for Decision"
    r"|Relationship to [A-Z][\w ]+|Equity Analysis|Key Points)\s*(?::|$|\n)|It is (?:therefore )?"
    r"recommended that\b",
    re.IGNORECASE,
)
_OWN_HEADING = re.compile(
    r"(?:Discussion by|Questions from|Comments (?:by|from)|Response (?:by|of)) (?:the )?"
    r"(?:Board|Members|Chief)|(?:Next (?:Regular )?Meeting|Minutes Approved|A recorded vote|"
    r"In favour|For\s+Against|Cop(?:y|ies) of)\b",
    re.IGNORECASE,
)
_SENTENCE_ENDS = re.compile(r"[.:;?!][”’\")]*\s*$")
_PERHAPS_OWN = re.compile(
    r"(?:Following|After|During) [^.]{0,80}?, the (?:Board|Chair|Chief|Committee|Commission)\b"
    r"|The (?:Board|Committee|Commission) (?:also |then |subsequently )?"
    r"(?:discussed|noted|enquired|inquired|thanked|expressed|requested|was advised|heard|asked"
    r"|commended|acknowledged)\b"
)
_REPORT_ENDS = re.compile(
    r"\bwill be (?:in attendance|available|present) to (?:answer|respond)", re.IGNORECASE
)
_PRONOUN = re.compile(r"(?:He|She|They)\b")
_OTHER_MINUTES = re.compile(
    r"this is an extract from the minutes\b|#[PC]\d{1,4}\.\s", re.IGNORECASE
)
_BOUND = "possibly in a document bound into the minutes"


class _Reader:
    """Reads one minute from its beginning to its end."""

    def __init__(self, text: str, end: int, deputants: Deputants) -> None:
        """`text` is that of the whole document; the minute ends at `end`."""
        self._text = text
        self._end = end
        self._deputants = deputants
        self._voice = ""
        self._report: Received | None = None
        """What is being reproduced, or may be, until the body speaks of it."""
        self._announced: list[Received] = []
        self._deputing = False
        self._bound = False
        """A letter, memorandum or enclosure on pages of its own has begun."""
        self._over = False
        """The body has disposed of the matter before it."""
        self._motions: list[int] = []
        """Indices of the pieces since the last outcome that are the words of motions."""
        self._first_of_last = 0
        """Index in `_motions` of the first piece of the last motion."""
        self._closed = False
        """The document that is bound in has been signed."""
        self._tops: list[int] = []
        """Where pages begin."""

    def read(self, pieces: Sequence[MinutePiece]) -> list[str]:
        """The voice of each piece, "" where it is the body's own."""
        voices: list[str] = []
        self._tops = [piece.start for piece in pieces if piece.begins_page]
        for at, piece in enumerate(pieces):
            voices.append(self._read_piece(piece, voices[-1] if voices else None))
            if not self._bound:
                self._follow_motion(at, piece, voices)
        return voices

    def _read_piece(self, piece: MinutePiece, before: str | None) -> str:
        """The piece's voice; `before` is that of the piece before, None at the minute's heading."""
        if piece.begins_page and before is not None:
            if self._begins_document(piece):
                return self._voice
            if self._goes_on(piece):
                return before
        if self._bound:
            return self._read_bound(piece)
        if _RECEIPT.match(piece.text):
            return self._read_receipt(piece)
        if self._returns_to_body(piece):
            return ""
        voice = self._read_indirect_speech(piece)
        return self._read_reproduced(piece) if voice is None else voice

    def _begins_document(self, piece: MinutePiece) -> bool:
        """Whether another document begins with this page; if so, its voice is set."""
        page = self._text[piece.start : self._end]
        inside = self._report is not None and self._report.reproduced and not self._over
        title = find_enclosure(page)
        if _OTHER_MINUTES.match(page):
            self._voice = "in an extract from the minutes of another meeting"
        elif title:
            self._voice = f"in {title}"
        elif not inside and (letter := self._find_letter(piece.start, page)):
            self._voice = f"in {letter.phrase}"
        elif self._closed if self._bound else self._over and self._is_foreign(piece):
            self._voice = _BOUND
        else:
            return False
        self._bound, self._closed, self._motions = True, False, []
        return True

    def _find_letter(self, start: int, page: str) -> Received | None:
        following = next((top for top in self._tops if top > start), self._end)
        return find_bound_letter(page, following - start, self._announced)

    def _read_bound(self, piece: MinutePiece) -> str:
        if DISPOSES.match(piece.text) or SUBMITTED.match(piece.text):
            self._bound, self._over, self._voice = False, True, ""
            return ""
        if CLOSING.match(piece.text):
            self._closed = True
        return self._voice

    def _is_foreign(self, piece: MinutePiece) -> bool:
        """Whether a page after the decision does not continue as minutes do."""
        return (
            self._ends_line_before(piece)
            and not match_speaker(piece.text)
            and not begins_motion(piece.text)
            and not continues_motion(piece.text)
            and not find_outcome(piece.text)
            and not self._is_of_body(piece)
        )

    def _goes_on(self, piece: MinutePiece) -> bool:
        """Whether the page begins in the middle of a sentence."""
        before = self._text[max(0, piece.start - 20) : piece.start]
        return not self._ends_line_before(piece) and not _SENTENCE_ENDS.search(before)

    def _ends_line_before(self, piece: MinutePiece) -> bool:
        """Whether nothing but spaces stands between the end of a line and the piece."""
        at = piece.start
        while at and self._text[at - 1] == " ":
            at -= 1
        return self._text[at - 1 : at] == "\n"

    def _read_receipt(self, piece: MinutePiece) -> str:
        sources = find_announced_sources(piece.text)
        self._announced += sources
        last = sources[-1] if sources else None
        self._report = None if last is None or last.elsewhere else last
        self._over = self._deputing = False
        self._voice = ""
        return ""

    @staticmethod
    def _is_of_body(piece: MinutePiece) -> bool:
        return bool(
            DISPOSES.match(piece.text)
            or SUBMITTED.match(piece.text)
            or find_outcome(piece.text)
            or _OWN_HEADING.match(piece.text)
        )

    def _returns_to_body(self, piece: MinutePiece) -> bool:
        """Whether the body itself speaks, which ends the document that was reproduced."""
        doubtful = self._report is None or not self._report.reproduced
        moved = begins_motion(piece.text) and (doubtful or "oved" in piece.text[:80])
        if not (moved or self._is_of_body(piece)):
            return False
        disposed = DISPOSES.match(piece.text) or find_outcome(piece.text)
        self._over = self._over or bool(disposed)
        self._report, self._deputing, self._voice = None, False, ""
        return True

    def _read_indirect_speech(self, piece: MinutePiece) -> str | None:
        """The voice of a paragraph that reports what somebody said; None where it does not."""
        if is_list_of_deputations(piece.text):
            self._report, self._deputing, self._voice = None, True, ""
            return ""
        voice = find_deputation(piece.text, expected=self._deputing, deputants=self._deputants)
        if voice:
            self._deputing, self._voice = True, voice
            self._doubt_report()
            return voice
        if match_speaker(piece.text):
            self._voice = ""
            self._doubt_report()
            return ""
        if self._deputing and self._voice and _PRONOUN.match(piece.text):
            return self._voice
        return None

    def _doubt_report(self) -> None:
        if self._report is not None:
            self._report = self._report._replace(reproduced=False)

    def _read_reproduced(self, piece: MinutePiece) -> str:
        if self._report is None:
            return ""
        if _SECTION.match(piece.text):
            self._report = self._report._replace(reproduced=True)
        if _PERHAPS_OWN.match(piece.text):
            self._doubt_report()
        sure = self._report.reproduced
        if _REPORT_ENDS.search(piece.text):
            self._doubt_report()
        return f"in {self._report.phrase}" if sure else f"possibly in {self._report.phrase}"

    def _follow_motion(self, at: int, piece: MinutePiece, voices: list[str]) -> None:
        """Remember the pieces that are motions until the minutes say what became of them."""
        outcome = find_outcome(piece.text)
        if outcome:
            self._apply_outcome(outcome, voices)
        elif SUBMITTED.match(piece.text):
            self._motions = []
        elif voices[at] == "" and begins_motion(piece.text):
            self._first_of_last = len(self._motions)
            self._motions.append(at)
        elif self._motions and continues_motion(piece.text):
            self._motions.append(at)

    def _apply_outcome(self, outcome: tuple[str, bool], voices: list[str]) -> None:
        verdict, several = outcome
        if verdict != "carried":
            voice = f"in a motion that {'failed' if verdict == 'failed' else 'was withdrawn'}"
            for index, at in enumerate(self._motions):
                sure = several or index >= self._first_of_last
                voices[at] = voice if sure else f"possibly {voice}"
        self._motions, self._first_of_last = [], 0


def find_voices(
    text: str, end: int, pieces: Sequence[MinutePiece], deputants: Deputants
) -> list[str]:
    """The voice of each piece of the minute that ends at `end`, "" where it is the body's own."""
    return _Reader(text, end, deputants).read(pieces)
