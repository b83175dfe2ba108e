"""The minutes of a document as the store keeps them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from corpus.items import PartialDate
from indexer.minutes.find import find_held_year, find_minutes
from indexer.minutes.meeting import name_meeting
from indexer.minutes.minute import Minute
from indexer.minutes.pieces import split_into_pieces
from indexer.minutes.speakers import Deputants
from indexer.minutes.voices import find_voices
from indexer.pages.joins import JoinedPages, PageOfText, join_pages
from indexer.store.minutes import (
    MinutePlaces,
    MinuteRow,
    PackedMinutes,
    VoiceChanges,
    pack_places,
)

_DRAFT = re.compile(
    r"\bdraft\s+minutes\b.{0,300}?\bsubject\s+to\s+(?:adoption|approval|confirmation)\b"
    r"|\bminutes\b[^.]{0,200}?\bsubject\s+to\s+(?:adoption|approval|confirmation)\s+(?:at|by)\b",
    re.IGNORECASE | re.DOTALL,
)
_BEGINNING = 8_000
"""Characters within which minutes say that they are a draft."""


def pack_minutes(pages: Sequence[PageOfText], meeting: PartialDate | None) -> PackedMinutes:
    """What is found in `pages`, all those of a document that is the minutes of `meeting`."""
    joined = join_pages(pages)
    minutes = find_minutes(joined, None, meeting)
    rows = [
        MinuteRow(minute.number, minute.title, *minute.span, *minute.start, *minute.end)
        for minute in minutes
    ]
    held, draft = find_held_year(joined.text), is_draft(joined.text)
    places = pack_places(find_places(joined, minutes))
    return PackedMinutes(name_meeting(meeting), held, draft, rows, places)


def is_draft(text: str) -> bool:
    """Whether minutes with this text call themselves a draft that is yet to be adopted."""
    return bool(_DRAFT.search(text, 0, _BEGINNING))


def find_places(joined: JoinedPages, minutes: Sequence[Minute]) -> MinutePlaces:
    """Whose words stand where in a document with these `minutes`."""
    text = joined.text
    deputants = Deputants(text, text[: minutes[0].span[0]] if minutes else "")
    changes: list[VoiceChanges] = []
    for minute in minutes:
        pieces = split_into_pieces(text, minute.span, joined.starts)
        voices = find_voices(text, minute.span[1], pieces, deputants)
        pairs = zip((piece.start for piece in pieces), voices, strict=True)
        alike = [(next(own)[0], voice) for voice, own in groupby(pairs, lambda pair: pair[1])]
        changes.append(([start for start, _ in alike], [voice for _, voice in alike]))
    return MinutePlaces(len(text), list(joined.starts), changes)
