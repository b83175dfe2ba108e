"""Rich text in each output format."""

from __future__ import annotations

from citation.text.richtext import commas, italic, link, rich, sentences, small_caps

TEXT = (
    "See " + italic("Ibid") + " & " + small_caps("Roé") + " <" + link("https://a.b/c_d?x=1&y") + ">"
)


def test_the_formats() -> None:
    assert TEXT.written("text") == "See Ibid & Roé <https://a.b/c_d?x=1&y>"
    assert TEXT.written("marked") == "See *Ibid* & ^Roé^ <https://a.b/c_d?x=1&y>"
    assert TEXT.written("markdown") == (
        'See *Ibid* & <span style="font-variant: small-caps">Roé</span> '
        r"\<<https://a.b/c_d?x=1&y>\>"
    )
    assert TEXT.written("html") == (
        'See <i>Ibid</i> &amp; <span style="font-variant: small-caps">Roé</span> '
        '&lt;<a href="https://a.b/c_d?x=1&amp;y">https://a.b/c_d?x=1&amp;y</a>&gt;'
    )
    assert TEXT.written("rtf") == (r"See {\i Ibid} & {\scaps Ro\u233?} <https://a.b/c_d?x=1&y>")


def test_what_is_no_web_address_is_no_link() -> None:
    assert link("javascript:alert(1)").written("html") == "javascript:alert(1)"


def test_rtf_beyond_the_basic_plane_and_its_own_marks() -> None:
    assert rich("{a\\b} 𝒳").written("rtf") == r"\{a\\b\} \u-10187?\u-9037?"


def test_marks_and_closing_quotation_marks() -> None:
    assert str(rich("“A title”").closed(".")) == "“A title.”"
    assert str(rich("“A title”").closed(",", inside_quotes=False)) == "“A title”,"
    assert str(rich("“A ‘title’”").closed(",")) == "“A ‘title,’”"
    assert str(rich("“The Services’”").closed(",")) == "“The Services’,”"
    assert str(rich("“Who?”").closed(".")) == "“Who?”"
    assert str(rich("“Who?”").closed(",")) == "“Who?,”"
    assert str(rich("et al.").closed(".")) == "et al."


def test_empty_parts_leave_no_punctuation() -> None:
    assert str(commas(["", "a", rich(""), "b"])) == "a, b"
    assert str(sentences(["", "a", "b?", ""])) == "a. b?"
