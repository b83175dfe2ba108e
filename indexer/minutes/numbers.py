"""The number of a minute as written in a reference."""

from __future__ import annotations

import re

_REFERENCE = re.compile(
    r"(?:min(?:ute)?s?\b\.?\s*)?(?:no\b\.?\s*)?(?:item\b\s*)?#?\s*"
    r"(?:(?P<dated>[PC]\d{4}-\d{4}-\d+(?:\.\d+)*)|(?P<number>[PC]?\d{1,4})(?:/(?P<year>\d{4}|\d\d))?)"
    r"\.?",
    re.IGNORECASE,
)


def normalise_minute_number(text: str) -> str | None:
    """`#p208/2012`, `Min. No. P208/12` → `P208/12`; None where `text` is not a minute's number."""
    reference = _REFERENCE.fullmatch(text.strip())
    if reference is None:
        return None
    if reference["dated"]:
        return reference["dated"].upper()
    year = reference["year"]
    return reference["number"].upper() + (f"/{year[-2:]}" if year else "")
