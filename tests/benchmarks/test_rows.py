"""A target is met or not by what was measured, and never by what could not be."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from benchmarks.chart import draw_chart
from benchmarks.rows import Row, format_figure

SLOW = Row("searching", 3.0, "s", "another program", 2.0, 0.8)
QUICK = Row("starting", 0.3, "s", most=0.5)
ALONE = Row("searching", 3.0, "s", "a program that is missing", None, 0.8)


def test_a_ratio_is_judged_where_there_is_something_to_compare_with() -> None:
    assert SLOW.ratio == 1.5
    assert SLOW.target == "≤ 0.8 ×"
    assert SLOW.verdict == "not met"


def test_a_figure_is_judged_by_itself_otherwise() -> None:
    assert QUICK.target == "≤ 0.5 s"
    assert QUICK.verdict == "met"


def test_what_could_not_be_measured_is_neither_met_nor_missed() -> None:
    assert ALONE.met is None
    assert ALONE.verdict == "not measured"
    assert Row("memory", None, "MB", most=400).verdict == "not measured"


def test_a_row_without_target_has_no_verdict() -> None:
    assert Row("reading", 1.0, "s", "indexing", 2.0).verdict == ""


@pytest.mark.parametrize(
    ("value", "told"),
    [(None, "–"), (0.0521, "0.052 s"), (1.234, "1.23 s"), (12.34, "12.3 s"), (1234.5, "1,234 s")],
)
def test_figures_have_about_three_digits(value: float | None, told: str) -> None:
    assert format_figure(value, "s") == told


def test_the_picture_holds_a_bar_for_each_figure_with_a_target() -> None:
    drawn = draw_chart(
        [SLOW, QUICK, ALONE, Row('"quoted" & <raw>', 1.0, "s", most=2)], "on a machine"
    )
    names = [text.text for text in ElementTree.fromstring(drawn).findall(".//{*}text")]
    assert {"searching", "starting", '"quoted" & <raw>'} <= set(names)
    assert names.count("searching") == 1
