"""Letters, memoranda and enclosures bound into minutes as pages of their own."""

from __future__ import annotations

import re

from indexer.minutes.received import DATE, Received, describe_source

SALUTATION = re.compile(r"Dear [^\n:,]{2,80}[:,]")
CLOSING = re.compile(
    r"(?:Yours (?:very )?(?:truly|sincerely|faithfully)|Sincerely|Respectfully(?: submitted)?"
    r"|Regards|(?:Best|Kind) regards|Very truly yours)\b[^\n]{0,20}[,.]?",
    re.IGNORECASE,
)
_MEMO = re.compile(r"^To:.{0,200}?\bFrom:\s*(?P<who>.{3,120}?)\s*(?=\n|Subject:|Re:|Date:|$)", re.S)
_ENCLOSURE = re.compile(
    r"(?P<what>(?i:enclosure|attachment|appendix|schedule|exhibit|annex))"
    r"(?:\s+(?P<mark>[A-Z]|\d{1,2}|[IVX]+)\b(?!\s+\w+\s+\w+\s+[a-z]))?"
    rf"(?:\s+(?i:to the (?P<kind>letter|report) of) (?P<date>(?i:{DATE})))?(?=[\s:.]|$)"
)
_ONLY_DATE = re.compile(rf"(?:Date:\s*)?({DATE})\.?")
_HEAD = 1_500
"""Characters of a page that hold the head of a letter."""


def find_bound_letter(page: str, length: int, sources: list[Received]) -> Received | None:
    """The letter or memorandum that a page begins with; None where it does not begin with one.

    `page` is the text from the page's beginning to the end of the minute; `length` characters of it
    stand on that page. If one of the `sources` that the minute has announced has the letter's date,
    it is the letter.
    """
    head = page[: min(length, _HEAD)]
    memo = _find_memo(head)
    salutation = re.search(
        rf"(?:^|\n\n)(?:{SALUTATION.pattern}\s*(?:\n|$)|To: [^\n]{{3,100}}(?:\n|$))", head
    )
    if memo is None and salutation is None:
        return None
    date = _find_date(head)
    for source in sources:
        if date and source.date == date:
            return source
    if memo:
        return Received(describe_source("a report", memo["who"].strip(), date), date, True, False)
    name = _find_signature(page) or _find_letterhead(page)
    return Received(describe_source("a letter", name, date), date, True, False)


def find_enclosure(page: str) -> str | None:
    """The enclosure or appendix that a page begins with, in words; None where there is none."""
    enclosure = _ENCLOSURE.match(page)
    if enclosure is None:
        return None
    what = enclosure["what"].lower()
    article = "an" if what[0] in "aeiou" else "a"
    if enclosure["date"]:
        return f"{article} {what} to the {enclosure['kind'].lower()} of {enclosure['date'].title()}"
    if enclosure["mark"]:
        return f"{what.capitalize()} {enclosure['mark']}, bound into the minutes"
    return f"{article} {what} bound into the minutes"


def _find_memo(head: str) -> re.Match[str] | None:
    paragraphs = re.finditer(r"(?:^|\n\n)(?=To:)", head)
    memos = (_MEMO.match(head[paragraph.end() :]) for paragraph in paragraphs)
    return next(filter(None, memos), None)


def _find_date(head: str) -> str:
    """The first paragraph of the head that is nothing but a date; "" where there is none."""
    dates = (_ONLY_DATE.fullmatch(paragraph.strip()) for paragraph in head.split("\n\n"))
    return next((date[1] for date in dates if date), "")


def _find_signature(page: str) -> str:
    """The paragraph after the closing words, if it looks like a name."""
    closing = re.search(rf"(?:^|\n\n){CLOSING.pattern}\s*\n\n(?P<name>[^\n]+)", page, re.I)
    name = closing["name"].strip(" _") if closing else ""
    name = re.split(r" (?:for|on behalf of|c\.?c\.?:?) ", name)[0]
    return name if re.match(r"[A-Z][\w.’'-]+ [A-Z]", name) and len(name) < 100 else ""


def _find_letterhead(page: str) -> str:
    first = page.split("\n\n", 1)[0].strip()
    return first if len(first) < 80 and not _ONLY_DATE.fullmatch(first) else ""
