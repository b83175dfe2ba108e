"""The pages of a document as OpenSearch is to hold them (`schema.py`)."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from hashlib import sha256

from engine.document_words import DocumentWords
from engine.interface import Kept
from engine.opensearch.asking import make_id
from engine.opensearch.bulk import Action
from engine.opensearch.connection import Json
from engine.opensearch.schema import BREAK, REACH, SAME_PLACE, Names
from engine.postings import unpack_posting


def make_version(words: DocumentWords, kept: Kept) -> str:
    """A name for exactly these words and texts of this content."""
    digest = sha256(words.starts)
    for word in sorted(words.postings):
        digest.update(word.encode("utf-8"))
        digest.update(words.postings[word])
    digest.update(repr((kept.rows, kept.about)).encode("utf-8", "surrogatepass"))
    return f"{kept.name[:40]}-{digest.hexdigest()[:24]}"


def list_actions(names: Names, number: int, words: DocumentWords, kept: Kept) -> Iterator[Action]:
    """What writes the pages and sheets of a version, which has a number in the register."""
    for page, source in enumerate(_list_pages(words, kept)):
        line = {"_index": names.pages, "_id": make_id(number, page), "routing": kept.name}
        yield {"index": line}, {"d": number, "p": page, **source}
    for at, data in enumerate(kept.sheets):
        line = {"_index": names.sheets, "_id": make_id(number, at), "routing": kept.name}
        yield {"index": line}, {"d": number, "at": at, "data": data}


def _list_pages(words: DocumentWords, kept: Kept) -> Iterator[Json]:
    """The pages of a document with their words, and what is kept with each."""
    texts, starts = _spell_texts(words)
    count = words.page_count
    bodies = [texts[starts[at] : starts[at + 1]] for at in range(count)]
    notes = [texts[starts[count + 1 + at] : _find_end(starts, count, at)] for at in range(count)]
    for at, body in enumerate(bodies):
        following = bodies[at + 1] if at + 1 < count else []
        yield {
            "b": starts[at],
            "n": starts[count + 1 + at],
            "w": [" ".join(body), " ".join(notes[at])],
            "over": " ".join((*body[-REACH:], BREAK, *following[:REACH])),
            "row": kept.rows[at] if at < len(kept.rows) else [],
        }


def _find_end(starts: Sequence[int], count: int, page: int) -> int:
    """The position after the notes of a page: a gap of one before those of the next."""
    end = starts[count + 2 + page]
    return end - 1


def _spell_texts(words: DocumentWords) -> tuple[list[str], Sequence[int]]:
    """Every word at its position in the document, and where texts begin."""
    starts = array("I")
    starts.frombytes(words.starts)
    texts = [""] * (starts[-1] + 1)
    for word, posting in words.postings.items():
        for position in unpack_posting(posting).positions:
            texts[position] = f"{texts[position]}{SAME_PLACE}{word}" if texts[position] else word
    return texts, starts
