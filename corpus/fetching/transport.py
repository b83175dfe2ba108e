"""One request to one address: to the IP numbers that were checked, not too soon after the last one.

The only module that speaks HTTP. It follows no redirections and retries nothing: that is for the
caller to decide. If the environment or the system names a proxy, the proxy resolves the host name
again and connects.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.request import getproxies, proxy_bypass

import truststore
import urllib3
from urllib3.exceptions import HTTPError, NewConnectionError, ReadTimeoutError, SSLError
from urllib3.exceptions import TimeoutError as Urllib3Timeout
from urllib3.response import BaseHTTPResponse
from urllib3.util import Timeout, make_headers, parse_url

from corpus import VERSION
from corpus.fetching.fetch_errors import AddressDead, Incomplete, Setback
from corpus.fetching.head_limit import limit_head
from corpus.fetching.limits import Limits
from corpus.fetching.public_addresses import Address, is_public, look_up

_NUMBERS = 4
"""How many IP numbers of a host are tried in turn."""
_USER_AGENT = f"pincite/{VERSION} (fetches the public documents that its user cites)"


class Transport:
    """Sends requests within `limits`."""

    def __init__(
        self,
        limits: Limits,
        *,
        proxies: Mapping[str, str] | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._limits = limits
        self._proxies = getproxies() if proxies is None else proxies
        self._sleep = sleep
        self._asked: dict[str, float] = {}
        self._timeout = Timeout(connect=limits.connecting, read=limits.silence)

    @contextmanager
    def get(self, address: Address, headers: Mapping[str, str]) -> Iterator[BaseHTTPResponse]:
        """The answer to a GET, its body still to be read; closed on leaving.

        Raises AddressRefused and AddressDead, and Setback for a failure that may pass, also while
        the body is read inside the `with`.
        """
        self._keep_pace(address.host_and_port)
        sent = {"User-Agent": _USER_AGENT, "Host": address.host_and_port, **headers}
        with _convert_request_errors(address):
            response = self._ask(address, sent)
        try:
            with _convert_body_errors(address):
                yield response
        finally:
            response.close()

    def _ask(self, address: Address, headers: Mapping[str, str]) -> BaseHTTPResponse:
        proxy = self._find_proxy(address)
        if proxy is not None:
            return self._ask_proxy(proxy, address, headers)
        trouble: HTTPError | None = None
        numbers = look_up(address, allow_private=self._limits.allow_private)
        for number in numbers[:_NUMBERS]:
            try:
                return self._send(self._make_pool(address, number), address.target, headers)
            except (NewConnectionError, urllib3.exceptions.ConnectTimeoutError) as error:
                trouble = error
        assert trouble is not None
        raise trouble

    def _make_pool(self, address: Address, number: str) -> urllib3.HTTPConnectionPool:
        """Connections to one checked IP number, under the name of the requested host."""
        options: dict[str, Any] = {"timeout": self._timeout, "maxsize": 1}
        if address.scheme == "http":
            return urllib3.HTTPConnectionPool(number, address.port, **options)
        return urllib3.HTTPSConnectionPool(
            number,
            address.port,
            server_hostname=address.host,
            ssl_context=_make_ssl_context(),
            **options,
        )

    def _send(
        self, pool: urllib3.HTTPConnectionPool, target: str, headers: Mapping[str, str]
    ) -> BaseHTTPResponse:
        limit_head(pool, self._limits.silence)
        return _send(pool, target, headers)

    def _find_proxy(self, address: Address) -> str | None:
        """The proxy for an address, None if it is reached directly."""
        proxy = self._proxies.get(address.scheme) or self._proxies.get("all")
        if not proxy or proxy_bypass(address.host):
            return None
        try:
            numbers = look_up(address, allow_private=self._limits.allow_private)
        except (Setback, AddressDead):
            return proxy  # where the proxy is the only way out, only it can resolve names
        return proxy if all(is_public(number) for number in numbers) else None

    def _ask_proxy(
        self, proxy: str, address: Address, headers: Mapping[str, str]
    ) -> BaseHTTPResponse:
        url = parse_url(proxy if "://" in proxy else f"http://{proxy}")
        credentials = make_headers(proxy_basic_auth=url.auth) if url.auth else None
        manager = urllib3.ProxyManager(
            f"{url.scheme}://{url.netloc}",
            proxy_headers=credentials,
            timeout=self._timeout,
            ssl_context=_make_ssl_context(),
        )
        whole = str(address) if address.scheme == "http" else address.target
        pool = manager.connection_from_host(address.host, address.port, address.scheme)
        sent = {**(credentials or {}), **headers} if address.scheme == "http" else headers
        return self._send(pool, whole, sent)

    def _keep_pace(self, host: str) -> None:
        last = self._asked.get(host)
        if last is not None:
            self._sleep(max(0.0, last + self._limits.pace - time.monotonic()))
        self._asked[host] = time.monotonic()


def _send(
    pool: urllib3.HTTPConnectionPool, target: str, headers: Mapping[str, str]
) -> BaseHTTPResponse:
    return pool.urlopen(
        "GET",
        target,
        headers=headers,
        retries=False,
        redirect=False,
        assert_same_host=False,
        preload_content=False,
        release_conn=False,
    )


def _make_ssl_context() -> ssl.SSLContext:
    """Trusts the certificates that the user's system trusts, and no others."""
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@contextmanager
def _convert_request_errors(address: Address) -> Iterator[None]:
    """Turn what urllib3 raises before there is an answer into pincite's errors."""
    host = address.host
    try:
        yield
    except SSLError as error:
        raise AddressDead(
            f"The certificate of {host} is not trusted.", "Look at the address in a browser."
        ) from error
    except ReadTimeoutError as error:
        raise Setback(AddressDead(f"{host} stopped answering.", "Try again later.")) from error
    except (NewConnectionError, Urllib3Timeout) as error:
        dead = AddressDead(f"{host} does not answer.", "Try again later.")
        raise Setback(dead, host_down=address.host_and_port) from error
    except HTTPError as error:
        dead = AddressDead(f"{host} closed the connection.", "Try again later.")
        raise Setback(dead) from error


@contextmanager
def _convert_body_errors(address: Address) -> Iterator[None]:
    """Turn what urllib3 raises while the body is read into pincite's errors."""
    again = "Run the same command again to resume."
    try:
        yield
    except ReadTimeoutError as error:
        stopped = f"{address.host} stopped in the middle of the document."
        raise Setback(Incomplete(stopped, again)) from error
    except HTTPError as error:
        broken = f"The connection to {address.host} broke off in the middle of the document."
        raise Setback(Incomplete(broken, again)) from error
