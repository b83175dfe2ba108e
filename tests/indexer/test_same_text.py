"""The same text as PDF, Word file, web page and plain text gives the same passages."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph as Set
from reportlab.platypus import SimpleDocTemplate

from corpus.paths import CorpusPaths
from indexer.library import Library
from indexer.opening import open_library
from indexer.updating.update import update_corpus
from search.answering.answer import answer_question
from search.answering.result import Question
from tests.drafts.making import p, write_docx

_CONSONANTS, _VOWELS = "bdfgklmnprstv", "aeiou"
_QUESTIONS = 200


def _make_paragraphs(chance: random.Random) -> list[str]:
    words = ["".join(chance.choice(_CONSONANTS) + chance.choice(_VOWELS) for _ in range(3))
             for _ in range(1500)]  # fmt: skip

    def make_sentence() -> str:
        chosen = [chance.choice(words) for _ in range(chance.randint(8, 22))]
        return " ".join(chosen).capitalize() + "."

    return [" ".join(make_sentence() for _ in range(chance.randint(2, 5))) for _ in range(60)]


def _write_pdf(path: Path, paragraphs: list[str]) -> None:
    normal = getSampleStyleSheet()["Normal"]
    normal.spaceAfter = 9
    SimpleDocTemplate(str(path), pagesize=letter).build([Set(text, normal) for text in paragraphs])


def _write_word(path: Path, paragraphs: list[str]) -> None:
    write_docx(path, "".join(map(p, paragraphs)))


def _write_web(path: Path, paragraphs: list[str]) -> None:
    body = "".join(f"<p>{escape(text)}</p>\n" for text in paragraphs)
    menu = "<nav><a href='/'>Start</a></nav>"
    path.write_text(f"<html><body>{menu}<article>{body}</article></body></html>", "utf-8")


def _write_text(path: Path, paragraphs: list[str]) -> None:
    path.write_text("\n\n".join(paragraphs), "utf-8")


_WRITERS: dict[str, Callable[[Path, list[str]], None]] = {
    "a.pdf": _write_pdf,
    "a.docx": _write_word,
    "a.html": _write_web,
    "a.txt": _write_text,
}


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Library]]:
    paragraphs = _make_paragraphs(random.Random(11))
    opened: dict[str, Library] = {}
    for name, write in _WRITERS.items():
        folder = tmp_path_factory.mktemp("same")
        write(folder / name, paragraphs)
        update_corpus(folder, processes=1)
        opened[name] = open_library(CorpusPaths(folder))
    yield opened
    for library in opened.values():
        library.close()


def _find_best(library: Library, query: str) -> str:
    """The best passage. Of lesser ones, which hold only some of the words, there may be more or
    fewer, since pages and stretches end in different places."""
    answer = answer_question(library, Question(query), lambda *_, **__: "")
    return answer.results[0].excerpt.text


def test_the_same_passages_are_found(libraries: dict[str, Library]) -> None:
    chance = random.Random(12)
    paragraphs = _make_paragraphs(random.Random(11))
    for _ in range(_QUESTIONS):
        sentence = chance.choice(chance.choice(paragraphs).rstrip(".").split(". ")).split()
        at = chance.randrange(len(sentence) - 4)
        phrase = f'"{" ".join(sentence[at : at + chance.randint(2, 4)])}"'
        query = phrase if chance.random() < 0.5 else f"{phrase} {chance.choice(sentence)}"
        found = {name: _find_best(library, query) for name, library in libraries.items()}
        assert found["a.pdf"], query
        assert set(found.values()) == {found["a.pdf"]}, query
