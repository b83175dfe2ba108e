"""`pincite edit`: change a record, with options or in an editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cli.common import CorpusOption, echo, say_remarks
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

if TYPE_CHECKING:
    from corpus.items import Item


def edit(
    item: Annotated[str, Argument("Citation key.")],
    title: TitleOption = None,
    author: AuthorOption = None,
    author_body: AuthorBodyOption = None,
    date: DateOption = None,
    kind: KindOption = None,
    key: Annotated[str | None, Option("New citation key.", "--id", metavar="KEY")] = None,
    settings: SettingsOption = None,
    unset: Annotated[
        list[str] | None, Option("Remove a field; repeatable.", metavar="FIELD")
    ] = None,
    confirm: ConfirmOption = False,
    corpus: CorpusOption = None,
) -> int:
    """Change a record, with options or in your editor.

    Without options the record opens in $VISUAL or $EDITOR. It is saved whole or not at all.

    Example: pincite edit tpsb-2008 --date 2008-11-20 --kind minutes

    Example: pincite edit tulloch-2018
    """
    from corpus.catalogue import Catalogue
    from corpus.editing import RecordChanges, apply_changes
    from corpus.paths import find_catalogue
    from indexer.records.saving import save_record

    changes = RecordChanges(
        title, tuple(author or ()), tuple(author_body or ()), date, kind, key,
        tuple(settings or ()), tuple(unset or ()), confirm,
    )  # fmt: skip
    paths = find_catalogue(corpus)
    before = Catalogue.load(paths.catalogue).get(item)
    after = apply_changes(before, changes) if changes else _edit_in_editor(before)
    if after.record == before.record:
        echo(f"{item}: unchanged.")
        return 0
    say_remarks(save_record(paths, before, after))
    echo(f"{after.id}: saved.")
    say_guessed_fields(after)
    return 0


def _edit_in_editor(before: Item) -> Item:
    """The record as the user leaves it in the editor.

    Raises CatalogueError for a text that is not a valid record; its file is kept.
    """
    from corpus.editing import format_item, read_item
    from corpus.errors import CatalogueError

    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    handle, name = tempfile.mkstemp(prefix=f"pincite-{os.getpid()}-", suffix=".json")
    os.close(handle)
    path = Path(name)
    path.write_text(format_item(before), encoding="utf-8")
    while True:
        _run_editor(command, path)
        try:
            after = read_item(path.read_text(encoding="utf-8-sig"))
        except (CatalogueError, UnicodeDecodeError) as error:
            fault = error if isinstance(error, CatalogueError) else "It is not in UTF-8."
            if sys.stdin.isatty():
                import typer

                if typer.confirm(f"{fault} Edit again?", default=True, err=True):
                    continue
            raise CatalogueError(
                f"{fault} Nothing was saved; your text is in {path}.",
                f"See `pincite edit {before.id}`.",
            ) from error
        path.unlink()
        return after


def _run_editor(command: str, path: Path) -> None:
    from corpus.errors import RequestError

    words = shlex.split(command, posix=os.name != "nt")
    if not words:
        path.unlink()
        raise RequestError(
            "No editor is set.", "Set EDITOR, or use the options: `pincite edit --help`."
        )
    try:
        code = subprocess.run([*words, str(path)], check=False).returncode
    except OSError as error:
        path.unlink()
        raise RequestError(f"The editor {words[0]} cannot be started.", "Set EDITOR.") from error
    if code:
        raise RequestError(f"The editor {words[0]} failed; nothing was saved, see {path}.")
