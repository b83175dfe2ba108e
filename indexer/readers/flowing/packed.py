"""The parts of files that are zips, unpacked piece by piece, whatever their directory says."""

from __future__ import annotations

import zipfile

from indexer.readers.flowing.flowing_text import FlowingTextError

_LARGEST = 200_000_000
"""Bytes of one part; the text of a thousand pages has a tenth of that."""
_PIECE = 1 << 20


def read_part(packed: zipfile.ZipFile, name: str, called: str) -> bytes:
    """The part `name` of the file that is `called` so.

    Raises FlowingTextError if it unpacks to more than any honest document has, KeyError if there is
    none, and what `zipfile` raises for damage, as where the directory lies about a part's size.
    """
    data = bytearray()
    with packed.open(name) as part:
        while piece := part.read(_PIECE):
            data += piece
            if len(data) > _LARGEST:
                raise FlowingTextError(
                    f"{called} unpacks to more than {_LARGEST // 1_000_000} MB of text, which no"
                    " honest document has.",
                    "Save its text in another format.",
                )
    return bytes(data)


def read_beginning(packed: zipfile.ZipFile, name: str, most: int) -> bytes:
    """The first bytes of a part, at `most` so many. Raises what `zipfile` raises."""
    with packed.open(name) as part:
        return part.read(most)
