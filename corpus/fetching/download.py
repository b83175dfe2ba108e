"""One address becomes one complete PDF in the folder of downloads, or an error that says why not.

Redirections are followed one by one, each checked; an interrupted download is resumed where that is
safe; what a server claims (type, length, name) is believed only as far as the bytes confirm it.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from urllib3.response import BaseHTTPResponse
from urllib3.util import Retry

from corpus.fetching.fetch_errors import (
    AddressDead,
    AddressRefused,
    FetchError,
    Incomplete,
    NotADocument,
    ServerRefused,
    Setback,
    TooLarge,
    WebPage,
)
from corpus.fetching.limits import Limits
from corpus.fetching.partial import PartialFile
from corpus.fetching.public_addresses import Address, follow, parse
from corpus.fetching.transport import Transport
from corpus.item_files import hash_file
from corpus.progress import SilentWatcher, Watcher

_PIECE = 65536
_MOVED = {301, 302, 303, 307, 308}
_GONE = {404, 410}
_MAY_PASS = {408, 425, 429, 500, 502, 503, 504}
_START = 1024
"""Bytes within which readers accept "%PDF-" (ISO 32000-1, annex H, note 13)."""
_END = 65536
"""Bytes within which the end mark is looked for: some servers append something of their own."""

_PAGE = re.compile(rb"<(!doctype\s+html|html|head|body|script|\?xml|!--)", re.IGNORECASE)
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_ADD = "Save it as a PDF and put the PDF in the corpus."
_CONTENT_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)$")


@dataclass(frozen=True, slots=True)
class Received:
    """A complete PDF, still in the folder of downloads."""

    part: PartialFile
    url: str
    """The address that returned it, after all redirections."""
    size: int
    sha256: str


class Downloader:
    """Downloads into one folder."""

    def __init__(
        self,
        folder: Path,
        limits: Limits,
        transport: Transport | None = None,
        watcher: Watcher | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._folder = folder
        self._limits = limits
        self._transport = transport or Transport(limits)
        self._watcher = watcher or SilentWatcher()
        self._sleep = sleep
        self._down: dict[str, FetchError] = {}
        """Hosts that could not be reached, with the error to raise for each of their documents."""

    def download(self, url: str) -> Received:
        """The PDF at `url`. Raises FetchError; what has arrived stays for the next run."""
        start = parse(url)
        if start.host_and_port in self._down:
            raise self._down[start.host_and_port]
        part = PartialFile(self._folder, str(start))
        failures = 0
        while True:
            before = part.size
            try:
                return self._try(start, part)
            except Setback as setback:
                # New bytes are progress, not failure: a long file may come over a bad line.
                failures = 1 if 0 < before < part.size else failures + 1
                self._wait_or_give_up(setback, failures)

    def _wait_or_give_up(self, setback: Setback, failures: int) -> None:
        wait = self._limits.back_off * 2 ** (failures - 1) * random.uniform(0.75, 1.25)
        wait = max(wait, setback.wait or 0)
        if failures >= self._limits.tries or wait > self._limits.longest_wait:
            if setback.host_down:  # no need to wait for its other documents, too
                self._down[setback.host_down] = setback.lasting
            raise setback.lasting from setback
        self._watcher.remark(f"{setback} Trying again in {wait:.0f} s.")
        self._sleep(wait)

    def _try(self, start: Address, part: PartialFile) -> Received:
        asked = part.make_range_headers()
        headers = {
            "Accept": "application/pdf, */*;q=0.1",
            "Accept-Encoding": "identity",  # ranges count the bytes of the file as it is sent
            **asked,
        }
        with self._open_answer(start, headers) as (response, address):
            if response.status == 206 and not asked:
                raise ServerRefused(
                    f"{address.host} sends a part of the document that was not asked for.",
                    "Look at the address in a browser.",
                )
            _require_good_status(response, address, part)
            try:
                self._receive(response, address, part)
            except (WebPage, NotADocument, TooLarge):
                part.discard()
                raise
        _require_whole(part, address)
        return Received(part, str(address), part.size, hash_file(part.path))

    @contextmanager
    def _open_answer(
        self, start: Address, headers: dict[str, str]
    ) -> Iterator[tuple[BaseHTTPResponse, Address]]:
        """The answer at the end of the redirections, and its address."""
        address = start
        for _ in range(self._limits.redirections + 1):
            with self._transport.get(address, headers) as response:
                location = response.headers.get("Location")
                if response.status not in _MOVED or not location:
                    yield response, address
                    return
            address = follow(address, location)
        raise AddressRefused(
            f"{start.host} redirects more than {self._limits.redirections} times.",
            "Look at the address in a browser.",
        )

    def _receive(self, response: BaseHTTPResponse, address: Address, part: PartialFile) -> None:
        encoded = _is_encoded(response)
        if response.status == 200 or not part.size:
            part.begin("" if encoded else _get_validator(response))
        expected = None if encoded else _get_length(response)
        total = None if expected is None else part.size + expected
        if total is not None and total > self._limits.largest:
            raise self._make_size_error(address)
        deadline = time.monotonic() + self._limits.longest
        done = part.size
        self._watcher.report_size(done, total)
        with part.open_for_appending() as file:
            start = b"" if done < _START else None  # a resumed file was checked before
            while piece := response.read1(_PIECE, decode_content=True):
                done += file.write(piece)
                self._watcher.report_size(done, total)
                if start is not None:
                    start = _require_pdf_start(start + piece, address)
                if done > self._limits.largest:
                    raise self._make_size_error(address)
                if time.monotonic() > deadline:
                    raise Incomplete(f"{address.host} is too slow.", "Run it again to resume.")

    def _make_size_error(self, address: Address) -> TooLarge:
        return TooLarge(
            f"The document at {address.host} is larger than"
            f" {self._limits.largest / 1_000_000:g} MB.",
            "--max-size sets another limit.",
        )


def _require_good_status(response: BaseHTTPResponse, address: Address, part: PartialFile) -> None:
    """Raise for every answer that has neither the document nor its missing rest."""
    status = response.status
    reason = f"{status} {response.reason or ''}".strip()
    if status == 200:
        return
    if status in (206, 416):
        if status == 206 and _is_continuation(response, part):
            return
        part.discard()  # the rest does not fit: start over
        raise Setback(Incomplete(f"{address.host} did not send the rest of the document."), 0)
    if status in _GONE:
        message = f"The document is gone from {address.host} ({reason})."
        raise AddressDead(message, "Correct the URL.")
    refused = ServerRefused(
        f"{address.host} does not give the document ({reason}).",
        "Try again later." if status in _MAY_PASS else "Look at the address in a browser.",
    )
    if status in _MAY_PASS:
        raise Setback(refused, _read_retry_after(response))
    raise refused


def _require_pdf_start(start: bytes, address: Address) -> bytes | None:
    """`start`, or None once it is long enough to be recognised as a PDF's."""
    if len(start) < _START:
        return start
    error = _find_refusal(start[:_START], address.host)
    if error is not None:
        raise error
    return None


