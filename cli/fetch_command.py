"""`pincite fetch`: download documents into a corpus."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cli.common import CorpusOption, JsonOption, echo, print_json, say
from cli.declaring import Argument, Option

if TYPE_CHECKING:
    from corpus.fetching.fetch import Fetcher, Outcome
    from corpus.fetching.limits import Limits
    from corpus.paths import CorpusPaths

_PATIENCE = 600
"""Seconds to wait where another pincite is writing."""


def fetch(
    items: Annotated[
        list[str] | None,
        Argument("Citation keys (default: all with a URL and no file).", metavar="ITEM..."),
    ] = None,
    corpus: CorpusOption = None,
    into: Annotated[
        Path | None, Option("Folder for a new corpus, created if necessary.", metavar="DIR")
    ] = None,
    all_sources: Annotated[bool, Option("Fetch everything that `pincite sources` lists.")] = False,
    again: Annotated[bool, Option("Check whether documents already here have changed.")] = False,
    max_size: Annotated[
        float, Option("Largest size of one document, in megabytes.", metavar="MB", min=0.000001)
    ] = 200.0,
    time_limit: Annotated[
        float, Option("Longest wait for a silent server.", metavar="SECONDS", min=0.1)
    ] = 45.0,
    tries: Annotated[int, Option("Number of attempts.", min=1)] = 4,
    no_archive: Annotated[bool, Option("Never take a copy from the web archive.")] = False,
    archive: Annotated[
        str, Option("Web archive to ask.", metavar="URL")
    ] = "https://web.archive.org",
    allow_private: Annotated[bool, Option("Allow addresses on your own network.")] = False,
    json_output: JsonOption = False,
) -> int:
    """Download the PDFs of items that have a URL.

    The catalogue records where each came from. If an address is dead, the copy of the Wayback
    Machine is taken, and the output says so. Exit code 1 if a document could not be downloaded; the
    others are downloaded all the same.

    Example: pincite fetch --into toronto tpsb-2008-11-20 noii-2015

    Example: pincite fetch --again
    """
    from corpus.fetching.fetch import Wanted
    from corpus.fetching.folder import choose_folder
    from corpus.fetching.limits import Limits
    from indexer.store.lock import hold_lock

    paths = choose_folder(corpus, into)
    limits = Limits(
        largest=round(max_size * 1_000_000),
        connecting=min(time_limit, 15.0),
        silence=time_limit,
        tries=tries,
        allow_private=allow_private,
    )
    fetcher = _make_fetcher(paths, limits, None if no_archive else archive)
    outcomes: list[Outcome] = []
    with hold_lock(paths.fetch_lock):
        for outcome in fetcher.fetch(Wanted(tuple(items or ()), all_sources, again)):
            outcomes.append(outcome)
            if not json_output:
                _print(outcome)
    if json_output:
        print_json([outcome.as_json() for outcome in outcomes])
    else:
        _print_summary(outcomes)
    return 1 if any(outcome.failed for outcome in outcomes) else 0


def _make_fetcher(paths: CorpusPaths, limits: Limits, archive: str | None) -> Fetcher:
    from functools import partial

    from cli.download_bar import make_watcher
    from corpus.fetching.download import Downloader
    from corpus.fetching.fetch import Fetcher
    from indexer.store.lock import hold_lock

    watcher = make_watcher()
    downloader = Downloader(paths.own / "downloads", limits, watcher=watcher)
    hold = partial(hold_lock, paths.lock, _PATIENCE)
    return Fetcher(paths, downloader, archive=archive, watcher=watcher, hold=hold)


def _print(outcome: Outcome) -> None:
    line = f"{outcome.what}: {outcome.item}: {outcome.message}"
    if outcome.failed:
        say(line)
    elif outcome.what != "held":
        echo(line)
    for note in outcome.notes:
        echo(f"    note: {note}")


def _print_summary(outcomes: list[Outcome]) -> None:
    held = sum(outcome.what == "held" for outcome in outcomes)
    if held:
        echo(f"{held} already in the corpus; --again checks them for changes.")
    if any(outcome.what in ("fetched", "changed") for outcome in outcomes):
        echo("Run `pincite index` to read what is new.")
