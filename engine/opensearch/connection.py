"""The connection to a cluster: the one module that imports the client.

Every answer is looked at for what is missing. With a shard lost, OpenSearch answers as if nothing
had happened (status 200, `failed: 0`): only `successful` below `total` tells, or `timed_out`.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from typing import Any

from corpus.errors import CorpusError, RequestError
from engine.opensearch.address import Address
from engine.opensearch.failures import is_busy, translate_errors
from engine.opensearch.schema import Names
from engine.opensearch.signing_in import find_certificates, make_authorization

_SOCKET, _SERVER = 60.0, "30s"
"""How long to wait for an answer at all, and how long a cluster may look for one."""
_DEAD = 5.0
"""Seconds for which a node that did not answer is left alone."""
_WHOLE = {"wait_for_active_shards": "all"}
_SOCKETS = 4
"""To each node."""
_TRIES, _PAUSE = 6, 0.5
"""For shards to find another node after one has died, with seconds between."""
_LEAN, _LEAN_EACH = "-hits.hits._index", "-responses.hits.hits._index"
"""Leaves out of an answer what every hit repeats."""
_EXTRA = "pip install 'pincite[cluster]'"

Json = dict[str, Any]


class Connection:
    """Talks to the nodes of one cluster about one corpus."""

    def __init__(self, address: Address) -> None:
        """Nothing is sent yet. Raises RequestError where the client is not installed."""
        try:
            import opensearchpy
        except ImportError as error:
            raise RequestError(
                "The client of OpenSearch is not installed.", f"Install it with {_EXTRA}."
            ) from error
        self.address = address
        self.names = Names(address.name)
        self.incomplete = False
        """Whether any answer so far lacked a part."""
        self._errors = opensearchpy.exceptions
        logging.getLogger("opensearch").disabled = True  # what it has to say is said here
        self._client = opensearchpy.OpenSearch(
            hosts=[{"host": host.strip("[]"), "port": port} for host, port in address.hosts],
            use_ssl=address.encrypted,
            headers=make_authorization(address),
            ca_certs=find_certificates(address),
            http_compress=False,
            timeout=_SOCKET,
            max_retries=2 * len(address.hosts),
            dead_timeout=_DEAD,
            pool_maxsize=_SOCKETS,
        )

    def close(self) -> None:
        """Let go of the sockets."""
        self._client.close()

    def _translate_errors(self) -> AbstractContextManager[None]:
        return translate_errors(self.address, self._errors)

    # Indexes

    def exists(self) -> bool:
        """Whether the corpus is on the cluster."""
        with self._translate_errors():
            return bool(self._client.indices.exists(index=self.names.documents))

    def read_identity(self) -> str:
        """The name that the cluster itself has given to the register."""
        with self._translate_errors():
            found = self._client.indices.get_settings(index=self.names.documents)
        (settings,) = found.values()
        return str(settings["settings"]["index"]["uuid"])

    def count_nodes(self) -> int:
        """How many nodes hold data."""
        with self._translate_errors():
            return int(self._client.cluster.health()["number_of_data_nodes"])

    def create(self, indexes: Mapping[str, Json]) -> None:
        """Create those of the indexes that do not exist, and wait for every copy of each: what is
        written before has only one place."""
        for name, body in indexes.items():
            with self._translate_errors():
                try:
                    self._client.indices.create(index=name, body=body, params=_WHOLE)
                except self._errors.RequestError as error:
                    if error.error != "resource_already_exists_exception":
                        raise

    def refresh(self, *names: str) -> None:
        """Make visible what was written, on every copy that lives.

        Raises CorpusError if a shard has no copy that does.
        """
        self._take_over(partial(self._client.indices.refresh, index=",".join(names)))

    def flush(self, *names: str) -> None:
        """Have the disks of every copy that lives hold what was written. Raises as `refresh`."""
        self._take_over(partial(self._client.indices.flush, index=",".join(names)))

    def _take_over(self, do: Callable[[], Json]) -> None:
        """Ask every shard for something until one copy of each has done it."""
        with self._translate_errors():
            for left in reversed(range(_TRIES)):
                shards = do()["_shards"]
                if not shards["failed"] and shards["successful"]:
                    return
                if left:
                    time.sleep(_PAUSE)
        raise CorpusError(
            f"OpenSearch at {self.address} did not take over what was written.",
            "Run the command again.",
        )

    # Reading

    def search(self, index: str, body: Json) -> Json:
        """What a search finds. Where parts of the index do not answer, it is tried again for some
        seconds; then `incomplete` is set."""
        body = {"timeout": _SERVER, **body}
        parameters = {} if body.get("_source", True) else {"filter_path": _LEAN}
        answer: Json = {}
        for left in reversed(range(_TRIES)):
            with self._translate_errors():
                try:
                    found = self._client.search(index=index, body=body, params=parameters)
                    answer = _fill(found)
                    if not is_partial(answer):
                        return answer
                except self._errors.TransportError as error:
                    if not is_busy(error) or not left:
                        raise
            if left:
                time.sleep(_PAUSE)
        self.incomplete = True
        return answer

    def search_all(self, index: str, bodies: Sequence[Json]) -> list[Json]:
        """What each of several searches finds, asked for together; as `search`."""
        if len(bodies) == 1:
            return [self.search(index, bodies[0])]
        lines = [line for body in bodies for line in ({}, {"timeout": _SERVER, **body})]
        answers: list[Json] = [{"error": "none yet"} for _ in bodies]
        with self._translate_errors():
            try:
                parameters = {"filter_path": ",".join((_LEAN_EACH, "-took"))}
                found = self._client.msearch(index=index, body=lines, params=parameters)
                answers = [_fill(answer) for answer in found["responses"]]
            except self._errors.TransportError as error:
                if not is_busy(error):
                    raise
        return [
            self.search(index, body) if "error" in answer or is_partial(answer) else answer
            for body, answer in zip(bodies, answers, strict=True)
        ]

    def scroll_sorted(self, index: str, body: Json) -> Iterator[Json]:
        """Every hit of a search, as many at a time as the `size` of `body`; its `sort` must tell
        any two hits apart."""
        after: list[Any] | None = None
        while True:
            page = {**body, "search_after": after} if after else body
            hits = self.search(index, page)["hits"]["hits"]
            yield from hits
            if len(hits) < body["size"]:
                return
            after = hits[-1]["sort"]

    def get(self, index: str, id: str) -> Json | None:
        """A document with its `_seq_no`, None where there is none; always the newest state."""
        with self._translate_errors():
            found = self._client.get(index=index, id=id, ignore=404)
            return found if found.get("found") else None

    # Anything else

    def request(self, method: str, path: str, body: bytes, kind: str) -> Json:
        """What the cluster answers to a body of a kind (as `content-type`)."""
        with self._translate_errors():
            answer: Json = self._client.transport.perform_request(
                method, path, body=body, headers={"content-type": kind}
            )
        return answer

    def ask(self, do: Callable[[Any], Any]) -> Any:
        """What `do` gets from the client."""
        with self._translate_errors():
            return do(self._client)


def is_partial(answer: Json) -> bool:
    """Whether a part of what was asked did not answer."""
    shards = answer["_shards"]
    return bool(answer.get("timed_out")) or shards["successful"] < shards["total"]


def _fill(answer: Json) -> Json:
    """An answer with the list of its hits, which is left out with `_LEAN` where it is empty."""
    answer.setdefault("hits", {}).setdefault("hits", [])
    return answer
