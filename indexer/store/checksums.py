"""Checksums of the rows of a store: a row that is read is the row that was written, or it is told.

CRC-32, of the standard library: it finds every change of up to 32 bits that stand together, takes a
few microseconds for a page, and nobody has to be kept from forging it. Every checksum takes in the
key of its row, so that one row is not taken for another either.
"""

from __future__ import annotations

from zlib import crc32

MASK = 0xFFFF_FFFF_FFFF
"""Bits of the sum of all checksums of a table (`totals.sql`)."""


def compute_checksum(*values: object) -> int:
    """Of the values of a row as SQLite gives them: texts, whole numbers, None."""
    return crc32("\0".join(map(str, values)).encode("utf-8"))


def compute_packed_checksum(packed: bytes, *values: object) -> int:
    """Of a row that ends in bytes, given first here, after its other values."""
    return crc32(packed, compute_checksum(*values))
