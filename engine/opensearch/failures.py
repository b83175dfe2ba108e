"""What an error of the cluster means, and what a user is told of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from corpus.errors import CorpusBusy, CorpusError, CorpusIncomplete, CorpusReadOnly
from engine.opensearch.address import Address
from engine.opensearch.signing_in import describe_mistrust

_TOO_MUCH = 429
_BUSY = (_TOO_MUCH, 502, 503, 504)
"""Answers of a node that may do later what it does not do now."""
_LOST = frozenset(
    ("node_not_connected_exception", "node_disconnected_exception", "transport_exception")
)
"""What else it answers where another has just died, with the status 500."""
_MOST_SAID = 300
"""Characters of what the cluster says itself."""


def is_busy(error: Any) -> bool:
    """Whether an error of the client says that some node is missing or has too much to do."""
    if error.status_code in _BUSY:
        return True
    return error.status_code == 500 and not _LOST.isdisjoint(_list_causes(error))


def is_put_off(result: dict[str, Any]) -> bool:
    """Whether something, by what became of it, was not written now that may be written later."""
    return result["status"] in _BUSY or result.get("error", {}).get("type") in _LOST


def refuse_unwritten(address: Address, result: dict[str, Any]) -> None:
    """Raises the user's error where something was not written, other than for a conflict."""
    if "error" not in result or result["status"] == 409:
        return
    reason = _shorten(result["error"]["reason"])
    if is_put_off(result) or result["status"] == 403:
        raise CorpusReadOnly(
            f"OpenSearch at {address} takes nothing: {reason}.",
            "Wait until enough of its nodes run and have room, and run the command again.",
        )
    raise CorpusError(f"OpenSearch at {address} did not take something: {reason}.")


@contextmanager
def translate_errors(address: Address, errors: Any) -> Iterator[None]:
    """Turn errors of the client, which are in its module `errors`, into the user's."""
    try:
        yield
    except errors.NotFoundError as error:
        raise CorpusError(
            f"{address} holds no corpus of pincite, or only part of one.",
            "Run `pincite index FOLDER --engine` with this address.",
        ) from error
    except (errors.AuthenticationException, errors.AuthorizationException) as error:
        raise _describe_refusal(address, error) from error
    except errors.SSLError as error:
        raise describe_mistrust(address, str(error)) from error
    except errors.ConnectionError as error:
        hosts = ", ".join(f"{host}:{port}" for host, port in address.hosts)
        raise CorpusError(
            f"No OpenSearch answers at {hosts}.",
            "Start it, or go back to one machine with `pincite index FOLDER --engine whoosh`.",
        ) from error
    except errors.TransportError as error:
        raise _describe_failure(address, error) from error
    except errors.OpenSearchException as error:
        raise CorpusError(f"OpenSearch at {address} could not do it: {_quote(error)}.") from error


def _describe_refusal(address: Address, error: Exception) -> CorpusError:
    if "cluster_block" in str(error):
        return CorpusReadOnly(
            f"{address} may not be written to: {_quote(error)}.",
            "Free some space on its disks, or wait until it has a manager again.",
        )
    return CorpusError(
        f"OpenSearch at {address} does not know this user.",
        "Set PINCITE_OPENSEARCH_USER and PINCITE_OPENSEARCH_PASSWORD, or add it to ~/.netrc.",
    )


def _describe_failure(address: Address, error: Any) -> CorpusError:
    if error.status_code == _TOO_MUCH:
        return CorpusBusy(
            f"OpenSearch at {address} has too much to do: {_quote(error)}.",
            "Run the command again, or give its nodes more memory.",
        )
    if is_busy(error):
        return CorpusIncomplete(
            f"Too many nodes of OpenSearch at {address} are missing: {_quote(error)}.",
            "Start them again; `pincite cluster status` says what is missing.",
        )
    return CorpusError(f"OpenSearch at {address} could not do it: {_quote(error)}.")


def _list_causes(error: Any) -> list[str]:
    """The type of an error that the cluster reports, and those of what led to it: a search of which
    no shard answers only wraps them."""
    try:
        causes = [str(cause.get("type")) for cause in error.info["error"]["root_cause"]]
    except (TypeError, KeyError, AttributeError):
        causes = []
    return [str(error.error), *causes]


def _quote(error: Any) -> str:
    """What the cluster itself says of an error."""
    try:
        return _shorten(error.info["error"]["root_cause"][0]["reason"])
    except (TypeError, KeyError, IndexError, AttributeError):
        return _shorten(error)


def _shorten(said: object) -> str:
    return str(said).rstrip(".")[:_MOST_SAID]
