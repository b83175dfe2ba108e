"""From hits on a page to excerpts: the whole sentences of the source around them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import islice
from operator import itemgetter

from corpus.frozen import frozen
from indexer.cleaning.page_text import PARAGRAPH
from indexer.labels.page_label import PageLabel
from indexer.library import Library
from indexer.minute_context import MinuteContext, get_minutes
from indexer.pages.joins import join_pages
from indexer.paragraphs.paragraph_label import find_labels_of_span
from indexer.paragraphs.paragraph_pinpoints import pinpoint_paragraphs
from indexer.records.entries import DocumentEntry
from indexer.words.tokens import SUPERSCRIPT_DIGITS
from search.answering.sentences import find_sentence_spans, iterate_sentence_spans
from search.answering.text_hits import Hit, find_hits
from search.asking.query import Term
from search.expanding.expansion import Expansion

_LONGEST = 1200
"""Characters; a longer "sentence" is a table or a list: only the part with the hits is shown."""
_LONGEST_BEGINNING = 600
"""Characters; of a longer first sentence of a page without hits only the beginning is shown."""
_HEADING = 50
"""Characters; anything shorter is more likely a heading than a sentence to quote."""
HEADING_BELOW = 120
"""Characters; a longer paragraph without a full stop is no heading."""
_HEADINGS_TOGETHER = 3
"""How many headings may follow one another before the text that they head."""
_NEIGHBOURS = 700
"""Characters that neighbouring sentences with hits may have together to form one excerpt."""
MARGIN = _LONGEST + 100
"""Characters of the neighbouring pages that matter: a sentence that reaches further is too long."""


@frozen
class Excerpt:
    """A passage as shown."""

    text: str
    """The source's own words."""
    highlights: tuple[tuple[int, int], ...]
    """0-based start and end in `text` of every hit, in order."""
    numbers: tuple[int, ...]
    """Of the consecutive pages that `text` stands on: their positions in the document, 1-based."""
    terms: int
    """How many different terms of the question it holds."""
    cut: bool
    """Whether it is part of a longer stretch without sentences."""
    start: tuple[int, int] | None = None
    """Number of the page, and offset in its running text, of the first character; None in the
    footnotes (or other text apart from the running text)."""
    order_doubtful: bool = False
    """Whether its page's words may have to be read in another order."""
    offset: int = 0
    """The offset of the first character in the notes of its page, where it stands there."""
    held: tuple[int, ...] = ()
    """The numbers of these terms, 0-based."""

    @property
    def in_notes(self) -> bool:
        """Whether it stands in the footnotes."""
        return self.start is None


def find_excerpts(
    library: Library,
    entry: DocumentEntry,
    number: int,
    terms: Sequence[Term],
    expansion: Expansion,
    context: int,
) -> list[Excerpt]:
    """The excerpts around the hits on one page, best first; each hit is in one of them.

    `context` is the number of extra sentences on either side. An excerpt may begin on the page
    before or end on the page after; hits that begin on another page belong to that page's excerpts.
    """
    pages = library.read_pages(entry, number - 1, number + 1)
    joined = join_pages(pages)
    at = joined.pages.index(number)
    margin = len(joined.text) if context else MARGIN
    before = max(0, joined.starts[at] - margin)
    text = joined.text[before : joined.ends[at] + margin]
    hits = find_hits(text, terms, expansion)
    own = (joined.starts[at] - before, joined.ends[at] - before)
    excerpts: list[Excerpt] = []
    for start, end in group_hits(text, hits, own, context):
        numbers = joined.find_pages_of_span(before + start, before + end)
        place = joined.locate_on_page(before + start)
        doubtful = not joined.doubtful.isdisjoint(numbers)
        excerpts.append(make_excerpt(text, (start, end), hits, numbers, place, doubtful))
    notes = pages[at].notes
    hits = find_hits(notes, terms, expansion)
    for span in group_hits(notes, hits, (0, len(notes)), context):
        excerpts.append(make_excerpt(notes, span, hits, (number,), None, offset=span[0]))
    excerpts.sort(
        key=lambda excerpt: (-excerpt.terms, excerpt.in_notes, len(excerpt.text) < _HEADING)
    )
    return excerpts


