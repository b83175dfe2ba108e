"""The answers to some questions, as they are written down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from corpus.errors import RequestError
from corpus.frozen import frozen, replace_fields
from corpus.progress import Progress
from indexer.library import Library
from search.answering.answer import answer_question
from search.answering.making import Cite
from search.answering.result import Answer, Question
from search.memos.questions import NamedQuestion


@frozen
class MemoPart:
    """One question and its answer."""

    name: str
    text: str
    answer: Answer | None
    """None where the question has no words to look for."""

    @property
    def remarks(self) -> list[str]:
        """How it was read, and what was found."""
        if self.answer is None:
            return ["The question contains no words."]
        said = [*self.answer.list_remarks(), *self.answer.list_closing_remarks()]
        return [remark.strip() for remark in said]

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        found = self.answer.as_json() if self.answer else {"query": self.text, "results": []}
        return {"name": self.name, **found}


def answer_all(
    library: Library,
    asked: Sequence[NamedQuestion],
    options: Question,
    cite: Cite,
    progress: Progress,
) -> list[MemoPart]:
    """The answer to each question, all asked with the same options."""
    return list(_answer_each(library, asked, options, cite, progress))


def _answer_each(
    library: Library,
    asked: Sequence[NamedQuestion],
    options: Question,
    cite: Cite,
    progress: Progress,
) -> Iterator[MemoPart]:
    for each in progress.track_steps(asked, "Searching", len(asked)):
        try:
            question = replace_fields(options, text=each.text)
            answer = answer_question(library, question, cite)
        except RequestError:
            if options.filters:
                raise
            yield MemoPart(each.name, each.text, None)
            continue
        yield MemoPart(each.name, each.text, answer)
