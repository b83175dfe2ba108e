"""The query language: how a question is read, and that no input is an error."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.items import PartialDate
from search.asking.parse import MAX_NESTING, MAX_WORDS, parse
from search.asking.query import (
    And,
    DateRange,
    Exact,
    Filter,
    Fuzzy,
    Glob,
    Most,
    Near,
    Not,
    Or,
    Phrase,
    Word,
    format_query,
    require_all_words,
)

STATUS, CHECKS = Word("status"), Word("checks")


def rendered(text: str, *, fuzzy: bool = False) -> str | None:
    root = parse(text, fuzzy=fuzzy).root
    return None if root is None else format_query(root)


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("checks", CHECKS),
        ("Status CHECKS", Most((STATUS, CHECKS))),
        ("status AND checks", And((STATUS, CHECKS))),
        ("+status checks kind:brief", And((STATUS, CHECKS, Filter("kind", "brief")))),
        ("status OR checks", Or((STATUS, CHECKS))),
        ("status NOT checks", And((STATUS, Not(CHECKS)))),
        ("status -checks", And((STATUS, Not(CHECKS)))),
        ("-checks", Not(CHECKS)),
        ("Café", Word("cafe")),
        ('"checks"', Phrase((Exact("checks"),))),
        ('"status checks"', Phrase((Exact("status"), Exact("checks")))),
        ('"status checks"~5', Near((Exact("status"), Exact("checks")), 5)),
        ("check*", Glob("check*")),
        ("wom?n", Glob("wom?n")),
        ("obstrucion~", Fuzzy("obstrucion", 1)),
        ("obstrucion~2", Fuzzy("obstrucion", 2)),
        ('"obstr* of justise~"', Phrase((Glob("obstr*"), Exact("of"), Fuzzy("justise", 1)))),
        ("kind:minutes", Filter("kind", "minutes")),
        ("minute:#p208/2012", Filter("minute", "P208/12")),
        ("item:tpsb-2008-11-20", Filter("item", "tpsb-2008-11-20")),
        ("title:checks", Filter("title", CHECKS)),
        (
            'title:"street checks"',
            Filter("title", Phrase((Exact("street"), Exact("checks")))),
        ),
        (
            "date:2005-08-11..2008",
            Filter("date", DateRange(PartialDate(2005, 8, 11), PartialDate(2008))),
        ),
        ("date:..2008", Filter("date", DateRange(None, PartialDate(2008)))),
    ],
)
def test_a_question_becomes_a_tree(text: str, root: object) -> None:
    parsed = parse(text)
    assert parsed.root == root
    assert parsed.notes == ()


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("street OR carding checks", "street OR (carding AND checks)"),
        ("(street OR carding) checks", "(street OR carding) AND checks"),
        ("a (b (c d)) OR (e OR f)", "(a AND b AND c AND d) OR e OR f"),
        ("checks checks", "checks"),
        ("NOT NOT a", "a"),
        ("a OR -b", "a OR NOT b"),
        ('-"a b" -(c OR d)', 'NOT "a b" AND NOT (c OR d)'),
        ("search and seizure or not", "search seizure"),
        ("a NOT (b c)", "a AND NOT (b AND c)"),
        ("OR(a) b", "a AND b"),
        ("-kind:minutes", "NOT kind:minutes"),
        ("para:12 para:[3.4] para:¶5.", "para:12 AND para:3.4 AND para:5"),
        ("kind:minutes OR kind:report", "kind:minutes OR kind:report"),
        ("word~9", "word~2"),
        ("& status % checks &", "status AND NOT checks"),
        ("status AND & checks", "status AND checks"),
        ("status -% checks", "status AND NOT checks"),
        ("word~0", "word"),
        ('"street checks"~', '"street~1 checks~1"'),
        ('"checks"~5', '"checks"'),
        ('"status checks"~99999999999999', '"status checks"~500'),
    ],
)
def test_operators_are_written_out(text: str, reading: str) -> None:
    assert rendered(text) == reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("“street checks”", '"street checks"'),
        ("„street checks“", '"street checks"'),
        ("«street checks»", '"street checks"'),
        ("status\u00a0checks", "status checks"),
        ("\ufeff-status", "NOT status"),
        ("five-year", "five-year"),
        ("five\u2011year", "five-year"),
        ("1914–18", '"1914 18"'),
        ("don’t", "don-t"),
        ("don't", "don-t"),
        ("§ 31", '"§ 31"'),
        ("§\u00a031", '"§ 31"'),
        ("§31", '"§ 31"'),
        ("§§ 31–32", '"§ § 31 32"'),
        ("§ checks", "§ checks"),
        ("P208/12", '"p208 12"'),
        ("s. 31(1)(b)", "s 31-1-b"),
        ("officer(s)", "officer-s"),
        ("a(b OR c)", "b OR c"),
        ("–status", "status"),
        ("—status", "status"),
        ("--status", "status"),
        ("−status", "NOT status"),
        ("status - checks", "status checks"),
        ("- status", "status"),
        ("status-checks", "status-checks"),
        ("What is this?", "what is this"),
        ("**bold**", "*bold*"),
        ("jurisdiction.²", "jurisdiction"),
        ("http://example.org/a", '"http example org a"'),
        ("Re: checks", "re checks"),
        ("10:30", '"10 30"'),
        ("five-year*", '"five year*"'),
        ("½", "½"),
    ],
)
def test_what_is_pasted_from_a_word_processor_is_read_as_it_was_meant(
    text: str, reading: str
) -> None:
    parsed = parse(text)
    assert parsed.root is not None
    assert format_query(parsed.root) == reading
    assert parsed.notes == ()


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("obstrucion", "obstrucion~2"),
        ("justise", "justise~1"),
        ("law", "law"),
        ("laws", "laws~1"),
        ("justice", "justice~1"),
        ("justices", "justices~2"),
        ('"obstrucion of justise"', '"obstrucion~2 of justise~1"'),
        ("2008 P208/12", "2008 p208-12"),
        ("obstrucion~1", "obstrucion~1"),
        ("obstr*", "obstr*"),
        ("title:chekcs kind:minutes", "title:chekcs~1 AND kind:minutes"),
        ("five-year", '"five~1 year~1"'),
    ],
)
def test_fuzzy_allows_typos_by_the_length_of_the_word(text: str, reading: str) -> None:
    assert rendered(text, fuzzy=True) == reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("kind:reports", "kind:report"),
        ("Kind:Minutes", "kind:minutes"),
        ("kind:deputation", "kind:brief"),
        ('item:"an odd (key)"', 'item:"an odd (key)"'),
        ("date:2008", "date:2008"),
        ("date:2008-1-5", "date:2008-01-05"),
        ("date:2008..2008", "date:2008"),
        ("date:2008..", "date:2008.."),
        ("date:2005–2008", "date:2005..2008"),
        ("date:2005-2008", "date:2005..2008"),
        ("date:2005…2008", "date:2005..2008"),
        ("date:2009..2008-11", "date:2008-11..2009"),
        ("date:2008-11..2008", "date:2008-11..2008"),
        ("title:officer(s)", "title:officer-s"),
        ('title:"street checks"~3', 'title:"street checks"~3'),
    ],
)
def test_filters_are_written_in_one_way(text: str, reading: str) -> None:
    assert rendered(text) == reading
    assert parse(text).notes == ()


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("how many officers were injured?", "officers injured"),
        ("Did the Board’s chair say so", "Board chair".lower()),
        ("officers' pay", "officers pay"),
        ("don't they ask the witness", "ask witness"),
        ("what is it", "what is it"),
        ("the +of oath board", "+of oath board"),
        ("to be OR not to be", "(to AND be) OR (not AND to AND be)"),
        ("oath AND the board", "oath AND the AND board"),
        ("the oath kind:minutes", "oath AND kind:minutes"),
        ("-draft what was said of oaths minutes", "NOT draft oaths minutes"),
        ('oath board "sworn to"', 'oath board "sworn to"'),
        ("oath board +sworn", "oath board +sworn"),
        ("+five-year plan budget", "+five-year plan budget"),
        ("oath board (a OR b)", "oath board (a OR b)"),
    ],
)
def test_words_that_carry_nothing_are_not_looked_for(text: str, reading: str) -> None:
    assert rendered(text) == reading
    assert rendered(reading) == reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("status w/5 checks", "status w/5 checks"),
        ("status /5 checks", "status w/5 checks"),
        ("status NEAR/5 checks", "status w/5 checks"),
        ("status within/0 checks", "status w/1 checks"),
        ("oath pre/3 uphold", "oath pre/3 uphold"),
        ("oath +/3 uphold", "oath pre/3 uphold"),
        ("oath onear/3 uphold", "oath pre/3 uphold"),
        ('"duty of care" w/5 breach', '"duty of care" w/5 breach'),
        ("(duty OR oath) w/5 care", "duty w/5 care OR oath w/5 care"),
        ("duty w/5 care w/9 breach", "duty w/5 care AND care w/9 breach"),
        ("board policy w/5 oath officers", "board officers policy w/5 oath"),
        ("-duty w/5 care", "NOT duty w/5 care"),
        ("negligen! & care", "negligen* AND care"),
        ("Help!! police", "help police"),
        ("duty % breach", "duty AND NOT breach"),
        ("duty but not breach", "duty AND NOT breach"),
        ("duty BUT NOT breach", "duty AND NOT breach"),
        ("atleast3(oath) police", "atleast3(oath) AND police"),
        ('ATL5("duty of care")', 'atleast5("duty of care")'),
        ("note:ibid", "note:ibid"),
        ('note:"see also" police', 'note:"see also" AND police'),
        ("date:2005-", "date:2005.."),
        ("date:2005-08-", "date:2005-08.."),
        ("and/or either/or", "and-or either-or"),
    ],
)
def test_the_connectors_of_legal_databases_are_read(text: str, reading: str) -> None:
    assert rendered(text) == reading
    assert rendered(reading) == reading
    assert parse(text).notes == ()


@pytest.mark.parametrize(
    ("text", "reading", "note"),
    [
        ("foo:bar", "foo AND bar", "there is no filter “foo”"),
        ("-foo:bar", "NOT (foo AND bar)", "there is no filter “foo”"),
        ('foo:"a b"', 'foo AND "a b"', "there is no filter “foo”"),
        ("kind:novel", "kind AND novel", "the kinds are minutes, report"),
        ("kind: minutes", "kind minutes", "right after the colon"),
        ("date:2008-13", 'date AND "2008 13"', "write it as date:2008"),
        ("date:2008-02-30", 'date AND "2008 02 30"', "write it as date:2008"),
        ("date:0000", "date AND 0000", "write it as date:2008"),
        ("date:..", "date", "write it as date:2008"),
        ("date:1..2..3", 'date AND "1 2 3"', "write it as date:2008"),
        ("title:…", "title", 'write it as title:word or title:"some words"'),
        ('"status checks', '"status checks"', "The quotation mark was not closed"),
        ("(status OR checks", "status OR checks", "A parenthesis was not closed"),
        ("status) checks", "status checks", "closes nothing"),
        ("status ()", "status", "Parentheses with nothing"),
        ("-() status", "status", "Parentheses with nothing"),
        ("AND status", "status", "“AND” with nothing before it"),
        ("status OR", "status", "“OR” with nothing after it"),
        ("status AND OR checks", "status AND checks", "“OR” with nothing before it"),
        ("status NOT", "status", "“NOT” with nothing after it"),
        ("status w/5", "status", "“w/” with nothing after it"),
        ("kind:brief w/5 oath", "kind:brief AND oath", "Only words and phrases can be near"),
        ("atleast3(oath board)", "oath AND board", "“atleast” counts one word or phrase"),
        ("-* status", "status", "“NOT” or “-” with nothing"),
        ("(status AND) checks", "status AND checks", "“AND” with nothing after it"),
    ],
)
def test_what_cannot_be_read_as_written_is_noted(text: str, reading: str, note: str) -> None:
    assert rendered(text) == reading
    notes = parse(text).notes
    assert len(notes) == 1
    assert note in notes[0]
    assert notes[0].endswith(".")


@pytest.mark.parametrize(
    "text", ["", " \n", "…", "*", "~", '""', "()", "AND", "NOT -", ")(", ":", "²"]
)
def test_nothing_to_look_for_gives_no_tree(text: str) -> None:
    assert parse(text).root is None


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5000,
        "(" * 5000 + "a" + ")" * 5000,
        "-(" * 2500 + "a",
        "(a OR (b " * 1000,
        "a " * 5000,
        " ".join(f"w{n}" for n in range(2000)),
        '"' + " ".join(f"w{n}" for n in range(2000)),
        '"' * 9999,
        "x" * 10_000,
        "*a" * 5000,
        "a(" * 5000,
        "a(b)" * 2500,
        "§ " * 5000,
        "foo:bar " * 1250,
        "AND OR " * 1400,
        "½" * 10_000,
        '"a b"~' + "9" * 9990,
        "date:" + "2" * 9990,
    ],
    ids=lambda text: text[:12],
)
def test_ten_thousand_characters_are_read(text: str) -> None:
    root = parse(text).root
    assert root is None or parse(format_query(root)).root == root


def test_parentheses_that_are_nested_too_deeply_are_left_out() -> None:
    deep = "".join(f"(w{n} OR (v{n} " for n in range(MAX_NESTING))
    parsed = parse(deep)
    assert "The parentheses are nested too deeply and were left out." in parsed.notes
    assert isinstance(parsed.root, Or)
    assert parse("(" * 15 + "a" + ")" * 15).notes == ()


def test_only_the_first_words_of_a_long_question_are_read() -> None:
    words = [f"w{n}" for n in range(MAX_WORDS)]
    exactly = parse("(" + " ".join(words) + ")")
    assert exactly.root == And(tuple(map(Word, words)))
    loose = parse(" ".join(words))
    assert loose.root == Most(tuple(map(Word, words)))
    assert exactly.notes == ()
    for longer in (parse(" ".join([*words, "more"])), parse(f'"{" ".join([*words, "more"])}"')):
        assert longer.notes == (
            f"The question is long: only its first {MAX_WORDS} words were read.",
        )
    assert parse(" ".join([*words, "more"])).root == loose.root


@pytest.mark.parametrize(
    ("written", "date", "held"),
    [
        ("2005..2008", PartialDate(2008, 11, 20), True),
        ("2005..2008", PartialDate(2008, 12, 31), True),
        ("2005..2008", PartialDate(2009, 1, 1), False),
        ("2005..2008", PartialDate(2004, 12, 31), False),
        ("2008-11", PartialDate(2008), True),
        ("2008-11", PartialDate(2008, 11, 30), True),
        ("2008-11", PartialDate(2008, 12), False),
        ("2008-11", PartialDate(2009), False),
        ("2008-11-20", PartialDate(2008, 11), True),
        ("2005-08-11..", PartialDate(2005, 8, 10), False),
        ("2005-08-11..", PartialDate(2005, 8), True),
        ("2005-08-11..", PartialDate(2019), True),
        ("..2008", PartialDate(1867, 7, 1), True),
        ("..2008-06", PartialDate(2008), True),
        ("..2008-06", PartialDate(2008, 7), False),
    ],
)
def test_a_range_of_dates_holds_every_date_that_may_be_in_it(
    written: str, date: PartialDate, held: bool
) -> None:
    match parse(f"date:{written}").root:
        case Filter("date", DateRange() as dates):
            assert dates.may_hold(date) is held
        case other:
            pytest.fail(f"read as {other}")


PARTS = st.sampled_from(
    [
        *("status", "checks", "Café", "P208/12", "don’t", "§ 31", "31(1)", "wom?n", "obstr*", "*n"),
        *("word~", "word~2", "AND", "OR", "NOT", "and", "-", "−", "–", "(", ")", '"', "“", "”~3"),
        *('"a b"~', "kind:", "minutes", "item:", "x-1", "title:", "date:", "2008", "..", "foo:"),
        *("w/5", "pre/3", "/s", "&", "%", "atleast2(", "but not", "+", "!", "note:", "the", "of"),
        *("/s", "+/p", "pre-empt", "head:", "o’brien"),
        *(" ", " ", " ", "\u00a0", "?", "*", "~", ",", ":", "½", "ŀ", "ͺ", "\u00ad", "İ", "ﬁ"),
    ]
)
QUESTIONS = st.one_of(st.text(max_size=60), st.lists(PARTS, max_size=40).map("".join))


@given(QUESTIONS, st.booleans())
def test_every_question_is_read_and_its_reading_is_read_the_same(text: str, fuzzy: bool) -> None:
    root = parse(text, fuzzy=fuzzy).root
    if root is not None:
        again = parse(format_query(root))
        assert again.root == root
        assert again.notes == ()


@given(QUESTIONS, QUESTIONS)
def test_a_question_in_parentheses_is_one_part(left: str, right: str) -> None:
    one, other = parse(left).root, parse(right).root
    if one is not None and other is not None:
        one, other = require_all_words(one), require_all_words(other)
        both = parse(f"({format_query(one)}) OR ({format_query(other)})").root
        children = [
            part
            for root in (one, other)
            for part in (root.children if isinstance(root, Or) else [root])
        ]
        distinct = tuple(dict.fromkeys(children))
        assert both == (Or(distinct) if len(distinct) > 1 else distinct[0])


def documented_readings() -> list[tuple[str, str]]:
    """What is typed (first column) and how it is read, from every table that says it."""
    page = Path(__file__).parents[2] / "docs" / "query-language.md"
    readings: list[tuple[str, str]] = []
    column = 0
    for line in page.read_text(encoding="utf-8").splitlines():
        cells = line.strip("| ").split(" | ")
        if cells[0] == "you type":
            column = cells.index("read as") if "read as" in cells else 0
        elif column and line.startswith("| `"):
            reading = cells[column].split("`")[1]
            readings += [(typed.strip("`"), reading) for typed in cells[0].split(" or ")]
    return readings


def test_the_documented_readings_are_true() -> None:
    readings = documented_readings()
    assert len(readings) > 25
    for typed, reading in readings:
        assert rendered(typed) == reading
