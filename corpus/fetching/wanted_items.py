"""Which items are meant to be fetched."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.catalogue import Catalogue
from corpus.errors import RequestError
from corpus.items import Item
from corpus.paths import CorpusPaths
from corpus.starting_sources import read_starting_items


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to fetch."""

    keys: tuple[str, ...] = ()
    """Items to ask for even when they are held; none means every item that is not held yet."""
    all_sources: bool = False
    """The whole starting catalogue as well."""
    again: bool = False
    """Ask for what is held, too."""


def choose_items(wanted: Wanted, places: CorpusPaths) -> list[Item]:
    """The items that are meant, the corpus's own records before the starting catalogue's.

    Raises RequestError for a key that neither has, and when there is nothing to choose from.
    """
    own = {item.id: item for item in Catalogue.load(places.catalogue)}
    sources = {item.id: item for item in read_starting_items()}
    known = sources | own
    unknown = [key for key in wanted.keys if key not in known]
    if unknown:
        raise RequestError(
            f"There is no item “{unknown[0]}” in the catalogue or among the sources.",
            "`pincite list` and `pincite sources` show what there is.",
        )
    keys = list(wanted.keys)
    if wanted.all_sources:
        keys += sources
    elif not keys:
        keys += [key for key, item in own.items() if item.get_text("URL")]
    if not keys:
        raise RequestError(
            f"No item in {places.catalogue} has a URL.",
            "Name items of `pincite sources`, or fetch them all with --all-sources.",
        )
    return [known[key] for key in dict.fromkeys(keys)]
