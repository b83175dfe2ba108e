"""What every page says of the basket: how many passages it holds, and whether one is among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.errors import PinciteError
from corpus.paths import CorpusPaths
from drafts.basket.basket_file import load_basket
from indexer.freshness import FileState, observe_file


@dataclass(frozen=True, slots=True)
class Kept:
    """The passages of a basket, as far as other pages than its own show them."""

    count: int = 0
    ids: Mapping[str, str] = field(default_factory=dict)
    """The id in the basket of each passage, by its place as results write it."""


class KeptReader:
    """Reads the basket of a corpus anew only when its file has changed."""

    def __init__(self, paths: CorpusPaths) -> None:
        self._paths = paths
        self._known: tuple[FileState | None, Kept] = (None, Kept())

    def read(self) -> Kept:
        """The basket as it is now; nothing where it cannot be read, which its own page says."""
        stamp = observe_file(self._paths.basket)
        known, kept = self._known
        if stamp != known:
            kept = self._load()
            self._known = (stamp, kept)
        return kept

    def _load(self) -> Kept:
        try:
            passages = load_basket(self._paths).passages
        except PinciteError:
            return Kept()
        return Kept(len(passages), {str(one.place): one.id for one in passages})
