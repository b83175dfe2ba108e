"""Which engine a corpus has, as its user chose.

`.pincite/engine` names a cluster, so that the corpus is found there again. A corpus may come from a
stranger, and so may that file: pincite talks to no address that this user has not named on this
machine. Those that were named are listed in the user's own state folder.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import CorpusError
from corpus.own_files import refuse_links
from corpus.paths import CorpusPaths

if TYPE_CHECKING:
    from engine.opensearch.address import Address

EMBEDDED = "whoosh"
"""The name of the engine that needs no server."""
_LONGEST = 2_000
"""Characters of an address; a longer file is none of ours."""


def read_chosen(corpus: Path) -> Address | None:
    """The cluster that the corpus in a folder is on, None for the embedded engine.

    Raises CorpusError where this user has never named it, CorpusDamaged for a link.
    """
    path = _find_file(corpus)
    if not path.is_file():  # nor a pipe, which would be waited for
        return None
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            text = file.read(_LONGEST).strip()
    except OSError:
        return None
    if not text or text == EMBEDDED:
        return None
    from engine.opensearch.address import parse_address  # here: most corpora are on no cluster

    address = parse_address(text)
    if str(address) not in _read_named():
        raise CorpusError(
            f"{path} says that the corpus is on {address}, which you have never named.",
            f"If you trust it, run `pincite search --engine {address}`;"
            f" else `pincite index {corpus} --engine {EMBEDDED}`.",
        )
    return address


def choose_engine(corpus: Path, text: str) -> None:
    """Have the corpus in a folder on the cluster at an address from now on, or on the embedded
    engine. Raises RequestError for any other text, CorpusReadOnly where it cannot be noted."""
    path = _find_file(corpus)
    if text == EMBEDDED:
        path.unlink(missing_ok=True)
        return
    from corpus.catalogue import write_whole
    from engine.opensearch.address import parse_address

    address = str(parse_address(text))
    named = _read_named()
    if address not in named:
        note = _find_note()
        note.parent.mkdir(parents=True, exist_ok=True)
        write_whole(note, json.dumps([*named, address], indent=2) + "\n")
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_text("utf-8", errors="replace").strip() != address:
        write_whole(path, f"{address}\n")


def _find_file(corpus: Path) -> Path:
    """Where the cluster of a corpus is named. Raises CorpusDamaged if a link stands there."""
    paths = CorpusPaths(corpus)
    refuse_links(paths.own, paths.engine)
    return paths.engine


def _find_note() -> Path:
    from corpus.user_folders import find_state_folder

    return find_state_folder() / "clusters.json"


def _read_named() -> list[str]:
    """The addresses that this user has named on this machine."""
    try:
        named = json.loads(_find_note().read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return []
    return [one for one in named if isinstance(one, str)] if isinstance(named, list) else []
