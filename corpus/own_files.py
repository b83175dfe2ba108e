"""What a corpus says of other files is not followed out of it: links among pincite's own files, and
paths in its store. A corpus may come from a stranger, who may mean a file of the user's."""

from __future__ import annotations

import stat
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

from corpus.errors import CorpusDamaged, DamagedPdf

_LINK_TAGS = (0xA000000C, 0xA0000003)
"""IO_REPARSE_TAG_SYMLINK and IO_REPARSE_TAG_MOUNT_POINT, of Windows: other tags are not links."""


def is_link(path: Path) -> bool:
    """Whether there is a link at `path`, or on Windows a junction."""
    try:
        status = path.lstat()
    except OSError:
        return False
    return stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) in _LINK_TAGS


def refuse_links(*paths: Path) -> None:
    """Raise CorpusDamaged if one of these files or folders of pincite's own is a link."""
    for path in paths:
        if is_link(path):
            raise CorpusDamaged(
                f"{path} is a link, and pincite follows none among its own files: whoever made the"
                " corpus may mean another file of yours.",
                "Delete it, and run `pincite index` again.",
            )


def refuse_link_outside(path: Path) -> None:
    """Raise CorpusDamaged if `path`, which is to be written to, is a link out of its folder."""
    if is_link(path) and not path.resolve().is_relative_to(path.parent.resolve()):
        raise CorpusDamaged(
            f"{path} is a link to {path.resolve()}, outside of its folder, where pincite does not"
            " write.",
            "Put the file itself there.",
        )


def locate_inside(root: Path, file: str) -> Path:
    """The file of the corpus at `root` that its store or its catalogue calls `file`, whether or not
    it is there. Raises DamagedPdf for a path that leads out of the corpus."""
    inside = PurePosixPath(file)
    strange = inside.is_absolute() or ".." in inside.parts or "\0" in file
    if sys.platform == "win32":
        there = PureWindowsPath(file)
        strange = strange or bool(there.drive or there.root) or ".." in there.parts
    if strange:
        raise DamagedPdf(
            f"“{file}”, as the corpus calls one of its files, is not in the corpus.",
            "Delete its folder .pincite, and run `pincite index` again.",
        )
    return root / file


def has_other_names(path: Path) -> bool:
    """Whether the file at `path` is not just this one: a link, or one with a second name."""
    try:
        return is_link(path) or (path.is_file() and path.stat().st_nlink > 1)
    except OSError:
        return True
