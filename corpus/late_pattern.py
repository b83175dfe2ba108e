"""Regular expressions that are compiled when they are first used: a start loads many, and most
searches use few of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")

if TYPE_CHECKING:

    def compile_late(pattern: str, flags: int = 0) -> re.Pattern[str]:
        """As `re.compile`, but at the first use; only then a wrong pattern raises re.error. What it
        returns has the methods of a pattern, but functions of `re` do not take it."""

else:

    class compile_late:
        """Stands for a pattern; from the first use on its methods are those of the pattern."""

        def __init__(self, pattern, flags=0):
            self._source = pattern, flags

        def __getattr__(self, name: str) -> Any:
            compiled = re.compile(*self._source)
            self.__dict__.update((each, getattr(compiled, each)) for each in _METHODS)
            return getattr(compiled, name)
