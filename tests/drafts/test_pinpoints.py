"""Which place in a source a citation names."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citation.record.pinpoint import LabelRange
from drafts.citations.pinpoint_parser import CitationContext, PinpointReading, read_pinpoint


def written(parts: tuple[LabelRange, ...]) -> str:
    return ", ".join(f"{part.first}–{part.last}" if part.last else part.first for part in parts)


def said(reading: PinpointReading) -> str:
    """The reading in short."""
    named = [
        ("p", written(reading.pages)),
        ("para", written(reading.paragraphs)),
        ("s", written(reading.sections)),
        ("min", reading.minute),
        ("ibid", "yes" if reading.ibid else ""),
        ("supra", str(reading.supra_note or "yes") if reading.supra else ""),
    ]
    return "; ".join(f"{name} {value}" for name, value in named if value)


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("TPSB, 2006, p. 147", "parenthesis", "p 147"),
        ("TPSB 2006, 147", "parenthesis", "p 147"),
        ("NOII 2015: 22", "parenthesis", "p 22"),
        ("NOII, 2015: 22", "parenthesis", "p 22"),
        ("NOII 2015:22-23", "parenthesis", "p 22–23"),
        ("Tulloch, 2018, pp. iv–v", "parenthesis", "p iv–v"),
        ("Tulloch 147", "parenthesis", "p 147"),
        ("Tulloch, 147", "parenthesis", "p 147"),
        ("Hershkowitz et al. 7–8", "parenthesis", "p 7–8"),
        ("Often Asking iv", "parenthesis", "p iv"),
        ("147", "parenthesis", "p 147"),
        ("147-48", "parenthesis", "p 147–148"),
        ("p. 147 and 149", "parenthesis", "p 147, 149"),
        ("pp. 147, 149-150", "parenthesis", "p 147, 149–150"),
        ("pp. 7 to 9", "parenthesis", "p 7–9"),
        ("p.147", "parenthesis", "p 147"),
        ("p147", "parenthesis", "p 147"),
        ("page 147", "parenthesis", "p 147"),
        ("at p. A-3", "parenthesis", "p A-3"),
        ("Tulloch at 147", "parenthesis", "p 147"),
        ("Tulloch, 2018, para. 12", "parenthesis", "para 12"),
        ("Tulloch, pars. 5–6", "parenthesis", "para 5–6"),
        ("Tulloch at paras 5-6, 9", "parenthesis", "para 5–6, 9"),
        ("Tulloch ¶¶ 5–6", "parenthesis", "para 5–6"),
        ("Tulloch at paras 3.12, 3.14", "parenthesis", "para 3.12, 3.14"),
        ("R v Smith, [2019] 1 SCR 12 at [44]–[46]", "note", "para 44–46"),
        ("Police Services Act, s 5(1)(a), 2018", "note", "s 5"),
        ("Police Services Act, s. 31", "parenthesis", "s 31"),
        ("Police Services Act, RSO 1990, c P.15, ss 1, 4", "note", "s 1, 4"),
        ("Min. No. P208/12", "parenthesis", "min P208/12"),
        ("Minute No. P20/07", "parenthesis", "min P20/07"),
        ("minute #P2021-0323-0.1", "parenthesis", "min P2021-0323-0.1"),
        ("TPSB, Min No P220/12 (15 August 2012) at 101–02", "note", "p 101–102; min P220/12"),
        ("P208/12", "parenthesis", "min P208/12"),
        ("Ibid at 46", "note", "p 46; ibid yes"),
        ("Ibid., 46.", "note", "p 46; ibid yes"),
        ("Ibid.", "note", "ibid yes"),
        ("ibid, p. 46", "parenthesis", "p 46; ibid yes"),
        ("Id. at 46.", "note", "p 46; ibid yes"),
        ("id. at 46", "parenthesis", "p 46; ibid yes"),
        ("Tulloch, supra note 4 at 45", "note", "p 45; supra 4"),
        ("Tulloch, supra note 4 at para 45", "note", "para 45; supra 4"),
        ("Tulloch, supra n 4, 45.", "note", "p 45; supra 4"),
        ("Tulloch, supra at 45", "note", "p 45; supra yes"),
        ("Tulloch (n 4) 45.", "note", "p 45; supra 4"),
        ("Tulloch, above note 4, p. 45", "note", "p 45; supra 4"),
        ("Bauder, op. cit., p. 45", "note", "p 45; supra yes"),
        ("TPSB, Minutes (18 May 2006) at 147–48, online", "note", "p 147–148"),
        ("TPSB, Minutes, May 18, 2006, 147.", "note", "p 147"),
        ("Bauder, Immigration Dialectic, 46.", "note", "p 46"),
        ("Bauder, Immigration Dialectic 147–48 (2011).", "note", "p 147–148"),
        ("Deshman, To Serve, 22 J.L. & Soc. Pol’y 209, 215 (2009).", "note", "p 215"),
        ("Hershkowitz, “” (2019) RCIS Working Paper No 2019/3 at 7–8", "note", "p 7–8"),
        ("Tulloch (Queen’s Printer, 2018), iv.", "note", "p iv"),
        ("Tulloch writes at 45 that", "prose", "p 45"),
        ("on page 45 of the report, Tulloch writes", "prose", "p 45"),
        ("At paras 5-6 of the decision:", "prose", "para 5–6"),
    ],
)
def test_places(text: str, place: CitationContext, expected: str) -> None:
    assert said(read_pinpoint(text, place)) == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Tulloch 2018", "parenthesis"),
        ("Tulloch, 2018", "parenthesis"),
        ("2018", "parenthesis"),
        ("Figure 3", "parenthesis"),
        ("see Table 2", "parenthesis"),
        ("Division 52", "parenthesis"),
        ("May 18", "parenthesis"),
        ("TPSB, Minutes (18 May 2006)", "note"),
        ("TPSB, Minutes, May 18, 2006.", "note"),
        ("RCIS Working Paper No. 2019/3", "note"),
        ("A sentence of 20 words that cites nothing.", "note"),
        ("The officers of 52 Division arrived at 52 Division and said", "prose"),
        ("They met at 5:30 and at 6 p.m. and said", "prose"),
        ("He lived at 40 College Street and said", "prose"),
        ("at 25 per cent of stops", "prose"),
        ("The civil mix I did", "prose"),
        ("Toronto’s civil code", "note"),
        ("Toronto’s mild winters", "parenthesis"),
        ("the Act’s vivid words", "prose"),
    ],
)
def test_numbers_that_are_no_place(text: str, place: CitationContext) -> None:
    assert said(read_pinpoint(text, place)) == ""


PIECES = st.sampled_from(
    "p.~ |at~|para~|12|[44]|–|--|,~|~ff|n3|vol.~|II|*|PDF p~|2018|(|)|Keeper|v.~|passim|ibid|¶~"
    "|3.12|of the PDF|id.~|~and~".replace("~", " ").split("|")
)


@given(
    st.lists(PIECES, max_size=14).map("".join), st.sampled_from(["parenthesis", "note", "prose"])
)
def test_any_pieces_are_read_and_numbers_come_from_the_text(
    text: str, place: CitationContext
) -> None:
    reading = read_pinpoint(text, place)
    parts = (*reading.pages, *reading.pdf_pages, *reading.paragraphs, *reading.sections)
    for part in parts:
        assert part.first.lstrip("*").strip("[]") in text.replace("--", "–")
    assert len(reading.rest) <= len(text)


@pytest.mark.parametrize("place", ["parenthesis", "note", "prose"])
@pytest.mark.parametrize("words", ["word and ", "“a” ", "a, ", "Tulloch (2018 ", " " * 9])
def test_a_long_passage_without_lists_of_numbers_is_read_quickly(
    words: str, place: CitationContext
) -> None:
    def measure(times: int) -> float:
        started = time.process_time()
        read_pinpoint(words * times + "end", place)
        return time.process_time() - started

    assert measure(2_000) < 0.5
