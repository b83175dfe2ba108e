"""Regular expressions that are compiled when they are first used.

Compiling one takes 0.1 to 1 ms, and a command uses few of those in the modules that it imports:
compiled at import they made every start of pincite 20 ms longer.
"""

from __future__ import annotations

import re
from typing import Any, cast


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile(source, flags)`, put off until one of its methods is asked for.

    Only for use by its own methods: `re.sub` and its like take no such pattern.
    """
    return cast("re.Pattern[str]", _Late(source, flags))


class _Late:
    """In the place of a pattern; takes over each of its methods on the first use of it."""

    def __init__(self, source: str, flags: int) -> None:
        self._compiled_from = source, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._compiled_from), name)
        setattr(self, name, found)  # so that the next use is as quick as the pattern's own
        return found
