"""Where pincite starts, and the only place where errors become a sentence and an exit code.

Exit codes are those of grep: 0 found or done, 1 nothing found or a file could not be read, 2 error.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys

_INTERRUPTED = 130
"""128 plus the number of the signal, as in shells and Typer."""

_GARBAGE_THRESHOLD = 300_000
"""New objects before Python looks for garbage: a start makes many, with thousands of documents some
130,000, but hardly any garbage."""


def main() -> None:
    """Run the program and exit."""
    gc.set_threshold(_GARBAGE_THRESHOLD)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    try:
        code = _run(sys.argv[1:])
    except SystemExit:  # raised by Typer when the reader of our output has gone
        code = 0
    except Exception as error:
        code = _explain(error)
    except KeyboardInterrupt:
        code = _INTERRUPTED
    if code == _INTERRUPTED:
        _say("pincite: interrupted; what was done so far is kept.")
    _flush()
    _leave(code if isinstance(code, int) else 0)


def _run(arguments: list[str]) -> object:
    """Run a command, importing only what it needs; returns the exit code."""
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
    """Print what went wrong; returns the exit code."""
    if isinstance(error, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    if os.environ.get("PINCITE_DEBUG"):
        raise error
    from corpus.errors import PinciteError

    if isinstance(error, PinciteError):
        _say(f"pincite: {error}")
        return 2
    format_message = getattr(error, "format_message", None)
    if format_message is not None:  # one of Typer's own errors; without arguments it is the help
        message = format_message()
        is_help = message.startswith("Usage:")
        _say(message if is_help else f"pincite: {message} See `pincite --help`.")
        return 2
    if isinstance(error, RecursionError):
        _say("pincite: something that was read is nested too deeply. Look into the catalogue.")
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


def _say(text: str) -> None:
    from cli.visible import make_visible

    print(make_visible(text), file=sys.stderr, flush=True)


def _leave(code: int) -> None:
    """Exit, if possible without Python's own clean-up, which takes longer than many a command.

    Whatever has something to finish at exit (a pool of processes, a bar) has a thread, or has
    registered it.
    """
    threading = sys.modules.get("threading")
    registered = getattr(atexit, "_ncallbacks", None)  # where Python does not tell: clean up
    if registered and not registered() and not (threading and threading.active_count() > 1):
        sys.stderr.flush()
        os._exit(code)
    gc.freeze()  # spares a last search for garbage
    sys.exit(code)


def _flush() -> None:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
