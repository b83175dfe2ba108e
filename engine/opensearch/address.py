"""Where a cluster is, and what pincite's part of it is called."""

from __future__ import annotations

import re

from corpus.errors import RequestError
from corpus.frozen import frozen

_SCHEMES = ("opensearch", "opensearch+https")
_FORM = "opensearch://HOST:9200,HOST:9200/NAME"
_PORT = 9200
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?", re.IGNORECASE)
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


@frozen
class Address:
    """The nodes of a cluster, and the name of a corpus on it."""

    hosts: tuple[tuple[str, int], ...]
    """Host and port of one or more nodes, in the order in which they were named."""
    name: str
    encrypted: bool

    def __str__(self) -> str:
        """As it is typed."""
        hosts = ",".join(f"{host}:{port}" for host, port in self.hosts)
        return f"{_SCHEMES[self.encrypted]}://{hosts}/{self.name}"


def parse_address(text: str) -> Address:
    """The address written so. Raises RequestError if it is none, or holds a password, which would
    be kept with it."""
    scheme, separator, rest = text.partition("://")
    if not separator or scheme not in _SCHEMES:
        raise RequestError(f"“{text}” is not an engine.", f"Use whoosh, or {_FORM}.")
    if "@" in rest:
        raise RequestError(
            "The address of a cluster must not hold a user or a password.",
            "Set PINCITE_OPENSEARCH_USER and PINCITE_OPENSEARCH_PASSWORD, or use ~/.netrc.",
        )
    listed, _, name = rest.rstrip("/").partition("/")
    if not _NAME.fullmatch(name):
        raise RequestError(
            f"“{text}” does not name a corpus in small letters, digits, “-” and “_”.",
            f"Write {_FORM}.",
        )
    found = [_HOST.fullmatch(host) for host in listed.split(",")]
    hosts = [(host[1], int(host[2] or _PORT)) for host in found if host]
    if len(hosts) < len(found) or any(not 0 < port < 65536 for _, port in hosts):
        raise RequestError(f"“{text}” does not name its nodes as HOST:PORT.", f"Write {_FORM}.")
    return Address(tuple(hosts), name, scheme.endswith("https"))
