"""The numbered results of the last search, to which `show`, `open` and `cite` refer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
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
    """One result, in terms that a later indexing does not change."""

    item: str
    numbers: tuple[int, ...]
    """Of its pages: their positions in the document, 1-based."""
    excerpt: str
    in_notes: bool
    start: tuple[int, int] | None = None
    """Number of the page, and offset in its running text, of the excerpt; None in notes."""


def remember(places: CorpusPaths, query: str, results: Sequence[Result]) -> None:
    """Keep the results for `recall`, if there is anywhere to write them."""
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
    for path in _list_paths(places):
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
        raise RequestError("There is no last search.", "Run `pincite search` first.")
    if not results:
        raise RequestError("The last search found nothing.", "Search for something else first.")
    if not 1 <= number <= len(results):
        raise RequestError(
            f"There is no result {number}: the last search has results 1 to {len(results)}."
        )
    return results[number - 1]


def _load(places: CorpusPaths) -> list[RememberedResult] | None:
    """None if no search is remembered, or none that can be read."""
    paths = [path for path in _list_paths(places) if path.is_file()]
    newest = max(paths, key=lambda path: path.stat().st_mtime, default=None)
    if newest is None:
        return None
    try:
        return list(map(_read_result, json.loads(newest.read_text(encoding="utf-8"))["results"]))
    except (ValueError, KeyError, TypeError, IndexError, OSError):
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


def _list_paths(places: CorpusPaths) -> Iterator[Path]:
    """In the corpus or, where that cannot be written to, in the user's own state folder."""
    yield places.last_search

    from hashlib import sha256

    from platformdirs import user_state_path

    name = sha256(str(places.root).encode("utf-8")).hexdigest()[:16]
    yield user_state_path("pincite") / f"last-search-{name}.json"
