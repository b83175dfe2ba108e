"""The licences of all dependencies in the lock, as their packages state them: `make licences`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

LOCK = Path(__file__).parents[1] / "requirements.lock"
_PINNED = re.compile(r"^([\w.-]+)==([^\s;]+)", re.MULTILINE)
_CLASSIFIER = "License :: "


def main() -> None:
    """Print a line for each."""
    for name, version, licence in list_licences():
        print(f"{name:<24} {version:<14} {licence}")


def list_licences() -> Iterator[tuple[str, str, str]]:
    """Name, version and licence of each dependency that is installed here; the lock has some for
    other systems only."""
    for name, version in _PINNED.findall(LOCK.read_text("utf-8")):
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        yield name, version, _find_licence(found)


def _find_licence(found: Distribution) -> str:
    """The expression of PEP 639, else the classifiers, else the first line of the field."""
    metadata: Message = found.metadata  # type: ignore[assignment]
    if expression := metadata.get("License-Expression"):
        return str(expression)
    classifiers = metadata.get_all("Classifier") or []
    stated = [one.split(" :: ")[-1] for one in classifiers if one.startswith(_CLASSIFIER)]
    stated = [one for one in stated if one != "OSI Approved"]
    if stated:
        return ", ".join(stated)
    return str(metadata.get("License") or "not stated").strip().split("\n")[0]


if __name__ == "__main__":
    main()
