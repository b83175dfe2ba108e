"""`pincite search` and what follows from it: `show`, `open`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.cleaning.page_text import ORDER_CAVEAT
from tests.conftest import Pincite, Ran
from tests.indexer.pages import make_pdf
from tests.indexer.test_reading_order import draw_scattered

HIDDEN = Path(__file__).parents[1] / "indexer" / "cases" / "hidden"


def test_an_answer_as_json_is_the_documented_form(pincite: Pincite, sample_corpus: Path) -> None:
    ran = pincite("search", "status checks", "--json", cwd=sample_corpus)
    assert ran.code == 0
    found = ran.json
    assert found["query"] == "status checks"
    assert found["read_as"]
    assert set(found["coverage"]) >= {"documents", "pages", "pages_without_text"}
    for result in found["results"]:
        assert set(result) >= {
            "item", "file", "title", "kind", "date", "pages", "pdf_pages", "label_sources",
            "excerpt", "highlights", "score", "citation",
        }  # fmt: skip
        assert all(isinstance(page, int) and page >= 1 for page in result["pdf_pages"])
        assert len(result["pages"]) == len(result["pdf_pages"]) == len(result["label_sources"])
        for start, end in result["highlights"]:
            assert 0 <= start < end <= len(result["excerpt"])


def test_two_searches_give_the_same_bytes(process: Pincite, sample_corpus: Path) -> None:
    first = process("search", "board", "--json", "--limit", "0", cwd=sample_corpus)
    again = process("search", "board", "--json", "--limit", "0", cwd=sample_corpus)
    assert first.stdout == again.stdout


def test_results_on_standard_output_and_the_rest_beside(
    pincite: Pincite, sample_corpus: Path
) -> None:
    ran = pincite("search", "board", cwd=sample_corpus)
    assert ran.code == 0
    assert "Read as: board" in ran.stderr
    assert "Read as" not in ran.stdout
    assert "\x1b" not in ran.stdout
    assert max(map(len, ran.stdout.splitlines())) <= 80


def test_nothing_found_is_exit_code_1(pincite: Pincite, sample_corpus: Path) -> None:
    ran = pincite("search", "xylophonist", cwd=sample_corpus)
    assert (ran.code, ran.stdout) == (1, "")
    assert "Nothing found; " in ran.stderr
    as_json = pincite("search", "xylophonist", "--json", cwd=sample_corpus)
    assert as_json.code == 1
    assert as_json.json["results"] == []


def test_hidden_words_are_listed_only_when_asked_for(pincite: Pincite, tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes((HIDDEN / "hiddennot.pdf").read_bytes())
    indexed = " ".join(pincite("index", ".", cwd=tmp_path).stdout.split())
    said = "1 page holds words that cannot be seen and are not searched; `pincite status` lists it."
    assert said in indexed
    assert pincite("search", '"was not under"', cwd=tmp_path).code == 1
    assert pincite("search", '"officer was under"', cwd=tmp_path).code == 0
    said = "[in the file, but not to be seen on this page: not]"
    assert said not in pincite("show", "1", cwd=tmp_path).stdout
    assert said in pincite("show", "1", "--hidden", cwd=tmp_path).stdout
    assert pincite("show", "1", "--hidden", "--json", cwd=tmp_path).json["hidden"] == ["not"]


def test_status_counts_pages_with_hidden_words(pincite: Pincite, tmp_path: Path) -> None:
    for name in ("hiddennot", "white", "visible"):
        (tmp_path / f"{name}.pdf").write_bytes((HIDDEN / f"{name}.pdf").read_bytes())
    assert pincite("index", ".", cwd=tmp_path).code == 0
    said = " ".join(pincite("status", cwd=tmp_path).stdout.split())
    assert "3 documents, 3 pages, 0 of them without text, 2 with words that cannot be seen." in said
    assert "hidden words: hiddennot.pdf: 1 word on PDF page 1 cannot be seen there" in said
    found = pincite("status", "--json", cwd=tmp_path).json
    assert found["pages_with_hidden_words"] == 2
    one, other = found["hidden"]
    assert one == {"file": "hiddennot.pdf", "pdf_pages": [1], "words": 1}
    assert (other["file"], other["pdf_pages"]) == ("white.pdf", [1])
    assert found["warnings"] == []


def test_show_prints_the_whole_page_of_a_result(pincite: Pincite, sample_corpus: Path) -> None:
    first = pincite("search", "board", "--json", cwd=sample_corpus).json["results"][0]
    ran = pincite("show", "1", cwd=sample_corpus)
    assert ran.code == 0
    assert first["title"] in ran.stdout
    as_json = pincite("show", "1", "--json", cwd=sample_corpus)
    assert as_json.json["item"] == first["item"]


@pytest.mark.parametrize("query", ["...!?", "“”", '""', "-", "()", " "])
def test_a_question_without_a_word_is_one_sentence(
    pincite: Pincite, sample_corpus: Path, query: str
) -> None:
    ran = pincite("search", "--", query, cwd=sample_corpus)
    assert (ran.code, ran.stdout) == (2, "")
    assert ran.stderr.startswith("pincite: ")
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    "query", ["board " * 1_700, "(" * 10_000, '"' + "of the " * 1_400 + '"', "a" * 10_000]
)
def test_a_very_long_question_is_answered_or_refused(
    pincite: Pincite, sample_corpus: Path, query: str
) -> None:
    ran = pincite("search", query, cwd=sample_corpus)
    assert ran.code in (0, 1, 2)
    assert "Traceback" not in ran.stderr
    assert "unexpected" not in ran.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no terminal to pretend")
@pytest.mark.parametrize(
    ("extra", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_colour_only_where_it_is_wanted(
    program: tuple[list[str], dict[str, str]],
    sample_corpus: Path,
    extra: dict[str, str],
    coloured: bool,
) -> None:
    import pty
    import subprocess

    command, environment = program
    ours, theirs = pty.openpty()
    done = subprocess.Popen(
        [*command, "search", "board", "--limit", "1"],
        cwd=sample_corpus,
        env={**environment, "TERM": "xterm", **extra},
        stdout=theirs,
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 65536):
            shown += piece
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(ours)
    assert done.wait(30) == 0
    assert (b"\x1b[" in shown) is coloured


def test_where_the_order_of_the_words_is_not_certain_an_excerpt_says_so(
    pincite: Pincite, tmp_path: Path
) -> None:
    make_pdf(tmp_path / "notes.pdf", draw_scattered)
    assert pincite("index", ".", cwd=tmp_path).code == 0
    (result,) = pincite("search", "witnesses", "--json", cwd=tmp_path).json["results"]
    assert result["order_doubtful"] is True
    found = pincite("locate", "nine witnesses about the ferry", "--json", cwd=tmp_path)
    assert found.json["matches"][0]["order_doubtful"] is True
    for command in (("search", "witnesses"), ("locate", "nine witnesses about the ferry")):
        shown = " ".join(pincite(*command, cwd=tmp_path).stdout.split())
        assert ORDER_CAVEAT in shown


@pytest.fixture
def own_terminal(pincite: Pincite, sample_corpus: Path) -> Callable[..., Ran]:
    """Calls pincite in the sample as from the terminal that is named first."""

    def run(terminal: str, *arguments: str) -> Ran:
        return pincite(*arguments, cwd=sample_corpus, env={"PINCITE_SESSION": terminal})

    return run


def test_a_number_never_means_what_another_terminal_searched(
    own_terminal: Callable[..., Ran],
) -> None:
    first = own_terminal("A", "search", "oath", "--json").json["results"][0]
    before = own_terminal("A", "cite", "1")
    other = own_terminal("B", "search", "interpreter", "--json").json["results"][0]
    assert other["id"] != first["id"]
    assert own_terminal("A", "cite", "1") == before
    assert own_terminal("A", "show", "1", "--json").json["item"] == first["item"]
    none = own_terminal("C", "cite", "1")
    assert (none.code, none.stdout) == (2, "")
    assert "There is no last search in this terminal." in none.stderr


def test_a_citing_command_repeats_title_and_pinpoint(own_terminal: Callable[..., Ran]) -> None:
    first = own_terminal("A", "search", '"sworn to uphold"', "--json").json["results"][0]
    said = " ".join(own_terminal("A", "cite", "1").stderr.split())
    assert first["title"] in said
    assert first["pinpoint"] in said


def test_an_id_means_the_same_words_in_every_terminal(own_terminal: Callable[..., Ran]) -> None:
    queries = ("oath uphold", "police status", '"reading of that policy by which"')
    seen = [
        result
        for query in queries
        for result in own_terminal("A", "search", query, "--all", "--json").json["results"]
    ]
    assert any(result["in_notes"] for result in seen) or len(seen) > 10
    for result in seen[:12]:
        cited = own_terminal("D", "cite", result["id"], "--format", "json").json
        assert cited["quotation"] == result["excerpt"]
        assert cited["item"] == result["item"]
    gone = own_terminal("D", "show", "nlc-2008@5:90000-90010")
    assert gone.code == 2
    assert "has changed since" in gone.stderr


def test_the_terminal_names_itself(sample_corpus: Path, process: Pincite) -> None:
    """Without a variable: two processes of this session share their results."""
    assert process("search", "oath", cwd=sample_corpus).code == 0
    assert process("cite", "1", cwd=sample_corpus).code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="sessions of POSIX systems")
def test_another_session_has_no_results_yet(
    program: tuple[list[str], dict[str, str]], sample_corpus: Path, process: Pincite
) -> None:
    import subprocess

    command, environment = program
    assert process("search", "oath", cwd=sample_corpus).code == 0
    done = subprocess.run(
        [*command, "cite", "1"],
        cwd=sample_corpus,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        start_new_session=True,
        check=False,
    )
    assert done.returncode == 2
    assert "There is no last search in this terminal." in done.stderr


def test_nothing_is_written_into_the_corpus(
    own_terminal: Callable[..., Ran], sample_corpus: Path
) -> None:
    before = sorted(path.name for path in (sample_corpus / ".pincite").iterdir())
    assert own_terminal("A", "search", "oath").code == 0
    after = sorted(path.name for path in (sample_corpus / ".pincite").iterdir())
    assert [name for name in after if not name.startswith("store.db-")] == [
        name for name in before if not name.startswith("store.db-")
    ]


def test_pages_of_an_item_are_shown_by_label_position_or_minute(
    own_terminal: Callable[..., Ran],
) -> None:
    def show(*arguments: str) -> list[tuple[int, str | None]]:
        pages = own_terminal("A", "show", *arguments, "--json").json["pages"]
        return [(page["pdf_page"], page["label"]) for page in pages]

    assert [label for _, label in show("nlc-2008", "--page", "5")] == ["5"]
    assert [label for _, label in show("nlc-2008", "--page", "5-6")] == ["5", "6"]
    assert show("nlc-2008", "--pdf-page", "2")[0][0] == 2
    assert show("nlc-2008")[0][0] == 1
    minute = show("phpsb-2012-08-15", "--minute", "P209/12")
    assert "20" in [label for _, label in minute]
    found = own_terminal("A", "search", '"sworn to uphold"', "--json").json["results"][0]
    assert show("1", "--next")[0][0] == found["pdf_pages"][-1] + 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nlc-2008", "--page", "999"), "No page of nlc-2008 bears the number 999; it has pages"),
        (("nlc-2008", "--pdf-page", "999"), "ends with PDF page"),
        (
            ("nlc-2008", "--page", "5", "--pdf-page", "5"),
            "Only one page, PDF page, minute or paragraph",
        ),
        (("phpsb-2012-08-15", "--minute", "P9999/12"), "There is no minute P9999/12"),
        (("nobody",), "There is no item “nobody”."),
        (("nlc-2008@5:9-3",), "it ends before it begins"),
    ],
)
def test_a_page_that_cannot_be_shown_is_one_sentence(
    own_terminal: Callable[..., Ran], arguments: tuple[str, ...], said: str
) -> None:
    ran = own_terminal("A", "show", *arguments)
    assert (ran.code, ran.stdout) == (2, "")
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr
