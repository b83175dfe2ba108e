"""What all views of one server share."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import cast

from starlette.requests import Request

from corpus.apart.pool import Pool
from corpus.errors import PinciteError
from corpus.paths import CorpusPaths
from search.expanding.lexicon import get_lexicon
from web.access import Access
from web.jobs import Jobs
from web.kept import KeptReader
from web.pictures import Pictures, prepare_reading
from web.shelf import Shelf
from web.workroom import Workroom, remove_leftovers

_PROCESSES = 2
_MOST_MEMORY = 1_000_000_000
"""Bytes that one picture of a page may take to be drawn."""


@dataclass(frozen=True, slots=True)
class Site:
    """One corpus, served."""

    paths: CorpusPaths
    access: Access
    kept: KeptReader
    shelf: Shelf
    """`with site.shelf.lend() as library:` is how a view gets at the corpus."""
    jobs: Jobs
    """Work that takes longer than a request."""
    apart: Pool
    """Where files of strangers are opened."""
    pictures: Pictures
    workroom: Workroom
    """Where files that were sent are kept while they are worked on."""

    def warm_up(self) -> None:
        """Open what the first questions would otherwise wait for, and clear up after servers that
        were killed."""
        remove_leftovers()
        self.apart.start()
        with suppress(PinciteError), self.shelf.lend() as library:
            get_lexicon(library)
            library.measure_coverage()

    def close(self) -> None:
        """End everything that was started."""
        self.jobs.close()
        self.apart.close()
        self.shelf.close()
        self.workroom.close()


def make_site(paths: CorpusPaths, access: Access) -> Site:
    """The site of a corpus; its processes start when first needed."""
    apart = Pool(_PROCESSES, memory=_MOST_MEMORY, prepare=prepare_reading)
    shelf = Shelf(paths, apart)
    return Site(paths, access, KeptReader(paths), shelf, Jobs(), apart, Pictures(apart), Workroom())


def get_site(request: Request) -> Site:
    """The site that a request is for."""
    return cast("Site", request.app.state.site)
