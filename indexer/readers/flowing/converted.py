"""OpenDocument, Rich Text and old Word files, read through LibreOffice where it is installed.

A file may come from a stranger: LibreOffice runs with a profile of its own, made for this one
file, in which macros are off and linked files are not fetched, and ends with the process that reads
the file.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from corpus.apart.guarded import run_guarded
from indexer.readers.flowing.flowing_text import FlowingText, FlowingTextError

_SECONDS = 110
"""A conversion that takes longer is given up, before the process that waits for it is."""
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
_ITEM = (
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting">'
    '<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + _ITEM.format(name="DisableMacrosExecution", value="true")
    + _ITEM.format(name="BlockUntrustedRefererLinks", value="true")
    + _ITEM.format(name="DisableActiveContent", value="true")
    + "</oor:items>"
)


def read_converted(path: Path) -> FlowingText:
    """The document in the .odt, .rtf or .doc file at `path`. Raises FlowingTextError, also where
    there is no LibreOffice, and as `find_kind` does for what is no such file."""
    from indexer.readers.flowing.docx import read_docx
    from indexer.readers.signatures import find_kind

    find_kind(path)  # LibreOffice reads whatever it does not know as text
    program = next(_find_programs(), None)
    if program is None:
        raise FlowingTextError(
            f"{path.name}: {path.suffix or 'such'} files are read through LibreOffice, which is not"
            " installed.",
            "Save it as .docx, or install LibreOffice.",
        )
    with tempfile.TemporaryDirectory(prefix="pincite-", ignore_cleanup_errors=True) as folder:
        converted = _convert(program, path, Path(folder))
        try:
            return replace(read_docx(converted), path=path)
        except FlowingTextError as error:
            raise _make_failure(path, "LibreOffice makes a damaged file of it") from error


def _find_programs() -> Iterator[str]:
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            yield found
    yield from (place for place in _USUAL_PLACES if Path(place).is_file())


def _convert(program: str, path: Path, folder: Path) -> Path:
    """A .docx in `folder` with the same text. Raises FlowingTextError."""
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    source = folder / f"source{path.suffix.lower() if path.suffix else '.rtf'}"
    shutil.copyfile(path, source)
    target = folder / "docx" / "source.docx"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = ["--headless", "--norestore", "--convert-to", "docx", "--outdir", str(target.parent)]
    if not _ends_in_time([program, profile, *options, str(source)], folder):
        raise _make_failure(path, "LibreOffice did not finish")
    if not target.is_file():
        raise _make_failure(path, "LibreOffice cannot read it")
    return target


def _ends_in_time(command: list[str], folder: Path) -> bool:
    try:
        return run_guarded(command, folder, _SECONDS)
    except OSError:
        return False


def _make_failure(path: Path, why: str) -> FlowingTextError:
    return FlowingTextError(f"{path.name} could not be converted: {why}.", "Save it as .docx.")
