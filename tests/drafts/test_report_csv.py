"""The table: one row a quotation, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from drafts.reports.csv_report import COLUMNS, render_csv_report
from tests.conftest import Pincite
from tests.drafts.checking import checked_text
from tests.drafts.conftest import DRAFTS

TOLD = "unsafe in winter and that nobody had been told"


def rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"))))


def test_one_row_for_each_quotation(landing: Path, tmp_path: Path, pincite: Pincite) -> None:
    target = tmp_path / "report.csv"
    ran = pincite("check", DRAFTS / "pdf_p.md", "--corpus", landing, "--csv", target)
    assert f"Written: {target}" in ran.stderr
    first, second = rows(target.read_text(encoding="utf-8"))
    assert tuple(first) == COLUMNS
    assert (first["state"], first["cited pages"], first["found at"]) == (
        "correct",
        "PDF p 2",
        "PDF p 2, no printed number",
    )
    assert (second["state"], second["page"], second["remarks"]) == (
        "to correct",
        "wrong",
        "The words stand on PDF p 2, no printed number.",
    )


def test_cells_are_no_formulas(landing: Path, tmp_path: Path) -> None:
    report = checked_text(landing, tmp_path, "“=HYPERLINK(1) and three more words” is one.")
    (row,) = rows(render_csv_report(report))
    assert row["quotation"] == "'=HYPERLINK(1) and three more words"


def test_a_table_is_replaced_and_nothing_else(
    landing: Path, tmp_path: Path, pincite: Pincite
) -> None:
    target = tmp_path / "report.csv"
    arguments = ("check", DRAFTS / "ff.md", "--corpus", landing, "--csv", target)
    assert [pincite(*arguments).code for _ in range(2)] == [0, 0]
    target.write_text("my,own,table\n", encoding="utf-8")
    refused = pincite(*arguments)
    assert (refused.code, target.read_text(encoding="utf-8")) == (2, "my,own,table\n")
    assert "already exists and is not a pincite report" in refused.stderr


def test_every_place_that_is_cited_is_in_its_cell(landing: Path, tmp_path: Path) -> None:
    text = f"It was “{TOLD}” (Inquiry into the 2019 landing at Halm, p. 2, para 2.2)."
    (row,) = rows(render_csv_report(checked_text(landing, tmp_path, text)))
    assert row["cited pages"] == "2, para 2.2"
