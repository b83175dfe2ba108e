"""Work on files of strangers, in processes of their own: a file that hangs or crashes a reader, or
wants too much memory, stops nothing else.

The processes are spawned, which every platform supports. Where the system can limit the memory of a
process, it does.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import LifoQueue
from typing import Any, ParamSpec, TypeVar

from corpus.errors import PinciteError, ReadingError

P = ParamSpec("P")
T = TypeVar("T")

_START_LIMIT = 60.0
"""Seconds that a process may take to start, on top of the limit of its first work."""
_MOST_MEMORY = 1_500_000_000
"""Bytes of address space."""


class LimitedProcesses:
    """A few processes, each of which does one thing at a time and is replaced when it fails."""

    def __init__(self, count: int, seconds: float) -> None:
        """They start when first needed; `seconds` is how long one call may take."""
        self._count = count
        self._seconds = seconds
        self._idle: LifoQueue[_Process | None] = LifoQueue()
        for _ in range(count):
            self._idle.put(None)

    def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `function`, of a module's top level, returns in one of the processes.

        Waits while all are busy. Raises the PinciteError that it raises, and ReadingError where it
        takes too long or its process ends.
        """
        process = self._idle.get()
        try:
            process = process if process and process.is_alive else _Process()
            return process.run(self._seconds, function, args, kwargs)
        except BaseException as error:
            if process is not None and not isinstance(error, PinciteError):
                process.kill()
                process = None
            if isinstance(error, (EOFError, OSError)):
                raise ReadingError("The file crashed its reader.") from error
            if isinstance(error, TimeoutError):
                raise ReadingError(f"The file took longer than {self._seconds:g} s.") from error
            raise
        finally:
            self._idle.put(process)

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        for _ in range(self._count):
            process = self._idle.get()
            if process is not None:
                process.kill()


class _Process:
    def __init__(self) -> None:
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        self._is_new = True

    @property
    def is_alive(self) -> bool:
        return self._process.is_alive()

    def run(
        self, seconds: float, function: Callable[..., T], args: tuple[Any, ...], named: Any
    ) -> T:
        self._pipe.send((function, args, named))
        patience = seconds + _START_LIMIT * self._is_new
        self._is_new = False
        if not self._pipe.poll(patience):
            raise _TooLong
        result, error = self._pipe.recv()
        if error is not None:
            raise error
        return result  # type: ignore[no-any-return]

    def kill(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()


class _TooLong(TimeoutError):
    pass


def _serve(pipe: Connection) -> None:
    """What a process does: call a function, send back what it returns or raises."""
    _limit_memory()
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            function, args, named = pipe.recv()
            pipe.send(_call(function, args, named))


def _call(function: Callable[..., Any], args: Any, named: Any) -> tuple[Any, Exception | None]:
    try:
        return function(*args, **named), None
    except PinciteError as error:
        return None, error
    except MemoryError:
        return None, ReadingError("The file needs more memory than it may have.")
    except Exception as error:
        return None, ReadingError(f"The file could not be read ({type(error).__name__}: {error}).")


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
