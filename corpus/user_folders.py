"""Where pincite keeps what is a user's own, and neither the corpus's nor derived."""

from __future__ import annotations

import os
from pathlib import Path


def find_state_folder() -> Path:
    """`PINCITE_STATE`, else the state folder of this user's system; it may not be there yet."""
    given = os.environ.get("PINCITE_STATE")
    if given:
        return Path(given).resolve()
    from platformdirs import user_state_path

    return user_state_path("pincite", appauthor=False)
