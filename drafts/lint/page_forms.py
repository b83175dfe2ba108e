"""Rules `p-or-pp` and `hyphen-range`: how the pages of citations are written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from drafts.citations.claim import YEAR, Claim
from drafts.lint.finding import Finding, make_finding
from drafts.lint.prepared_draft import PreparedDraft
from indexer.labels.numerals import parse_roman

_ONE = r"(?:\d{1,5}|[ivxlc]{1,8})"
_SPAN = rf"{_ONE}(?:\s?[-‐‑–—]\s?{_ONE})?"
_LIST = rf"{_SPAN}(?:\s*(?:,|&|and|,\s*and)\s+{_SPAN})*"
_P = re.compile(
    rf"(?<![\w.])(?P<p>pp?)\.\s*(?P<n>{_LIST})(?P<more>\s?ff?\b|\+|\s?et seq|-)?(?![\w/])"
)
_HYPHEN = re.compile(r"(?<![\w-])(?P<first>\d{1,5})\s?-\s?(?P<last>\d{1,5})(?![\w/-])")


def check_page_words(draft: PreparedDraft) -> Iterator[Finding]:
    """Several pages after "p.", and one page after "pp."."""
    places: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for claim in draft.claims:
        behind = draft.blocks[claim.block].text[claim.end :]
        for pages in _P.finditer(claim.raw):
            if pages["more"] or _may_continue(claim.raw[pages.end() :], behind):
                continue
            several = _has_several_pages(pages["n"])
            if several is not None and several == (pages["p"] == "p"):
                right = "pp." if several else "p."
                written = " ".join(pages.group().split())
                places[written, f"{right} {pages['n']}"].append(claim.where)
    for (written, right), where in places.items():
        many = right.startswith("pp.")
        names = "several pages after “p.”" if many else "one page after “pp.”"
        yield make_finding("p-or-pp", where, f"“{written}” names {names}.", f"Write “{right}”.")


def check_range_hyphens(draft: PreparedDraft) -> Iterator[Finding]:
    """One finding for the whole draft: page ranges with a hyphen."""
    ranges = [(claim.where, r) for claim in draft.claims for r in _find_hyphened_ranges(claim)]
    if not ranges:
        return
    example = ranges[0][1]
    dashed = re.sub(r"\s?-\s?", "–", example)
    everywhere = f", and so in all {len(ranges)} ranges" if len(ranges) > 1 else ""
    yield make_finding(
        "hyphen-range",
        (where for where, _ in ranges),
        f"“{example}” has a hyphen, but ranges take an en dash.",
        f"Write “{dashed}”{everywhere}.",
    )


def _find_hyphened_ranges(claim: Claim) -> Iterator[str]:
    if claim.key:
        return
    starts = {part.first for part in claim.pages if part.last}
    for hyphened in _HYPHEN.finditer(claim.raw):
        first, last = hyphened["first"], hyphened["last"]
        numbered = YEAR.fullmatch(first) and len(last) < 3  # "Memo. 2008-11"
        if first in starts and not numbered and _is_range(first, last):
            yield hyphened.group()


def _may_continue(after: str, behind: str) -> bool:
    """Whether what follows may make the last number part of a date ("p. 5, 18 May") or of more
    pages ("pp. 14; 16")."""
    if after.strip():
        return bool(re.match(r"\s+[A-Za-z]", after))
    return bool(re.match(r"\s*[;,&]\s*\d", behind))


def _has_several_pages(pages: str) -> bool | None:
    """Whether it is more than one page; None if one of the numbers may be a year."""
    if re.search(r",|&|\band\b", pages):
        return None if YEAR.search(pages) else True
    ends = [end.strip() for end in re.split(r"[-‐‑–—]", pages)]
    return len(ends) == 2 and _is_range(*ends)


def _is_range(first: str, last: str) -> bool:
    if first.isdigit() and last.isdigit():
        whole = last if len(last) >= len(first) else first[: len(first) - len(last)] + last
        return int(whole) > int(first)
    return bool(parse_roman(first) and parse_roman(last))
