"""The pages of a court's filing stamp, for what bears no other numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from corpus.frozen import replace_fields
from indexer.labels.candidates import Candidate
from indexer.labels.evidence import Count, make_count
from indexer.labels.page_label import PageLabel


def label_filed(by_sheet: Sequence[Sequence[Candidate]]) -> list[PageLabel | None]:
    """The label that the stamp gives each sheet, None where it gives none.

    Of several stamps (what is filed again is stamped again) the one on most sheets counts.
    """
    stamps = [[one for one in at_sheet if one.shape == "stamp"] for at_sheet in by_sheet]
    series = Counter(_make_key(one) for one in chain.from_iterable(stamps))
    return [
        _make_label(max(at_sheet, key=lambda one: series[_make_key(one)])) if at_sheet else None
        for at_sheet in stamps
    ]


def mention_stamps(labels: list[PageLabel], by_sheet: Sequence[Sequence[Candidate]]) -> None:
    """Say in the evidence of sheets without a label what the stamp calls them."""
    for at, filed in enumerate(label_filed(by_sheet)):
        if filed and labels[at].label is None:
            labels[at] = replace_fields(
                labels[at], evidence=f"{labels[at].evidence}; {filed.evidence}"
            )


def _make_key(stamp: Candidate) -> tuple[Count, int]:
    return make_count(stamp.numeral, stamp.sheet), stamp.last


def _make_label(stamp: Candidate) -> PageLabel:
    number = str(stamp.numeral)
    said = f"{number} of {stamp.last}" if stamp.last else number
    return PageLabel(
        stamp.sheet + 1, number, "filed", f"page {said} in the court's filing stamp",
        total=stamp.last,
    )  # fmt: skip
