"""Law reports: which count their volumes by year, which are American, and how they are shortened.

Canadian and British series are from the guides' own lists (McGill, appendices C and D; OSCOLA);
what is American is known to `reporters-db`, the list that the Free Law Project keeps.
"""

from __future__ import annotations

import re
from functools import cache

_BY_YEAR = frozenset(
    "SCR RCS FC FCR RCF RJQ RJDT RDI RRA CTC AC QB KB Ch Fam WLR ICR IRLR BCLC CMLR ECR FLR FSR"
    " PNLR RTR STC RPC NZLR IR ILRM NI SLT SC JC".split()
) | {"All ER", "Cr App R", "Lloyd’s Rep"}
"""Series whose volumes begin anew each year, so that the year stands in square brackets."""
_YEARS = {
    "DLR": (1912, 1955), "DLR (2d)": (1956, 1968), "DLR (3d)": (1969, 1984), "DLR (4th)": (1984, 0),
    "OR (2d)": (1973, 1991), "OR (3d)": (1991, 0), "CCC (2d)": (1971, 1983), "CCC (3d)": (1983, 0),
    "SCR": (1876, 0), "RCS": (1970, 0), "All ER": (1936, 0), "WLR": (1953, 0),
}  # fmt: skip
"""First and last year, 0 for a series that goes on (McGill, appendix C; the publishers' lists)."""
_AMERICAN = re.compile(
    r"^(?:U\.? ?S\.?|S\.? ?Ct\.?|L\.? ?Ed\.?.*|F\.? ?(?:2d|3d|4th|Supp\.?.*|App[’']x)?|B\.R\."
    r"|(?:A|P|So|N\.?E|S\.?E|N\.?W|S\.?W)\.? ?(?:2d|3d)?|Cal\..*|N\.?Y\.? ?S?\.?.*|Ill\..*"
    r"|Ohio.*|Wis\..*|WL|LEXIS)$"
)


def is_counted_by_year(reporter: str) -> bool:
    """Whether a volume is found only by its year, as in `[1979] 2 SCR 768`."""
    return strip_stops(reporter) in _BY_YEAR


@cache
def is_american(reporter: str) -> bool:
    """Whether the reporter is one of the United States."""
    if reporter in ("SCR", "FC", "DLR", "OR", "AR", "SR", "IR", "P", "A"):
        return False
    return bool(_AMERICAN.match(reporter)) or ("." in reporter and reporter in _load_american())


@cache
def _load_american() -> frozenset[str]:
    from reporters_db import EDITIONS  # a megabyte of JSON, which few citations need

    return frozenset(EDITIONS)


def find_years(reporter: str) -> tuple[int, int]:
    """The first and last year of a numbered series (`DLR (4th)`, `F.2d`), 0 where not known or
    still going on; (0, 0) for any reporter that is not one series of several.

    First series of American reporters are left out: their early volumes were numbered afterwards.
    """
    if reporter in _YEARS:
        return _YEARS[reporter]
    if not re.search(r"\d(?:d|th)$", reporter) or reporter not in _load_american():
        return 0, 0
    from reporters_db import EDITIONS, REPORTERS

    found = [
        group["editions"][reporter]
        for group in REPORTERS[EDITIONS[reporter]]
        if reporter in group["editions"]
    ]
    if len(found) != 1:
        return 0, 0
    start, end = found[0]["start"], found[0]["end"]
    return start.year if start else 0, end.year if end else 0


def strip_stops(reporter: str) -> str:
    """As McGill writes it: `US`, `F (3d)`, `DLR (4th)`, `Cal Rptr (2d)`."""
    plain = re.sub(r"(?<=[A-Za-z])\.\s?(?=[A-Z]\.|[A-Z]$)", "", reporter)
    plain = plain.replace(".", " " if re.search(r"[a-z]\.[A-Z]", plain) else "")
    plain = re.sub(r"^([A-Z])(?=\dd|4th)", r"\1 ", " ".join(plain.split()))
    return re.sub(r" ?(?<![(\w])(\d(?:d|th|e|nd|rd))$", r" (\1)", plain)


def add_stops(reporter: str) -> str:
    """As American guides write it: `S.C.R.`, `D.L.R. (4th)`, `O.R. (3d)`, `All E.R.`."""
    if "." in reporter:
        return reporter
    return re.sub(
        r"\b([A-Z]{2,5})\b", lambda letters: "".join(f"{one}." for one in letters[1]), reporter
    )
