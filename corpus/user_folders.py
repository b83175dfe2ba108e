"""Where pincite keeps what is a user's own, and not the corpus's: in the folders of their system.

`platformdirs` says which these are. Where Linux has them by a plain rule (the XDG Base Directory
Specification), it is not asked: importing it takes a twentieth of a search.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Literal, TypeAlias

Purpose: TypeAlias = Literal["cache", "config", "state"]

_IN_HOME: dict[Purpose, str] = {
    "cache": ".cache",
    "config": ".config",
    "state": ".local/state",
}
_APP = "pincite"


def find_user_folder(purpose: Purpose) -> Path:
    """This user's folder for one purpose; it may not be there yet."""
    if sys.platform == "linux" and "ANDROID_DATA" not in os.environ:
        given, home = os.environ.get(f"XDG_{purpose.upper()}_HOME", ""), os.environ.get("HOME", "")
        if given.startswith("/"):
            return Path(given, _APP)
        if home.startswith("/"):
            return Path(home, _IN_HOME[purpose], _APP)
    from platformdirs import PlatformDirs

    folders = PlatformDirs(_APP, appauthor=False)
    match purpose:
        case "cache":
            return folders.user_cache_path
        case "config":
            return folders.user_config_path
        case "state":
            return folders.user_state_path


def find_state_folder() -> Path:
    """`PINCITE_STATE`, else the state folder of this user's system; it may not be there yet."""
    given = os.environ.get("PINCITE_STATE")
    return Path(given).resolve() if given else find_user_folder("state")
