"""`pincite undo`: an earlier version of the catalogue."""

from __future__ import annotations

from typing import Annotated

from cli.common import CorpusOption, JsonOption, echo, print_json
from cli.declaring import Option


def undo(
    to: Annotated[int | None, Option("The number of a version, as --list shows it.", min=1)] = None,
    list_all: Annotated[bool, Option("List the versions that are kept.", "--list")] = False,
    corpus: CorpusOption = None,
    json_output: JsonOption = False,
) -> int:
    """Put back the catalogue as it was before the last change.

    Every command that writes the catalogue keeps the version that it replaces, the last ten of
    them, in your own state folder. What you undo is kept, too; repeated, it goes back further.

    Example: pincite undo

    Example: pincite undo --list
    """
    from corpus.paths import find_catalogue
    from corpus.undoing import list_earlier_versions, undo_change
    from indexer.store.lock import hold_lock

    paths = find_catalogue(corpus)
    if list_all:
        versions = list_earlier_versions(paths.catalogue)
        if json_output:
            print_json([version.as_json() for version in versions])
        else:
            for version in versions:
                echo(str(version))
        return 0 if versions else 1
    with hold_lock(paths.lock):
        undone = undo_change(paths.catalogue, to)
    if json_output:
        print_json(undone.as_json())
        return 0
    for line in undone.format_lines():
        echo(line)
    return 0
