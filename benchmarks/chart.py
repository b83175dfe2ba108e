"""The targets as a picture: each has a bar as long as the share of the target that is used up."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from benchmarks.rows import Row, format_figure

_LEFT, _SCALE, _TOP, _STEP = 420, 260, 104, 26
"""Left end of the bars, length of a target, top of the first bar, distance between bars; in px."""
_LONGEST = 2.0
"""Bars end at twice the target; the figure beside them tells the rest."""


def draw_chart(rows: Sequence[Row], subtitle: str) -> str:
    """An SVG of the rows that have a target and a figure."""
    measured = [row for row in rows if row.used is not None]
    template = Environment(autoescape=True, undefined=StrictUndefined).from_string(
        files(__package__).joinpath("chart.svg.jinja").read_text(encoding="utf-8")
    )
    ticks = [
        {"x": _LEFT + share * _SCALE, "label": label, "is_target": share == 1}
        for share, label in ((0.5, "½"), (1, "target"), (1.5, "1½"), (_LONGEST, "2 ×"))
    ]
    return template.render(
        title="pincite: speed against its targets",
        subtitle=subtitle,
        width=_LEFT + int(_LONGEST * _SCALE) + 260,
        height=_TOP + _STEP * len(measured) + 32,
        top=_TOP,
        left=_LEFT,
        ticks=ticks,
        bars=[_make_bar(row, _TOP + _STEP * number) for number, row in enumerate(measured)],
    )


def _make_bar(row: Row, y: int) -> dict[str, object]:
    figure = format_figure(row.ratio, "×") if row.against else format_figure(row.measured, row.unit)
    against = f" {row.against}" if row.against else ""
    return {
        "what": row.what.replace("`", ""),
        "y": y,
        "width": round(min(row.used or 0, _LONGEST) * _SCALE, 1),
        "met": row.met,
        "told": f"{figure}{against} ({row.target})",
    }