def _require_whole(part: PartialFile, address: Address) -> None:
    """Raise if the file is not a PDF, or was cut off."""
    with part.path.open("rb") as file:
        error = _find_refusal(file.read(_START), address.host)
    if error is not None:
        part.discard()
        raise error
    if not _has_end(part.path):
        raise Setback(
            Incomplete(
                f"{address.host} sent only the beginning of the document:"
                f" it breaks off after {part.size:,} bytes.",
                "Try again later.",
            )
        )


def _is_continuation(response: BaseHTTPResponse, part: PartialFile) -> bool:
    """Whether a partial answer begins where the file ends."""
    if _is_encoded(response):
        return False
    span = _CONTENT_RANGE.match(response.headers.get("Content-Range", ""))
    return span is not None and int(span[1]) == part.size


def _is_encoded(response: BaseHTTPResponse) -> bool:
    return response.headers.get("Content-Encoding", "identity").lower() != "identity"


def _get_validator(response: BaseHTTPResponse) -> str:
    """The header that distinguishes states of the document byte for byte (RFC 9110, 8.8), or ""."""
    if response.headers.get("Accept-Ranges", "").lower() == "none":
        return ""
    tag = response.headers.get("ETag", "")
    return tag if tag.startswith('"') else response.headers.get("Last-Modified", "")


def _get_length(response: BaseHTTPResponse) -> int | None:
    length = response.headers.get("Content-Length", "")
    return int(length) if length.isdecimal() else None


def _read_retry_after(response: BaseHTTPResponse) -> float | None:
    """Seconds after which the server wants to be asked again (Retry-After), None if unknown."""
    retry_after = response.headers.get("Retry-After")
    if retry_after is None:
        return None
    try:
        return Retry().parse_retry_after(retry_after)
    except Exception:  # urllib3 raises InvalidHeader, and more for impossible dates
        return None


def _find_refusal(start: bytes, host: str) -> FetchError | None:
    """Why a file with this `start` (1,024 bytes, or all of it) is refused; None for a PDF."""
    if b"%PDF-" in start:
        return None
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if _PAGE.match(text):
        return WebPage(
            f"{host} returned a web page, not a PDF; pincite does not read web pages.",
            "Open it in a browser and print it to a PDF, or correct the URL.",
        )
    if text.startswith(_OFFICE):
        return NotADocument(f"{host} returned an office document or archive, not a PDF.", _ADD)
    if not start:
        return NotADocument(f"{host} returned an empty file.", "Look at the address in a browser.")
    return NotADocument(f"What {host} returned is not a PDF.", "Look at the address in a browser.")


def _has_end(path: Path) -> bool:
    """Whether a PDF's end mark is near the end of the file; without it the file was cut off."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _END))
        return b"%%EOF" in file.read()
