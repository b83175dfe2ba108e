"""How often each kind of harm is done, and from which seed."""

from __future__ import annotations

import os
import random

IS_TORTURE = bool(os.environ.get("TORTURE"))
KILLS = 200 if IS_TORTURE else 12
FLIPS = 2000 if IS_TORTURE else 40
SAVES = 200 if IS_TORTURE else 6
SEED = int(os.environ.get("TORTURE_SEED", "20260801"))


def make_chance(what: str) -> random.Random:
    """The same numbers in every run, others for each kind of harm."""
    return random.Random(f"{what} {SEED}")