def find_page_beginning(
    library: Library,
    entry: DocumentEntry,
    number: int,
    minutes: Sequence[str],
    paragraphs: Sequence[str] = (),
) -> list[Excerpt]:
    """For a question of filters alone: the first sentence of the page, or of the one of `minutes`
    or `paragraphs` that begins there."""
    page = library.read_pages(entry, number, number)[0]
    starts = [
        minute.start[1]
        for minute in get_minutes(library, entry).minutes
        if minute.start[0] == number and any(map(minute.is_named, minutes))
    ]
    starts += [
        paragraph.start
        for paragraph in (library.read_paragraphs(entry) if paragraphs else ())
        if paragraph.number == number and paragraph.label in paragraphs
    ]
    start = next(iter(starts), 0)
    sentences = find_sentence_spans(page.body[start:])
    if not sentences:
        return []
    first, last = sentences[0]
    text = page.body[start + first : start + last]
    cut = len(text) > _LONGEST_BEGINNING
    shown = text[: text.rfind(" ", 0, _LONGEST_BEGINNING)] if cut else text
    at = number, start + first
    return [Excerpt(shown, (), (number,), 0, cut, at, page.order_doubtful)]


def find_context(library: Library, entry: DocumentEntry, excerpt: Excerpt) -> MinuteContext:
    """The minute an excerpt stands in, and whose words they are."""
    minutes = get_minutes(library, entry)
    if excerpt.start is None:
        return minutes.find_context_on_page(excerpt.numbers[0])
    return minutes.find_context_over(excerpt.start, len(excerpt.text))


def find_paragraphs(library: Library, entry: DocumentEntry, excerpt: Excerpt) -> tuple[str, ...]:
    """The numbers of the paragraphs that an excerpt stands in, if they have any."""
    paragraphs = library.read_paragraphs(entry)
    if excerpt.start is None or not paragraphs:
        return ()
    return find_labels_of_span(paragraphs, excerpt.start, find_end(library, entry, excerpt))


def pinpoint_excerpt(
    library: Library, entry: DocumentEntry, excerpt: Excerpt
) -> tuple[PageLabel, ...]:
    """The labels of the pages that an excerpt stands on or, where there are none, of its
    paragraphs."""
    labels = library.read_labels_of_pages(entry, excerpt.numbers)
    if excerpt.start is None or labels[0].unit == "page":
        return tuple(labels)
    paragraphs = library.read_paragraphs(entry)
    end = find_end(library, entry, excerpt)
    return pinpoint_paragraphs(labels, paragraphs, excerpt.start, end)


def find_end(library: Library, entry: DocumentEntry, excerpt: Excerpt) -> tuple[int, int]:
    """Number of the page, and offset in its running text or notes just after the last character,
    of an excerpt."""
    if excerpt.start is None:
        return excerpt.numbers[0], excerpt.offset + len(excerpt.text)
    joined = join_pages(library.read_pages(entry, excerpt.numbers[0], excerpt.numbers[-1]))
    start = joined.starts[joined.pages.index(excerpt.start[0])] + excerpt.start[1]
    page, offset = joined.locate_on_page(start + len(excerpt.text) - 1)
    return page, offset + 1


def make_excerpt(
    text: str,
    span: tuple[int, int],
    hits: Sequence[Hit],
    numbers: tuple[int, ...],
    place: tuple[int, int] | None,
    order_doubtful: bool = False,
    offset: int = 0,
) -> Excerpt:
    """The excerpt from the first to the last character of `span` in `text`; the other arguments are
    as in `Excerpt`."""
    start, end = span
    inside = _list_hits_within(span, hits)
    marks = sorted({(hit.start - start, hit.end - start) for hit in inside})
    held = tuple(sorted({hit.term for hit in inside}))
    return Excerpt(
        text[start:end],
        _merge_overlaps(marks),
        numbers,
        len(held),
        _is_cut(text, start, end),
        place,
        order_doubtful,
        offset,
        held,
    )


