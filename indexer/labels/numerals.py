"""Page numerals: reading "xiv", "147" or "A-3" into parts, and counting on from them."""

# No `from __future__ import annotations`: the field types of a named tuple would then be strings,
# which typing compiles at every start.

import re
from typing import Literal, NamedTuple

NumeralStyle = Literal["arabic", "roman", "ROMAN"]

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ROMAN_LIMIT = 400
"""Front matter of more leaves than this is unheard of; "mix" and "dim" are words."""


class Numeral(NamedTuple):
    """A page number in its parts."""

    style: NumeralStyle
    prefix: str
    """What stands before the number and is part of the label, such as "A-"."""
    value: int
    """1-based."""
    digits: int = 0
    """Least number of digits with leading zeros: 2 for "07"; 0 where there are no zeros."""

    def __str__(self) -> str:
        """As printed."""
        if self.style == "arabic":
            return f"{self.prefix}{self.value:0{self.digits}d}"
        roman = convert_to_roman(self.value)
        return self.prefix + (roman.upper() if self.style == "ROMAN" else roman)

    def advance(self, steps: int) -> "Numeral | None":
        """The numeral `steps` sheets further on; None where the count would fall below 1."""
        value = self.value + steps
        return Numeral(self.style, self.prefix, value, self.digits) if value > 0 else None


def convert_to_roman(value: int) -> str:
    """`value` (1 or more) in lower-case roman numerals."""
    parts: list[str] = []
    for size, letters in _ROMAN:
        count, value = divmod(value, size)
        parts.append(letters * count)
    return "".join(parts)


def parse_roman(text: str) -> int | None:
    """The value of a well-formed roman numeral up to 400, in one case; None for anything else."""
    lowered = text.lower()
    if text not in (lowered, text.upper()):
        return None
    value, rest = 0, lowered
    for size, letters in _ROMAN:
        while rest.startswith(letters):
            value += size
            rest = rest[len(letters) :]
    well_formed = not rest and 0 < value <= _ROMAN_LIMIT and convert_to_roman(value) == lowered
    return value if well_formed else None


def parse_numeral(text: str, prefix: str = "") -> Numeral | None:
    """`text` as one numeral after `prefix`; None where it is not a numeral."""
    if text.isascii() and text.isdigit():
        value = int(text)
        if value < 1 or len(text) > 6:
            return None
        return Numeral("arabic", prefix, value, len(text) if text.startswith("0") else 0)
    roman = parse_roman(text)
    if roman is None:
        return None
    return Numeral("roman" if text.islower() else "ROMAN", prefix, roman)


def parse_label(text: str) -> Numeral | None:
    """A whole label in parts: prefix, then the number that counts; None where nothing counts.

    "xiv" → roman 14; "A-3" → prefix "A-", 3; "2-07" → prefix "2-", 7; "Cover" → None.
    """
    text = text.strip()
    whole = parse_numeral(text)
    if whole is not None:
        return whole
    parts = re.fullmatch(r"(.*?[^\d])(\d{1,6})", text) or re.fullmatch(
        r"(.*[-–.: ])([ivxlcdm]+|[IVXLCDM]+)", text
    )
    return parse_numeral(parts[2], parts[1]) if parts else None
