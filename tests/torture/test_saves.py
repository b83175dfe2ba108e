"""Somebody saves the catalogue in an editor while a run writes it: both are in it afterwards."""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path
from typing import Any

from tests.conftest import MakePdf
from tests.torture.amounts import SAVES, make_chance

RECORDS = 3000
"""So many that writing takes a while."""


def read(catalogue: Path) -> list[dict[str, Any]]:
    return list(json.loads(catalogue.read_text("utf-8")))


def save_title(catalogue: Path, title: str) -> None:
    """As an editor does that asks before it writes over what another program saved."""
    while True:
        before = catalogue.stat().st_ino
        records = read(catalogue)
        next(one for one in records if one["id"] == "k0")["title"] = title
        other = catalogue.with_name("editor.tmp")
        other.write_text(json.dumps(records), encoding="utf-8")
        if catalogue.stat().st_ino == before:
            other.replace(catalogue)
            return


def test_saves(
    tmp_path: Path, make_pdf: MakePdf, program: tuple[list[str], dict[str, str]]
) -> None:
    command, environment = program
    chance = make_chance("saves")
    catalogue = tmp_path / "catalogue.json"
    records = [{"id": f"k{n}", "type": "book", "title": f"Title {n}"} for n in range(RECORDS)]
    catalogue.write_text(json.dumps(records), encoding="utf-8")
    make_pdf(tmp_path / "first.pdf", ["The first paper."])
    saves = merged = number = 0
    while saves < SAVES:
        make_pdf(tmp_path / f"new-{number}.pdf", [f"Paper number {number}."])
        run = subprocess.Popen(
            [*command, "index", str(tmp_path), "--json"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        time.sleep(chance.uniform(0.0, 0.3))
        while run.poll() is None:
            save_title(catalogue, f"My title {saves}")
            saves += 1
            time.sleep(chance.uniform(0.0, 0.1))
        out, err = run.communicate(timeout=60)
        assert run.returncode == 0, err
        merged += any("saved by another program" in each for each in json.loads(out)["warnings"])
        after = {record["id"]: record for record in read(catalogue)}
        assert after["k0"]["title"] == (f"My title {saves - 1}" if saves else "Title 0")
        assert f"new-{number}" in after, "the run's record is lost"
        assert len(after) == RECORDS + number + 2
        number += 1
    print({"saves": saves, "runs": number, "runs that merged": merged})
