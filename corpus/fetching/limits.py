"""How patient, polite and cautious downloads are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds."""

    largest: int = 200_000_000
    """Of one document."""
    connecting: float = 15.0
    """Wait for a connection."""
    silence: float = 45.0
    """Wait between two pieces of an answer, and for the whole of its head."""
    longest: float = 3600.0
    """For one document, from its first byte to its last."""
    tries: int = 4
    """Tries in a row without a new byte before a document is given up."""
    back_off: float = 1.0
    """Wait before the second try; doubled for each further one, give or take a quarter."""
    longest_wait: float = 120.0
    """The longest wait that a server may ask for; beyond that, the download fails."""
    pace: float = 1.0
    """Least time between two requests to one host."""
    redirections: int = 10
    allow_private: bool = False
    """Whether loopback, private, link-local and reserved addresses are allowed."""
