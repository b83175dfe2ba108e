"""The styles by name; a style's module is imported when it is first asked for."""

from __future__ import annotations

import re
from importlib import import_module
from typing import cast

from citation.styles.interface import Style

_WHERE = {
    "mcgill": ("citation.styles.mcgill", "STYLE"),
    "mcgill-fr": ("citation.styles.mcgill", "STYLE_IN_FRENCH"),
    "apa": ("citation.styles.apa", "STYLE"),
    "chicago": ("citation.styles.chicago", "STYLE"),
    "chicago-17": ("citation.styles.chicago", "STYLE_17"),
    "chicago-author-date": ("citation.styles.chicago_author_date", "STYLE"),
    "chicago-author-date-17": ("citation.styles.chicago_author_date", "STYLE_17"),
    "mla": ("citation.styles.mla", "STYLE"),
    "bluebook": ("citation.styles.bluebook", "STYLE"),
}

STYLE_NAMES: tuple[str, ...] = tuple(_WHERE)
"""The styles that pincite writes itself."""


_EDITIONS = {"mcgill": "10", "apa": "7", "chicago": "18", "mla": "9", "bluebook": "21"}
_OTHER_NAMES = {
    "chicagonotes": "chicago", "chicagonotesandbibliography": "chicago", "chicagonote": "chicago",
    "chicagofullnote": "chicago", "chicagoad": "chicago-author-date", "cmos": "chicago",
    "americanpsychologicalassociation": "apa", "modernlanguageassociation": "mla",
    "mcgillguide": "mcgill", "mcgillfrench": "mcgill-fr", "mcgillfrançais": "mcgill-fr",
    "thebluebook": "bluebook",
}  # fmt: skip


def find_style_name(typed: str) -> str:
    """The style that people call `typed`: `MLA`, `apa7`, `APA 7th edition`, `Chicago 17`; "" where
    it is none. Another edition than ours is none."""
    folded = re.sub(
        r"[\s_.,()-]+|(?<=\d)(?:st|nd|rd|th|e)\b|edition|\bed\b|style", "", typed.lower()
    )
    names = {name.replace("-", ""): name for name in STYLE_NAMES} | _OTHER_NAMES
    if folded in names:
        return names[folded]
    named = re.fullmatch(r"(\D+)(\d+)", folded)
    style = names.get(named[1], "") if named else ""
    return style if named and _EDITIONS.get(style.split("-")[0]) == named[2] else ""


def suggest_style_names(typed: str) -> list[str]:
    """The names that `typed` may be a slip for."""
    from difflib import get_close_matches  # here: only mistakes need it

    return get_close_matches(re.sub(r"[\W\d_]+", "", typed.lower()), STYLE_NAMES, 2, 0.6)


def get_style(name: str) -> Style:
    """The style called `name`, which must be one of `STYLE_NAMES`."""
    module, attribute = _WHERE[name]
    return cast(Style, getattr(import_module(module), attribute))
