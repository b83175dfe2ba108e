"""Several works in one citation.

They stand together with semicolons between them: in parentheses (APA 8.12, alphabetically; Chicago
17: 15.30; MLA 6.30) or in one note (McGill 1.3, Chicago 17: 14.57, Bluebook R1.4).
"""

from __future__ import annotations

from collections.abc import Sequence

from citation.styles.registry import STYLE_NAMES
from citation.text.richtext import RichText, Words, join
from citation.text.surroundings import cut, take_apart
from citation.written.citation import Citation
from corpus.errors import RequestError

_TOGETHER = ("note", "in-text", "short", "supra", "id", "ibid")


def join_citations(citations: Sequence[Citation], *, keep_order: bool = False) -> RichText:
    """One citation of several works, all in the same style and form; with `keep_order` never
    sorted, since words before one of them belong to its place.

    Raises RequestError where the form does not stand with others.
    """
    if len(citations) == 1:
        return citations[0].text
    first = citations[0]
    if first.form not in _TOGETHER:
        raise RequestError(
            f"The form “{first.form}” is that of one work.",
            "For a list of works use `pincite bibliography`.",
        )
    if first.style not in STYLE_NAMES:
        raise RequestError("Only the built-in styles cite several works together.", "")
    texts = [take_apart(citation.text) for citation in citations]
    if first.form == "in-text" and first.style == "apa" and not keep_order:
        texts.sort(key=lambda text: str(text[1]).casefold())
    bodies: list[Words] = []
    lead = ""
    for at, (_, body, _) in enumerate(texts):
        names = _read_names(str(body)) if first.form == "in-text" and first.style != "mla" else ""
        if at and names and names == lead:
            bodies[-1] = join([bodies[-1], cut(body, len(names), None)], ", ")
        else:
            bodies.append(body)
        lead = names
    opened, _, closed = texts[-1]
    return opened + join(bodies, "; ") + closed


def _read_names(body: str) -> str:
    """What stands before the year of `Roe, 2001`, punctuation included."""
    before, comma, year = body.rpartition(", ") if ", " in body else body.rpartition(" ")
    return before + comma if year[:4].isdigit() and len(year) <= 5 else ""
