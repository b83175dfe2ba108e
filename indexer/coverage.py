"""What is said where a question did not reach all pages."""

from __future__ import annotations


def describe_unasked(unasked: int, pages: int) -> str:
    """That so many of the pages could not be asked."""
    return f"{unasked:,} of {pages:,} pages could not be asked"
