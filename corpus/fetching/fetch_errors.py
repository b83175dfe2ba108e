"""Why a document could not be downloaded.

    FetchError             one document; the others go on
    ├── AddressRefused     pincite does not go there
    ├── AddressDead        nobody answers, or the document is gone: an archive may have a copy
    │   └── WebPage        a web page took the document's place, or always was there
    ├── ServerRefused      the server answers, but does not give the document
    ├── NotADocument       the answer is not a PDF
    ├── TooLarge           more than the limit
    └── Incomplete         the end of the file never came

`Setback` is not an error for users: it is a failure that may pass, and carries the error to raise
if it does not.
"""

from __future__ import annotations

from corpus.errors import PinciteError


class FetchError(PinciteError):
    """A document could not be downloaded."""


class AddressRefused(FetchError):
    """pincite does not go to this address."""


class AddressDead(FetchError):
    """Nobody answers at the address, or the document is gone from it."""


class WebPage(AddressDead):
    """The address returns a web page, as many do whose document has moved."""


class ServerRefused(FetchError):
    """The server answers, but does not give the document."""


class NotADocument(FetchError):
    """The answer is not a PDF."""


class TooLarge(FetchError):
    """The document is larger than the limit."""


class Incomplete(FetchError):
    """The end of the file never came."""


class Setback(Exception):
    """A failure that may pass: worth another try."""

    def __init__(self, lasting: FetchError, wait: float | None = None, host_down: str = "") -> None:
        super().__init__(lasting.message)
        self.lasting = lasting
        """What to tell the user if trying again does not help."""
        self.wait = wait
        """Seconds that the server asks to wait; None if it does not say."""
        self.host_down = host_down
        """The host (with port) that could not be reached at all, "" if it answered."""
