"""Markdown, plain text, web pages and PDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.sample import __file__ as sample_module
from drafts.quotations.draft_reading import read_draft
from indexer.readers.flowing.flowing_text import FlowingText

SAMPLE = Path(sample_module).parent


def read(folder: Path, name: str, text: str, encoding: str = "utf-8") -> FlowingText:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return read_draft(path)


def told(draft: FlowingText) -> list[tuple[str, str, str]]:
    return [(block.where, block.style, block.text) for block in draft.blocks]


MARKDOWN = """---
title: Deputation
---
# What was "said"

The Board *said* so [@tulloch-2018, p. 45],
and [again](https://x.example)[^long] and once more.^[At once.]

> A block quotation.
>
> Its second paragraph.[^long]

- A point

| a | b |
|---|---|
| c | d |

```
code "is no text"
```

[^long]: Tulloch, at 45.

    More of it.
"""


def test_markdown(tmp_path: Path) -> None:
    draft = read(tmp_path, "draft.md", MARKDOWN)
    assert told(draft) == [
        ("paragraph 1", "heading", 'What was "said"'),
        (
            "paragraph 2",
            "body",
            "The Board said so [@tulloch-2018, p. 45], and again and once more.",
        ),
        ("paragraph 3", "block-quotation", "A block quotation."),
        ("paragraph 4", "block-quotation", "Its second paragraph."),
        ("paragraph 5", "body", "A point"),
        ("table 1, row 1, cell 1", "body", "a"),
        ("table 1, row 1, cell 2", "body", "b"),
        ("table 1, row 2, cell 1", "body", "c"),
        ("table 1, row 2, cell 2", "body", "d"),
        ("note 1", "body", "Tulloch, at 45."),
        ("note 1, paragraph 2", "body", "More of it."),
        ("note 2", "body", "At once."),
    ]
    assert [anchor.note for anchor in draft.blocks[1].anchors] == [0, 1]
    assert draft.blocks[3].anchors[0].offset == len("Its second paragraph.")
    assert draft.blocks[1].locator.place == 5


TEXT = """Title

He said "a b c d".[1] And more
on this line.[2]

    A block quotation
    of two lines.

> marked as quoted
> in a letter
and not quoted

[1] Tulloch, at 45.
[2] Ibid at
    46.
"""


def test_plain_text(tmp_path: Path) -> None:
    draft = read(tmp_path, "draft.txt", TEXT)
    assert told(draft) == [
        ("paragraph 1", "body", "Title"),
        ("paragraph 2", "body", 'He said "a b c d". And more on this line.'),
        ("paragraph 3", "block-quotation", "A block quotation of two lines."),
        ("paragraph 4", "block-quotation", "marked as quoted in a letter"),
        ("paragraph 5", "body", "and not quoted"),
        ("note 1", "body", "Tulloch, at 45."),
        ("note 2", "body", "Ibid at 46."),
    ]
    assert [tuple(anchor) for anchor in draft.blocks[1].anchors] == [(18, 0), (41, 1)]


@pytest.mark.parametrize(
    ("labels", "numbers"),
    [("2 3 4", (2, 3, 4)), ("12 13", (12, 13)), ("1 3", (1, 2)), ("4 3", (1, 2)), ("a 2", (1, 2))],
)
def test_markdown_notes_count_on_from_the_first_label(
    tmp_path: Path, labels: str, numbers: tuple[int, ...]
) -> None:
    marks = labels.split()
    path = tmp_path / "draft.md"
    references = " ".join(f"Words.[^{mark}]" for mark in marks)
    path.write_text(references + "\n\n" + "\n".join(f"[^{mark}]: So." for mark in marks), "utf-8")
    draft = read_draft(path)
    assert tuple(note.number for note in draft.notes) == numbers
    assert [block.where for block in draft.blocks[1:]] == [f"note {at}" for at in numbers]


def test_plain_text_with_raised_and_with_bare_note_numbers(tmp_path: Path) -> None:
    for mark in ("¹", "1"):
        draft = read(tmp_path, "draft.txt", f"So it “was.”{mark} Then.\n\n1 Tulloch at 45.\n")
        assert [block.text for block in draft.blocks] == ["So it “was.” Then.", "Tulloch at 45."]
        assert draft.notes[0].number == 1


def test_a_numbered_list_is_no_list_of_notes(tmp_path: Path) -> None:
    draft = read(tmp_path, "draft.txt", "We ask two things.\n\n1. Do this.\n\n2. Do that.\n")
    assert draft.notes == ()
    assert len(draft.blocks) == 3


def test_paragraphs_with_an_indented_first_line_are_no_block_quotations(tmp_path: Path) -> None:
    text = "\n\n".join("\tThe Board met and said what it had to say." for _ in range(6))
    assert {block.style for block in read(tmp_path, "draft.txt", text).blocks} == {"body"}


def test_encodings(tmp_path: Path) -> None:
    text = "He said “naïve words here”.\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        draft = read(tmp_path, "draft.txt", text, encoding)
        assert (draft.blocks[0].text, draft.warnings) == (text.strip(), ())
    draft = read(tmp_path, "draft.txt", text, "cp1252")
    assert draft.blocks[0].text == text.strip()
    assert "Windows-1252" in draft.warnings[0]


HTML = """<?xml version="1.0" encoding="utf-8"?>
<html><head><title>No text</title><style>p {}</style></head><body>
<h1>Title</h1>
<p>He said <q>one <q>two</q> three</q><sup><a href="#fn1" id="r1">1</a></sup> and<a
href="#fn2">[2]</a> left.<script>no()</script></p>
<div>Loose text <b>here</b><p>and a paragraph<br>in two lines</p></div>
<blockquote><p>Quoted &amp; so</p><footer>Tulloch</footer></blockquote>
<p hidden>unseen</p><p style="display: none">unseen</p><p><del>gone</del></p>
<table><tr><td>x</td><td>y</td></tr></table>
<ol><li id="fn1">Note one. <a href="#r1">↩</a></li><li id="fn2"><a href="#r2">2</a> Two.</li></ol>
</body></html>
"""


def test_html(tmp_path: Path) -> None:
    draft = read(tmp_path, "draft.html", HTML)
    assert [(where, style, text.strip()) for where, style, text in told(draft)] == [
        ("paragraph 1", "heading", "Title"),
        ("paragraph 2", "body", "He said “one ‘two’ three” and left."),
        ("paragraph 3", "body", "Loose text here"),
        ("paragraph 4", "body", "and a paragraph\nin two lines"),
        ("paragraph 5", "block-quotation", "Quoted & so"),
        ("paragraph 6", "block-quotation", "Tulloch"),
        ("table 1, row 1, cell 1", "body", "x"),
        ("table 1, row 1, cell 2", "body", "y"),
        ("note 1", "body", "Note one."),
        ("note 2", "body", "Two."),
    ]
    assert [tuple(anchor) for anchor in draft.blocks[1].anchors] == [(25, 0), (29, 1)]


def test_html_as_word_saves_it(tmp_path: Path) -> None:
    text = (
        '<p>Said so.<a href="#_ftn1" name="_ftnref1">[1]</a></p><hr><div id="ftn1">'
        '<p><a href="#_ftnref1" name="_ftn1">[1]</a> Tulloch at 45.</p></div>'
    )
    draft = read(tmp_path, "draft.htm", text)
    assert [block.text.strip() for block in draft.blocks] == ["Said so.", "Tulloch at 45."]


def test_html_in_a_declared_encoding(tmp_path: Path) -> None:
    text = '<meta charset="windows-1251"><p>Совет сказал</p>'
    draft = read(tmp_path, "draft.html", text, "cp1251")
    assert [block.text for block in draft.blocks] == ["Совет сказал"]


def test_pdf() -> None:
    draft = read_draft(SAMPLE / "nlc_2008-05_brief.pdf")
    assert draft.blocks[0].where == "page 1, paragraph 1"
    assert draft.notes
    assert all(draft.blocks[b].where.startswith("note ") for n in draft.notes for b in n.blocks)
    assert not any("¹" in block.text for block in draft.blocks if block.note is None)
