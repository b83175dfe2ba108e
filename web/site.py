"""What all views of one server share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from starlette.requests import Request

from corpus.paths import CorpusPaths
from web.access import Access
from web.jobs import Jobs
from web.limited import LimitedProcesses
from web.pictures import Pictures
from web.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Site:
    """One corpus, served."""

    paths: CorpusPaths
    access: Access
    shelf: Shelf
    """`with site.shelf.lend() as library:` is how a view gets at the corpus."""
    jobs: Jobs
    """Work that takes longer than a request."""
    limited: LimitedProcesses
    """Where files of strangers are opened."""
    pictures: Pictures

    def close(self) -> None:
        """End everything that was started."""
        self.jobs.close()
        self.limited.close()
        self.shelf.close()


def make_site(paths: CorpusPaths, access: Access) -> Site:
    """The site of a corpus; its processes start when first needed."""
    limited = LimitedProcesses(2, seconds=20)
    return Site(paths, access, Shelf(paths), Jobs(), limited, Pictures(limited))


def get_site(request: Request) -> Site:
    """The site that a request is for."""
    return cast("Site", request.app.state.site)
