"""The connection to a cluster: the one module that imports the client.

Every answer is looked at for what is missing. With a shard lost, OpenSearch answers as if nothing
had happened (status 200, `failed: 0`): only `successful` below `total` tells, or `timed_out`.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from corpus.errors import CorpusBusy, CorpusError, CorpusIncomplete, CorpusReadOnly, RequestError
from engine.opensearch.address import Address
from engine.opensearch.schema import Names
from engine.opensearch.signing_in import describe_mistrust, find_certificates, make_authorization

_SOCKET, _SERVER, _WRITING = 60.0, "30s", "5s"
"""How long to wait: for an answer at all; how long a cluster may look for one, and wait for a shard
that is to be written to."""
_PATIENCE = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
"""Seconds after which a node is asked again that has too much to do."""
_DEAD = 5.0
"""Seconds for which a node that did not answer is left alone."""
_WHOLE = {"wait_for_active_shards": "all"}
_COUNTED_AT_ONCE = 10_000
"""Documents of which one answer counts the pages."""
_SOCKETS = 4
"""To each node."""
_TRIES, _WRITE_TRIES, _PAUSE = 6, 4, 0.5
"""For shards to find another node after one has died; a write waits in the cluster as well."""
_LEAN, _LEAN_EACH = "-hits.hits._index", "-responses.hits.hits._index"
"""Leaves out of an answer what every hit repeats."""
_EXTRA = "pip install 'pincite[cluster]'"

_TOO_MUCH = 429
_BUSY = (_TOO_MUCH, 502, 503, 504)
"""Answers of a node that may do later what it does not do now."""
_LOST = frozenset(
    ("node_not_connected_exception", "node_disconnected_exception", "transport_exception")
)
"""What else it answers where another has just died, with the status 500."""

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

    @contextmanager
    def _translate_errors(self) -> Iterator[None]:
        """Turn errors of the client into the user's."""
        errors = self._errors
        try:
            yield
        except errors.NotFoundError as error:
            raise CorpusError(
                f"{self.address} holds no corpus of pincite, or only part of one.",
                "Run `pincite index FOLDER --engine` with this address.",
            ) from error
        except (errors.AuthenticationException, errors.AuthorizationException) as error:
            raise self._describe_refusal(error) from error
        except errors.TransportError as error:
            if error.status_code == _TOO_MUCH:
                raise CorpusBusy(
                    f"OpenSearch at {self.address} has too much to do: {_describe(error)}.",
                    "Run the command again, or give its nodes more memory.",
                ) from error
            if _is_busy(error):
                raise CorpusIncomplete(
                    f"Too many nodes of OpenSearch at {self.address} are missing:"
                    f" {_describe(error)}.",
                    "Start them again; `pincite cluster status` says what is missing.",
                ) from error
            raise self._describe_other(error) from error
        except errors.OpenSearchException as error:
            raise self._describe_other(error) from error

    def _describe_other(self, error: Exception) -> CorpusError:
        if isinstance(error, self._errors.SSLError):
            return describe_mistrust(self.address, str(error))
        if isinstance(error, self._errors.ConnectionError):
            hosts = ", ".join(f"{host}:{port}" for host, port in self.address.hosts)
            return CorpusError(
                f"No OpenSearch answers at {hosts}.",
                "Start it, or go back to one machine with `pincite index FOLDER --engine whoosh`.",
            )
        return CorpusError(f"OpenSearch at {self.address} could not do it: {_describe(error)}.")

    def _describe_refusal(self, error: Exception) -> CorpusError:
        if "cluster_block" in str(error):
            return CorpusReadOnly(
                f"{self.address} may not be written to: {_describe(error)}.",
                "Free some space on its disks, or wait until it has a manager again.",
            )
        return CorpusError(
            f"OpenSearch at {self.address} does not know this user.",
            "Set PINCITE_OPENSEARCH_USER and PINCITE_OPENSEARCH_PASSWORD, or add it to ~/.netrc.",
        )

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
                    if not _is_busy(error) or not left:
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
                if not _is_busy(error):
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

    # Writing

    def write(self, actions: Iterable[tuple[Json, Json | None]]) -> list[Json]:
        """Write everything, each action with its source; returns what became of each, in order.

        Where a node is busy or shards are moving, it is tried again. Raises CorpusError if anything
        but a conflict is in the way.
        """
        lines = list(actions)
        done: list[Json] = [{} for _ in lines]
        waiting = list(range(len(lines)))
        for attempt in range(_WRITE_TRIES):
            if not waiting:
                break
            time.sleep(_PAUSE * attempt)
            parts = [part for at in waiting for part in lines[at] if part is not None]
            for at, item in zip(waiting, self._send_bulk(parts), strict=True):
                (done[at],) = item.values()
            waiting = [at for at in waiting if _is_later(done[at])]
        for result in done:
            self._refuse_unwritten(result)
        return done

    def _refuse_unwritten(self, result: Json) -> None:
        """Raises the user's error where something was not written, other than for a conflict."""
        if "error" not in result or result["status"] == 409:
            return
        reason = str(result["error"]["reason"]).rstrip(".")[:300]
        if _is_later(result) or result["status"] == 403:
            raise CorpusReadOnly(
                f"OpenSearch at {self.address} takes nothing: {reason}.",
                "Wait until enough of its nodes run and have room, and run the command again.",
            )
        raise CorpusError(f"OpenSearch at {self.address} did not take something: {reason}.")

    def _send_bulk(self, body: list[Json]) -> list[Json]:
        """`timeout` is the server's, in the address: the client's own of this name is the
        socket's."""
        url = f"/_bulk?timeout={_WRITING}"
        lines = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in body)
        kind = {"content-type": "application/x-ndjson"}
        data = lines.encode("utf-8", "surrogatepass")
        for pause in (*_PATIENCE, 0.0):
            try:
                with self._translate_errors():
                    answer = self._client.transport.perform_request(
                        "POST", url, body=data, headers=kind
                    )
                break
            except CorpusBusy:
                if not pause:
                    raise
                time.sleep(pause)
        items: list[Json] = answer["items"]
        return items

    def count_by_number(self, index: str, numbers: Sequence[int]) -> dict[int, int]:
        """How many pages or sheets there are of each of some documents, those with none left
        out. Raises CorpusIncomplete where a part does not answer."""
        counts: dict[int, int] = {}
        for at in range(0, len(numbers), _COUNTED_AT_ONCE):
            some = numbers[at : at + _COUNTED_AT_ONCE]
            body = {
                "query": {"terms": {"d": some}},
                "size": 0,
                "track_total_hits": False,
                "aggs": {"numbers": {"terms": {"field": "d", "size": len(some)}}},
            }
            answer = self.search(index, body)
            if is_partial(answer):
                raise CorpusIncomplete(
                    f"OpenSearch at {self.address} did not answer as a whole.",
                    "Start the nodes that are missing (`pincite cluster status`), and run the"
                    " command again.",
                )
            buckets = answer["aggregations"]["numbers"]["buckets"]
            counts |= {int(one["key"]): int(one["doc_count"]) for one in buckets}
        return counts

    def delete_pages(self, index: str, numbers: list[int]) -> None:
        """Delete every page or sheet of some documents."""
        with self._translate_errors():
            self._client.delete_by_query(
                index=index,
                body={"query": {"terms": {"d": numbers}}},
                params={"conflicts": "proceed", "refresh": "false"},
            )

    def ask(self, do: Callable[[Any], Any]) -> Any:
        """What `do` gets from the client; for tending a cluster."""
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


def _is_later(result: Json) -> bool:
    """Whether something was not written now that may be written later."""
    return result["status"] in _BUSY or result.get("error", {}).get("type") in _LOST


def _is_busy(error: Any) -> bool:
    """Whether an error of the client says that some node is missing or has too much to do."""
    if error.status_code in _BUSY:
        return True
    return error.status_code == 500 and not _LOST.isdisjoint(_list_causes(error))


def _list_causes(error: Any) -> list[str]:
    """The type of an error that the cluster reports, and those of what led to it: a search of which
    no shard answers only wraps them."""
    try:
        causes = [str(cause.get("type")) for cause in error.info["error"]["root_cause"]]
    except (TypeError, KeyError, AttributeError):
        causes = []
    return [str(error.error), *causes]


def _describe(error: Exception) -> str:
    reason = getattr(error, "info", None)
    try:
        said = str(reason["error"]["root_cause"][0]["reason"])  # type: ignore[index]
    except (TypeError, KeyError, IndexError):
        said = str(error)
    return said.rstrip(".")[:300]
