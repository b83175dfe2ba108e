"""Where a report may be written: never over the draft, nor over a file that is not a report."""

from __future__ import annotations

import zipfile
from pathlib import Path

from corpus.errors import RequestError
from indexer.readers.flowing.packed import read_beginning

AUTHOR = "pincite"
"""The author of each comment."""
_GENERATOR = b'<meta name="generator" content="pincite">'
"""Stands in the head of every HTML report."""
_AUTHORED = f'w:author="{AUTHOR}"'.encode()
_TABLE = b"\xef\xbb\xbfwhere,quotation,state,words,"
"""How every table begins."""
_LOOKED_AT = 5_000_000
"""Bytes of the comments in a file that may be a report."""
_SUFFIXES = {"--html": (".html", ".htm"), "--docx": (".docx",), "--csv": (".csv",)}


def require_valid_targets(
    draft: Path, html: Path | None, docx: Path | None, csv: Path | None = None
) -> None:
    """Raise RequestError if a report may not be written, before any work is done."""
    for option, target in (("--html", html), ("--docx", docx), ("--csv", csv)):
        if target is not None:
            _require_valid_target(option, target, draft)
    if docx is not None and draft.suffix.lower() != ".docx":
        raise RequestError(
            f"--docx adds comments to a copy of a .docx draft; {draft.name} is not one.",
            "Use --html.",
        )


def _require_valid_target(option: str, target: Path, draft: Path) -> None:
    if _is_same_file(target, draft):
        raise RequestError(
            f"{option} names the draft itself, which is never changed.", "Name another file."
        )
    if target.suffix.lower() not in _SUFFIXES[option]:
        wanted = _SUFFIXES[option][0]
        raise RequestError(f"{option} writes a {wanted} file; {target} has another suffix.")
    if target.is_dir():
        raise RequestError(f"{target} is a folder.", f"Name a file for {option}.")
    if not target.parent.is_dir():
        raise RequestError(f"There is no folder {target.parent}.", "Create it first.")
    if target.exists() and not _is_report(target):
        raise RequestError(
            f"{target} already exists and is not a pincite report.",
            "Name another file, or move it away.",
        )


def _is_same_file(target: Path, draft: Path) -> bool:
    """Whether both name one file, perhaps through a link or in other capitals."""
    try:
        return target.samefile(draft)
    except OSError:
        return target.resolve() == draft.resolve()


def _is_report(target: Path) -> bool:
    """Whether an existing file is a report, which the next one may replace."""
    try:
        if target.suffix.lower() != ".docx":
            with target.open("rb") as file:
                start = file.read(4096)
                return _GENERATOR in start or start.startswith(_TABLE)
        with zipfile.ZipFile(target) as package:
            comments = [name for name in package.namelist() if "comments" in name.lower()]
            return any(_AUTHORED in read_beginning(package, name, _LOOKED_AT) for name in comments)
    except (OSError, ValueError, RuntimeError, zipfile.BadZipFile, NotImplementedError):
        return False
