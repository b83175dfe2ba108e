"""One row of the table of speed: what was measured, against what, and whether its target is met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Unit = Literal["s", "ms", "MB", "%"]


@dataclass(frozen=True, slots=True)
class Row:
    """A figure, what it is compared with, and its target."""

    what: str
    measured: float | None
    """None if it could not be measured."""
    unit: Unit
    against: str = ""
    """What it is compared with; "" for nothing."""
    reference: float | None = None
    """The figure of that, in the same unit."""
    most: float | None = None
    """The target: the most that the ratio may be if `against` is set, else the most that `measured`
    may be; None for a row without target."""

    @property
    def ratio(self) -> float | None:
        """How many times the reference, None if either is unknown."""
        if self.measured is None or not self.reference:
            return None
        return self.measured / self.reference

    @property
    def used(self) -> float | None:
        """The share of the target that is used up; met up to 1. None without target or figure."""
        figure = self.ratio if self.against else self.measured
        return None if figure is None or self.most is None else figure / self.most

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without target or figure."""
        return None if self.used is None else self.used <= 1

    @property
    def target(self) -> str:
        """The target in words, "" if there is none."""
        if self.most is None:
            return ""
        return f"≤ {self.most:g} {'×' if self.against else self.unit}"

    @property
    def verdict(self) -> str:
        """`met`, `not met`, `not measured`, or "" for a row without target."""
        if self.most is None:
            return ""
        return {True: "met", False: "not met", None: "not measured"}[self.met]

    def as_json(self) -> dict[str, Any]:
        """The row for the JSON report."""
        return {
            "what": self.what,
            "measured": self.measured,
            "unit": self.unit,
            "compared_with": self.against or None,
            "compared_value": self.reference,
            "ratio": self.ratio,
            "target": self.target or None,
            "met": self.met,
        }


def format_figure(value: float | None, unit: str) -> str:
    """A figure with three significant digits and its unit; "–" if it is unknown."""
    if value is None:
        return "–"
    digits = 0 if value >= 100 else 1 if value >= 10 else 2 if value >= 1 else 3
    return f"{value:,.{digits}f} {unit}"
