"""Which weights of a passage hold on questions that did not choose them.

Each weight is tried with a few values, the others as they are. The value that finds most in one
half of the questions is judged by the other half, both ways.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType

from search.answering import comparing, passages, rarity

Measure = Callable[[], Sequence[float]]
"""For each question, in order, how well it is answered: 0 to 1."""
_TRIED: tuple[tuple[str, ModuleType, str, tuple[float, ...]], ...] = (
    ("likeness", comparing, "_LIKENESS", (0.0, 2.0)),
    ("closest stretch", comparing, "_CLOSEST", (0.0, 1.0, 3.0)),
    ("related words", comparing, "_RELATED", (0.0, 1.0, 3.0)),
    ("wording", comparing, "_WORDING", (0.0, 0.25, 1.0)),
    ("power of rarity", rarity, "_DAMPING", (0.5, 0.85, 1.0)),
    ("length", passages, "_LENGTH_SHARE", (0.2, 0.75)),
    ("nearness", passages, "_NEARNESS", (0.0, 0.6)),
    ("heading", passages, "_HEADING", (0.0, 0.2, 0.6)),
    ("page as a whole", passages, "_PAGE", (0.1, 0.5)),
    ("notes", passages, "_NOTES", (0.6, 1.0)),
    ("least for lists", passages, "_LEAST_PROSE", (0.25, 1.0)),
)


@dataclass(frozen=True, slots=True)
class Judged:
    """The value of a weight that one half of the questions chooses, judged by the other."""

    weight: str
    now: float
    chosen: float
    before: float
    """Per cent of the other half with the value as it is."""
    after: float
    """The same with the value chosen."""


def cross_validate(measure: Measure) -> Iterator[Judged]:
    """Both ways for each weight."""
    now = measure()
    for name, module, constant, values in _TRIED:
        own = float(getattr(module, constant))
        found = {own: now}
        for value in values:
            with _set(module, constant, value):
                found[value] = measure()
        for half in (0, 1):
            sums = {value: sum(points[half::2]) for value, points in found.items()}
            chosen = max(sums, key=sums.__getitem__)  # the first, as it is now, of equal ones
            other = 1 - half
            yield Judged(name, own, chosen, _share(now[other::2]), _share(found[chosen][other::2]))


@contextmanager
def _set(module: ModuleType, constant: str, value: float) -> Iterator[None]:
    before = getattr(module, constant)
    setattr(module, constant, value)
    try:
        yield
    finally:
        setattr(module, constant, before)


def _share(points: Sequence[float]) -> float:
    return 100 * sum(points) / max(1, len(points))
