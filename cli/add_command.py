"""`pincite add`: give PDFs of the corpus their records."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cli.common import CorpusOption, echo, open_corpus, say
from cli.declaring import Argument, Option
from cli.record_options import (
    AuthorBodyOption,
    AuthorOption,
    ConfirmOption,
    DateOption,
    KindOption,
    SettingsOption,
    TitleOption,
)


def add(
    files: Annotated[list[str], Argument(metavar="FILE...", help="PDFs of the corpus.")],
    title: TitleOption = None,
    author: AuthorOption = None,
    author_body: AuthorBodyOption = None,
    date: DateOption = None,
    kind: KindOption = None,
    key: Annotated[str | None, Option("--id", help="The citation key.")] = None,
    settings: SettingsOption = None,
    confirm: ConfirmOption = False,
    corpus: CorpusOption = None,
) -> int:
    """Put the record made from each FILE into the catalogue, completed by the options."""
    from corpus.catalogue import Catalogue
    from corpus.editing import RecordChanges, apply_changes, replace_item
    from corpus.errors import RequestError
    from indexer.store.lock import hold_lock

    changes = RecordChanges(
        title, tuple(author or ()), tuple(author_body or ()), date, kind, key,
        tuple(settings or ()), (), confirm,
    )  # fmt: skip
    if key and len(files) > 1:
        raise RequestError("One citation key cannot be that of several files.", "Add them singly.")
    with open_corpus(corpus) as library:
        places = library.places
        made = [library.get_entry(_make_path_relative(file, places.root)).item for file in files]
    with hold_lock(places.lock):
        catalogue = Catalogue.load(places.catalogue)
        known = [item.id in catalogue for item in made]
        items = []
        for item, there in zip(made, known, strict=True):
            after = apply_changes(catalogue.get(item.id) if there else item, changes)
            if not there:
                catalogue.put(item)
            catalogue = replace_item(catalogue, item.id, after)
            items.append(after)
        catalogue.save()
    for item, there in zip(items, known, strict=True):
        done = ("changed" if changes else "already there") if there else "added"
        echo(f"{item.id}: {done}: {item.title}")
        if item.incomplete:
            say(f"note: {item.id}: only guessed: {', '.join(item.incomplete)}.")
    return 0


def _make_path_relative(file: str, root: Path) -> str:
    """The path relative to the corpus, where it is one; else as it was typed."""
    try:
        inside = Path(file).resolve().relative_to(root)
    except (OSError, ValueError):
        return file
    return inside.as_posix() if (root / inside).is_file() else file
