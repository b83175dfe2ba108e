"""What pincite remembers from one run to the next: the style last asked for."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from corpus.catalogue import write_whole
from corpus.errors import CorpusError
from corpus.user_folders import find_user_folder

DEFAULT_STYLE = "mcgill"


def load_remembered_style() -> str | None:
    """The name or file of the style last asked for, None where none is kept or readable."""
    try:
        preferences = json.loads(_make_path().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    style = preferences.get("style") if isinstance(preferences, dict) else None
    return style if isinstance(style, str) and style else None


def remember_style(style: str) -> None:
    """Keep `style` for the next run; where nothing can be written, do nothing."""
    with suppress(OSError, CorpusError):
        path = _make_path()
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps({"style": style}, ensure_ascii=False) + "\n")


def _make_path() -> Path:
    return find_user_folder("config") / "preferences.json"
