"""Tesseract through tesserocr, whose wheels bring it along; the one module that imports it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import tesserocr

if TYPE_CHECKING:
    from PIL.Image import Image


class Tesserocr:
    """Tesseract within this process."""

    def __init__(self, tessdata: Path, languages: str, orientation: Path | None) -> None:
        """Read `languages` by the data in `tessdata`; `orientation` is the folder with the data
        that tell which way a text is turned."""
        # what it finds odd in a picture is nothing that a user could mend
        tesserocr.set_leptonica_log_level(tesserocr.LeptLogLevel.NONE)
        version = tesserocr.PyTessBaseAPI.Version()
        self.name = f"tesseract {version}"
        self._orientation = orientation
        self._reader = tesserocr.PyTessBaseAPI(path=str(tessdata), lang=languages)
        self._finder: tesserocr.PyTessBaseAPI | None = None

    def read(self, picture: Image, dpi: int, seconds: float, *, one_line: bool = False) -> str:
        """The words in the picture, as TSV. Raises TimeoutError."""
        layout = tesserocr.PSM.SINGLE_LINE if one_line else tesserocr.PSM.AUTO
        self._reader.SetPageSegMode(layout)
        _show(self._reader, picture)
        try:
            self._reader.SetSourceResolution(dpi)
            if not self._reader.Recognize(int(seconds * 1000)):
                raise TimeoutError
            return str(self._reader.GetTSVText(0))
        finally:
            self._reader.Clear()

    def find_angle(self, picture: Image) -> int | None:
        """The reading direction, degrees clockwise, or None."""
        if self._orientation is None:
            return None
        if self._finder is None:
            self._finder = tesserocr.PyTessBaseAPI(
                path=str(self._orientation), lang="osd", psm=tesserocr.PSM.OSD_ONLY
            )
        _show(self._finder, picture)
        seen = self._finder.DetectOrientationScript()
        self._finder.Clear()
        return int(seen["orient_deg"]) if seen else None


def _show(api: tesserocr.PyTessBaseAPI, picture: Image) -> None:
    width, height = picture.size
    api.SetImageBytes(picture.tobytes(), width, height, 1, width)
