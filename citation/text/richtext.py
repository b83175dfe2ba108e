"""Text with italics, small capitals and links, and how each output format writes it.

text      no markup at all
markdown  CommonMark; small capitals as an HTML span, links as autolinks
html      a fragment, everything escaped
rtf       a fragment for pasting into a word processor
latex     a fragment; links with \\url, which the package hyperref or url defines
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable
from typing import Literal, TypeAlias
from urllib.parse import quote

from corpus.frozen import frozen

Face = Literal["plain", "italic", "small-caps", "link"]
Format = Literal["text", "markdown", "html", "rtf", "latex"]

Words: TypeAlias = "RichText | str"
"""Rich text, or a string to be set plain."""

_MARKDOWN_SPECIAL = re.compile(r"([\\`*_\[\]<>~^|])")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_BREAKS_LINKS = re.compile(r"[\s<>]")
_STOPS = (".", "?", "!")


@frozen
class TextSegment:
    """A run of text in one face."""

    text: str
    face: Face = "plain"


@frozen
class RichText:
    """Segments in order; false where there is nothing to print."""

    segments: tuple[TextSegment, ...] = ()

    def __add__(self, other: Words) -> RichText:
        """This text followed by `other`; neighbours in the same face become one segment."""
        joined = list(self.segments)
        for segment in make_rich(other).segments:
            if joined and joined[-1].face == segment.face != "link":
                joined[-1] = TextSegment(joined[-1].text + segment.text, segment.face)
            elif segment.text:
                joined.append(segment)
        return RichText(tuple(joined))

    def __radd__(self, other: str) -> RichText:
        """`other` followed by this text."""
        return make_rich(other) + self

    def __bool__(self) -> bool:
        """Whether there is anything to print."""
        return any(segment.text for segment in self.segments)

    def __str__(self) -> str:
        """The words without markup."""
        return "".join(segment.text for segment in self.segments)

    def end_with(self, mark: str, *, inside_quotes: bool = True) -> RichText:
        """This text with `mark` ("." or ",") after it, by default inside closing quotation marks.

        No full stop is added to a full stop, question mark or exclamation mark.
        """
        if not self:
            return self
        if mark == "." and str(self).rstrip("”’").endswith(_STOPS):
            return self
        last = self.segments[-1]
        quotes = _count_closing_quotes(last.text) if inside_quotes else 0
        if not quotes:
            return self + mark
        inside = last.text[:-quotes] + mark + last.text[-quotes:]
        return RichText((*self.segments[:-1], TextSegment(inside, last.face)))

    def write_as(self, output: Format) -> str:
        """This text in one of the output formats."""
        return "".join(_WRITERS[output](segment) for segment in self.segments)

    def as_json(self) -> dict[str, str]:
        """This text in the formats that the documented JSON has."""
        return {
            "text": str(self),
            "markdown": self.write_as("markdown"),
            "html": self.write_as("html"),
        }


def make_rich(text: Words) -> RichText:
    """`text` itself, or a string as plain rich text."""
    if isinstance(text, RichText):
        return text
    return RichText((TextSegment(text),)) if text else RichText()


def make_italic(text: str) -> RichText:
    """`text` in italics."""
    return RichText((TextSegment(text, "italic"),)) if text else RichText()


def make_small_caps(text: str) -> RichText:
    """`text` in capitals and small capitals."""
    return RichText((TextSegment(text, "small-caps"),)) if text else RichText()


def make_link(url: str) -> RichText:
    """`url` as a link to itself."""
    return RichText((TextSegment(url, "link"),)) if url else RichText()


def join(parts: Iterable[Words], separator: str = " ") -> RichText:
    """The parts that are not empty, with `separator` between them."""
    joined = RichText()
    for part in map(make_rich, parts):
        if part:
            joined = joined + separator + part if joined else part
    return joined


def join_with_commas(parts: Iterable[Words], *, inside_quotes: bool = True) -> RichText:
    """The parts that are not empty, with a comma between them."""
    joined = RichText()
    for part in map(make_rich, parts):
        if part:
            ended = joined.end_with(",", inside_quotes=inside_quotes)
            joined = ended + " " + part if joined else part
    return joined


def join_sentences(parts: Iterable[Words], *, inside_quotes: bool = True) -> RichText:
    """The parts that are not empty, each closed with a full stop."""
    return join(make_rich(part).end_with(".", inside_quotes=inside_quotes) for part in parts)


def _count_closing_quotes(text: str) -> int:
    """How many closing quotation marks end `text`; an apostrophe does not count."""
    count = len(text) - len(text.rstrip("”"))
    body = text[: len(text) - count]
    nested = re.search(r"‘[^‘“]*’$", body)
    return count + 1 if count and nested else count


def _write_markdown(segment: TextSegment) -> str:
    if segment.face == "link" and _WEB.match(segment.text):
        return f"<{_BREAKS_LINKS.sub(lambda match: quote(match[0]), segment.text)}>"
    escaped = _MARKDOWN_SPECIAL.sub(r"\\\1", segment.text)
    if segment.face == "small-caps":
        return f'<span style="font-variant: small-caps">{escaped}</span>'
    return f"*{escaped}*" if segment.face == "italic" else escaped


def _write_html(segment: TextSegment) -> str:
    from html import escape

    escaped = escape(segment.text)
    if segment.face == "link" and _WEB.match(segment.text):
        return f'<a href="{escaped}">{escaped}</a>'
    if segment.face == "small-caps":
        return f'<span style="font-variant: small-caps">{escaped}</span>'
    return f"<i>{escaped}</i>" if segment.face == "italic" else escaped


def _escape_for_rtf(letter: str) -> str:
    """RTF takes the UTF-16 code units of a letter, as signed numbers."""
    units = struct.iter_unpack("<h", letter.encode("utf-16-le"))
    return "".join(f"\\u{unit}?" for (unit,) in units)


def _write_rtf(segment: TextSegment) -> str:
    escaped = re.sub(r"([\\{}])", r"\\\1", segment.text)
    escaped = re.sub(r"[^\x00-\x7f]", lambda match: _escape_for_rtf(match[0]), escaped)
    control = {"italic": "\\i", "small-caps": "\\scaps"}.get(segment.face)
    return f"{{{control} {escaped}}}" if control else escaped


_LATEX = str.maketrans(
    {
        **{letter: f"\\{letter}" for letter in "&%$#_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "\N{NO-BREAK SPACE}": "~",
    }
)


def _write_latex(segment: TextSegment) -> str:
    if segment.face == "link" and _WEB.match(segment.text):
        address = re.sub(r"[\\{}\s^]", lambda match: quote(match[0]), segment.text)
        return rf"\url{{{re.sub(r'(?=[%#])', chr(92) * 2, address)}}}"
    escaped = segment.text.translate(_LATEX)
    control = {"italic": r"\emph", "small-caps": r"\textsc"}.get(segment.face)
    return f"{control}{{{escaped}}}" if control else escaped


_WRITERS = {
    "text": lambda segment: segment.text,
    "markdown": _write_markdown,
    "html": _write_html,
    "rtf": _write_rtf,
    "latex": _write_latex,
}
