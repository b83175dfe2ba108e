"""The reference of a statute or decision: in McGill's form, and with the full stops of others."""

from __future__ import annotations

import re

from citation.record.source import Source
from citation.text.joining import join_list, join_words


def format_law_reference(source: Source) -> str:
    """Where a statute or decision is printed: `RSO 1990, c P.15`; "" where that is unknown."""
    own = str(source.item.own.get("mcgill") or "")
    if own:
        return own
    if source.shape == "case":
        volume, reporter = source.get_text("volume"), source.get_text("container-title")
        printed = join_words(volume, reporter, source.first_page) or source.get_text("number")
        return join_words(source.year, printed)
    chapter = (
        source.get_text("chapter-number") or source.get_text("number") or source.get_text("section")
    )
    if re.match(r"[A-Z]+[-.]?\d|\d", chapter):
        chapter = f"c {chapter}"
    return join_list(join_words(source.get_text("container-title"), source.year), chapter)


def format_dotted_reference(source: Source) -> str:
    """The same outside McGill, `R.S.O. 1990, c. P.15`; decisions stay as they are."""
    reference = format_law_reference(source)
    if source.shape == "case":
        return reference
    volume = re.match(r"([A-Z]{2,6})(?= \d{4}\b)", reference)
    if volume:
        reference = ".".join(volume[1]) + "." + reference[volume.end() :]
    reference = re.sub(r"\b(O|Alta|Man|Nfld) Reg(?= )", r"\1. Reg.", reference)
    return re.sub(r"(?<=, )(c|s|Sch)(?= )", r"\1.", reference)
