"""Known weaknesses of the dependencies in the lock, as pip-audit finds them; for `make lint`.

Exit code 1 if there are any. Where no advisory can be had, as without a network, it is said that
nothing was looked at, and the exit code is 0.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parents[1] / "requirements.lock"
_SECONDS = 120


def main() -> int:
    """Look, and say what was found; returns the exit code."""
    found = _ask()
    looked_at = [one for one in found if "skip_reason" not in one]
    if not looked_at:
        print("Dependencies were not audited: no advisories are within reach.")
        return 0
    weak = [line for one in looked_at for line in list_weaknesses(one)]
    for line in weak:
        print(line)
    print(f"{len(looked_at)} of {len(found)} dependencies audited, {len(weak)} weaknesses known.")
    return 1 if weak else 0


def list_weaknesses(dependency: dict[str, Any]) -> list[str]:
    """One line for each weakness of one dependency, as pip-audit's JSON describes it."""
    return [
        f"{dependency['name']} {dependency['version']}: {weakness['id']}, mended in"
        f" {', '.join(weakness['fix_versions']) or 'no version yet'}."
        for weakness in dependency.get("vulns", ())
    ]


def _ask() -> list[dict[str, Any]]:
    options = ["--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json"]
    command = [sys.executable, "-m", "pip_audit", "-r", str(LOCK), *options]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
        return list(json.loads(done.stdout)["dependencies"])
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        return []


if __name__ == "__main__":
    raise SystemExit(main())
