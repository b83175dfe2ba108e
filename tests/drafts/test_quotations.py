"""Which words of a draft are quotations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafts.quotations.quotation_finder import find_quotations
from drafts.quotations.quotation_marks import find_quotation_marks
from tests.drafts.making import draft_of


def texts(*paragraphs: str, notes: tuple[str, ...] = ()) -> list[str]:
    return [q.text for q in find_quotations(draft_of(*paragraphs, notes=notes)).quotations]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('He said "we will not ask" and left.', ["we will not ask"]),
        ("He said “we will not ask” and left.", ["we will not ask"]),
        ("«We will not ask», he said.", ["We will not ask"]),
        ("Il dit « nous ne demandons pas » et partit.", ["nous ne demandons pas"]),
        ("Er sagte »wir fragen nicht danach«.", ["wir fragen nicht danach"]),
        ("Er sagte „wir fragen nicht danach“ und ging.", ["wir fragen nicht danach"]),
        ("Hän sanoi ”emme kysy sitä koskaan” ja lähti.", ["emme kysy sitä koskaan"]),
        ("He said ``we will not ask'' and left.", ["we will not ask"]),
        ("He said ''we will not ask'' and left.", ["we will not ask"]),
        ("The ‘don’t ask, don’t tell’ policy", ["don’t ask, don’t tell"]),
        ("The 'don't ask, don't tell' policy", ["don't ask, don't tell"]),
        ("‘All the boards’ reports were late,’ he said.", ["All the boards’ reports were late,"]),
        ("asked by ‘all of the officers’ while there", ["all of the officers"]),
        ("The boards’ duty and the officers’ duty; ’tis so, ’twas so in the ’90s.", []),
        ("The boards' duty, the officers' duty, 'tis so, rock 'n' roll in the '90s.", []),
        ("‘Tis the officers’ duty.", []),
        ("""He was 5'10" tall, with a 12" rule and a 3" nail.""", []),
        ('A 12" pipe, "the widest of them all", broke.', ["the widest of them all"]),
        ('He said "a 12" pipe of iron" and left.', ['a 12" pipe of iron']),
        ('It ended "in the year of 2005" they say.', ["in the year of 2005"]),
        ('("we will not ask")', ["we will not ask"]),
        ('—"we will not ask"—', ["we will not ask"]),
        ("“…and so it was done.”", ["…and so it was done."]),
        ("“one” and “two”", ["one", "two"]),
        ('the "Board", so called', ["Board"]),
        ("“”", []),
        ("“ ”", []),
        ("no marks at all", []),
    ],
)
def test_in_one_paragraph(text: str, found: list[str]) -> None:
    assert texts(text) == found


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“He said ‘we will not ask’ and left.”", "we will not ask"),
        ("‘He said “we will not ask” and left.’", "we will not ask"),
        ("“He said “we will not ask” and left.”", "we will not ask"),
        ("\"He said 'we will not ask' and left.\"", "we will not ask"),
        ("« Il dit “nous ne demandons pas” ici »", "nous ne demandons pas"),
    ],
)
def test_nested(text: str, inner: str) -> None:
    outer, nested = find_quotations(draft_of(text)).quotations
    assert (outer.nested_in, nested.nested_in, nested.text) == (None, 0, inner)
    assert inner in outer.text


def test_short_ones_within_others_are_not_listed_but_short_ones_are() -> None:
    assert texts("“He said ‘no’ and left.” He did “not ask”.") == [
        "He said ‘no’ and left.",
        "not ask",
    ]
    found = find_quotations(draft_of("“not ask” and “we will not ask”, “… … …”")).quotations
    assert [(q.word_count, q.too_short) for q in found] == [(2, True), (4, False), (0, True)]


def test_over_several_paragraphs() -> None:
    draft = draft_of("It read: “We met.", "“We said ‘no’.", "“We left.” That was all.", "Later.")
    (found,) = find_quotations(draft).quotations
    assert found.text == "We met.\n\nWe said ‘no’.\n\nWe left."
    assert [span.block for span in found.spans] == [0, 1, 2]
    assert find_quotations(draft).unbalanced == ()


