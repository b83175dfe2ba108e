"""Work that takes longer than a request: indexing, checking a draft.

Each job runs in a process of its own and reports how far it is; the page that shows it can be
closed, reloaded or opened twice.
"""

from __future__ import annotations

import os
import secrets
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Literal, TypeVar

from corpus.apart.parent import follow_parent
from corpus.errors import PinciteError, RequestError
from corpus.progress import Progress, name_file

T = TypeVar("T")
JobState = Literal["running", "done", "failed"]

_MOST_KEPT = 20
"""Finished jobs of which the results are remembered; they lie in memory."""
_MOST_RUNNING = 3
_SLOW = 600.0
"""Seconds that a job may take, unless it is said how many."""


@dataclass(frozen=True, slots=True)
class JobView:
    """How far a job is, at one moment."""

    id: str
    kind: str
    """What it does: `index`, `check`."""
    about: str
    """What it does it to, for a person: a folder, a draft's name."""
    state: JobState = "running"
    step: str = ""
    """What is being done: "Reading", "Indexing"."""
    done: int = 0
    total: int = 0
    """0 where it is not known."""
    at: str = ""
    """The name of the file that is being worked on, "" where that is not known."""
    message: str = ""
    """Why it failed, with what to do."""

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {name: getattr(self, name) for name in JobView.__dataclass_fields__}


@dataclass(slots=True)
class _Job:
    view: JobView
    process: BaseProcess
    result: Any = None
    lock: threading.Lock = field(default_factory=threading.Lock)


class Jobs:
    """The jobs of this server, newest last."""

    def __init__(self) -> None:
        self._jobs: dict[str, _Job] = {}
        self._lock = threading.Lock()

    def start(
        self,
        kind: str,
        about: str,
        work: Callable[..., Any],
        *arguments: Any,
        seconds: float = _SLOW,
    ) -> JobView:
        """Run `work(progress, *arguments)` in a process of its own; returns the job at its start.

        `work` is a function of a module's top level, and what it is given and returns can be
        pickled. After so many `seconds` it is ended and has failed; 0 for no limit. Raises
        RequestError where too many jobs run.
        """
        context = get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        # no daemon: indexing starts processes itself
        process = context.Process(target=_work, args=(theirs, os.getpid(), work, arguments))
        job = _Job(JobView(secrets.token_urlsafe(9), kind, about), process)
        with self._lock:
            running = [one for one in self._jobs.values() if one.view.state == "running"]
            if len(running) >= _MOST_RUNNING:
                raise RequestError(f"{len(running)} jobs are running.", "Wait until one is done.")
            self._jobs[job.view.id] = job
            self._forget_oldest()
        process.start()
        theirs.close()
        threading.Thread(target=_follow, args=(job, ours, seconds), daemon=True).start()
        return job.view

    def _forget_oldest(self) -> None:
        done = [id for id, job in self._jobs.items() if job.view.state != "running"]
        for id in done[: max(0, len(self._jobs) - _MOST_KEPT)]:
            del self._jobs[id]

    def get(self, id: str) -> JobView:
        """The job as it stands. Raises RequestError where there is none with this id."""
        return self._find(id).view

    def get_result(self, id: str) -> Any:
        """What the work of a job that is done returned. Raises RequestError if it is not done."""
        job = self._find(id)
        if job.view.state != "done":
            raise RequestError("This job is not done.", "Wait until it is.")
        return job.result

    def list_running(self, kind: str) -> list[JobView]:
        """The running jobs of one kind."""
        with self._lock:
            views = [job.view for job in self._jobs.values()]
        return [view for view in views if view.kind == kind and view.state == "running"]

    def _find(self, id: str) -> _Job:
        job = self._jobs.get(id)
        if job is None:
            raise RequestError(
                "There is no such job; pincite may have been started again since.",
                "Start it again: what was done is kept.",
            )
        return job

    def close(self) -> None:
        """End all jobs; what they have stored stays."""
        for job in self._jobs.values():
            _end(job.process)


def _end(process: BaseProcess) -> None:
    if process.is_alive():
        process.terminate()
        process.join(5)
        if process.is_alive():
            process.kill()


def _follow(job: _Job, pipe: Connection, seconds: float) -> None:
    """Take what a job's process reports, until it ends, or has had its time."""
    until = time.monotonic() + seconds if seconds else None
    text = "It ended before it was done. Start it again: what was done is kept."
    with suppress(EOFError, OSError):
        while True:
            if until is not None and not pipe.poll(max(0.0, until - time.monotonic())):
                text = f"It took longer than {seconds:g} s. Try it with less."
                break
            kind, content = pipe.recv()
            with job.lock:
                if kind == "done":
                    job.result = content
                    job.view = replace(job.view, state="done")
                elif kind == "failed":
                    job.view = replace(job.view, state="failed", message=content)
                else:
                    step, done, total, at = content
                    job.view = replace(job.view, step=step, done=done, total=total, at=at)
    pipe.close()
    if job.view.state == "running":
        _end(job.process)
    job.process.join()
    if job.view.state == "running":
        job.view = replace(job.view, state="failed", message=text)


class _Reporter(Progress):
    """Sends what the work tells."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def track_steps(self, things: Iterable[T], what: str, total: int) -> Iterator[T]:
        self._pipe.send(("step", (what, 0, total, "")))
        for done, thing in enumerate(things, 1):
            yield thing
            self._pipe.send(("step", (what, done, total, name_file(thing))))


def _work(
    pipe: Connection, parent: int, work: Callable[..., Any], arguments: tuple[Any, ...]
) -> None:
    """What a job's process does."""
    follow_parent(parent, started_by_main_thread=False)
    with suppress(OSError, KeyboardInterrupt):
        try:
            pipe.send(("done", work(_Reporter(pipe), *arguments)))
        except PinciteError as error:
            pipe.send(("failed", str(error)))
        except Exception as error:
            text = f"Something unexpected happened ({type(error).__name__}: {error})."
            pipe.send(("failed", f"{text} Your documents are untouched."))
