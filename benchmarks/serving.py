"""How fast and how light the page in the browser is, on a corpus that is indexed already.

    python -m benchmarks.serving CORPUS [--queries 200] [--json]

A server is started and warmed up as for a user; then it is asked 200 queries, pictures of pages, 50
things at once, and 1,000 things in all. Where Chromium is installed, the first paint is measured.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from typing import Any, NamedTuple
from urllib.parse import urlencode

from benchmarks.queries import CorpusWording, draw_queries
from benchmarks.timing import make_environment
from corpus.paths import CorpusPaths
from indexer.opening import open_library
from indexer.readers.signatures import has_sheets

_START = "from cli.app import main; main()"
_AT_ONCE, _IN_ALL, _PICTURES = 50, 1_000, 60


class Answer(NamedTuple):
    """What came, and how long it took, ms."""

    body: bytes
    took: float
    in_server: float = 0.0
    processor: float = 0.0
    """Processor time of the server: what it would take on a machine with nothing else to do."""


class Visitor:
    """Asks a server for things, over one connection."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=120)

    def ask(self, path: str, **values: Any) -> Answer:
        """The answer. Ends the program if it is an error."""
        address = f"{path}?{urlencode(values)}" if values else path
        started = time.perf_counter()
        self._connection.request("GET", address)
        answer = self._connection.getresponse()
        body = answer.read()
        took = 1000 * (time.perf_counter() - started)
        if answer.status != 200:
            raise SystemExit(f"{address}: {answer.status} {body[:300]!r}")
        said = re.findall(r"dur=([0-9.]+)", answer.getheader("server-timing", ""))
        return Answer(body, took, *map(float, said))

    def close(self) -> None:
        """Hang up."""
        self._connection.close()


@contextmanager
def _serve(corpus: Path) -> Iterator[tuple[int, int]]:
    """The port and the process id of a server of the corpus."""
    command = [sys.executable, "-c", _START, "serve", "--no-browser", "--corpus", str(corpus)]
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, env=make_environment(), encoding="utf-8"
    )
    assert process.stderr is not None
    try:
        said = ""
        for line in process.stderr:
            said += line
            if found := re.search(r"http://127\.0\.0\.1:(\d+)", line):
                yield int(found[1]), process.pid
                return
        raise SystemExit(said)
    finally:
        process.terminate()
        process.wait(30)
        process.stderr.close()


def _draw(corpus: Path, count: int) -> tuple[list[str], list[tuple[str, int]]]:
    """Queries, and pages (1-based) of documents that have sheets."""
    with closing(open_library(CorpusPaths(corpus))) as library:
        queries = draw_queries(CorpusWording(library), count)
        pages = [
            (entry.item.id, number)
            for entry, keys in library.list_key_ranges()
            if has_sheets(entry.document.reader)
            for number in range(1, len(keys) + 1)
        ]
    return queries, random.Random(1).sample(pages, min(len(pages), 2 * _PICTURES))


def _summarise(times: list[float]) -> dict[str, float]:
    last = quantiles(times, n=20, method="inclusive")[-1]
    return {"median": round(median(times), 1), "p95": round(last, 1)}


def _measure_memory(pid: int) -> float | None:
    """Megabytes that the server's own process holds now; None where the system does not say."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("ascii")
    except OSError:
        return None
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return round(int(found[1]) / 1024, 1) if found else None


def _measure_weights(visitor: Visitor, query: str, page: tuple[str, int]) -> dict[str, float]:
    """Kilobytes of each page with its styles and scripts, without pictures."""
    views: dict[str, dict[str, Any]] = {
        "start": {"path": "/"},
        "results": {"path": "/", "q": query},
        "page": {"path": "/read", "item": page[0], "page": page[1]},
    }
    weights = {}
    for name, view in views.items():
        html = visitor.ask(**view).body
        files = set(re.findall(rb'(?:src|href)="(/static/[^"]+)"', html))
        seen: set[bytes] = set()
        size = len(html)
        while files - seen:
            file = (files - seen).pop()
            seen.add(file)
            body = visitor.ask(file.decode()).body
            size += len(body)
            files |= {b"/static/" + one for one in re.findall(rb'from "\./([^"]+)"', body)}
            files |= {b"/static/" + one for one in re.findall(rb'import "\./([^"]+)"', body)}
        weights[name] = round(size / 1000, 1)
    return weights


def _measure_first_paint(port: int) -> float | None:
    """Milliseconds until the start page is first painted, the median of five fresh browsers; None
    where there is none."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        return None
    from playwright.sync_api import sync_playwright

    times: list[float] = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for _ in range(5):
            page = chromium.new_context().new_page()
            page.goto(f"http://127.0.0.1:{port}/")
            times.append(
                page.evaluate(
                    "new Promise(done => new PerformanceObserver((list, me) => {"
                    " const one = list.getEntriesByName('first-contentful-paint')[0];"
                    " if (one) { me.disconnect(); done(one.startTime); }"
                    "}).observe({type: 'paint', buffered: true}))"
                )
            )
        chromium.close()
    return round(median(times), 1)


def measure(corpus: Path, count: int) -> dict[str, Any]:
    """Everything, in milliseconds, kilobytes and megabytes."""
    queries, pages = _draw(corpus, count)
    with _serve(corpus) as (port, pid), closing(Visitor(port)) as visitor:
        visitor.ask("/", q=queries[0])
        visitor.ask("/page-image", item=pages[0][0], page=pages[0][1], width=1000)
        asked = [visitor.ask("/", q=query) for query in queries]
        drawn = {
            width: [
                visitor.ask("/page-image", item=item, page=number, width=width).took
                for item, number in chosen
            ]
            for width, chosen in ((1000, pages[:_PICTURES]), (2000, pages[_PICTURES:]))
        }
        opened = [
            visitor.ask("/read", item=item, page=number) for item, number in pages[:_PICTURES]
        ]
        many = [queries[at % len(queries)] for at in range(_AT_ONCE)]
        started = time.perf_counter()
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            answered = sum(threads.map(lambda query: _ask_once(port, query), many))
        at_once = 1000 * (time.perf_counter() - started)
        for at in range(_IN_ALL - len(asked) - 3 * _PICTURES - _AT_ONCE):
            visitor.ask("/", q=queries[at % len(queries)])
        return {
            "search": _summarise([one.took for one in asked]),
            "search_in_server": _summarise([one.in_server for one in asked]),
            "search_processor": _summarise([one.processor for one in asked]),
            "picture_1000": _summarise(drawn[1000]),
            "picture_2000": _summarise(drawn[2000]),
            "page_in_server": _summarise([one.in_server for one in opened]),
            "page_processor": _summarise([one.processor for one in opened]),
            "at_once": {"asked": _AT_ONCE, "answered": answered, "ms": round(at_once)},
            "memory_mb": _measure_memory(pid),
            "weights_kb": _measure_weights(visitor, queries[0], pages[0]),
            "first_paint": _measure_first_paint(port),
        }


def _ask_once(port: int, query: str) -> bool:
    with closing(Visitor(port)) as visitor:
        return bool(visitor.ask("/", q=query).body)


def main() -> None:
    """Print the figures as a table, or as JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serving")
    parser.add_argument("corpus", type=Path, help="an indexed corpus; nothing is changed in it")
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = measure(options.corpus, options.queries)
    if options.json:
        print(json.dumps(found, indent=2))
        return
    for name, figures in found.items():
        shown = figures.items() if isinstance(figures, dict) else [("", figures)]
        print(f"{name:<18}" + "  ".join(f"{key} {value}".strip() for key, value in shown))


if __name__ == "__main__":
    main()
