"""A corpus and a draft whose names are not UTF-8, and JSON of ours that is nested too deeply."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.conftest import MakePdf, Pincite

needs_bytes = pytest.mark.skipif(sys.platform != "linux", reason="names are characters there")


@needs_bytes
def test_every_command_works_in_a_folder_whose_name_is_not_utf_8(
    tmp_path: Path, make_pdf: MakePdf, pincite: Pincite
) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    make_pdf(folder / "a.pdf", ["The board heard the deputation on the twelfth."], title="Minutes")
    draft = tmp_path / os.fsdecode(b"dr\xe9.md")
    draft.write_text("“The board heard the deputation on the twelfth” (at 1). [@a]", "utf-8")
    assert pincite("index", folder).code == 0
    report, table = tmp_path / "report.html", tmp_path / "table.csv"
    for command in (
        ("search", "deputation"), ("search", "deputation", "--json"), ("show", "1"), ("open", "1"),
        ("locate", "the board heard the deputation on"), ("cite", "1"), ("keep", "1"), ("basket",),
        ("check", draft, "--html", report, "--csv", table), ("check", draft, "--json"),
        ("lint", draft), ("bibliography", "--cited-in", draft), ("cite-in", draft), ("list",),
        ("status",), ("pages", "a"), ("minutes", "a"), ("deputation", draft), ("export",),
    ):  # fmt: skip
        ran = pincite(*command, "--corpus", folder, env={"PATH": ""})
        assert "unexpected" not in ran.stderr, command
        assert ran.code in (0, 1) or command[0] == "open", (command, ran.stderr)
    assert "The board heard" in report.read_text("utf-8")


@pytest.mark.parametrize("depth", [500, 900, 50_000])
def test_a_catalogue_that_is_nested_too_deeply_is_told(
    depth: int, tmp_path: Path, pincite: Pincite
) -> None:
    deep = "[" * depth + "]" * depth
    catalogue = f'[{{"id": "a", "type": "book", "title": "T", "custom": {{"x": {deep}}}}}]'
    (tmp_path / "catalogue.json").write_text(catalogue, encoding="utf-8")
    for command in (
        ("lint",), ("export",), ("export", "--format", "csl-yaml"), ("cite", "a"),
        ("edit", "a", "--set", "title=Q"), ("add", "--title", "N", "--type", "book"),
    ):  # fmt: skip
        ran = pincite(*command, cwd=tmp_path)
        assert "unexpected" not in ran.stderr, command
        assert ran.code in (0, 1) or "nested too deeply" in ran.stderr, command
