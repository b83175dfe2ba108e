"""Where pincite goes: http and https, and no machine of the user's own network unless allowed.

An address is parsed once, by one parser, and its host is resolved once: the IP numbers checked here
are the ones connected to, so that a name cannot mean one machine when it is checked and another
when it is used.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import urljoin

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from corpus.fetching.fetch_errors import AddressDead, AddressRefused, Setback

_PORTS = {"http": 80, "https": 443}
_AUTHORITY = re.compile(r"^(\w+://)([^/?#]*)")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""IPv6 numbers that stand for an IPv4 number, given in their last 32 bits (RFC 6052)."""
_UNICAST = ipaddress.ip_network("2000::/3")
"""All of IPv6 that is given out (RFC 4291, 2.4): not fec0::/10, nor what else nobody routes."""
_NOT_PUBLIC = tuple(
    map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "3fff::/20"))
)
"""For protocols (RFC 6890), for relays of 6to4 (RFC 7526), for documents (RFC 9637); what Python
says of them depends on its version."""
_NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}

Number = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Address:
    """A parsed http or https address."""

    scheme: str
    host: str
    """In lower case and ASCII; an IPv6 number without its brackets."""
    port: int
    target: str
    """Path and query, percent-encoded, as sent to the server."""

    @property
    def host_and_port(self) -> str:
        """The host as written in an address, with the port if it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.host_and_port}{self.target}"


def parse(text: str) -> Address:
    """The address in `text`, without its fragment. Raises AddressRefused."""
    try:
        url = parse_url(_convert_to_ascii(text.strip()))
        scheme, host, port = url.scheme or "", url.host or "", url.port
    except (LocationParseError, ValueError) as error:
        raise AddressRefused(
            f"“{text}” is not the address of a document.", "Correct the URL."
        ) from error
    if scheme not in _PORTS or not host:
        raise AddressRefused(f"“{text}” is not an http or https address.", "Correct the URL.")
    if url.auth:
        raise AddressRefused(
            f"The address at {host} contains a user name, which pincite does not send.",
            "Remove it from the URL.",
        )
    target = (url.path or "/") + (f"?{url.query}" if url.query is not None else "")
    return Address(scheme, host.strip("[]"), port or _PORTS[scheme], target)


def follow(address: Address, location: str) -> Address:
    """Where a redirection from `address` leads. Raises AddressRefused."""
    try:
        return parse(urljoin(str(address), location))
    except AddressRefused as error:
        raise AddressRefused(
            f"{address.host} redirects to “{location}”, where pincite does not go.",
            "Look at the address in a browser.",
        ) from error
    except ValueError as error:
        raise AddressRefused(
            f"{address.host} redirects to “{location}”, which is not an address.",
            "Correct the URL.",
        ) from error


def look_up(address: Address, *, allow_private: bool) -> tuple[str, ...]:
    """The IP numbers of the host, each of them checked.

    Raises AddressRefused if any is not public (unless `allow_private`), AddressDead if there is no
    such host, Setback if the look-up itself fails.
    """
    try:
        entries = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        dead = AddressDead(f"There is no host {address.host}.", "Check the URL.")
        if error.errno in _NO_SUCH_NAME:
            raise dead from error
        raise Setback(
            AddressDead(f"The host {address.host} cannot be found.", "Is there a network?"),
            host_down=address.host_and_port,
        ) from error
    except (UnicodeError, OSError) as error:
        raise AddressRefused(f"{address.host} is not a host name.", "Correct the URL.") from error
    numbers = tuple(dict.fromkeys(str(entry[4][0]) for entry in entries))
    if not allow_private:
        for number in numbers:
            if not is_public(number):
                raise AddressRefused(
                    f"{address.host} is a private address ({number}).",
                    "--allow-private allows it.",
                )
    return numbers


def is_public(number: str) -> bool:
    """Whether an IP number, and any IPv4 number inside it, belongs to the open internet."""
    ip = ipaddress.ip_address(number)
    return all(
        inner.is_global
        and (inner.version == 4 or inner in _UNICAST)
        and not any(inner in network for network in _NOT_PUBLIC)
        and not (inner.is_private or inner.is_loopback or inner.is_link_local)
        and not (inner.is_multicast or inner.is_reserved or inner.is_unspecified)
        for inner in _unwrap_number(ip)
    )


def _unwrap_number(ip: Number) -> tuple[Number, ...]:
    """The IP numbers that `ip` leads to: what it wraps, and itself unless it is only a wrapper."""
    if isinstance(ip, ipaddress.IPv4Address):
        return (ip,)
    if ip.ipv4_mapped is not None:
        return (ip.ipv4_mapped,)
    if ip in _NAT64:
        return (ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF),)
    return (ip, *filter(None, (ip.sixtofour, *(ip.teredo or ()))))


def _convert_to_ascii(text: str) -> str:
    """`text` with a non-ASCII host name in the form that DNS knows (xn--…)."""
    authority = _AUTHORITY.match(text)
    if authority is None or authority[2].isascii():
        return text
    return authority[1] + authority[2].encode("idna").decode("ascii") + text[authority.end() :]
