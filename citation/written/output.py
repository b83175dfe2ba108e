"""Citations as something to put into a file or paste: paragraphs in one of the output formats."""

from __future__ import annotations

import html
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
    """The paragraphs in the format `output`, without a last line break.

    RTF is a whole document, HTML a fragment. `hanging` indents all but the first line of each, as
    bibliographies are set, where the format can say so.
    """
    if output == "rtf":
        return "\n".join([_RTF, *(_write_rtf(one, hanging) for one in paragraphs), "}"])
    if output == "html":
        return "\n".join(_write_html(one, hanging) for one in paragraphs)
    if output == "markdown":
        return "\n\n".join(_write_markdown(one) for one in paragraphs)
    return "\n\n".join(str(one.text) for one in paragraphs)


def _write_rtf(one: OutputParagraph, hanging: bool) -> str:
    body = one.text.write_as("rtf")
    indent = _HANGING if hanging and not one.heading else ""
    return rf"{{\pard{indent}\sa240 " + (rf"{{\b {body}}}" if one.heading else body) + r"\par}"


def _write_html(one: OutputParagraph, hanging: bool) -> str:
    body = one.text.write_as("html")
    if one.heading:
        return f"<h2>{body}</h2>"
    style = html.escape("padding-left: 2em; text-indent: -2em") if hanging else ""
    return f'<p style="{style}">{body}</p>' if style else f"<p>{body}</p>"


def _write_markdown(one: OutputParagraph) -> str:
    """A number, dash or "#" at the beginning must not make a list or a heading of it."""
    body = one.text.write_as("markdown")
    body = re.sub(r"^(\d+)([.)])(?=\s)", r"\1\\\2", body)
    body = re.sub(r"^(?=[#+-])", r"\\", body)
    return f"## {body}" if one.heading else body
