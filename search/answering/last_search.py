"""The numbered results of the last search in this terminal, to which `show`, `open`, `cite` refer.

They lie in the user's own state folder, one file for each corpus and terminal, never in the corpus,
which may be shared or come from a stranger.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.catalogue import write_whole
from corpus.errors import CorpusError, RequestError
from corpus.frozen import frozen, get_fields
from corpus.paths import CorpusPaths
from search.answering.shell_session import name_session

if TYPE_CHECKING:
    from search.answering.result import Result

_KEPT = 14 * 24 * 3600
"""Seconds after which the results of a terminal are forgotten."""


@frozen
class RememberedResult:
    """One result, in terms that a later indexing does not change."""

    item: str
    numbers: tuple[int, ...]
    """Of its pages: their positions in the document, 1-based."""
    excerpt: str
    in_notes: bool
    start: tuple[int, int] | None = None
    """Number of the page, and offset in its running text, of the excerpt; None in notes."""


def remember(places: CorpusPaths, query: str, results: Sequence[Result]) -> None:
    """Keep the results for `recall` in this terminal, if there is anywhere to write them."""
    kept = [
        RememberedResult(
            result.entry.item.id,
            result.excerpt.numbers,
            result.excerpt.text,
            result.excerpt.in_notes,
            result.excerpt.start,
        )
        for result in results
    ]
    text = json.dumps({"query": query, "results": list(map(get_fields, kept))})
    path = _find_path(places)
    with suppress(CorpusError, OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        _forget_old(path.parent)
        write_whole(path, text)


def recall(places: CorpusPaths, number: int) -> RememberedResult:
    """Result `number` (1-based) of the last search in this terminal. Raises RequestError when there
    is none."""
    results = _load(places)
    if results is None:
        raise RequestError(
            "There is no last search in this terminal.",
            "Run `pincite search` first, or name a result of another terminal by its id.",
        )
    if not results:
        raise RequestError("The last search found nothing.", "Search for something else first.")
    if not 1 <= number <= len(results):
        raise RequestError(
            f"There is no result {number}: the last search has results 1 to {len(results)}."
        )
    return results[number - 1]


def _load(places: CorpusPaths) -> list[RememberedResult] | None:
    """None if no search is remembered, or none that can be read."""
    try:
        text = _find_path(places).read_text(encoding="utf-8")
        return list(map(_read_result, json.loads(text)["results"]))
    except (ValueError, KeyError, TypeError, IndexError, OSError, RecursionError):
        return None


def _read_result(fields: dict[str, Any]) -> RememberedResult:
    start = fields.get("start")
    return RememberedResult(
        str(fields["item"]),
        tuple(int(number) for number in fields["numbers"]),
        str(fields["excerpt"]),
        bool(fields["in_notes"]),
        (int(start[0]), int(start[1])) if start else None,
    )


def _forget_old(folder: Path) -> None:
    for path in folder.glob("*.json"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _KEPT:
                path.unlink()


def _find_path(places: CorpusPaths) -> Path:
    from hashlib import sha256

    from corpus.user_folders import find_state_folder

    whose = f"{places.root}\n{name_session()}".encode("utf-8", "surrogateescape")
    folder = find_state_folder() / "searches"
    return folder / f"{sha256(whose).hexdigest()[:24]}.json"
