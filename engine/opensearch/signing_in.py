"""Who asks a cluster, and whom the cluster is believed to be."""

from __future__ import annotations

import os
from base64 import b64encode
from pathlib import Path

from corpus.errors import CorpusError, RequestError
from engine.opensearch.address import Address

_CA = "PINCITE_OPENSEARCH_CA"


def make_authorization(address: Address) -> dict[str, str]:
    """The header that says who asks, where that is known: in UTF-8 (RFC 7617), as OpenSearch reads
    it, where the client would write Latin-1."""
    found = _find_user(address)
    if found is None:
        return {}
    both = b64encode(":".join(found).encode("utf-8", "surrogateescape"))
    return {"authorization": f"Basic {both.decode('ascii')}"}


def _find_user(address: Address) -> tuple[str, str] | None:
    """User and password from the environment, else from the user's .netrc."""
    user, password = (os.environ.get(f"PINCITE_OPENSEARCH_{name}") for name in ("USER", "PASSWORD"))
    if user and password:
        return user, password
    from netrc import NetrcParseError, netrc

    try:
        known = netrc()
    except (OSError, NetrcParseError):
        return None
    for host, _ in address.hosts:
        found = known.hosts.get(host)  # not `authenticators`: its default is for any host
        if found:
            return found[0], found[2] or ""
    return None


def find_certificates(address: Address) -> str | None:
    """The file with the certificates that the user trusts besides those of the system. Raises
    RequestError where it is not there."""
    path = os.environ.get(_CA)
    if not path or not address.encrypted:
        return None
    if not Path(path).is_file():
        raise RequestError(
            f"There is no file {path}, which {_CA} names.",
            "Name the file with the certificate of the cluster, or of who issued it (PEM).",
        )
    return path


def describe_mistrust(address: Address, reason: str) -> CorpusError:
    """The error where no encrypted connection comes about."""
    hosts = ", ".join(f"{host}:{port}" for host, port in address.hosts)
    if "WRONG_VERSION_NUMBER" in reason or "record layer failure" in reason:
        return CorpusError(
            f"{hosts} does not encrypt.",
            "Use an address that begins with opensearch:// if that is as it should be.",
        )
    return CorpusError(
        f"The certificate of {hosts} is not trusted.",
        f"Name the file with it, or with that of who issued it, in {_CA}.",
    )
