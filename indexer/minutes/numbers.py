"""How the number of a minute is written where somebody refers to one."""

from __future__ import annotations

import re

_REFERENCE = re.compile(
    r"(?:min(?:ute)?s?\b\.?\s*)?(?:no\b\.?\s*)?(?:item\b\s*)?#?\s*"
    r"(?:(?P<dated>[PC]\d{4}-\d{4}-\d+(?:\.\d+)*)|(?P<number>[PC]?\d{1,4})(?:/(?P<year>\d{4}|\d\d))?)"
    r"\.?",
    re.IGNORECASE,
)


def normalise_minute_number(text: str) -> str | None:
    """`#p208/2012`, `Min. No. P208/12` → `P208/12`; None where `text` is no number of a minute."""
    found = _REFERENCE.fullmatch(text.strip())
    if found is None:
        return None
    if found["dated"]:
        return found["dated"].upper()
    year = found["year"]
    return found["number"].upper() + (f"/{year[-2:]}" if year else "")
