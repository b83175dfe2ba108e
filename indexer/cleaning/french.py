"""Which hyphens at a line's end belong to a French word, and whether the text there is French."""

from __future__ import annotations

import re
from collections.abc import Mapping

from indexer.words.tokens import fold

_WORDS = re.compile(r"[^\W\d_]+")
_NEAR = 90
"""Characters on each side that tell the language of a line: those of about one line."""
_FRENCH = frozenset(
    "au aux ce cette ces dans de des du elle en est et il la le les leur mais ne nous ou où par "
    "pas pour que qui sa ses son sont sur un une".split()
)
_ENGLISH = frozenset(
    "and are as at be by for from has have in is it its not of or that the their this to was were "
    "which will with".split()
)
_PRONOUNS = frozenset("ce elle elles il ils je nous on t tu vous".split())
"""They follow a verb whose subject they are, or whose object: "dit-il", "rendez-vous"."""
_ALWAYS = frozenset(map(fold, "ci là même mêmes".split()))
"""They follow their word with a hyphen: "celui-ci", "eux-mêmes"."""
_PLACES = frozenset(map(fold, "delà dedans dehors derrière dessous dessus devant".split()))
"""They follow "au", "ci", "là" and "par" with a hyphen."""
_BEGINNINGS = frozenset(
    map(
        fold,
        "après arrière avant bien cinquante compte contre demi dix ex franco grand grande haut "
        "haute libre moins nord non nu petit petite plus porte procès quarante quasi quatre rendez "
        "saint sainte soixante sous sud tout trente vice vingt".split(),
    )
)
"""With these, compounds begin that keep their hyphen."""


def is_french(before: str, after: str, words: Mapping[str, int]) -> bool:
    """Whether the text around a line's end is French: by its own small words, and where these do
    not tell by those of the document, whose `words` are counted and folded."""
    near = [fold(word) for word in _WORDS.findall(before[-_NEAR:] + " " + after[:_NEAR])]
    french, english = sum(w in _FRENCH for w in near), sum(w in _ENGLISH for w in near)
    if french == english:
        french = sum(words.get(word, 0) for word in _FRENCH)
        english = sum(words.get(word, 0) for word in _ENGLISH)
    return french > english


def keeps_hyphen(left: str, right: str) -> bool:
    """Whether two folded parts of a French word are written with a hyphen wherever they stand."""
    if right in _PLACES:
        return left in ("au", "ci", "la", fold("là"), "par")
    return left in _BEGINNINGS or right in _PRONOUNS or right in _ALWAYS
