"""Puts text on the clipboard with the system's own tools.

pyperclip would call the same tools but does not report when they fail, and whatever was copied
before would then be pasted as the new citation. Where a tool accepts a type, HTML and RTF keep
their italics in a word processor.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

from citation.text.richtext import Format
from corpus.errors import RequestError

_MIME: dict[Format, str] = {"html": "text/html", "rtf": "text/rtf"}
_SECONDS = 10


@dataclass(frozen=True)
class _Tool:
    command: tuple[str, ...]
    needs: str = ""
    """The environment variable without which the tool cannot work."""
    typed: tuple[str, ...] = ()
    """What to put before a MIME type; empty where the tool takes plain text only."""
    encoding: str = "utf-8"
    environment: Mapping[str, str] = field(default_factory=dict)


_TOOLS = (
    _Tool(("wl-copy",), "WAYLAND_DISPLAY", ("--type",)),
    _Tool(("xclip", "-selection", "clipboard"), "DISPLAY", ("-target",)),
    _Tool(("xsel", "--clipboard", "--input"), "DISPLAY"),
    _Tool(("pbcopy",), environment={"LC_CTYPE": "UTF-8"}),  # recognises RTF by how it begins
    _Tool(("clip.exe",), encoding="utf-16-le"),  # Windows, and Linux inside Windows
)


def copy(text: str, output: Format = "text") -> None:
    """Put `text`, which is in the format `output`, on the clipboard.

    Raises RequestError where there is no tool for it, or none of them succeeds.
    """
    usable = [tool for tool in _TOOLS if not tool.needs or os.environ.get(tool.needs)]
    installed = [tool for tool in usable if shutil.which(tool.command[0])]
    if any(_try_tool(tool, text, output) for tool in installed):
        return
    reason = f"{installed[0].command[0]} failed" if installed else "no program for it is installed"
    raise RequestError(f"The clipboard cannot be reached: {reason}.", _describe_remedy())


def _try_tool(tool: _Tool, text: str, output: Format) -> bool:
    command = [str(shutil.which(tool.command[0])), *tool.command[1:]]
    if tool.typed and output in _MIME:
        command += [*tool.typed, _MIME[output]]
    try:
        process = subprocess.run(
            command,
            input=text.encode(tool.encoding),
            # some tools keep running to serve the text, and would hold our streams open
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **tool.environment},
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return process.returncode == 0


def _describe_remedy() -> str:
    if sys.platform in ("win32", "darwin"):
        return "Omit --copy and copy what is printed."
    return "Install wl-clipboard (Wayland), xclip or xsel (X11), or omit --copy."
