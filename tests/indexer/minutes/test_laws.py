"""What holds for minutes of any text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indexer.minutes.find import find_minutes
from indexer.minutes.pieces import split_into_pieces
from indexer.minutes.speakers import Deputants
from indexer.minutes.voices import find_voices
from tests.indexer.minutes.pages import joined

_BITS = (
    "#P1. CHECKS", "P2. Small", "C5. Other", "P2021-0323-0.1. Late", "1. A", "2. B", "4 D", " ",
    "The Board was in receipt of the following report May 2, 2012 from Ann Reed:", "\n\n",
    "Moved by: A", "THAT it be so", "The motion failed.", "Dear Ms. Reed:", "Yours truly,",
    "• Ann Bee, Society, said yes", "The following persons made deputations:", "APPENDIX A",
    "The Board received the report.", "THIS IS AN EXTRACT FROM THE MINUTES HELD ON MAY 1, 2011",
)  # fmt: skip
_PAGES = st.lists(st.lists(st.sampled_from(_BITS), max_size=20).map("".join), max_size=4)


@given(_PAGES)
def test_minutes_follow_one_another_and_every_piece_has_one_voice(pages: list[str]) -> None:
    text = joined("Cover", *pages)
    position = 0
    for minute in find_minutes(text, 2012):
        begin, end = minute.span
        assert position <= begin < end <= len(text.text)
        assert minute.start == text.locate_on_page(begin)
        parts = split_into_pieces(text.text, minute.span, text.starts)
        assert parts[0].start == begin
        assert len(find_voices(text.text, end, parts, Deputants(text.text))) == len(parts)
        position = end
