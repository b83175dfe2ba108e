"""What a basket holds: passages and headings, each passage under the heading above it."""

from __future__ import annotations

from typing import Any, TypeAlias

from corpus.frozen import frozen
from indexer.labels.page_label import PageLabel
from search.answering.result_place import ResultPlace


@frozen
class Heading:
    """A heading, under which everything stands up to the next one."""

    id: str
    text: str

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form, which is also how it is kept."""
        return {"id": self.id, "heading": self.text}


@frozen
class KeptPassage:
    """A passage as it was when it was put aside."""

    id: str
    """Known to this basket alone; it stays when the passage is moved."""
    place: ResultPlace
    """Where the words stood."""
    sha256: str
    """Of the document's content."""
    words: str
    """The source's own."""
    unit: str
    """`page` or `paragraph`."""
    labels: tuple[str | None, ...]
    """What was cited: those of its pages or paragraphs."""
    pdf_pages: tuple[int | None, ...]
    """The sheets it stood on, 1-based; None in documents without sheets."""
    pinpoint: str
    """The same in words."""
    title: str
    """Of the document, for when it is gone."""
    note: str = ""
    """The user's own."""
    kept: str = ""
    """ISO 8601 date."""

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form, which is also how it is kept."""
        return {
            "id": self.id,
            "place": str(self.place),
            "sha256": self.sha256,
            "words": self.words,
            "unit": self.unit,
            "labels": list(self.labels),
            "pdf_pages": list(self.pdf_pages),
            "pinpoint": self.pinpoint,
            "title": self.title,
            "note": self.note,
            "kept": self.kept,
        }

    def is_cited_by(self, labels: tuple[PageLabel, ...]) -> bool:
        """Whether these labels are the pages or paragraphs that it was cited by."""
        return (self.unit, self.labels, self.pdf_pages) == describe_labels(labels)


Entry: TypeAlias = KeptPassage | Heading


@frozen
class Basket:
    """Everything that was put aside in a corpus."""

    entries: tuple[Entry, ...] = ()

    @property
    def passages(self) -> list[KeptPassage]:
        """Those alone, in order."""
        return [entry for entry in self.entries if isinstance(entry, KeptPassage)]


def describe_labels(
    labels: tuple[PageLabel, ...],
) -> tuple[str, tuple[str | None, ...], tuple[int | None, ...]]:
    """Unit, labels and PDF pages, as a kept passage remembers them."""
    unit = labels[0].unit if labels else "page"
    return unit, tuple(one.label for one in labels), tuple(one.pdf_page for one in labels)
