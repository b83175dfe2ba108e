"""What a worker sends for a file: packed and counted, so that only writing is left to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.items import Item
from engine.document_words import DocumentWords
from indexer.store.packing import PackedDocument, pack_document

if TYPE_CHECKING:
    from indexer.pages.document import DocumentReading
    from indexer.records.making import Guess


@dataclass(frozen=True, slots=True)
class ReadResult:
    """One file, read."""

    document: PackedDocument
    words: DocumentWords
    """For the index."""
    guess: Guess
    """For the record, if there is none yet."""


def build_result(reading: DocumentReading, name: str) -> ReadResult:
    """What is sent for `reading`, read from the file called `name`."""
    # here: the process that only takes results reads and guesses nothing
    from indexer.pages.counting import collect_document_words
    from indexer.records.guessing import guess_record

    guess = guess_record(name, reading.information, reading.sheets)
    minutes, texts = None, reading.texts
    if guess["kind"] == "minutes":
        from indexer.minutes.packing import pack_minutes

        minutes = pack_minutes(texts, Item(guess).issued)
    packed = pack_document(reading, minutes)
    del reading  # the words of thousands of pages need as much room as their lines
    return ReadResult(packed, collect_document_words(texts), guess)
