"""Everything that can go wrong for a user, as one tree.

PinciteError           one sentence for the user, and a remedy; exit code 2
├── CorpusError        the folder, its .pincite/ or its catalogue
│   ├── CorpusNotFound     no such folder, or no corpus in it
│   ├── CorpusEmpty        nothing to index
│   ├── CorpusReadOnly     pincite cannot write there
│   ├── CorpusBusy         another pincite is writing
│   ├── CorpusFull         the disk is full
│   ├── CorpusNewer        written by a newer pincite
│   ├── CorpusOlder        written by an older pincite, and no longer supported
│   ├── CorpusIncomplete   a part of a cluster does not answer
│   ├── CorpusDamaged      the store or the index cannot be read
│   │   └── StoreDamaged       what is stored is not what was written; a run mends it
│   └── CatalogueError     catalogue.json is not valid
├── ReadingError       one file cannot be read; the others still are
│   ├── NotAPdf
│   ├── DamagedPdf
│   ├── EncryptedPdf
│   └── GivenUp            it needs more memory or time than a file may take
└── RequestError       what was asked for does not exist or is not possible
"""

from __future__ import annotations

import errno
from pathlib import Path

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}


class PinciteError(Exception):
    """Something to tell the user: `message` (what is wrong, where) and `remedy` (what to do)."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class CorpusError(PinciteError):
    """The folder, its `.pincite/` or its catalogue."""


class CorpusNotFound(CorpusError):
    """There is no such folder, or it holds no corpus."""


class CorpusEmpty(CorpusError):
    """The folder has nothing to index."""


class CorpusReadOnly(CorpusError):
    """pincite cannot write in the folder."""


class CorpusBusy(CorpusError):
    """Another pincite is writing to the corpus."""


class CorpusFull(CorpusError):
    """The disk that holds the corpus is full."""


class CorpusNewer(CorpusError):
    """The corpus was written by a newer pincite."""


class CorpusOlder(CorpusError):
    """The corpus was written by an older pincite, in a form that is no longer supported."""


class CorpusDamaged(CorpusError):
    """The store or the index cannot be read."""


class StoreDamaged(CorpusDamaged):
    """What the store holds is not what was written; `pincite index` mends it when it is met."""


class CorpusIncomplete(CorpusError):
    """A part of the cluster that holds the corpus does not answer."""


class CatalogueError(CorpusError):
    """`catalogue.json` is not valid."""


class ReadingError(PinciteError):
    """One file cannot be read; the others still are."""


class NotAPdf(ReadingError):
    """The file is neither a PDF nor a picture."""


class DamagedPdf(ReadingError):
    """The file is a PDF or a picture that no reader can open."""


class EncryptedPdf(ReadingError):
    """The file needs a password."""


class GivenUp(ReadingError):
    """Reading the file takes more memory or time than one file may take, or crashes the reader."""


class RequestError(PinciteError):
    """What was asked for does not exist or is not possible."""


def convert_write_error(error: OSError, path: Path) -> CorpusError:
    """The user's error for a file or folder that pincite could not write.

    It depends on the error's number, because its text is in the system's language.
    """
    if error.errno in _FULL:
        return CorpusFull(f"The disk is full: {path} could not be written.", "Free some space.")
    if error.errno in _READ_ONLY:
        return CorpusReadOnly(
            f"{path} may not be written to.",
            "Close the program that holds it open, or copy the documents to a folder of your own.",
        )
    return CorpusError(f"{path} could not be written: {error.strerror or error}.")
