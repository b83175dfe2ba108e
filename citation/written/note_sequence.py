"""Citations in the order in which notes cite them: first in full, later in the style's short form.

McGill 1.4 (ibid for the work that the note before cites alone, else supra), Bluebook R4 (id. and
supra), Chicago 13.33 (shortened).
"""

from __future__ import annotations

from collections.abc import Sequence

from citation.cite import find_style
from citation.styles.interface import Form
from citation.text.richtext import RichText
from citation.text.surroundings import add_words
from citation.written.citation import Citation, CitedPlace, make_citation
from citation.written.joint_citation import join_citations
from citation.written.markers import CitedWork
from corpus.items import Item


class NoteSequence:
    """The citations of one text, in order."""

    def __init__(self, items: Sequence[Item], style: str) -> None:
        """`items` are those that it may cite. Raises RequestError for an unknown style."""
        self.style = find_style(style)
        self.items = {item.id: item for item in items}
        self.remarks: dict[str, None] = {}
        """One for each thing that a citation does not print, in order."""
        self._first_note: dict[str, int] = {}
        self._before: tuple[str, ...] = ()
        """The works that the note before cites; none where it says anything else."""

    def write_note(self, works: Sequence[CitedWork], number: int) -> RichText:
        """Note `number` (1-based), which cites these works; call it in the order of the notes."""
        citations: list[Citation] = []
        for work in works:
            form = self._choose_form(work, first=not citations)
            citations.append(
                self.cite(work, form, self._first_note.get(work.key), first=not citations)
            )
            self._first_note.setdefault(work.key, number)
        self._before = tuple(dict.fromkeys(work.key for work in works))
        return join_citations(citations)

    def pass_other_note(self) -> None:
        """Pass a note that says anything but a citation: nothing after it can be “ibid”."""
        self._before = ()

    def cite(
        self, work: CitedWork, form: Form, note: int | None = None, *, first: bool = True
    ) -> Citation:
        """One citation; `first` begins its note with a capital letter."""
        chosen = form if form in self.style.forms else self.style.usual_form
        citation = make_citation(
            self.items[work.key], CitedPlace(work.pinpoint), self.style.name,
            form=chosen, note_number=note, among=tuple(self.items.values()),
        )  # fmt: skip
        for remark in citation.remarks:
            self.remarks[f"{work.key}: {remark}"] = None
        return citation.replace_text(
            add_words(citation.text, work.prefix, work.suffix, capital=first)
        )

    def _choose_form(self, work: CitedWork, *, first: bool) -> Form:
        forms = self.style.forms
        if work.key not in self._first_note:
            return "note"
        if first and self._before == (work.key,):
            for again in ("ibid", "id"):
                if again in forms:
                    return "ibid" if again == "ibid" else "id"
        if "supra" in forms:
            return "supra"
        return "short" if "short" in forms else "note"
