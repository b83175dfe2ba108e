"""Columns of numbers as bytes: the numbers of a column are alike, and pack far better than rows.

Every column says how wide its numbers are. The lowest bytes of all its numbers come first, the
highest last: the high ones are nearly all the same and cost almost nothing once compressed.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterable, Sequence
from typing import TypeAlias

Column: TypeAlias = "array[int] | array[float]"

_HEAD = struct.Struct("<cI")
"""A column's typecode, and how many numbers it holds."""


def make_integer_column(values: Sequence[int]) -> array[int]:
    """`values` in 16 bits each if all fit, otherwise in 64. Raises OverflowError."""
    try:
        return array("h", values)
    except OverflowError:
        return array("q", values)


def write_columns(columns: Iterable[Column]) -> bytes:
    """The columns one after the other, ready to be compressed."""
    written: list[bytes] = []
    for column in columns:
        data, width = _convert_byte_order(column).tobytes(), column.itemsize
        written.append(_HEAD.pack(column.typecode.encode("ascii"), len(column)))
        written += [data[weight::width] for weight in range(width)]
    return b"".join(written)


def read_columns(data: bytes) -> list[Column]:
    """The columns that `write_columns` wrote."""
    columns: list[Column] = []
    at = 0
    while at < len(data):
        code, count = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        column: Column = array(code.decode("ascii"))
        width = column.itemsize
        joined = bytearray(count * width)
        for weight in range(width):
            joined[weight::width] = data[at : at + count]
            at += count
        column.frombytes(joined)
        columns.append(_convert_byte_order(column))
    return columns


def _convert_byte_order(column: Column) -> Column:
    """`column` with the low byte of each number first, or back: a corpus may move to another
    machine."""
    if sys.byteorder == "big":
        column = column[:]
        column.byteswap()
    return column
