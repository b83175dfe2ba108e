"""The questions of a file: one in each line, or a name, a tab, and the question."""

from __future__ import annotations

from pathlib import Path

from corpus.decoding import decode_file
from corpus.errors import RequestError
from corpus.frozen import frozen


@frozen
class NamedQuestion:
    """A question as it is typed, with the name it goes by in the memo."""

    name: str
    """What stands before the tab, else the number of the question."""
    text: str


def read_questions(path: Path) -> tuple[list[NamedQuestion], str]:
    """The questions in a file, and a remark on its encoding or ""; empty lines and those that begin
    with "#" are left out. Raises RequestError where the file cannot be read or has none."""
    text, remark = decode_file(path)
    questions: list[NamedQuestion] = []
    for line in text.split("\n"):
        name, tab, rest = line.partition("\t")
        question = (rest if tab else line).strip()
        if question and not line.startswith("#"):
            number = str(len(questions) + 1)
            questions.append(NamedQuestion((name.strip() if tab else "") or number, question))
    if not questions:
        raise RequestError(
            f"{path} has no questions.",
            "Write one in each line, or a name, a tab and the question.",
        )
    return questions, remark
