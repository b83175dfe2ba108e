"""Two commands are measured by turns, on copies, with what their processes took."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from benchmarks.against import measure_against

SAMPLE = Path(__file__).parents[2] / "corpus" / "sample"
_BUSY = "import sys, time; end = time.process_time() + {}\nwhile time.process_time() < end: pass"


@pytest.mark.skipif(sys.platform == "win32", reason="tells no processor time")
def test_what_takes_longer_is_said_to_take_longer(tmp_path: Path) -> None:
    shutil.copy(next(SAMPLE.glob("*.pdf")), tmp_path)
    brief, long = ([sys.executable, "-c", _BUSY.format(seconds)] for seconds in (0.01, 0.5))
    costs = measure_against({"brief": brief, "long": long}, tmp_path, 1)
    first, second = costs["brief"], costs["long"]
    assert first.processor < 0.5 <= second.processor
    assert second.clock >= 0.5
    assert [path.suffix for path in tmp_path.iterdir()] == [".pdf"]
