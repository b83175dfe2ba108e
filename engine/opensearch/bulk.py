"""Many changes in one request, each of which is taken, refused, or put off."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from functools import partial
from typing import TypeAlias

from corpus.errors import CorpusBusy
from engine.opensearch.connection import Connection, Json
from engine.opensearch.failures import is_put_off, refuse_unwritten

Action: TypeAlias = "tuple[Json, Json | None]"
"""What to do with which document, and its source where it has one."""
_SHARD_WAIT = "5s"
"""How long a cluster may wait for a shard that is to be written to."""
_TRIES, _PAUSE = 4, 0.5
"""For what was put off, with seconds between, one more each time."""
_PATIENCE = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
"""Seconds after which a cluster is asked again that has too much to do."""


def write_all(connection: Connection, actions: Iterable[Action]) -> list[Json]:
    """Write everything; returns what became of each action, in order.

    Where a node is busy or shards are moving, it is tried again. Raises CorpusError if anything but
    a conflict is in the way.
    """
    lines = list(actions)
    done: list[Json] = [{} for _ in lines]
    waiting = list(range(len(lines)))
    for attempt in range(_TRIES):
        if not waiting:
            break
        time.sleep(_PAUSE * attempt)
        for at, item in zip(waiting, _send(connection, [lines[at] for at in waiting]), strict=True):
            (done[at],) = item.values()
        waiting = [at for at in waiting if is_put_off(done[at])]
    for result in done:
        refuse_unwritten(connection.address, result)
    return done


def _send(connection: Connection, actions: Iterable[Action]) -> list[Json]:
    """`timeout` is the server's, in the address: the client's own of this name is the socket's."""
    parts = (part for action in actions for part in action if part is not None)
    text = "".join(f"{json.dumps(part, ensure_ascii=False)}\n" for part in parts)
    send = partial(
        connection.request,
        "POST",
        f"/_bulk?timeout={_SHARD_WAIT}",
        text.encode("utf-8", "surrogatepass"),
        "application/x-ndjson",
    )
    for pause in _PATIENCE:
        try:
            items: list[Json] = send()["items"]
            return items
        except CorpusBusy:
            time.sleep(pause)
    items = send()["items"]
    return items
