"""`pincite watch`: saved searches, and what is new."""

from __future__ import annotations

from typing import Annotated

from cli.common import CorpusOption, JsonOption, StyleOption, echo, open_corpus, print_json, say
from cli.declaring import Argument
from cli.layout import wrap_hanging
from corpus.errors import RequestError


def watch(
    words: Annotated[
        list[str],
        Argument("add NAME QUERY…, run [NAME…], list, or remove NAME.", metavar="ACTION..."),
    ],
    corpus: CorpusOption = None,
    style: StyleOption = None,
    json_output: JsonOption = False,
) -> int:
    """Save searches, and show what is new since the last time.

    `add` notes what the corpus has now; `run` shows passages that have come since, by their words.
    Every word of the query is required. Exit code 1 if nothing is new.

    Example: pincite watch add oath '"sworn to uphold"'

    Example: pincite watch run
    """
    action, *rest = words
    if action == "add" and len(rest) > 1:
        return _add(corpus, rest[0], " ".join(rest[1:]), json_output)
    if action == "run":
        return _run(corpus, rest, style, json_output)
    if action == "list" and not rest:
        return _list(corpus, json_output)
    if action == "remove" and len(rest) == 1:
        return _remove(corpus, rest[0])
    raise RequestError(
        f"“watch {' '.join(words)}” is not understood.",
        "Write watch add NAME QUERY, watch run, watch list or watch remove NAME.",
    )


def _add(corpus: CorpusOption, name: str, query: str, json_output: bool) -> int:
    from citation.written.excerpt_citations import cite_without_style
    from search.answering.watches import Watch, load_watches, run_watch, save_watches

    with open_corpus(corpus, searching=True) as library:
        watches = load_watches(library.paths)
        if name in watches:
            raise RequestError(
                f"There is a saved search “{name}” already: {watches[name].query}",
                f"Remove it first: `pincite watch remove {name}`.",
            )
        news = run_watch(library, Watch(name, query, "", frozenset()), cite_without_style)
        save_watches(library.paths, [*watches.values(), news.watch])
    if json_output:
        print_json(news.watch.as_json() | {"passages": news.total})
    else:
        say(f"Saved; {news.total} passages are there now, and will not be shown as new.")
    return 0


def _run(corpus: CorpusOption, names: list[str], style: str | None, json_output: bool) -> int:
    from citation.written.excerpt_citations import make_citer
    from cli.search_command import print_results
    from search.answering.last_search import remember
    from search.answering.watches import load_watches, require_watch, run_watch, save_watches

    with open_corpus(corpus, searching=True) as library:
        watches = load_watches(library.paths)
        chosen = [require_watch(watches, name) for name in names] or list(watches.values())
        cite = make_citer(style, library.catalogue)
        news = [run_watch(library, each, cite) for each in chosen]
        watches.update({each.watch.name: each.watch for each in news})
        new = [result for each in news for result in each.new]
        remember(library.paths, "watch run", new)
        if json_output:
            print_json([each.as_json() for each in news])
        else:
            first = 1
            for each in news:
                say(f"{each.watch.name}: {each.watch.query}: {len(each.new)} new of {each.total}")
                print_results(each.new, first)
                first += len(each.new)
            if not news:
                say("There are no saved searches; `pincite watch add NAME QUERY` saves one.")
        save_watches(library.paths, list(watches.values()))
    return 0 if new else 1


def _list(corpus: CorpusOption, json_output: bool) -> int:
    from search.answering.watches import load_watches

    with open_corpus(corpus) as library:
        watches = load_watches(library.paths)
    if json_output:
        print_json([each.as_json() for each in watches.values()])
    else:
        for each in watches.values():
            echo(wrap_hanging(f"{each.name}  {each.query} · last run {each.last_run}"))
    return 0 if watches else 1


def _remove(corpus: CorpusOption, name: str) -> int:
    from search.answering.watches import load_watches, require_watch, save_watches

    with open_corpus(corpus) as library:
        watches = load_watches(library.paths)
        require_watch(watches, name)
        save_watches(library.paths, [each for each in watches.values() if each.name != name])
    say("Removed.")
    return 0
