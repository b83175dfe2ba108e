"""The stamps with which courts mark what is filed: "Case 1:20-cv-01 Document 33 … Page 3 of 21".

They count the pages of the filing, not those of what was filed, and stand on both. Stamps name at
least two of the case, the document in the docket, the day of filing and the number of the page's
image; the running line of a pleading names its case alone.
"""

from __future__ import annotations

import re

_ANY = re.compile(
    r"\W(?=[acdefp])(?:case|appeal|desc|doc|document|filed|entered|page\s?id)\b", re.IGNORECASE
)
"""Without one of these words a line is no stamp. Searched for in a text with a space before it."""
_SIGNS = tuple(
    re.compile(rf"\W(?:{words})", re.IGNORECASE)
    for words in (
        r"(?:case|appeal)\b(?:\s?no)?[\s.:#]*\d",
        r"(?:document|doc|docket|dkt|dktentry|ecf)\b(?:\s?no)?[\s.:#]*\d",
        r"(?:filed|entered)\b[\s:]*(?:on\s)?\d",
        r"page\s?id\b",
    )
)
_SHORT = re.compile(
    r"\W(?:desc\b|document\s+page:?\s?\d|case:?\s\d{1,2}:\d\d-\w\w-\d.*\bpage:?\s?\d)",
    re.IGNORECASE,
)
"""Stamps with fewer signs: "Case 1:20-cv-01 Page 3 of 21", without "No."; and the second line of
bankruptcy courts' stamps, "Document Page 3 of 21"."""
_LEAST_SIGNS = 2


def is_stamp(line: str) -> bool:
    """Whether `line` is a court's filing stamp."""
    line = f" {line}"
    if not _ANY.search(line):
        return False
    signs = sum(sign.search(line) is not None for sign in _SIGNS)
    return signs >= _LEAST_SIGNS or _SHORT.match(line) is not None
