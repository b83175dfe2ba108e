"""Where pincite starts, and the one place where errors become a sentence and an exit code.

Exit codes, as grep's: 0 found or done, 1 nothing found or some file could not be read, 2 an error.
"""

from __future__ import annotations

import gc
import os
import sys

_INTERRUPTED = 130
"""128 and the number of the signal, as shells do; Typer does so too."""

_SELDOM = 100_000
"""New objects until Python looks for garbage (else 700): a start makes many, but no garbage."""


def main() -> None:
    """Run the program and exit."""
    gc.set_threshold(_SELDOM)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    try:
        code = _run(sys.argv[1:])
        if code == _INTERRUPTED:
            _say_interrupted()
    except SystemExit:  # Typer's answer to a reader of our output who has left
        code = 0
    except Exception as error:
        code = _explain(error)
    except KeyboardInterrupt:
        code = _INTERRUPTED
        _say_interrupted()
    _flush()
    _leave(code if isinstance(code, int) else 0)


def _run(arguments: list[str]) -> object:
    """Run a command; only what it needs is imported, since pincite is started often."""
    if arguments == ["--version"]:
        from corpus import VERSION

        print(f"pincite {VERSION}")
        return 0
    from cli.quick import make_quick_call

    call = make_quick_call(arguments)
    if call is not None:
        return call()
    from cli.program import build_program

    return build_program(arguments)(arguments, standalone_mode=False)


def _explain(error: Exception) -> int:
    """Say what went wrong; returns the exit code."""
    if isinstance(error, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    if os.environ.get("PINCITE_DEBUG"):
        raise error
    from corpus.errors import PinciteError

    if isinstance(error, PinciteError):
        _say(f"pincite: {error}")
        return 2
    show = getattr(error, "format_message", None)
    if show is not None:
        said = show()
        help_only = said.startswith("Usage:")
        _say(said if help_only else f"pincite: {said} See `pincite --help`.")
        return 2
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        _say(f"pincite: {where}{error.strerror or error}.")
        return 2
    _say(
        f"pincite: something unexpected happened ({type(error).__name__}: {error})."
        " Your documents are untouched; `pincite --debug …` shows where."
    )
    return 2


def _say_interrupted() -> None:
    _say("pincite: interrupted; what was done so far is kept.")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _leave(code: int) -> None:
    """Exit; where nothing runs beside us without taking everything in memory apart first, which
    takes 2 ms. Whatever has something to finish at exit (a pool of processes, a bar) has imported
    `threading`."""
    if "threading" not in sys.modules:
        sys.stderr.flush()
        os._exit(code)
    gc.freeze()  # what there is need not be searched for garbage once more
    sys.exit(code)


def _flush() -> None:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
