"""Who may ask: the addresses that the page is served under, and the secrets that forms carry."""

from __future__ import annotations

import hmac
import secrets
from ipaddress import ip_address

from corpus.errors import RequestError
from corpus.frozen import frozen

LEAST_TOKEN = 16
"""Characters that a token for other computers must have."""


@frozen
class Access:
    """Under which names the server may be addressed, and what must be shown to it."""

    names: frozenset[str]
    """The allowed values of the header Host, in small letters."""
    form_token: str
    """What every request that changes something must carry; other sites cannot read it."""
    visitor_token: str = ""
    """What visitors from other computers must show once; "" where only this one is served."""

    @property
    def origins(self) -> frozenset[str]:
        """The allowed values of the header Origin."""
        return frozenset(f"http://{name}" for name in self.names)

    def may_change(self, token: str) -> bool:
        """Whether `token` is the one that this server put into its forms."""
        return hmac.compare_digest(token.encode(), self.form_token.encode())

    def may_visit(self, token: str) -> bool:
        """Whether `token` is the one that visitors must show."""
        return hmac.compare_digest(token.encode(), self.visitor_token.encode())


def make_access(host: str, port: int, visitor_token: str = "") -> Access:
    """The access of a server at `host` and `port`."""
    names = {host, "localhost", "127.0.0.1", "[::1]"} if is_loopback(host) else {host}
    bracketed = {f"[{name}]" if ":" in name and "[" not in name else name for name in names}
    with_port = {f"{name}:{port}".lower() for name in bracketed}
    bare = {name.lower() for name in bracketed} if port == 80 else set()
    return Access(frozenset(with_port | bare), secrets.token_urlsafe(24), visitor_token)


def require_token(host: str, visitor_token: str) -> None:
    """Raises RequestError where other computers could reach a server at `host` and no token is
    set."""
    if not is_loopback(host) and len(visitor_token) < LEAST_TOKEN:
        raise RequestError(
            f"{host} can be reached from other computers.",
            f"Leave out --host, or set a token of at least {LEAST_TOKEN} characters in"
            " PINCITE_TOKEN.",
        )


def is_loopback(host: str) -> bool:
    """Whether only this computer can reach a server at `host`."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
