"""How patient, how polite and how wary downloads are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds."""

    largest: int = 200_000_000
    """Of one document."""
    connecting: float = 15.0
    """To wait for a connection."""
    silence: float = 45.0
    """Between two pieces of an answer."""
    longest: float = 3600.0
    """For one document, from its first byte to its last."""
    tries: int = 4
    """In a row without a byte gained, before a document is given up."""
    back_off: float = 1.0
    """Before the second try; doubled for every further one, give or take a quarter."""
    longest_wait: float = 120.0
    """That a server may ask for; a longer one is left to the user."""
    pace: float = 1.0
    """Between two requests to one host."""
    redirections: int = 10
    allow_private: bool = False
    """Whether loopback, private, link-local and reserved addresses may be asked."""
