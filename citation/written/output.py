"""Citations ready for a file or the clipboard: paragraphs in one of the output formats."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citation.text.richtext import Format, RichText
from corpus.frozen import frozen

_RTF = r"{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\froman Times New Roman;}}"
_HANGING = r"\li720\fi-720"
"""Half an inch, in twentieths of a point."""


@frozen
class OutputParagraph:
    """One citation, quotation or heading."""

    text: RichText
    heading: bool = False


def write_document(
    paragraphs: Sequence[OutputParagraph], output: Format, *, hanging: bool = False
) -> str:
    """The paragraphs in the format `output`, without a final line break.

    RTF is a whole document, HTML a fragment. `hanging` indents all lines but the first, as in
    bibliographies, where the format allows it.
    """
    if output == "rtf":
        return "\n".join([_RTF, *(_write_rtf(each, hanging) for each in paragraphs), "}"])
    if output == "html":
        return "\n".join(_write_html(each, hanging) for each in paragraphs)
    if output == "latex":
        return "\n\n".join(_write_latex(each, hanging) for each in paragraphs)
    if output == "markdown":
        return "\n\n".join(map(_write_markdown, paragraphs))
    return "\n\n".join(str(each.text) for each in paragraphs)


def _write_rtf(paragraph: OutputParagraph, hanging: bool) -> str:
    body = paragraph.text.write_as("rtf")
    if paragraph.heading:
        return rf"{{\pard\sa240 {{\b {body}}}\par}}"
    return rf"{{\pard{_HANGING if hanging else ''}\sa240 {body}\par}}"


def _write_latex(paragraph: OutputParagraph, hanging: bool) -> str:
    body = paragraph.text.write_as("latex")
    if paragraph.heading:
        return rf"\section*{{{body}}}"
    return rf"\hangindent=2em {body}" if hanging else body


def _write_html(paragraph: OutputParagraph, hanging: bool) -> str:
    body = paragraph.text.write_as("html")
    if paragraph.heading:
        return f"<h2>{body}</h2>"
    style = ' style="padding-left: 2em; text-indent: -2em"' if hanging else ""
    return f"<p{style}>{body}</p>"


def _write_markdown(paragraph: OutputParagraph) -> str:
    """A number, dash or "#" at the beginning must not turn it into a list or a heading."""
    body = paragraph.text.write_as("markdown")
    body = re.sub(r"^(\d+)([.)])(?=\s)", r"\1\\\2", body)
    body = re.sub(r"^(?=[#+-])", r"\\", body)
    return f"## {body}" if paragraph.heading else body
