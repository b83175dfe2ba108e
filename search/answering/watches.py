"""Saved searches: which passages are new since the last time, by their words.

They lie in the user's own state folder, one file for each corpus, never in the corpus. A passage is
known by its words and its document's citation key, so that another reading of an unchanged file
brings nothing new.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from corpus.catalogue import write_whole
from corpus.errors import CorpusDamaged, RequestError
from corpus.frozen import frozen, replace_fields
from corpus.paths import CorpusPaths
from indexer.library import Library
from indexer.words.tokens import fold_text
from search.answering.answer import answer_question
from search.answering.making import Cite
from search.answering.result import Question, Result


@frozen
class Watch:
    """A saved search."""

    name: str
    query: str
    last_run: str
    """ISO 8601 date."""
    seen: frozenset[str]
    """What has been shown, as `_identify` names it."""

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {"name": self.name, "query": self.query, "last_run": self.last_run}


@frozen
class News:
    """What a saved search found."""

    watch: Watch
    """As it is after this run."""
    new: list[Result]
    """The passages that were not there the last time."""
    total: int
    """How many passages there are."""

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        new = [result.as_json() for result in self.new]
        return {**self.watch.as_json(), "passages": self.total, "new": new}


def load_watches(places: CorpusPaths) -> dict[str, Watch]:
    """All saved searches of a corpus by name. Raises CorpusDamaged if their file is."""
    path = _find_path(places)
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return {
            str(name): Watch(
                str(name), str(each["query"]), str(each["last_run"]), frozenset(each["seen"])
            )
            for name, each in kept.items()
        }
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CorpusDamaged(
            f"The saved searches in {path} are damaged.", "Delete that file and add them again."
        ) from error


def save_watches(places: CorpusPaths, watches: Sequence[Watch]) -> None:
    """Keep the saved searches. Raises CorpusError where nothing can be written."""
    kept = {
        each.name: {"query": each.query, "last_run": each.last_run, "seen": sorted(each.seen)}
        for each in watches
    }
    path = _find_path(places)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, json.dumps(kept, ensure_ascii=False, indent=1) + "\n")


def require_watch(watches: dict[str, Watch], name: str) -> Watch:
    """The saved search with a name. Raises RequestError if there is none."""
    if name not in watches:
        raise RequestError(
            f"There is no saved search “{name}”.", "`pincite watch list` lists them."
        )
    return watches[name]


def run_watch(library: Library, watch: Watch, cite: Cite) -> News:
    """The passages that have come since the last run, best first; every word is required."""
    question = Question(watch.query, every_hit=True, limit=0, every_word=True)
    results = answer_question(library, question, cite).results
    found = {_identify(result): result for result in results}
    new = [result for key, result in found.items() if key not in watch.seen]
    today = date.today().isoformat()
    after = replace_fields(watch, seen=watch.seen.union(found), last_run=today)
    return News(after, new, len(found))


def _identify(result: Result) -> str:
    text = f"{result.entry.item.id}\n{fold_text(result.excerpt.text)}"
    return sha256(text.encode("utf-8")).hexdigest()[:24]


def _find_path(places: CorpusPaths) -> Path:
    from corpus.user_folders import find_state_folder

    name = sha256(str(places.root).encode("utf-8", "surrogateescape")).hexdigest()[:24]
    return find_state_folder() / "watches" / f"{name}.json"
