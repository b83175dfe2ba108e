"""`pincite remove`: take a record out of the catalogue."""

from __future__ import annotations

from typing import Annotated

from cli.common import CorpusOption, echo, say_remarks
from cli.declaring import Argument


def remove(item: Annotated[str, Argument("Citation key.")], corpus: CorpusOption = None) -> int:
    """Take a record out of the catalogue; its file stays.

    Example: pincite remove tulloch-2018
    """
    from corpus.catalogue import Catalogue
    from corpus.item_files import find_item_file
    from corpus.paths import find_catalogue
    from indexer.store.lock import hold_lock

    paths = find_catalogue(corpus)
    with hold_lock(paths.lock):
        catalogue = Catalogue.load(paths.catalogue)
        file = find_item_file(catalogue.get(item), paths.root)
        catalogue.remove(item)
        remarks = catalogue.save()
    say_remarks(remarks)
    echo(f"The record {item} was removed from the catalogue.")
    if file is not None:
        name = file.relative_to(paths.root).as_posix()
        echo(f"{name} stays where it is; the next `pincite index` will make a new record from it.")
    return 0
