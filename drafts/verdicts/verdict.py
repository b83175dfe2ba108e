"""What `check` reports on a draft: for each quotation a verdict on words, page and source.

Each of the three has its own status, and nothing unverified shows as good.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from citation.record.pinpoint import LabelRange
from drafts.quotations.quotation_finder import Quotation
from drafts.verdicts.unmarked import UnmarkedQuotation
from drafts.verdicts.verbatim import CONTRACT, WordingVerdict
from indexer.cited_files import ChangedFiles
from indexer.labels.page_label import PageLabel, list_as_json
from indexer.readers.flowing.flowing_text import FlowingText
from search.locating.match import Match

PageStatus = Literal["right", "wrong", "absent", "uncertain", "unverified"]
"""`unverified`: the words were not found in the source cited, so there is no page to compare."""
SourceStatus = Literal["right", "wrong", "absent", "ambiguous", "unverified"]

State = Literal["wrong", "open", "right"]

_STATES: tuple[State, ...] = ("wrong", "open", "right")
_WORST_FIRST = (
    "not-found", "stitched", "altered", "running", "uncertain", "marked", "verbatim", "too-short",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ResolvedClaim:
    """What the draft claims of a quotation."""

    raw: str = ""
    """The citation as written; "" if there is none."""
    where: str = ""
    """Where in the draft it stands."""
    items: tuple[str, ...] = ()
    """Keys of the items it may mean: one, or several if it is ambiguous."""
    pages: tuple[LabelRange, ...] = ()
    onward: bool = False
    """Whether the last of `pages` stands for the next few, too ("ff")."""
    passim: bool = False
    pdf_pages: tuple[LabelRange, ...] = ()
    """Positions in the file."""
    minute: str = ""
    paragraphs: tuple[LabelRange, ...] = ()
    """Sections as well."""
    unresolved: str = ""
    """One sentence on why it is not clear which item is meant; "" if it is clear."""

    def format_places(self) -> list[str]:
        """All that is claimed of the place, in words: `147`, `PDF p 4`, `para 3.12`, `P8/20`."""
        in_file = [f"PDF p {part}" for part in _format_parts(self.pdf_pages)]
        paragraphs = [f"para {part}" for part in _format_parts(self.paragraphs)]
        passim = ["passim"] if self.passim else []
        minute = [self.minute] if self.minute else []
        return [*self.format_pages(), *passim, *in_file, *paragraphs, *minute]

    def format_pages(self) -> list[str]:
        """The claimed pages as they are written: `147`, `147–148`, `12 ff`."""
        pages = _format_parts(self.pages)
        return [*pages[:-1], f"{pages[-1]} ff"] if self.onward and pages else pages


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """One quotation with its verdicts."""

    quotation: Quotation
    where: str
    """Where in the draft: "paragraph 12", "note 3"."""
    wording: WordingVerdict
    page: PageStatus
    source: SourceStatus
    claimed: ResolvedClaim
    second_reading: str = ""
    """One sentence on where the second reader disagrees on the quoted words; "" if it agrees."""
    notes: tuple[str, ...] = ()
    """What else a reader must know, one sentence each."""

    @property
    def found(self) -> Match | None:
        """The place of the words, None if they were not found."""
        return self.wording.match

    @property
    def matches(self) -> tuple[Match, ...]:
        """The places of the words: several if they are stitched, none if they were not found."""
        return self.wording.parts or ((self.found,) if self.found else ())

    @property
    def state(self) -> State:
        """`wrong`: something must be corrected; `right`: words, page and source are all verified;
        `open`: neither."""
        if (
            self.wording.verdict in ("altered", "stitched", "not-found")
            or self.page == "wrong"
            or self.source in ("wrong", "ambiguous")
        ):
            return "wrong"
        verified = self.wording.verdict in ("verbatim", "marked") and not self.wording.notes
        placed = self.page == "right" and self.source == "right"
        return "right" if verified and placed and not self.second_reading else "open"

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """Worst first."""
        return (
            _STATES.index(self.state),
            _WORST_FIRST.index(self.wording.verdict),
            0 if self.source in ("wrong", "ambiguous") else 1,
            0 if self.page == "wrong" else 1 if self.page != "right" else 2,
        )

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        found = self.found
        return {
            "text": self.quotation.text,
            "where": self.where,
            "verdict": self.wording.verdict,
            "page": self.page,
            "source": self.source,
            "claimed": {
                "item": self.claimed.items[0] if len(self.claimed.items) == 1 else None,
                "items": list(self.claimed.items),
                "pages": self.claimed.format_pages(),
                "pdf_pages": _format_parts(self.claimed.pdf_pages),
                "paragraphs": _format_parts(self.claimed.paragraphs),
                "passim": self.claimed.passim,
                "minute": self.claimed.minute or None,
                "raw": self.claimed.raw,
                "where": self.claimed.where,
            },
            "found": None if found is None else _convert_match(found),
            "parts": [_convert_match(match) for match in self.wording.parts],
            "other_places": [_convert_match(one.match) for one in self.wording.equals if one.match],
            "running_lines": [match.as_json() for match in self.wording.running],
            "differences": [one.as_json() for one in self.wording.differences],
            "normalised": list(self.wording.normalised),
            "second_reading": self.second_reading or None,
            "notes": list(self.notes),
        }


def _format_parts(parts: Sequence[LabelRange]) -> list[str]:
    return [f"{part.first}–{part.last}" if part.last else part.first for part in parts]


def _convert_match(match: Match) -> dict[str, Any]:
    return {
        "item": match.entry.item.id,
        "file": match.entry.files[0],
        **list_as_json(match.labels),
        "read_from": list(match.read_from),
        "confidence": match.confidence,
        "pinpoint": match.pinpoint,
        "paragraphs": list(match.paragraphs),
        "text": match.text,
        "similarity": round(match.similarity, 4),
        "in_notes": match.in_notes,
        "incomplete": list(match.entry.item.incomplete),
    }


@dataclass(frozen=True, slots=True)
class SourceTitle:
    """The title of a work in quotation marks: it names the work and quotes nothing."""

    text: str
    where: str
    item: str
    """Its citation key; "" for a title in a citation, of whatever work."""


@dataclass(frozen=True, slots=True)
class Report:
    """A whole draft, checked."""

    draft: FlowingText
    quotations: tuple[CheckedQuotation, ...]
    """In the order of the draft."""
    coverage: dict[str, int]
    """How much was searched: documents, pages, pages without text."""
    unbalanced: tuple[str, ...] = ()
    """Quotation marks without a partner, and where they stand."""
    titles: tuple[SourceTitle, ...] = ()
    """Titles in quotation marks, which were not checked."""
    doubtful: tuple[str, ...] = ()
    """Paragraphs that may be block quotations, judging by their indent alone, and that stand
    nowhere in the corpus, each with its place."""
    unmarked: tuple[UnmarkedQuotation, ...] | None = None
    """Words of the corpus without quotation marks; None if they were not looked for."""
    changed_files: ChangedFiles = field(default_factory=ChangedFiles)
    """Files that were found to be quoted and have changed since they were indexed."""

    @property
    def worst_first(self) -> list[CheckedQuotation]:
        """The quotations, those to correct first."""
        return sorted(self.quotations, key=lambda one: one.rank)

    @property
    def exit_code(self) -> int:
        """0 if nothing needs correcting, 1 if something does: a quotation, a quotation mark without
        a partner, since what it begins or ends was not checked, or a part that was not read."""
        return 1 if self.states["wrong"] or self.unbalanced or self.draft.unread else 0

    @property
    def states(self) -> dict[State, int]:
        """How many quotations are wrong, open and right."""
        states = [one.state for one in self.quotations]
        return {state: states.count(state) for state in _STATES}

    def count_verdicts(self) -> dict[str, int]:
        """How many quotations have each verdict on their words."""
        verdicts = [one.wording.verdict for one in self.quotations]
        return {name: verdicts.count(name) for name in _WORST_FIRST if name in verdicts}

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {
            "draft": str(self.draft.path),
            "coverage": self.coverage,
            "changed_files": list(self.changed_files.all),
            "contract": CONTRACT,
            "counts": self.count_verdicts(),
            "quotations": [one.as_json() for one in self.quotations],
            "unbalanced": list(self.unbalanced),
            "titles": [{"text": t.text, "where": t.where, "item": t.item} for t in self.titles],
            "doubtful": list(self.doubtful),
            "unmarked": [one.as_json() for one in self.unmarked or ()],
            "unread": list(self.draft.unread),
            "warnings": [*self.draft.unread, *self.draft.warnings],
        }


def covers(
    claimed: Sequence[LabelRange], labels: Sequence[PageLabel], known: Sequence[str]
) -> bool:
    """Whether all of `labels` are among the claimed pages; `known` are all labels of the document
    in order, which show what lies between the ends of a range."""
    pages = list_covered(claimed, known)
    return bool(labels) and all(
        label.unit == "page"
        and bool(label.names)
        and all(name.casefold() in pages for name in label.names)
        for label in labels
    )


def list_covered(claimed: Sequence[LabelRange], known: Sequence[str]) -> set[str]:
    """The claimed pages, case folded, with what lies between the ends of ranges; `known` as in
    `covers`."""
    pages: set[str] = set()
    order = [label.casefold() for label in known]
    for part in claimed:
        first, last = part.first.casefold(), (part.last or part.first).casefold()
        pages |= {first, last}
        if first in order and last in order:
            pages |= set(order[order.index(first) : order.index(last) + 1])
    return pages
