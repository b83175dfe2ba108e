"""What kind of document a file holds, by its name, its title and its first page."""

from __future__ import annotations

import re

from corpus.kinds import Kind
from indexer.readers.sheets import Sheet
from indexer.records.courts import has_caption, has_filing_stamp, names_a_case

_FIRST_WORDS = 1500
"""Characters of the first page in which a kind is looked for."""

_KIND_WORDS: tuple[tuple[Kind, str], ...] = (
    ("minutes", r"\bminutes\b|\bvoting (hearing|meeting)\b"),
    ("brief", r"\bbrief\b|\bsubmissions? (to|of)\b|\bdeputation\b|\bfactum\b|\bamicus\b"),
    ("law", r"\b(bill|act|statute|regulations?)\b.{0,40}"
            r"\b(congress|parliament|legislature|enrolled)"
            r"|federal register|\bh\. ?r\. ?\d|\bpublic law\b"),
    ("review", r"\b(independent|judicial|systemic) review\b|\binquiry\b|\bcommission of\b"),
    ("paper", r"\bworking paper\b|\bdiscussion paper\b|\bthesis\b"),
    ("article", r"\bjournal\b|\bvol(ume|\.)? \d+,? (no|issue)"),
    ("report", r"\breport\b|\bresponse\b|\bsummary\b|\baudit\b|\bstudy\b"),
)  # fmt: skip


def guess_kind(name: str, title: str, first: Sheet | None) -> Kind:
    """The kind of the document in the file called `name`, which begins with the sheet `first`.

    A court's caption decides, then name and title, then a clerk's stamp, which also stands on
    reports and letters that were filed; then the first kind that the sheet mentions.
    """
    if first and has_caption(first):
        return "case"
    for kind, words in _KIND_WORDS:
        if re.search(words, f"{name} {title}", re.IGNORECASE):
            return kind
    if names_a_case(name) or names_a_case(title) or (first and has_filing_stamp(first)):
        return "case"
    text = " ".join(line.text for line in first.lines)[:_FIRST_WORDS] if first else ""
    mentions = [
        (mention.start(), kind)
        for kind, words in _KIND_WORDS
        if (mention := re.search(words, text, re.IGNORECASE))
    ]
    return min(mentions)[1] if mentions else "other"
