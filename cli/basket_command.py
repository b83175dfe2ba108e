"""`pincite basket`: the passages put aside; their order, notes, re-check and export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cli.citation_options import AnyStyleOption, choose_style
from cli.common import (
    CorpusOption,
    JsonOption,
    echo,
    echo_wrapped,
    may_colour,
    open_corpus,
    print_json,
    say,
)
from cli.declaring import Argument, Option
from cli.layout import make_bold, make_dim, wrap_hanging

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drafts.basket.contents import Basket
    from drafts.basket.rechecking import Rechecked
    from indexer.library import Library

_ACTIONS = (
    "note ID TEXT, heading TEXT, rename ID TEXT, move ID first, move ID last, move ID before ID,"
    " move ID after ID, remove ID…, clear, recheck or accept ID…"
)


def basket(
    words: Annotated[
        list[str] | None, Argument(f"{_ACTIONS}; nothing to list.", metavar="ACTION...")
    ] = None,
    export: Annotated[
        Path | None, Option("Write it to this new file: .docx, .md, .bib, .ris or .json (CSL).")
    ] = None,
    style: AnyStyleOption = None,
    corpus: CorpusOption = None,
    json_output: JsonOption = False,
) -> int:
    """List, arrange, re-check and export the passages put aside.

    Passages go by the ids that the list shows; the beginning of an id will do. A re-check, which
    comes before each export, compares words and pages with the files as they are now. Exit code 1
    if something is not as it was kept, or the basket is empty.

    Example: pincite basket note k7f3q 'answers the second argument'

    Example: pincite basket --export passages.docx --style mcgill
    """
    if export is not None:
        if words:
            from corpus.errors import RequestError

            raise RequestError("--export goes with no action.", "Do one after the other.")
        return _export(corpus, export, choose_style(style), json_output)
    with open_corpus(corpus) as library:
        if not words:
            return _list(library, json_output, thorough=False)
        if words == ["recheck"]:
            return _list(library, json_output, thorough=True)
        return _change(library, words, json_output)


def _list(library: Library, json_output: bool, *, thorough: bool) -> int:
    """Print the basket; 1 if something is not as kept, or there is nothing."""
    from citation.written.excerpt_citations import cite_without_style
    from drafts.basket.basket_file import load_basket
    from drafts.basket.contents import Heading
    from drafts.basket.listing import list_entries
    from drafts.basket.rechecking import recheck_basket

    kept = load_basket(library.paths)
    checked = recheck_basket(library, kept, cite_without_style, thorough=thorough)
    by_id = {one.passage.id: one for one in checked}
    if json_output:
        print_json(list_entries(kept, checked))
    else:
        for entry in kept.entries:
            if isinstance(entry, Heading):
                echo(make_bold(wrap_hanging(f"{entry.id}  {entry.text}"), may_colour()))
                echo()
            else:
                _print_passage(by_id[entry.id])
        _say_state(checked, thorough=thorough)
    return 0 if checked and all(one.state == "same" for one in checked) else 1


def _print_passage(one: Rechecked) -> None:
    from drafts.basket.rechecking import STATES

    passage, colour = one.passage, may_colour()
    title = one.now.entry.full_title if one.now else passage.title
    echo(make_bold(wrap_hanging(f"{passage.id}  {title}"), colour))
    echo_wrapped(one.now.pinpoint if one.is_certain and one.now else passage.pinpoint)
    echo()
    echo_wrapped(passage.words)
    echo()
    if passage.note:
        echo_wrapped(f"Note: {passage.note}")
    if one.state != "same":
        echo_wrapped(f"! {STATES[one.state]}: {' '.join(one.notes)}")
    for paragraph in one.list_caveats():
        echo_wrapped(paragraph, colour=colour, paint=make_dim)
    echo()


def _say_state(checked: Sequence[Rechecked], *, thorough: bool) -> None:
    if not checked:
        say("The basket is empty; `pincite keep N` puts a result of the last search into it.")
        return
    changed = sum(1 for one in checked if one.state != "same")
    passages = f"{len(checked)} passage{'' if len(checked) == 1 else 's'}"
    compared = "compared with the files" if thorough else "in the basket"
    said = f"{changed} not as kept" if changed else "all as kept" if thorough else ""
    say(f"{passages} {compared}{f': {said}' if said else ''}.")


def _change(library: Library, words: Sequence[str], json_output: bool) -> int:
    from drafts.basket.basket_file import change_basket, load_basket

    if words[0] == "accept" and len(words) > 1:
        from drafts.basket.accepting import accept_changes

        after = accept_changes(library, words[1:])
    else:
        after = change_basket(library.paths, _read_action(load_basket(library.paths), words))
    if json_output:
        print_json([entry.as_json() for entry in after.entries])
    else:
        for entry in after.entries:
            text = entry.as_json()
            line = text.get("heading") or f"{text['title']}, {text['pinpoint']}"
            echo(wrap_hanging(f"{entry.id}  {line}"))
        say("Done.")
    return 0


def _read_action(kept: Basket, words: Sequence[str]) -> Callable[[Basket], Basket]:
    """The change that the words ask for. Raises RequestError."""
    from corpus.errors import RequestError
    from drafts.basket import arranging

    def find(name: str) -> str:
        return arranging.find_entry(kept, name).id

    match list(words):
        case ["note", name, *text] if text:
            return arranging.set_note(find(name), " ".join(text))
        case ["heading", *text] if text:
            return arranging.add_heading(" ".join(text))
        case ["rename", name, *text] if text:
            return arranging.rename_heading(find(name), " ".join(text))
        case ["move", name, "first"]:
            return arranging.move_first(find(name))
        case ["move", name, "last"]:
            return arranging.move_entry(find(name))
        case ["move", name, "before", other]:
            return arranging.move_entry(find(name), find(other))
        case ["move", name, "after", other]:
            return arranging.move_after(find(name), find(other))
        case ["remove", *names] if names:
            return arranging.remove_entries([find(name) for name in names])
        case ["clear"]:
            return arranging.remove_entries([entry.id for entry in kept.entries])
    raise RequestError(
        f"“basket {' '.join(words)}” is not understood.", f"Write {_ACTIONS}; or --export FILE."
    )


def _export(corpus: Path | None, target: Path, style: str, json_output: bool) -> int:
    from corpus.catalogue import write_whole
    from corpus.errors import RequestError
    from drafts.basket.basket_file import load_basket
    from drafts.basket.exports.exporting import export_basket, guess_export_format
    from indexer.updating.files import would_read

    wanted = guess_export_format(target.name)
    if target.exists():
        raise RequestError(f"There is a file {target} already.", "Choose another name.")
    if not target.resolve().parent.is_dir():
        raise RequestError(f"There is no folder {target.resolve().parent}.", "Make it first.")
    with open_corpus(corpus) as library:
        export = export_basket(library, load_basket(library.paths), wanted, style)
        read_again = would_read(library.paths.root, target)
    write_whole(target, export.content)
    if json_output:
        print_json([one.as_json() for one in export.checked])
    for one in export.changed:
        say(f"note: {one.passage.id}: {' '.join(one.notes)}")
    for remark in export.remarks:
        say(f"note: {remark.rstrip('.')}.")
    _say_state(export.checked, thorough=True)
    say(f"Written: {target}")
    if read_again:
        say(
            "note: it lies among the documents, and `pincite index` would read it as one of them;"
            " move it away, or into a folder “drafts”."
        )
    return 1 if export.changed else 0
