"""`pincite cite` and `pincite bibliography`, as they are run."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Pincite, Ran

scripts = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="X11's or Wayland's tools")
BOARD = "Port Halden Police Services Board"
URL = "https://records.port-halden.example/board/2012/08-15-minutes.pdf"
Run = Callable[..., Ran]


@pytest.fixture
def own(tmp_path: Path) -> dict[str, str]:
    """A user who has asked for nothing yet, at a terminal without clipboard or pandoc."""
    tools = tmp_path / "tools"
    tools.mkdir()
    return {
        "XDG_CONFIG_HOME": str(tmp_path / "config"), "APPDATA": str(tmp_path / "config"),
        "LOCALAPPDATA": str(tmp_path / "config"), "HOME": str(tmp_path / "config"),
        "PATH": str(tools), "DISPLAY": "", "WAYLAND_DISPLAY": "",
    }  # fmt: skip


@pytest.fixture
def run(pincite: Pincite, sample_corpus: Path, own: dict[str, str]) -> Run:
    """Runs pincite in the sample corpus."""
    return lambda *arguments: pincite(*arguments, cwd=sample_corpus, env=own)


def test_a_page_in_the_default_style(run: Run) -> None:
    ran = run("cite", "phpsb-2012-08-15", "--page", "10-12", "--minute", "P208/12")
    assert (ran.code, ran.stderr) == (0, "")
    assert ran.stdout == (
        f"{BOARD}, Minutes of the Public Meeting, Min No P208/12 (15 August 2012) at 10–12,"
        f" online: <{URL}>.\n"
    )


def test_an_item_by_its_file(run: Run) -> None:
    by_file = run("cite", "marlowe_2018_review.pdf", "--page", "iv")
    assert by_file.stdout == run("cite", "marlowe-2018", "--page", "iv").stdout
    assert by_file.stdout.endswith("2018) at iv.\n")


def test_paragraphs_sections_and_what_excludes_what(run: Run) -> None:
    cite = ("cite", "marlowe-2018", "--style", "chicago")
    assert ", par. 12." in run(*cite, "--para", "12").stdout
    assert ", sec. 31." in run(*cite, "--section", "31").stdout
    both = run(*cite, "--para", "12", "--page", "3")
    assert (both.code, both.stdout) == (2, "")
    assert both.stderr.startswith("pincite: Only one of")


def test_forms(run: Run) -> None:
    ibid = run("cite", "marlowe-2018", "--form", "ibid", "--page", "3")
    assert ibid.stdout == "Ibid at 3.\n"
    supra = ("cite", "marlowe-2018", "--form", "supra")
    assert run(*supra, "--note-number", "4").stdout == "Marlowe, supra note 4.\n"
    unnumbered = run(*supra)
    assert unnumbered.code == 2
    assert "needs the number of the note" in unnumbered.stderr
    entry = run("cite", "marlowe-2018", "--form", "bibliography", "--page", "3")
    assert entry.stdout.startswith("Eastmere, Report of")
    assert "does not print a page or other pinpoint" in entry.stderr


def test_a_page_that_the_document_does_not_have_is_cited_with_a_warning(run: Run) -> None:
    ran = run("cite", "marlowe-2018", "--page", "147")
    assert ran.code == 0
    assert ran.stdout.endswith(" at 147.\n")
    assert ran.stderr == (
        "note: marlowe-2018: the document has no page “147”; it has pages i–vi, 1–20.\n"
    )


def test_a_page_whose_number_is_not_printed(run: Run) -> None:
    unprinted = run("cite", "phpsb-2012-08-15", "--page", "1")
    assert "number not printed on the page" in unprinted.stderr


def test_formats(run: Run) -> None:
    cite = ("cite", "phpsb-2012-08-15", "--page", "147", "--format")
    assert "*Minutes of the Public Meeting*" in run(*cite, "markdown").stdout
    assert "<i>Minutes of the Public Meeting</i>" in run(*cite, "html").stdout
    rtf = run(*cite, "rtf").stdout
    assert rtf.startswith("{\\rtf1")
    assert rtf.endswith("}\n")
    assert "{\\i Minutes of the Public Meeting}" in rtf
    found = run(*cite, "json").json
    assert list(found) == [
        "item", "style", "form", "locator", "label", "text", "markdown", "html"
    ]  # fmt: skip
    assert (found["style"], found["form"]) == ("mcgill", "note")
    assert (found["locator"], found["label"]) == ("147", "page")
    assert found["text"] == run(*cite, "text").stdout.rstrip("\n")


def test_the_style_asked_for_is_remembered(run: Run) -> None:
    cite = ("cite", "marlowe-2018", "--page", "3")
    assert run(*cite).stdout.startswith("Eastmere, ")
    assert run(*cite, "--style", "apa").stdout == "(Marlowe, 2018, p. 3)\n"
    assert run(*cite).stdout == "(Marlowe, 2018, p. 3)\n"
    assert run("bibliography", "marlowe-2018").stdout.startswith("Marlowe, O. R. (2018).")
    assert run(*cite, "--style", "nonesuch").code == 2
    assert run(*cite).stdout == "(Marlowe, 2018, p. 3)\n"


def test_a_remembered_style_that_is_gone(run: Run, own: dict[str, str]) -> None:
    run("cite", "marlowe-2018", "--style", "apa")
    kept = list(Path(own["XDG_CONFIG_HOME"]).rglob("preferences.json"))
    if not kept:
        pytest.skip("the user's settings are kept where no variable can put them")
    for text, said in (('{"style": "/gone.csl"}', "/gone.csl, no longer exists"), ("{", "")):
        kept[0].write_text(text, encoding="utf-8")
        ran = run("cite", "marlowe-2018", "--page", "3")
        assert (ran.code, ran.stdout[:9]) == (0, "Eastmere,")
        assert said in ran.stderr


def test_a_result_of_the_last_search(run: Run, sample_corpus: Path) -> None:
    results = run("search", "street checks", "--json").json["results"]
    cited = run("cite", "1", "--style", "apa", "--format", "json").json
    assert cited["item"] == results[0]["item"]
    assert cited["locator"] == "-".join(dict.fromkeys([results[0]["pages"][0],
                                                       results[0]["pages"][-1]]))  # fmt: skip
    assert cited["quotation"] == results[0]["excerpt"]
    other = run("cite", "1", "--page", "2", "--format", "json").json
    assert other["locator"] == "2"
    absent = run("cite", "99")
    assert absent.code == 2
    assert "There is no result 99" in absent.stderr


@scripts
def test_quotation_and_citation_are_copied(run: Run, own: dict[str, str], tmp_path: Path) -> None:
    _stand_in(Path(own["PATH"]), "wl-copy", tmp_path)
    own["WAYLAND_DISPLAY"] = "wayland-0"
    excerpt = run("search", "street checks", "--json").json["results"][0]["excerpt"]
    ran = run("cite", "1", "--style", "apa", "--copy")
    assert ran.code == 0
    assert ran.stderr.startswith("Result 1: ")
    assert ran.stderr.endswith("\nCopied, with the quotation.\n")
    copied = (tmp_path / "copied").read_text(encoding="utf-8")
    assert copied == f"“{excerpt}” {ran.stdout.rstrip()}"
    note = run("cite", "1", "--style", "mcgill", "--copy", "--format", "html")
    copied = (tmp_path / "copied").read_text(encoding="utf-8")
    assert copied.endswith(f"<p>{note.stdout.rstrip()}</p>")
    assert (tmp_path / "arguments").read_text(encoding="utf-8") == "--type text/html\n"
    alone = run("cite", "marlowe-2018", "--copy")
    assert alone.stderr == "Copied.\n"
    assert (tmp_path / "copied").read_text(encoding="utf-8") == alone.stdout.rstrip("\n")


@scripts
def test_what_could_not_be_copied_is_not_said_to_be(
    run: Run, own: dict[str, str], tmp_path: Path
) -> None:
    without = run("cite", "marlowe-2018", "--copy")
    assert without.code == 2
    assert without.stdout.startswith("Eastmere, ")
    assert "no program for it is installed" in without.stderr
    _stand_in(Path(own["PATH"]), "xclip", tmp_path, code=1)
    own["DISPLAY"] = ":99"
    failed = run("cite", "marlowe-2018", "--copy")
    assert failed.code == 2
    assert "The clipboard cannot be reached: xclip failed." in failed.stderr


def _stand_in(folder: Path, name: str, kept: Path, code: int = 0) -> None:
    """A program of that name which keeps what it is given, and stays behind as the real ones do."""
    program = folder / name
    program.write_text(
        f"#!/bin/sh\n/bin/cat > '{kept}/copied'\necho \"$@\" > '{kept}/arguments'\n"
        f"/bin/sleep 5 &\nexit {code}\n",
        encoding="utf-8",
    )
    program.chmod(0o755)


def test_without_a_corpus(pincite: Pincite, own: dict[str, str], tmp_path: Path) -> None:
    law = {"id": "12", "type": "legislation", "title": "Police Act", "number": "c P.15",
           "container-title": "RSO", "issued": {"date-parts": [[1990]]}}  # fmt: skip
    path = tmp_path / "records.json"
    path.write_text(json.dumps([law]), encoding="utf-8")

    def run(*arguments: str) -> Ran:
        return pincite(*arguments, "--catalogue", path, cwd=tmp_path, env=own)

    cited = run("cite", "12", "--section", "31")
    assert (cited.stdout, cited.stderr) == ("Police Act, RSO 1990, c P.15, s 31.\n", "")
    assert run("bibliography").stdout == "Police Act, RSO 1990, c P.15.\n"
    assert "There is no item “x”" in run("cite", "x").stderr
    path.unlink()
    assert "There is no file" in run("cite", "12").stderr


def test_bibliographies(run: Run) -> None:
    whole = run("bibliography", "--style", "mcgill", "--format", "json").json
    assert [one["item"] for one in whole] == [
        "marlowe-2018", "hwp-2015", "nlc-2008", "phpsb-2012-08-15", "phpsb-2017-06-15"
    ]  # fmt: skip
    assert whole[-1]["text"].startswith("———, Minutes")
    two = run("bibliography", "marlowe-2018", "nlc-2008", "--style", "apa").stdout
    assert [line[:15] for line in two.split("\n\n")] == ["Marlowe, O. R. ", "Newcomers Legal"]
    assert run("bibliography", "nonesuch").code == 2
    none = run("bibliography", "--style", "bluebook")
    assert (none.code, none.stdout) == (2, "")


def test_what_a_draft_cites(run: Run, tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(
        "It is so [@nlc-2008, p. 4]. The report says otherwise (Harbour Without Papers, 2015,"
        " p. 4). And (Smith, 2010, p. 3) is not to be had; nor is [@nobody].\n\n"
        f"It may be in either ({BOARD}, p. 12).\n",
        encoding="utf-8",
    )
    ran = run("bibliography", "--cited-in", draft, "--style", "apa")
    assert [line[:15] for line in ran.stdout.split("\n\n")] == [
        "Harbour Without", "Newcomers Legal"
    ]  # fmt: skip
    said = ran.stderr.splitlines()
    assert len(said) == 3
    assert "“Smith, 2010, p. 3”" in said[0]
    assert "there is no item “nobody”" in said[1]
    assert said[2].endswith("may be phpsb-2012-08-15 or phpsb-2017-06-15.")


def test_another_style_that_is_not_to_be_had(run: Run) -> None:
    ran = run("cite", "marlowe-2018", "--style", "oscola")
    assert (ran.code, ran.stdout) == (2, "")
    assert ran.stderr.startswith("pincite: “oscola” is not a built-in style (mcgill, ")
    assert len(ran.stderr.splitlines()) == 1
