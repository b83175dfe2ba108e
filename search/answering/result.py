"""What `pincite search` answers: the question, its results, and the remarks on both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from corpus.frozen import frozen
from indexer.cited_files import ChangedFiles
from indexer.cleaning.page_text import ORDER_CAVEAT
from indexer.coverage import describe_unasked, describe_without_pages
from indexer.labels.page_label import PageLabel, list_as_json
from indexer.labels.pinpoint_wording import describe_pages, format_count, format_page_list
from indexer.minute_context import NO_MINUTES, MinuteContext
from indexer.pages.origins import describe_origins
from indexer.paragraphs.paragraph_label import describe_paragraphs
from indexer.records.entries import DocumentEntry
from indexer.records.record_caveats import list_record_caveats
from search.answering.excerpts import Excerpt
from search.answering.result_place import ResultPlace
from search.asking.query import Filter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from indexer.readers.sheets import ReadFrom
    from search.answering.running_hits import RunningResult


@frozen
class Question:
    """A question, as typed and with its options."""

    text: str
    fuzzy: bool = False
    """Every word may be misspelt."""
    filters: tuple[Filter, ...] = ()
    """Conditions given as options; all must be met."""
    context: int = 0
    """The number of extra sentences on either side of a hit."""
    every_hit: bool = False
    """All excerpts of all pages, best first, instead of the best of each document."""
    limit: int = 10
    """How many results; 0 for all."""
    by_page: bool = False
    """In the order of documents and pages instead of best first."""
    in_one_document: bool = False
    """As many excerpts of one document as the limit allows."""
    every_word: bool = False
    """Every word is required."""


@frozen
class OtherPlace:
    """Another place where the words of a result stand."""

    entry: DocumentEntry
    labels: tuple[PageLabel, ...]

    @property
    def pinpoint(self) -> str:
        """Where, in words."""
        return describe_pages(self.labels)


@frozen
class Result:
    """One excerpt with everything needed to quote it."""

    entry: DocumentEntry
    excerpt: Excerpt
    labels: tuple[PageLabel, ...]
    """Those of the excerpt's pages, in order."""
    score: float
    citation: str
    also: tuple[PageLabel, ...] = ()
    """The document's other pages with hits."""
    context: MinuteContext = NO_MINUTES
    """The minute it stands in, and whose words they are."""
    read_from: tuple[ReadFrom, ...] = ()
    """How the words of the excerpt's pages were got, page by page."""
    paragraphs: tuple[str, ...] = ()
    """The numbers of the paragraphs that it stands in."""
    confidence: int | None = None
    """How sure its least sure word is, 0 to 100, where it was read from a picture."""
    missing: tuple[str, ...] = ()
    """The words of the question that it lacks, where not all were required."""
    also_in: tuple[OtherPlace, ...] = ()
    """Where else the same words stand."""

    @property
    def place(self) -> ResultPlace:
        """Where the excerpt stands; as a string its id."""
        excerpt = self.excerpt
        page, start = excerpt.start or (excerpt.numbers[0], excerpt.offset)
        end = start + len(excerpt.text)
        return ResultPlace(self.entry.item.id, page, excerpt.in_notes, start, end)

    @property
    def pinpoint(self) -> str:
        """Where the excerpt stands, in words."""
        where = describe_pages(self.labels)
        if self.paragraphs and self.labels[0].unit == "page":
            return f"{where}, {describe_paragraphs(self.paragraphs)}"
        return f"{where}, in the notes" if self.excerpt.in_notes else where

    @property
    def also_at(self) -> str:
        """The document's other pages with hits, shortened."""
        return format_page_list(self.also)

    def list_caveats(self) -> list[str]:
        """What a reader must know about this result, one sentence each."""
        caveats = self.context.list_caveats()
        caveats += list_record_caveats(self.entry.item)
        if "█" in self.excerpt.text:
            caveats.append("█ marks text that is blacked out on the page.")
        if "�" in self.excerpt.text:
            caveats.append("� marks letters that the file does not identify.")
        if "\u0336" in self.excerpt.text:
            caveats.append("Words with a stroke through them are struck out on the page.")
        caveats += describe_origins(self.read_from, self.confidence)
        if self.excerpt.order_doubtful:
            caveats.append(ORDER_CAVEAT)
        if self.excerpt.cut:
            caveats.append("The excerpt is part of a longer stretch without sentences.")
        return caveats

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        item = self.entry.item
        return {
            "id": str(self.place),
            "item": item.id,
            "file": self.entry.files[0],
            "title": item.title,
            "kind": item.kind,
            "date": str(item.issued) if item.issued else None,
            **list_as_json(self.labels),
            "read_from": list(self.read_from),
            "confidence": self.confidence,
            "pinpoint": self.pinpoint,
            "paragraphs": list(self.paragraphs),
            "excerpt": self.excerpt.text,
            "highlights": [list(span) for span in self.excerpt.highlights],
            "in_notes": self.excerpt.in_notes,
            "cut": self.excerpt.cut,
            "order_doubtful": self.excerpt.order_doubtful,
            "also_at": [
                {
                    "pdf_page": label.pdf_page,
                    "sheet_part": label.sheet_part or None,
                    "unit": label.unit,
                    "page": label.label if label.unit == "page" else None,
                    "paragraphs": list(label.names) if label.unit == "paragraph" else [],
                    "label_source": label.source,
                    "label_unique": label.unique,
                    "part": label.place or None,
                }
                for label in self.also
            ],
            "also_in": [
                {
                    "item": place.entry.item.id,
                    "pages": list_as_json(place.labels)["pages"],
                    "pdf_pages": [label.pdf_page for label in place.labels],
                    "pinpoint": place.pinpoint,
                }
                for place in self.also_in
            ],
            "without": list(self.missing),
            "score": round(self.score, 4),
            "citation": self.citation,
            "incomplete": list(item.incomplete),
            "changed": item.changed or None,
            **self.context.as_json(),
        }


