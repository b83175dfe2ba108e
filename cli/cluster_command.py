"""`pincite cluster`: a corpus on OpenSearch is made, watched, saved and restored."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cli.common import CorpusOption, EngineOption, JsonOption, echo, print_json, say
from cli.declaring import Argument, Option

if TYPE_CHECKING:
    from engine.opensearch.connection import Connection
    from engine.opensearch.tending import ClusterStatus


def cluster(
    words: Annotated[
        list[str],
        Argument("init, status, snapshot NAME or restore NAME.", metavar="ACTION..."),
    ],
    corpus: CorpusOption = None,
    engine: EngineOption = None,
    pages: Annotated[
        int | None, Option("How many pages it is to hold, for init [default: 1000000].", min=1)
    ] = None,
    copies: Annotated[
        int | None, Option("On how many nodes each page is to be, for init [default: 2].", min=1)
    ] = None,
    folder: Annotated[
        Path | None,
        Option("Folder for snapshots, which every node sees.", metavar="DIR"),
    ] = None,
    json_output: JsonOption = False,
) -> int:
    """Make, watch, save and restore a corpus on OpenSearch.

    init makes its indexes for as many pages as are expected; without it, the first `pincite index`
    does. status says which nodes answer, what is missing, and what of this folder is not there
    yet. snapshot and restore use OpenSearch’s own: its path.repo must list the folder. Exit code 1
    if anything is missing.

    Example: pincite cluster status

    Example: pincite cluster snapshot monday --folder /srv/snapshots
    """
    from contextlib import closing

    from cli.common import attach_corpus
    from corpus.errors import RequestError
    from corpus.paths import find_corpus
    from engine.chosen import read_chosen
    from engine.opensearch.connection import Connection

    action, *names = words
    if (action, len(names)) not in (
        ("init", 0), ("status", 0), ("snapshot", 1), ("restore", 1),
    ):  # fmt: skip
        raise RequestError(
            f"“{' '.join(words)}” is not something to do with a cluster.",
            "Use init, status, snapshot NAME or restore NAME.",
        )
    paths = attach_corpus(corpus, engine) if engine else find_corpus(corpus)
    address = read_chosen(paths.root)
    if address is None:
        raise RequestError(f"{paths.root} is on no cluster.", "Name one with --engine.")
    with closing(Connection(address)) as connection:
        if action == "status":
            return _report(connection, paths.root, json_output=json_output)
        if action == "init":
            _create(connection, pages or 1_000_000, copies)
        else:
            _save_or_restore(connection, action, names[0], folder)
    return 0


def _create(connection: Connection, pages: int, copies: int | None) -> None:
    from engine.opensearch.tending import choose_shards, create_corpus

    shards = choose_shards(pages)
    create_corpus(connection, shards, None if copies is None else copies - 1)
    say(f"{connection.address} is ready for {pages:,} pages, in {shards} shards.")


def _save_or_restore(connection: Connection, action: str, name: str, folder: Path | None) -> None:
    from corpus.errors import RequestError
    from engine.opensearch.tending import restore_snapshot, save_snapshot

    if folder is None:
        raise RequestError("It is not said where snapshots are.", "Name the folder with --folder.")
    if action == "snapshot":
        save_snapshot(connection, name, str(folder.absolute()))
        say(f"{connection.address} is saved as {name} in {folder}.")
    else:
        restore_snapshot(connection, name, str(folder.absolute()))
        say(f"{connection.address} is restored from {name}.")


def _report(connection: Connection, root: Path, *, json_output: bool) -> int:
    from engine.opensearch.tending import read_status
    from indexer.sharing.waiting import count_waiting

    status = read_status(connection)
    waiting = count_waiting(root)
    if json_output:
        print_json({**_as_json(status), "waiting": waiting, "address": str(connection.address)})
    else:
        _print_status(status, waiting, connection)
    return int(bool(status.missing_shards or status.missing_pages or status.health == "absent"))


def _as_json(status: ClusterStatus) -> dict[str, object]:
    from corpus.frozen import get_fields

    return {**get_fields(status), "nodes": list(status.nodes)}


def _print_status(status: ClusterStatus, waiting: int, connection: Connection) -> None:
    nodes = len(status.nodes)
    echo(f"{connection.address}: {status.health}, {nodes} node{'s' * (nodes != 1)} answer.")
    echo(f"Nodes: {', '.join(status.nodes)}.")
    if status.health == "absent":
        echo("The corpus is not there: `pincite index FOLDER` puts it there.")
        return
    echo(f"{status.documents:,} documents, {status.pages:,} pages, {status.bytes / 1e6:,.1f} MB.")
    if status.missing_shards:
        total = status.shards + status.missing_shards
        echo(f"{status.missing_shards} of {total} copies of shards are missing.")
    if status.missing_pages:
        echo(f"{status.missing_pages:,} of {status.pages:,} pages are on no node that answers.")
    if status.coming:
        echo(f"{status.coming:,} documents are on their way, or were left half-way.")
    if waiting:
        echo(f"{waiting:,} documents of this folder are not there yet: run `pincite index`.")
