"""Whatever a record lacks, every form of every style gives a clean string."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from citation.cite import cite
from citation.record.disambiguation import Context
from citation.record.pinpoint import Label, Pinpoint
from citation.styles.registry import STYLE_NAMES, get_style
from citation.written.excerpt_citations import format_plain_citation
from corpus.items import Item

KINDS = [
    "board-minutes",
    "brief",
    "council-decision",
    "staff-report",
    "ngo-report",
    "government-report",
    "inquiry-report",
    "working-paper",
    "policy",
    "case",
    "nonsense",
]
TYPES = [
    "document",
    "report",
    "book",
    "chapter",
    "article-journal",
    "article-newspaper",
    "webpage",
    "thesis",
    "legislation",
    "legal_case",
    "unheard-of",
]
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "title": st.sampled_from(
        ["Minutes of the public meeting", "Who watches?", "A “don’t ask” city", "1984", "The end."]
    ),
    "title-short": st.sampled_from(["Minutes of May", "Who?", ""]),
    "author": st.lists(
        st.sampled_from(
            [
                {"literal": "Toronto Police Services Board"},
                {"family": "Tulloch", "given": "Michael H."},
                {"family": "Hannan", "given": "C.-A."},
                {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
                {"family": "Madonna"},
                {"given": "Only"},
                {},
            ]
        ),
        max_size=23,
    ),
    "editor": st.lists(st.just({"family": "Lippert", "given": "Randy K."}), max_size=4),
    "issued": st.sampled_from(
        [
            {"date-parts": [[2006, 5, 18]]},
            {"date-parts": [["2008", "11"]]},
            {"date-parts": [[2011]]},
            {"date-parts": [[2011, 0, 7]]},
            {"date-parts": [[]]},
            {"literal": "circa 2005"},
            {"raw": "2009-03-01"},
            None,
        ]
    ),
    "accessed": st.just({"date-parts": [[2018, 11, 9]]}),
    "container-title": st.sampled_from(["Journal of Law and Social Policy", "The Globe and Mail"]),
    "container-title-short": st.just("JL & Soc Pol’y"),
    "publisher": st.sampled_from(["Toronto Police Services Board", "Emond Ltd."]),
    "publisher-place": st.just("Toronto"),
    "genre": st.sampled_from(["Brief submitted to the Board", "PhD dissertation", "Minute"]),
    "number": st.sampled_from(["No. 2019/3", "CD18.5", "P220/12", 7]),
    "volume": st.sampled_from(["22", 3]),
    "issue": st.just("4"),
    "page": st.sampled_from(["209-235", "A1", "12, 15-16"]),
    "edition": st.sampled_from(["1", "2", 3, "Revised edition"]),
    "section": st.just("c P.15"),
    "URL": st.just("https://example.org/a_b"),
    "DOI": st.just("10.1080/136"),
}


@st.composite
def items(draw: st.DrawFn) -> Item:
    kept = draw(st.sets(st.sampled_from(sorted(FIELDS))))
    record = {name: draw(FIELDS[name]) for name in sorted(kept)}
    own = {"kind": draw(st.sampled_from(KINDS)), "jurisdiction": draw(st.sampled_from(["", "X"]))}
    record |= {"id": "some-id", "type": draw(st.sampled_from(TYPES)), "custom": {"pincite": own}}
    return Item(record)


@st.composite
def pinpoints(draw: st.DrawFn) -> Pinpoint | None:
    text = draw(st.sampled_from(["", "147", "147-148", "iv", "A-3", "5, 7-8"]))
    label: Label = draw(st.sampled_from(["page", "paragraph", "section"]))
    minute = draw(st.sampled_from(["", "P220/12"]))
    return Pinpoint.parse(text, label, minute=minute) if text or minute else None


UNCLEAN = re.compile(
    r"None|,,|\.\.|,\.|\.,(?! )|\.:|,\)|: *,"  # doubled punctuation
    r"|\(\)|\[\]|“”|‘’|  "  # nothing between
    r"|\( |[\[(][,.]| [,.;:)]|^[ ,.;:)]"  # misplaced
)


def assert_clean(text: str) -> None:
    plain = text.replace(". . .", "…").replace(" et al.,", " et al,").replace("Jr.,", "Jr,")
    plain = re.sub(r"https?://\S+|\b[A-Z]\.(?:-[A-Z]\.)?,|Ltd\.,|end\.,|ed\.,|eds\.,", "X,", plain)
    found = UNCLEAN.search(plain)
    assert not found, f"{found.group()!r} in {text!r}"
    for opening, closing in ("()", "[]", "“”"):
        assert text.count(opening) == text.count(closing), text


@settings(max_examples=300, deadline=None)
@given(item=items(), pinpoint=pinpoints())
def test_every_style_gives_a_clean_string(item: Item, pinpoint: Pinpoint | None) -> None:
    context = Context([item])
    for name in STYLE_NAMES:
        for form in get_style(name).forms:
            cited = cite(item, pinpoint, style=name, form=form, note_number=3, context=context)
            assert str(cited).strip(), (name, form)
            assert_clean(str(cited))


@given(item=items(), pinpoint=st.sampled_from(["", "at 147–148", "PDF p 149"]))
def test_the_plain_citation_is_clean(item: Item, pinpoint: str) -> None:
    cited = format_plain_citation(item, pinpoint)
    assert cited
    assert_clean(cited)
