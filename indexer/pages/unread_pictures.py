"""Which pages show more than their text says: those to be read from their picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indexer.cleaning.page_text import PageText
    from indexer.readers.sheets import Sheet


def is_unread_picture(sheet: Sheet, text: PageText) -> bool:
    """Whether the page has a picture, or letters that the file does not tell, and hardly any text
    of its own."""
    if sheet.read_from != "text":
        return False
    illegible = text.lost > len(text.body)
    return bool(sheet.images) or illegible
