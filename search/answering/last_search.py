"""The numbered results of the last search, which `show` and `open` refer to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.catalogue import write_whole
from corpus.errors import CorpusError, RequestError
from corpus.frozen import frozen, get_fields
from corpus.paths import CorpusPaths

if TYPE_CHECKING:
    from search.answering.result import Result


@frozen
class RememberedResult:
    """One result, by what lasts: a later indexing changes none of it."""

    item: str
    file: str
    pdf_pages: tuple[int, ...]
    excerpt: str
    in_notes: bool
    start: tuple[int, int] | None = None
    """PDF page and offset in that page's text at which the excerpt begins."""


def remember(places: CorpusPaths, query: str, results: Sequence[Result]) -> None:
    """Keep the results for `recall`; where nothing can be written, they are not kept."""
    kept = [
        RememberedResult(
            result.entry.item.id,
            result.entry.files[0],
            result.excerpt.pdf_pages,
            result.excerpt.text,
            result.excerpt.in_notes,
            result.excerpt.start,
        )
        for result in results
    ]
    text = json.dumps({"query": query, "results": [get_fields(one) for one in kept]})
    for where in (_get_corpus_path, _get_user_path):
        path = where(places)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, text)
            return
        except (CorpusError, OSError):
            continue


def recall(places: CorpusPaths, number: int) -> RememberedResult:
    """Result `number` (1-based) of the last search. Raises RequestError when there is none."""
    results = _load(places)
    if results is None:
        raise RequestError("No search to refer to.", "Run `pincite search` first.")
    if not results:
        raise RequestError("The last search found nothing.", "Search for something else first.")
    if not 1 <= number <= len(results):
        raise RequestError(
            f"The last search has results 1 to {len(results)}, there is no {number}."
        )
    return results[number - 1]


def _read_result(found: dict[str, Any]) -> RememberedResult:
    start = found.get("start")
    return RememberedResult(
        str(found["item"]),
        str(found["file"]),
        tuple(int(page) for page in found["pdf_pages"]),
        str(found["excerpt"]),
        bool(found["in_notes"]),
        (int(start[0]), int(start[1])) if start else None,
    )


def _load(places: CorpusPaths) -> list[RememberedResult] | None:
    """None where no search is remembered, or none that can be read."""
    found = [
        path for where in (_get_corpus_path, _get_user_path) if (path := where(places)).is_file()
    ]
    newest = max(found, key=lambda path: path.stat().st_mtime, default=None)
    if newest is None:
        return None
    try:
        kept = json.loads(newest.read_text(encoding="utf-8"))["results"]
        return [_read_result(one) for one in kept]
    except (ValueError, KeyError, TypeError, IndexError, OSError):
        return None


def _get_corpus_path(places: CorpusPaths) -> Path:
    return places.last_search


def _get_user_path(places: CorpusPaths) -> Path:
    """For a corpus that may not be written to: the user's own state folder."""
    from hashlib import sha256

    from platformdirs import user_state_path

    name = sha256(str(places.root).encode("utf-8")).hexdigest()[:16]
    return user_state_path("pincite") / f"last-search-{name}.json"
