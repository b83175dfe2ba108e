"""Page labels set by the user, which override all others: kept in the item's catalogue record.

`custom.pincite.page_labels` is an array of rules in the order in which they were set; later rules
override earlier ones. A rule has `pdf_page` (the sheet of the file, 1-based), `label` (null for "no
label"), and `through`, the last sheet it applies to; without it, it applies to the end of the
document. On sheets that show several pages it counts each of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from corpus.errors import RequestError
from corpus.frozen import replace_fields
from corpus.items import Item
from corpus.late_pattern import compile_late
from indexer.labels.numerals import parse_label
from indexer.labels.page_label import PageLabel

Rule = dict[str, Any]

_SETTING = compile_late(r"(?P<first>\d+)(?:\s*[-–]\s*(?P<through>\d+))?\s*=\s*(?P<label>.*)")
_NOTHING = ("", "none", "-")
_SET_BY_HAND = "set by hand in the catalogue"


def parse_setting(text: str, pages: int) -> Rule:
    """The rule in `text`: "5=1" counts on from PDF page 5, "1-4=i" applies to four pages.

    `pages` is the number of sheets of the file. Raises RequestError for any other text.
    """
    setting = _SETTING.fullmatch(text.strip())
    if not setting:
        raise RequestError(
            f"“{text}” does not set page labels.",
            "Write 5=1 (number PDF page 5 as 1 and continue from there), 1-4=i, or 1=none.",
        )
    first = int(setting["first"])
    through = int(setting["through"]) if setting["through"] else None
    if not 1 <= first <= (through or pages) <= pages:
        raise RequestError(f"“{text}” names a page that the document does not have (1–{pages}).")
    label = setting["label"].strip()
    if label.lower() in _NOTHING:
        return {"pdf_page": first, "through": through or first, "label": None}
    if parse_label(label) is None:
        through = through or first
        if through != first:
            raise RequestError(
                f"“{label}” has no number to count from.", "Set such a label page by page."
            )
    rule: Rule = {"pdf_page": first, "label": label}
    return rule if through is None else rule | {"through": through}


def add_rule(rules: Sequence[Rule], rule: Rule) -> list[Rule]:
    """`rules` with `rule` at the end, without those that it replaces completely."""
    first, through = rule["pdf_page"], rule.get("through")
    kept = [
        old
        for old in rules
        if old["pdf_page"] < first
        or (through is not None and (old.get("through") is None or old["through"] > through))
    ]
    return [*kept, rule]


def read_rules(item: Item) -> list[Rule]:
    """The rules in an item's record; malformed ones are skipped."""
    rules = item.own.get("page_labels")
    if not isinstance(rules, list):
        return []
    return [rule for rule in rules if isinstance(rule, dict) and _is_sound(rule)]


def _is_sound(rule: Rule) -> bool:
    first, through, label = rule.get("pdf_page"), rule.get("through"), rule.get("label")
    if any(isinstance(value, bool) for value in (first, through, label)):
        return False
    return (
        isinstance(first, int)
        and first >= 1
        and (through is None or (isinstance(through, int) and through >= first))
        and "label" in rule
        and (label is None or (isinstance(label, str | int) and bool(str(label).strip())))
    )


def apply_rules(labels: Sequence[PageLabel], rules: Sequence[Rule]) -> list[PageLabel]:
    """`labels` (one for each page, in order), replaced where the user's rules apply."""
    result = list(labels)
    for rule in rules:
        through = rule.get("through")
        covered = [
            at
            for at, label in enumerate(labels)
            if label.pdf_page is not None
            and label.pdf_page >= rule["pdf_page"]
            and (through is None or label.pdf_page <= through)
        ]
        for steps, at in enumerate(covered):
            label = _make_label(labels[at], rule, steps)
            result[at] = replace_fields(label, part=labels[at].part)
    return result


def _make_label(derived: PageLabel, rule: Rule, steps: int) -> PageLabel:
    """The label that `rule` gives a page, `steps` pages after the first that it applies to."""
    written = rule.get("label")
    numeral = parse_label(str(written)) if steps and written is not None else None
    label = written if numeral is None else numeral.advance(steps)
    return replace_fields(
        derived,
        label=None if label is None else str(label),
        source="none" if label is None else "catalogue",
        evidence=_SET_BY_HAND,
        lines=(),
        total=0,
    )
