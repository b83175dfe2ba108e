"""The deputation that is being written, kept in `deputation.json` beside the catalogue."""

from __future__ import annotations

from corpus.errors import RequestError
from corpus.frozen import frozen
from corpus.paths import CorpusPaths
from drafts.basket.work_files import Fields, hold_work_lock, read_work_file, write_work_file
from drafts.deputation.clock import USUAL_MINUTES

_KIND = "deputation"
MOST_TEXT = 100_000
"""Characters: more than ten hours of speech."""
LEAST_MINUTES, MOST_MINUTES = 0.5, 120.0


@frozen
class Deputation:
    """A text to be read out."""

    text: str = ""
    """Markdown."""
    minutes: float = USUAL_MINUTES
    """How long it may take."""
    revision: int = 0
    """Counted up with every change."""


class ChangedElsewhere(RequestError):
    """Another window has changed the text meanwhile."""

    def __init__(self, now: Deputation) -> None:
        super().__init__(
            "The text was changed in another window.", "Copy what you need, then reload the page."
        )
        self.now = now
        """The text as it is now."""


def load_deputation(paths: CorpusPaths) -> Deputation:
    """The deputation of a corpus, an empty one if there is none. Raises CorpusError."""
    value = read_work_file(paths.deputation, _KIND)
    if value is None:
        return Deputation()
    fields = Fields(value, str(paths.deputation))
    return Deputation(
        fields.read_text("text", MOST_TEXT),
        float(fields.read_number("minutes", LEAST_MINUTES, MOST_MINUTES, USUAL_MINUTES)),
        int(fields.read_number("revision", 0, 2**53, 0)),
    )


def save_deputation(paths: CorpusPaths, text: str, minutes: float, based_on: int) -> Deputation:
    """Keep the text, which was written on the revision `based_on`; returns it as kept.

    Raises ChangedElsewhere where another window has kept another text since, RequestError where it
    is too long or the minutes cannot be, and CorpusError.
    """
    text = text.replace("\r\n", "\n")
    if len(text) > MOST_TEXT:
        raise RequestError(f"A deputation has at most {MOST_TEXT:,} characters.", "Shorten it.")
    if not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise RequestError(
            f"A deputation takes {LEAST_MINUTES:g} to {MOST_MINUTES:g} minutes.", "Choose 5 or 3."
        )
    with hold_work_lock(paths):
        before = load_deputation(paths)
        if before.revision != based_on and before.text != text:
            raise ChangedElsewhere(before)
        if (before.text, before.minutes) == (text, minutes):
            return before
        after = Deputation(text, minutes, before.revision + 1)
        content = {"text": text, "minutes": minutes, "revision": after.revision}
        write_work_file(paths.deputation, _KIND, content)
    return after
