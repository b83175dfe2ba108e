"""`pincite add`: give PDFs of the corpus records in the catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cli.common import CorpusOption, echo, open_corpus
from cli.declaring import Argument, Option
from cli.record_options import (
    AuthorBodyOption,
    AuthorOption,
    ConfirmOption,
    DateOption,
    KindOption,
    SettingsOption,
    TitleOption,
    say_guessed_fields,
)


def add(
    files: Annotated[list[str], Argument("PDFs of the corpus.", metavar="FILE...")],
    title: TitleOption = None,
    author: AuthorOption = None,
    author_body: AuthorBodyOption = None,
    date: DateOption = None,
    kind: KindOption = None,
    key: Annotated[str | None, Option("Citation key.", "--id", metavar="KEY")] = None,
    settings: SettingsOption = None,
    confirm: ConfirmOption = False,
    corpus: CorpusOption = None,
) -> int:
    """Add PDFs of the corpus to the catalogue.

    Each record is made from the file; the options fill in or replace its fields.

    Example: pincite add report.pdf --title "Often asking" --date 2015
    """
    from corpus.catalogue import Catalogue
    from corpus.editing import RecordChanges, apply_changes, replace_item
    from corpus.errors import RequestError
    from indexer.store.lock import hold_lock

    changes = RecordChanges(
        title, tuple(author or ()), tuple(author_body or ()), date, kind, key,
        tuple(settings or ()), (), confirm,
    )  # fmt: skip
    if key and len(files) > 1:
        raise RequestError("Several files cannot share one citation key.", "Add them one by one.")
    with open_corpus(corpus) as library:
        paths = library.paths
        records = [library.get_entry(_make_path_relative(file, paths.root)).item for file in files]
    with hold_lock(paths.lock):
        catalogue = Catalogue.load(paths.catalogue)
        outcomes = []
        for record in records:
            outcome = "added"
            if record.id in catalogue:
                record = catalogue.get(record.id)
                outcome = "changed" if changes else "already there"
            else:
                catalogue.put(record)
            item = apply_changes(record, changes)
            catalogue = replace_item(catalogue, record.id, item)
            outcomes.append((item, outcome))
        catalogue.save()
    for item, outcome in outcomes:
        echo(f"{item.id}: {outcome}: {item.title}")
        say_guessed_fields(item)
    return 0


def _make_path_relative(file: str, root: Path) -> str:
    """The path relative to the corpus if the file lies there, otherwise as it was typed."""
    try:
        inside = Path(file).resolve().relative_to(root)
    except (OSError, ValueError):
        return file
    return inside.as_posix() if (root / inside).is_file() else file
