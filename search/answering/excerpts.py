"""From hits on a page to an excerpt: whole sentences of the source around them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import itemgetter

from corpus.frozen import frozen, replace_fields
from indexer.cleaning.page_text import PARAGRAPH
from indexer.library import Library
from indexer.pages.joins import join_pages
from indexer.records.entries import DocumentEntry
from indexer.store.stored import StoredPage
from search.answering.sentences import find_sentence_spans
from search.answering.text_hits import Hit, find_hits
from search.asking.query import Term
from search.expanding.expansion import Expansion

_LONGEST = 1200
"""Characters; a longer "sentence" is a table or a list: the part with the hits is shown."""
_HEADING = 50
"""Characters; what is shorter is rather a heading than a sentence to quote."""
_NEIGHBOURS = 700
"""Characters that neighbouring sentences with hits may have together to be one excerpt."""
_MARGIN = _LONGEST + 100
"""Characters of the neighbouring pages that matter: a sentence that reaches further is too long."""


@frozen
class Excerpt:
    """A passage as shown."""

    text: str
    """The source's own words."""
    highlights: tuple[tuple[int, int], ...]
    """Start and end of every hit in `text`, in order, 0-based."""
    pdf_pages: tuple[int, ...]
    """The consecutive 1-based PDF pages that `text` stands on."""
    in_notes: bool
    """Whether it stands in the footnotes (or other text apart) of its page."""
    terms: int
    """How many different terms of the question it answers."""
    cut: bool = False
    """Whether it is part of a longer stretch without sentences."""
    start: tuple[int, int] | None = None
    """PDF page and offset in its running text of the first character; None in the notes."""


def find_excerpts(
    library: Library,
    entry: DocumentEntry,
    pdf_page: int,
    terms: Sequence[Term],
    expansion: Expansion,
    context: int,
) -> list[Excerpt]:
    """The excerpts around the hits on one page, best first; each hit is in one of them.

    `context` is how many sentences more to show on either side. An excerpt may begin on the page
    before or end on the page after; hits that begin on another page belong to that page's excerpts.
    """
    pages = library.read_pages(entry, pdf_page - 1, pdf_page + 1)
    own = next(page for page in pages if page.pdf_page == pdf_page)
    found = _find_in_running_text(pages, own, terms, expansion, context)
    found += _find_in_notes(own, terms, expansion, context)
    return sorted(
        found, key=lambda found: (-found.terms, found.in_notes, len(found.text) < _HEADING)
    )


def _find_in_running_text(
    pages: Sequence[StoredPage],
    own: StoredPage,
    terms: Sequence[Term],
    expansion: Expansion,
    context: int,
) -> list[Excerpt]:
    joined = join_pages(pages)
    at = joined.pages.index(own.pdf_page)
    start, end = joined.starts[at], joined.ends[at]
    margin = _MARGIN if not context else len(joined.text)
    before = max(0, start - margin)
    text = joined.text[before : end + margin]
    hits = find_hits(text, terms, expansion)
    found: list[Excerpt] = []
    for first, last in _group_hits(text, hits, (start - before, end - before), context):
        on = joined.find_pages_of_span(before + first, before + last)
        excerpt = _make_excerpt(text, (first, last), hits, on, in_notes=False)
        found.append(replace_fields(excerpt, start=joined.locate_on_page(before + first)))
    return found


def _find_in_notes(
    own: StoredPage, terms: Sequence[Term], expansion: Expansion, context: int
) -> list[Excerpt]:
    hits = find_hits(own.notes, terms, expansion)
    groups = _group_hits(own.notes, hits, (0, len(own.notes)), context)
    return [_make_excerpt(own.notes, span, hits, (own.pdf_page,), in_notes=True) for span in groups]


def _make_excerpt(
    text: str,
    span: tuple[int, int],
    hits: Sequence[Hit],
    pdf_pages: tuple[int, ...],
    *,
    in_notes: bool,
) -> Excerpt:
    start, end = span
    inside = [hit for hit in hits if start <= hit.start and hit.end <= end]
    marks = sorted({(hit.start - start, hit.end - start) for hit in inside})
    return Excerpt(
        text[start:end],
        tuple(_merge_overlaps(marks)),
        pdf_pages,
        in_notes,
        len({hit.term for hit in inside}),
        cut=_is_cut(text, start, end),
    )


def _is_cut(text: str, start: int, end: int) -> bool:
    """Whether words of the same paragraph were left out in mid-sentence."""
    before, after = text[:start].rstrip(" "), text[end:].lstrip(" ")
    cut_before = bool(before) and before[-1] not in '\n.!?:;”’")]…' and not before[-1].isdigit()
    return cut_before and end - start >= _LONGEST // 2 and bool(after)


def _merge_overlaps(marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in marks:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _group_hits(
    text: str, hits: Sequence[Hit], own: tuple[int, int], context: int
) -> list[tuple[int, int]]:
    """Stretches of whole sentences, each with the hits that begin in `own`, best first."""
    wanted = [hit for hit in hits if own[0] <= hit.start < own[1]]
    if not wanted:
        return []
    sentences = _find_sentences(text, wanted, context)
    stretches: list[tuple[int, int]] = []
    for hit in wanted:
        stretch = _find_sentences_around(text, sentences, hit, context)
        if stretches and stretch[0] <= stretches[-1][1] + 2:
            joined = (stretches[-1][0], max(stretch[1], stretches[-1][1]))
            if stretch[0] < stretches[-1][1] or joined[1] - joined[0] <= _NEIGHBOURS:
                stretches[-1] = joined
                continue
        stretches.append(stretch)

    def score(span: tuple[int, int]) -> tuple[int, bool, int]:
        inside = [hit for hit in hits if span[0] <= hit.start and hit.end <= span[1]]
        return len({hit.term for hit in inside}), span[1] - span[0] >= _HEADING, len(inside)

    return sorted(stretches, key=score, reverse=True)


def _find_sentences(text: str, hits: Sequence[Hit], context: int) -> list[tuple[int, int]]:
    """The sentences of the paragraphs that hold the hits, or of the whole text where sentences more
    are wanted."""
    if context:
        return find_sentence_spans(text)
    before = text.rfind(PARAGRAPH, 0, hits[0].start)
    start = before + len(PARAGRAPH) if before >= 0 else 0
    end = text.find(PARAGRAPH, max(hit.end for hit in hits))
    spans = find_sentence_spans(text[start : end if end >= 0 else len(text)])
    return [(start + first, start + last) for first, last in spans]


def _find_sentences_around(
    text: str, sentences: Sequence[tuple[int, int]], hit: Hit, context: int
) -> tuple[int, int]:
    first = max(0, bisect_right(sentences, hit.start, key=itemgetter(0)) - 1)
    last = max(first, bisect_left(sentences, hit.end, key=itemgetter(0)) - 1)
    start = sentences[max(0, first - context)][0]
    end = sentences[min(len(sentences) - 1, last + context)][1]
    if end - start > _LONGEST * (1 + 2 * context):
        return _cut_around(text, start, end, hit)
    return start, end


def _cut_around(text: str, start: int, end: int, hit: Hit) -> tuple[int, int]:
    """About `_LONGEST` characters around the hit, from word to word."""
    room = _LONGEST // 2
    begin, stop = max(start, hit.start - room), min(end, hit.end + room)
    while begin > start and not text[begin - 1].isspace():
        begin -= 1
    while stop < end and not text[stop].isspace():
        stop += 1
    return begin, stop
