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


def fetch(
    items: Annotated[
        list[str] | None,
        Argument(metavar="[ITEM]...", help="Items; else all with a URL that are not here."),
    ] = None,
    corpus: CorpusOption = None,
    into: Annotated[Path | None, Option(help="A folder for a new corpus; made if need be.")] = None,
    all_sources: Annotated[
        bool, Option("--all-sources", help="Everything that `pincite sources` lists.")
    ] = False,
    again: Annotated[
        bool, Option("--again", help="See whether what is here has changed at its source.")
    ] = False,
    max_size: Annotated[
        float, Option(help="Megabytes that one document may have.", min=0.000001)
    ] = 200.0,
    time_limit: Annotated[
        float, Option(help="Seconds to wait for a server that says nothing.", min=0.1)
    ] = 45.0,
    tries: Annotated[int, Option(help="How often to try.", min=1)] = 4,
    no_archive: Annotated[
        bool, Option("--no-archive", help="Do without copies from the web archive.")
    ] = False,
    archive: Annotated[str, Option(help="The web archive to ask.")] = "https://web.archive.org",
    allow_private: Annotated[
        bool, Option("--allow-private", help="Go to addresses of the own network, too.")
    ] = False,
    json_output: JsonOption = False,
) -> int:
    """Download the PDFs of items that have a URL, and record where each came from.

    Where an address is dead the Wayback Machine's copy is taken, and the output says so. Exit code
    1 when something could not be downloaded; the others are downloaded all the same.
    """
    from corpus.fetching.fetch import Wanted
    from corpus.fetching.folder import choose_folder
    from corpus.fetching.limits import Limits
    from indexer.store.lock import hold_lock

    places = choose_folder(corpus, into)
    limits = Limits(
        largest=round(max_size * 1_000_000),
        connecting=min(time_limit, 15.0),
        silence=time_limit,
        tries=tries,
        allow_private=allow_private,
    )
    fetcher = _make_fetcher(places, limits, None if no_archive else archive)
    outcomes: list[Outcome] = []
    with hold_lock(places.lock):
        for outcome in fetcher.fetch(Wanted(tuple(items or ()), all_sources, again)):
            outcomes.append(outcome)
            if not json_output:
                _print(outcome)
    if json_output:
        print_json([outcome.as_json() for outcome in outcomes])
    else:
        _sum_up(outcomes)
    return 1 if any(outcome.failed for outcome in outcomes) else 0


def _make_fetcher(places: CorpusPaths, limits: Limits, archive: str | None) -> Fetcher:
    from cli.download_bar import make_watcher
    from corpus.fetching.download import Downloader
    from corpus.fetching.fetch import Fetcher

    shown = make_watcher()
    downloader = Downloader(places.own / "downloads", limits, watcher=shown)
    return Fetcher(places, downloader, archive=archive, watcher=shown)


def _print(outcome: Outcome) -> None:
    line = f"{outcome.what}: {outcome.item}: {outcome.message}"
    if outcome.failed:
        say(line)
    elif outcome.what != "held":
        echo(line)
    for note in outcome.notes:
        echo(f"    note: {note}")


def _sum_up(outcomes: list[Outcome]) -> None:
    held = sum(outcome.what == "held" for outcome in outcomes)
    if held:
        echo(f"{held} in the corpus already; --again asks for them once more.")
    if any(outcome.what in ("fetched", "changed") for outcome in outcomes):
        echo("Run `pincite index` to read what is new.")