def test_a_second_paragraph_without_an_opening_mark() -> None:
    assert texts("It read: “We met.", "We left.” That was all.") == ["We met.\n\nWe left."]


def test_block_quotations() -> None:
    draft = draft_of(
        "It read:",
        "> “We met and we said that ‘no one will be asked’.",
        "> “We left.” (Tulloch, 2018, p. 45)",
        "> Another one. [@x, p. 3]",
        "> — Tulloch, 2018, p. 45",
        "After.",
    )
    found = find_quotations(draft)
    assert [(q.kind, q.text, q.nested_in) for q in found.quotations] == [
        ("block", "We met and we said that ‘no one will be asked’.\n\nWe left.", None),
        ("inline", "no one will be asked", 0),
        ("block", "Another one.", None),
    ]
    assert found.unbalanced == ()


def test_a_block_quotation_ends_at_its_note_mark_and_at_a_heading() -> None:
    kinds = texts("> One of them.{1}", "> Two of them.", "# Heading", "> Three.", notes=("a",))
    assert kinds == ["One of them.", "Two of them.", "Three."]


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("He said “we will not ask.", "“we will not ask."),
        ("He said we will not ask” and left.", "He said we will not ask”"),
        ('He said "we will not ask.', '"we will not ask.'),
        ("“A b c. Then “d e f g” and more", "“A b c. Then “d e f g” and more"),
    ],
)
def test_unbalanced_marks_are_reported_with_their_place(text: str, excerpt: str) -> None:
    (mark,) = find_quotations(draft_of("Before.", text, "After.")).unbalanced
    assert (mark.where, mark.excerpt[: len(excerpt)]) == ("paragraph 2", excerpt[: 40 + 1])


def test_an_unclosed_mark_does_not_swallow_what_follows() -> None:
    found = find_quotations(draft_of("He “began.", "Plain.", "“We will not ask,” he said."))
    assert [q.text for q in found.quotations] == ["We will not ask,"]
    assert [mark.where for mark in found.unbalanced] == ["paragraph 1"]


def test_quotations_in_notes() -> None:
    assert texts("Text.{1}", notes=("It said “we will not ask”.",)) == ["we will not ask"]


PIECES = st.lists(
    st.sampled_from([*"“”‘’\"'«»„ .,(5", "word", "don’t", " the ", "``", "''", "s’ "]), max_size=25
)


@given(paragraphs=st.lists(PIECES, min_size=1, max_size=4), block=st.booleans())
def test_a_quotation_is_the_text_at_its_spans_and_none_overlap(
    paragraphs: list[list[str]], block: bool
) -> None:
    written = [("> " if block else "x") + "".join(pieces) for pieces in paragraphs]
    draft = draft_of(*written)
    quotations = find_quotations(draft).quotations
    for quotation in quotations:
        parts = [draft.blocks[s.block].text[s.start : s.end] for s in quotation.spans]
        assert quotation.text == "\n\n".join(parts)
        assert all(part and part == part.strip() for part in parts)
        if quotation.nested_in is not None:
            assert quotation.text.split("\n\n")[0] in quotations[quotation.nested_in].text
            assert not quotation.too_short
    ends = (0, 0)
    for quotation in quotations:
        if quotation.nested_in is None:
            assert (quotation.block, quotation.start) >= ends
            ends = (quotation.spans[-1].block, quotation.end)


@given(pieces=PIECES)
def test_pairs_nest_and_every_mark_has_one_role(pieces: list[str]) -> None:
    text = "".join(pieces)
    marks = find_quotation_marks(text)
    pairs = marks.pairs
    for a in pairs:
        assert a.opens < a.start <= a.end < a.closes
        for b in pairs:
            apart = a.closes <= b.opens or b.closes <= a.opens
            inside = (b.start <= a.opens and a.closes <= b.end) or (
                a.start <= b.opens and b.closes <= a.end
            )
            assert a is b or apart or inside
    used = [p.opens for p in pairs] + [p.end for p in pairs]
    used += [start for start, _ in (*marks.unclosed, *marks.unopened)]
    assert len(used) == len(set(used))


def test_thousands_of_marks_are_paired() -> None:
    assert len(find_quotation_marks("‘a b c d’ and “e f g h” or ’tis ‘ " * 4000).pairs) >= 8000