def _list_hits_within(span: tuple[int, int], hits: Sequence[Hit]) -> list[Hit]:
    return [hit for hit in hits if span[0] <= hit.start and hit.end <= span[1]]


def _is_cut(text: str, start: int, end: int) -> bool:
    """Whether words of the same paragraph were left out in mid-sentence."""
    before, after = text[:start].rstrip(" "), text[end:].lstrip(" ")
    cut_before = bool(before) and before[-1] not in '\n.!?:;”’")]…' and not before[-1].isdigit()
    return cut_before and end - start >= _LONGEST // 2 and bool(after)


def _merge_overlaps(marks: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in marks:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def group_hits(
    text: str, hits: Sequence[Hit], own: tuple[int, int], context: int
) -> list[tuple[int, int]]:
    """Stretches of whole sentences around the hits that begin within `own`, best first."""
    wanted = [hit for hit in hits if own[0] <= hit.start < own[1]]
    if not wanted:
        return []
    sentences = _find_sentences(text, wanted, context)
    stretches: list[tuple[int, int]] = []
    for hit in wanted:
        stretch = _find_sentences_around(text, sentences, hit, context)
        stretch = _add_text_below_heading(text, stretch)
        if stretches and stretch[0] <= stretches[-1][1] + 2:
            joined = (stretches[-1][0], max(stretch[1], stretches[-1][1]))
            if stretch[0] < stretches[-1][1] or joined[1] - joined[0] <= _NEIGHBOURS:
                stretches[-1] = joined
                continue
        stretches.append(stretch)

    def score(span: tuple[int, int]) -> tuple[int, bool, int]:
        inside = _list_hits_within(span, hits)
        return len({hit.term for hit in inside}), span[1] - span[0] >= _HEADING, len(inside)

    return sorted(stretches, key=score, reverse=True)


def _add_text_below_heading(text: str, stretch: tuple[int, int]) -> tuple[int, int]:
    """A paragraph that is only a heading, together with the first sentence below it."""
    start, end = stretch
    short = end - start < HEADING_BELOW and _find_last_character(text[start:end]).isalnum()
    if not short or not text.startswith(PARAGRAPH, end) or not _begins_paragraph(text, start):
        return stretch
    below = iterate_sentence_spans(text[end : end + _LONGEST])
    for first, last in islice(below, _HEADINGS_TOGETHER):
        if _find_last_character(text[end + first : end + last]) in '.!?:;”’"':
            return (start, end + last) if last - first <= _NEIGHBOURS else stretch
    return stretch


def _find_last_character(text: str) -> str:
    """The last one before note marks; " " if there is none."""
    return text.rstrip(SUPERSCRIPT_DIGITS)[-1:] or " "


def _begins_paragraph(text: str, start: int) -> bool:
    return start == 0 or text.endswith(PARAGRAPH, 0, start)


def _find_sentences(text: str, hits: Sequence[Hit], context: int) -> list[tuple[int, int]]:
    """The sentences of the paragraphs that hold the hits, or of the whole text if extra sentences
    are wanted."""
    if context:
        return find_sentence_spans(text)
    spans: list[tuple[int, int]] = []
    end = 0
    for hit in hits:
        if spans and hit.end <= end:
            continue
        before = text.rfind(PARAGRAPH, end, hit.start)
        start = before + len(PARAGRAPH) if before >= 0 else end
        after = text.find(PARAGRAPH, hit.end)
        end = after if after >= 0 else len(text)
        own = find_sentence_spans(text[start:end])
        spans += [(start + first, start + last) for first, last in own]
    return spans


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
