"""The styles by name; a style's module is imported when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from citation.styles.interface import Style

_WHERE = {
    "mcgill": ("citation.styles.mcgill", "STYLE"),
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


def get_style(name: str) -> Style:
    """The style called `name`, which must be one of `STYLE_NAMES`."""
    module, attribute = _WHERE[name]
    return cast(Style, getattr(import_module(module), attribute))
