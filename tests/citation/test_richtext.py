"""Rich text in each output format."""

from __future__ import annotations

from citation.text.richtext import (
    join_sentences,
    join_with_commas,
    make_italic,
    make_link,
    make_rich,
    make_small_caps,
)
from tests.citation.marked import mark

TEXT = (
    "See "
    + make_italic("Ibid")
    + " & "
    + make_small_caps("Roé")
    + " <"
    + make_link("https://a.b/c_d?x=1&y")
    + ">"
)


def test_the_formats() -> None:
    assert TEXT.write_as("text") == "See Ibid & Roé <https://a.b/c_d?x=1&y>"
    assert mark(TEXT) == "See *Ibid* & ^Roé^ <https://a.b/c_d?x=1&y>"
    assert TEXT.write_as("markdown") == (
        'See *Ibid* & <span style="font-variant: small-caps">Roé</span> '
        r"\<<https://a.b/c_d?x=1&y>\>"
    )
    assert TEXT.write_as("html") == (
        'See <i>Ibid</i> &amp; <span style="font-variant: small-caps">Roé</span> '
        '&lt;<a href="https://a.b/c_d?x=1&amp;y">https://a.b/c_d?x=1&amp;y</a>&gt;'
    )
    assert TEXT.write_as("rtf") == (r"See {\i Ibid} & {\scaps Ro\u233?} <https://a.b/c_d?x=1&y>")


def test_what_is_no_web_address_is_no_link() -> None:
    assert make_link("javascript:alert(1)").write_as("html") == "javascript:alert(1)"


def test_rtf_beyond_the_basic_plane_and_its_own_marks() -> None:
    assert make_rich("{a\\b} 𝒳").write_as("rtf") == r"\{a\\b\} \u-10187?\u-9037?"


def test_marks_and_closing_quotation_marks() -> None:
    assert str(make_rich("“A title”").end_with(".")) == "“A title.”"
    assert str(make_rich("“A title”").end_with(",", inside_quotes=False)) == "“A title”,"
    assert str(make_rich("“A ‘title’”").end_with(",")) == "“A ‘title,’”"
    assert str(make_rich("“The Services’”").end_with(",")) == "“The Services’,”"
    assert str(make_rich("“Who?”").end_with(".")) == "“Who?”"
    assert str(make_rich("“Who?”").end_with(",")) == "“Who?,”"
    assert str(make_rich("et al.").end_with(".")) == "et al."


def test_empty_parts_leave_no_punctuation() -> None:
    assert str(join_with_commas(["", "a", make_rich(""), "b"])) == "a, b"
    assert str(join_sentences(["", "a", "b?", ""])) == "a. b?"
