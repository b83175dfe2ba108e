"""Lists of terms with their meanings are told from columns of text and from notes in the margin."""

from __future__ import annotations

from indexer.readers.geometry import Box
from indexer.readers.pictures.glossaries import order_glossaries
from indexer.readers.pictures.seen_line import SeenLine
from indexer.readers.pictures.words import Word

SIZE = 40


def line(text: str, row: int, x: int, width: int) -> SeenLine:
    baseline = 100.0 + 50 * row
    box = Box(x, baseline - 30, x + width, baseline + 8)
    words = (Word(text, box, 95.0, "1", f"{x} {row}"),)
    return SeenLine(words, SIZE, baseline)


def texts(lines: list[SeenLine]) -> list[str]:
    return [one.words[0].text for one in lines]


def lay_out(entries: list[tuple[list[str], list[str]]]) -> tuple[list[SeenLine], list[str]]:
    """Terms and meanings column by column, as Tesseract gives them, and in the right order."""
    terms: list[SeenLine] = []
    meanings: list[SeenLine] = []
    right: list[str] = []
    row = 0
    for names, explained in entries:
        terms += [line(name, row + at, 100, 300) for at, name in enumerate(names)]
        meanings += [line(text, row + at, 500, 900) for at, text in enumerate(explained)]
        right += [*names, *explained]
        row += max(len(names), len(explained))
    return [*terms, *meanings], right


def test_a_glossary_is_read_entry_by_entry() -> None:
    given, right = lay_out(
        [
            (["Alder", "Trust"], ["A trust that."]),
            (["Birch"], ["A firm", "of the north."]),
            (["Cedar", "House"], ["A house that", "stood there."]),
            (["Dogwood"], ["A street in", "the old", "town."]),
            (["Elm"], ["A tree."]),
            (["Fir"], ["A board", "of trees."]),
            (["Gorse"], ["A shrub."]),
        ]
    )
    assert texts(order_glossaries(given)) == right


def test_two_columns_of_text_stay_columns() -> None:
    left = [line(f"left {row}", row, 100, 620) for row in range(20) if row not in (4, 9, 14)]
    right = [line(f"right {row}.", row, 800, 640) for row in range(20)]
    given = [*left, *right]
    assert texts(order_glossaries(given)) == texts(given)


def test_notes_in_the_margin_do_not_interrupt_a_sentence() -> None:
    notes = [line(f"note {row}", row, 100, 200) for row in (1, 2, 6, 7, 11, 12, 16, 17)]
    text = [line(f"and so on {row}", row, 400, 1000) for row in range(20)]
    given = [*notes, *text]
    assert texts(order_glossaries(given)) == texts(given)


def test_numbers_of_lines_stay_beside_the_text() -> None:
    numbers = [line(str(row), row, 100, 30) for row in range(1, 26)]
    text = [line(f"words {row}.", row, 300, 1000) for row in range(1, 26)]
    given = [*numbers, *text]
    assert texts(order_glossaries(given)) == texts(given)
