"""A time limit for the whole head of an answer.

Time limits of sockets count anew with each byte, so a server that sends its headers letter by
letter would keep pincite for as long as it likes.
"""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from typing import Any

from urllib3 import HTTPConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection


def limit_head(pool: HTTPConnectionPool, seconds: float) -> None:
    """Have the connections of the pool wait so long for the head of an answer, and then raise as
    they do where a server is silent."""
    pool.conn_kw["head_limit"] = seconds
    pool.ConnectionCls = _Secure if pool.scheme == "https" else _Plain


class _Plain(HTTPConnection):
    def __init__(self, *args: Any, head_limit: float, **options: Any) -> None:
        super().__init__(*args, **options)
        self.head_limit = head_limit

    def getresponse(self) -> Any:
        """The answer, its body still to be read. Raises TimeoutError, besides what it raises."""
        with _Deadline(self.sock, self.head_limit):
            return super().getresponse()


class _Secure(HTTPSConnection):
    def __init__(self, *args: Any, head_limit: float, **options: Any) -> None:
        super().__init__(*args, **options)
        self.head_limit = head_limit

    def getresponse(self) -> Any:
        """The answer, its body still to be read. Raises TimeoutError, besides what it raises."""
        with _Deadline(self.sock, self.head_limit):
            return super().getresponse()


class _Deadline:
    """Shuts a connection where what is done within takes too long, and raises TimeoutError then."""

    def __init__(self, connection: socket.socket, seconds: float) -> None:
        self._connection = connection
        self._is_late = False
        self._timer = threading.Timer(seconds, self._shut)
        self._timer.daemon = True

    def _shut(self) -> None:
        self._is_late = True
        with suppress(OSError, AttributeError):
            self._connection.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        self._timer.cancel()
        if self._is_late:  # an end in the middle of the headers passes for their end
            raise TimeoutError("the head of the answer took too long")
