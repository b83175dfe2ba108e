"""The server: one process, on this computer's own address."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable

import uvicorn

from corpus.errors import RequestError
from corpus.paths import CorpusPaths
from web.access import make_access, require_token
from web.app import create_app

_SECONDS_TO_END = 3
_BACKLOG = 128


def serve(
    paths: CorpusPaths,
    host: str,
    port: int | None,
    visitor_token: str,
    announce: Callable[[str], None],
    *,
    usual_port: int = 8765,
) -> None:
    """Serve a corpus until the process is interrupted.

    Without a `port` it is `usual_port`, or a free one where that is taken. `announce` is told the
    address once it answers. Raises RequestError where the address cannot be used.
    """
    require_token(host, visitor_token)
    listening = _listen(host, port, usual_port)
    port = int(listening.getsockname()[1])
    access = make_access(host, port, visitor_token)
    config = uvicorn.Config(
        create_app(paths, access),
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        lifespan="on",
        timeout_graceful_shutdown=_SECONDS_TO_END,
        backlog=_BACKLOG,
    )
    name = f"[{host}]" if ":" in host else host
    query = f"?visitor={visitor_token}" if visitor_token else ""
    server = _Server(config, lambda: announce(f"http://{name}:{port}/{query}"))
    if hasattr(signal, "SIGHUP"):  # a closed terminal ends the server as well as it can be ended
        signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))
    server.run(sockets=[listening])


class _Server(uvicorn.Server):
    """Says when it answers."""

    def __init__(self, config: uvicorn.Config, is_up: Callable[[], None]) -> None:
        super().__init__(config)
        self._is_up = is_up

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so."""
        await super().startup(sockets)
        if self.started:
            self._is_up()


def _listen(host: str, port: int | None, usual_port: int) -> socket.socket:
    """A socket at the address, not yet listening."""
    tried = [usual_port, 0] if port is None else [port]
    for last, one in enumerate(tried, 1):
        try:
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            # named as TCP, or asyncio does not switch off Nagle's delays of 40 ms
            listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
            if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows: nobody else may share it
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            else:
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((host, one))
            return listening
        except (OSError, OverflowError, TypeError, UnicodeError) as error:  # TypeError: no host
            listening.close()
            if last == len(tried):
                why = getattr(error, "strerror", None) or error
                raise RequestError(
                    f"Port {one} of {host} cannot be used: {why}.", "Name another with --port."
                ) from error
    raise AssertionError("there is always an address to try")
