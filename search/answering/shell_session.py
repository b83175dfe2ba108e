"""Which terminal this is: numbers of results belong to the shell that searched.

`PINCITE_SESSION` names it where set. Otherwise it is the session of the terminal: on POSIX systems
the session id with the time at which its leader started, as far as the system tells it; on Windows
the tab of Windows Terminal, or the console window.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any


def name_session() -> str:
    """A name that the commands of one terminal have in common, and those of others have not."""
    given = os.environ.get("PINCITE_SESSION") or os.environ.get("WT_SESSION")
    if given:
        return given
    if sys.platform == "win32":
        return _name_console()
    session = os.getsid(0)
    return f"{session} {_read_start(session)}"


def _name_console() -> str:
    import ctypes

    libraries: Any = getattr(ctypes, "windll", None)  # only on Windows
    window = libraries.kernel32.GetConsoleWindow() if libraries else 0
    return f"console {window}" if window else f"parent {os.getppid()}"


def _read_start(process: int) -> str:
    """When a process started, so that a number used again is no old session; "" where unknown."""
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    fields = status.rpartition(")")[2].split()
    return fields[19] if len(fields) > 19 else ""
