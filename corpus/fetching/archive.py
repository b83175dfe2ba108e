"""The Wayback Machine's copy of a document whose address is dead."""

from __future__ import annotations

import calendar
import re
from datetime import date

from corpus.items import Item, PartialDate

WAYBACK = "https://web.archive.org"
_COPY = re.compile(r"/web/(\d{4})(\d\d)(\d\d)\d*(?:[a-z]{2}_)?/")


def make_copy_address(url: str, item: Item, archive: str = WAYBACK) -> str:
    """The archive's address of `url` as it was around the time the item was consulted or issued.

    `id_` asks for the bytes as they were captured, without the archive's frame.
    """
    wanted = item.get_date("accessed") or item.get_date("issued")
    return f"{archive.rstrip('/')}/web/{_format_stamp(wanted)}id_/{url.partition('#')[0]}"


def find_capture_date(address: str) -> str:
    """The ISO date of capture in the address of a copy, "" if it has none."""
    capture = _COPY.search(address)
    return "-".join(capture.groups()) if capture else ""


def is_in_archive(url: str, archive: str = WAYBACK) -> bool:
    """Whether an address already is that of a copy."""
    copies = re.sub(r"^https?://", "", archive).rstrip("/") + "/web/"
    return re.sub(r"^https?://", "", url).startswith(copies)


def _format_stamp(wanted: PartialDate | None) -> str:
    """YYYYMMDD; the last day if only the month or year is known: copies are made afterwards."""
    if wanted is None:
        return f"{date.today():%Y%m%d}"
    month = wanted.month or 12
    month = month if 1 <= month <= 12 else 12  # CSL writes seasons as 13 to 16
    day = wanted.day or calendar.monthrange(max(wanted.year, 1), month)[1]
    return f"{wanted.year:04d}{month:02d}{day:02d}"
