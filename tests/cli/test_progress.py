"""Progress where nobody watches: a line now and then."""

from __future__ import annotations

import pytest

from cli.progress_bar import ProgressLines


def test_a_line_every_few_seconds_and_none_for_short_work(
    capsys: pytest.CaptureFixture[str],
) -> None:
    times = iter(range(100))
    lines = ProgressLines(lambda: float(next(times)))
    assert list(lines.track_steps("abc", "Checking", 3)) == ["a", "b", "c"]
    assert capsys.readouterr().err == ""
    list(lines.track_steps(range(30), "Checking", 30))
    said = capsys.readouterr().err.splitlines()
    assert said[:2] == ["Checking: 9 of 30", "Checking: 14 of 30"]
