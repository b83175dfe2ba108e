"""A web server on loopback that behaves as badly as it is told to."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

ETAG = '"the-only-version"'


@dataclass(frozen=True)
class Asked:
    """One request as it came in."""

    path: str
    headers: dict[str, str]
    """Names in lower case."""


class Visit(BaseHTTPRequestHandler):
    """One request, for a page to answer."""

    server: Server
    number = 0
    """How many requests for this path came before it."""

    def do_GET(self) -> None:
        self.number = sum(asked.path == self.path for asked in self.server.asked)
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.asked.append(Asked(self.path, headers))
        page = self.server.pages.get(self.path)
        if page is None:
            self.answer(404, b"<html>not here</html>")
        else:
            page(self)

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        """A whole answer; underscores in header names stand for hyphens."""
        self.head(status, **{"Content_Length": str(len(body)), **headers})
        self.wfile.write(body)

    def head(self, status: int, **headers: str) -> None:
        """Status line and headers only."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def hang(self) -> None:
        """Say nothing until the test is over."""
        self.wfile.flush()
        self.server.over.wait(10)

    def log_message(self, format: str, *args: Any) -> None:
        pass


Page = Callable[[Visit], None]


@dataclass(eq=False)
class Server(ThreadingHTTPServer):
    """Serves `pages`, remembers what was `asked`; anything else is 404."""

    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Visit)

    @property
    def url(self) -> str:
        """Where it is, without a slash at the end."""
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass  # clients that hang up are what these tests are about


def document(body: bytes, **headers: str) -> Page:
    """A page that gives `body`, and its rest to those who ask for it."""

    def page(visit: Visit) -> None:
        said = visit.headers.get("Range")
        if said and visit.headers.get("If-Range") == ETAG:
            start = int(said.removeprefix("bytes=").removesuffix("-"))
            given = f"bytes {start}-{len(body) - 1}/{len(body)}"
            visit.answer(206, body[start:], ETag=ETAG, Content_Range=given, **headers)
        else:
            visit.answer(200, body, ETag=ETAG, **headers)

    return page


def redirect(location: str) -> Page:
    """A page that is elsewhere."""
    return lambda visit: visit.answer(302, b"", Location=location)


def in_turn(*pages: Page) -> Page:
    """The first page for the first visit, and so on; the last for all that follow."""
    return lambda visit: pages[min(visit.number, len(pages) - 1)](visit)
