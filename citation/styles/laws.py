"""How a statute or a decision is referred to, as McGill writes it and with full stops elsewhere."""

from __future__ import annotations

import re

from citation.record.source import Source


def format_law_reference(source: Source) -> str:
    """Where a statute or decision is printed: `RSO 1990, c P.15`; "" where that is unknown."""
    own = str(source.item.own.get("mcgill") or "")
    if own:
        return own
    if source.shape == "case":
        report = (source.get_text("volume"), source.get_text("container-title"), source.first_page)
        printed = " ".join(part for part in report if part) or source.get_text("number")
        return " ".join(part for part in (source.year, printed) if part)
    chapter = (
        source.get_text("chapter-number") or source.get_text("number") or source.get_text("section")
    )
    if re.match(r"[A-Z]+[-.]?\d|\d", chapter):
        chapter = f"c {chapter}"
    volume = " ".join(part for part in (source.get_text("container-title"), source.year) if part)
    return ", ".join(part for part in (volume, chapter) if part)


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
