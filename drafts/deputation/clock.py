"""How long a text takes to read aloud."""

from __future__ import annotations

from typing import Any

from corpus.frozen import frozen
from indexer.readers.flowing.flowing_text import FlowingText

WORDS_A_MINUTE = 150
"""A usual pace for reading to a meeting; fast talkers are asked to slow down."""
USUAL_MINUTES = 5.0
"""What many boards allow a deputation."""


@frozen
class ReadingTime:
    """How long a text is, and how long it may be."""

    words: int
    limit: float
    """Minutes."""

    @property
    def seconds(self) -> int:
        """To read it aloud."""
        return round(self.words * 60 / WORDS_A_MINUTE)

    @property
    def seconds_left(self) -> int:
        """Until the limit; negative where the text is too long."""
        return round(self.limit * 60) - self.seconds

    @property
    def words_left(self) -> int:
        """Until the limit; negative where the text is too long."""
        return int(self.limit * WORDS_A_MINUTE) - self.words

    @property
    def is_over(self) -> bool:
        """Whether it takes longer than allowed."""
        return self.seconds_left < 0

    def describe(self) -> str:
        """ "612 words, 4 min 5 s at 150 words a minute: 55 s less than 5 minutes"."""
        minutes = f"{self.limit:g} minute{'' if self.limit == 1 else 's'}"
        spare = abs(self.seconds_left)
        how = "more" if self.is_over else "less"
        rest = f"{format_seconds(spare)} {how} than {minutes}" if spare else f"just {minutes}"
        words = f"{self.words:,} word{'' if self.words == 1 else 's'}"
        return f"{words}, {format_seconds(self.seconds)} at {WORDS_A_MINUTE} words a minute: {rest}"

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {
            "words": self.words,
            "seconds": self.seconds,
            "limit_seconds": round(self.limit * 60),
            "seconds_left": self.seconds_left,
            "over": self.is_over,
        }


def measure_reading(draft: FlowingText, limit: float = USUAL_MINUTES) -> ReadingTime:
    """How long the text takes; its notes are not read aloud. `limit` in minutes."""
    return ReadingTime(
        sum(count_words(block.text) for block in draft.blocks if block.note is None), limit
    )


def count_words(text: str) -> int:
    """The words of a text as a writer counts them: stretches between white space with a letter or a
    digit in them; a dash between two words parts them."""
    pieces = text.replace("—", " ").replace("–", " – ").split()
    return sum(1 for piece in pieces if any(letter.isalnum() for letter in piece))


def format_seconds(seconds: int) -> str:
    """ "4 min 5 s", "50 s"."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
