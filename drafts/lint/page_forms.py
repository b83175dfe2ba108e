"""Rules `p-or-pp` and `hyphen-range`: how the pages of citations are written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from drafts.citations.claim import YEAR, Claim
from drafts.lint.finding import Finding, split_places
from drafts.lint.prepared_draft import PreparedDraft
from indexer.labels.numerals import parse_roman

_ONE = r"(?:\d{1,5}|[ivxlc]{1,8})"
_SPAN = rf"{_ONE}(?:\s?[-‐‑–—]\s?{_ONE})?"
_LIST = rf"{_SPAN}(?:\s*(?:,|&|and|,\s*and)\s+{_SPAN})*"
_P = re.compile(
    rf"(?<![\w.])(?P<p>pp?)\.\s*(?P<n>{_LIST})(?P<more>\s?ff?\b|\+|\s?et seq|-)?(?![\w/])"
)
_HYPHEN = re.compile(r"(?<![\w-])(?P<first>\d{1,5})\s?-\s?(?P<last>\d{1,5})(?![\w/-])")


def check_page_words(text: PreparedDraft) -> Iterator[Finding]:
    """Several pages behind "p.", and one page behind "pp."."""
    seen: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for claim in text.claims:
        behind = text.draft.blocks[claim.block].text[claim.end :]
        for found in _P.finditer(claim.raw):
            if found["more"] or _may_continue(claim.raw[found.end() :], behind):
                continue
            several = _has_several_pages(found["n"])
            if several is not None and several == (found["p"] == "p"):
                right = "pp." if several else "p."
                said = " ".join(found.group().split())
                seen[said, f"{right} {found['n']}"].append(claim.where)
    for (said, right), where in seen.items():
        place, also = split_places(where)
        many = right.startswith("pp.")
        yield Finding(
            "p-or-pp",
            place,
            f"“{said}” names {'several pages' if many else 'one page'}"
            f" behind “{'p.' if many else 'pp.'}”.",
            f"Write “{right}”.",
            "warning",
            also=also,
        )


def check_range_hyphens(text: PreparedDraft) -> Iterator[Finding]:
    """One finding for the whole draft: page ranges with a hyphen."""
    found = [(claim.where, said) for claim in text.claims for said in _find_hyphened_ranges(claim)]
    if not found:
        return
    place, also = split_places(where for where, _ in found)
    example = found[0][1]
    dashed = re.sub(r"\s?-\s?", "–", example)
    yield Finding(
        "hyphen-range",
        place,
        f"“{example}” has a hyphen, where ranges have an en dash.",
        f"Write “{dashed}”{f', and so in all {len(found)} ranges' if len(found) > 1 else ''}.",
        "warning",
        also=also,
    )


def _find_hyphened_ranges(claim: Claim) -> Iterator[str]:
    if claim.key:
        return
    ranges = {part.first for part in claim.pages if part.last}
    for found in _HYPHEN.finditer(claim.raw):
        numbered = YEAR.fullmatch(found["first"]) and len(found["last"]) < 3  # "Memo. 2008-11"
        if found["first"] in ranges and not numbered and _is_range(found["first"], found["last"]):
            yield found.group()


def _may_continue(after: str, behind: str) -> bool:
    """Whether what follows may make the last number a date ("p. 5, 18 May") or one of more pages
    ("pp. 14; 16")."""
    if after.strip():
        return bool(re.match(r"\s+[A-Za-z]", after))
    return bool(re.match(r"\s*[;,&]\s*\d", behind))


def _has_several_pages(pages: str) -> bool | None:
    """Whether it is more than one page; None where a year may stand among them."""
    if re.search(r",|&|\band\b", pages):
        return None if YEAR.search(pages) else True
    ends = [end.strip() for end in re.split(r"[-‐‑–—]", pages)]
    return len(ends) == 2 and _is_range(*ends)


def _is_range(first: str, last: str) -> bool:
    if first.isdigit() and last.isdigit():
        whole = last if len(last) >= len(first) else first[: len(first) - len(last)] + last
        return int(whole) > int(first)
    return bool(parse_roman(first) and parse_roman(last))