@frozen
class Answer:
    """The results of a question, and what must be known about them."""

    question: Question
    read_as: str
    """The question in the query language, as it was understood."""
    coverage: dict[str, int]
    """How much was searched, as `Library.measure_coverage` counts it."""
    results: Sequence[Result]
    documents_found: int
    pages_found: int
    notes: list[str]
    """One sentence about each part of the question that was not read as written."""
    suggestions: list[str]
    """Questions with other spellings that would find something."""
    textless: int
    """If nothing was found: how many pages could not be searched."""
    running: Sequence[RunningResult] = ()
    """What running heads and feet answer, of documents whose text does not."""
    corrected: Mapping[str, str] = {}
    """For each word that no page has the one that was searched for in its place."""
    words: tuple[int, int] | None = None
    """The most words of the question that a result has, and how many it has; None where all words
    were required."""
    together: bool = True
    """Whether some page has everything that was asked for."""
    find_changed_files: Callable[[], ChangedFiles] = ChangedFiles
    """Says which files of the results have changed since they were indexed."""

    def list_remarks(self) -> list[str]:
        """The remarks before the results: how the question was read, what was searched."""
        remarks = [f"Read as: {self.read_as}", *self.notes]
        for word, other in self.corrected.items():
            remarks.append(f"Nothing has “{word}”; shown: {other}")
        if self.results:
            if self._is_partial:
                remarks.append(self._describe_most())
            else:
                pages = format_count(self.pages_found, "page")
                documents = format_count(self.documents_found, "document")
                which = " with all words" if self.words else ""
                remarks.append(f"Found on {pages}{which} in {documents}{self._describe_shown()}")
            remarks[-1] += f"; {self._describe_coverage()}.\n"
        return remarks

    @property
    def _is_partial(self) -> bool:
        """Whether no result has all the words of the question."""
        return self.words is not None and self.words[0] < self.words[1]

    def _describe_most(self) -> str:
        """What to say where no passage has all words."""
        held, of = self.words or (0, 0)
        every = {result.missing for result in self.results}
        without = ", ".join(self.results[0].missing) if len(every) == 1 else ""
        said = f"these have {held}: without {without}" if without else f"the best have {held}"
        what = "passage shown" if self.together else "page"
        return f"No {what} has all {of} words; {said}"

    def _describe_shown(self) -> str:
        if self.question.every_hit:
            return ""
        count = len(self.results)
        return f", best {format_count(count, 'passage')} shown"

    def list_closing_remarks(self) -> list[str]:
        """The remarks after the results: files that have changed; what might help if nothing was
        found."""
        if self.results:
            changed = self.find_changed_files().describe()
            return [f"note: {changed}"] if changed else []
        found = "Found only in running lines, not in the text" if self.running else "Nothing found"
        listed = " (`pincite status` lists them)" if self.textless else ""
        remarks = [f"{found}; {self._describe_coverage()}{listed}."]
        if self.suggestions:
            remarks.append(f"Did you mean: {' · '.join(self.suggestions)}")
        elif not (self.running or self.question.fuzzy):
            remarks.append("Add --fuzzy to allow for misspellings.")
        return remarks

    def _describe_coverage(self) -> str:
        pages = format_count(self.coverage["pages"], "page")
        documents = format_count(self.coverage["documents"], "document")
        without_pages = describe_without_pages(self.coverage["documents_without_pages"])
        without_text = self.coverage["pages_without_text"]
        searched = (
            f"{pages} of {documents}{without_pages} searched, {without_text} of them without text"
        )
        if unasked := self.coverage.get("pages_not_asked", 0):
            searched += f"; {describe_unasked(unasked, self.coverage['pages'])}"
        return searched

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {
            "query": self.question.text,
            "read_as": self.read_as,
            "notes": self.notes,
            "corrected": dict(self.corrected),
            "words": {"held": self.words[0], "asked": self.words[1]} if self.words else None,
            "coverage": self.coverage,
            "documents_found": self.documents_found,
            "pages_found": self.pages_found,
            "suggestions": self.suggestions,
            "changed_files": list(self.find_changed_files().all),
            "results": [result.as_json() for result in self.results],
            "running_lines": [result.as_json() for result in self.running],
        }
