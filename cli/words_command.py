"""`pincite words`: the words that set a document apart."""

from __future__ import annotations

from typing import Annotated

from cli.common import CorpusOption, JsonOption, echo, open_corpus, print_json, say
from cli.declaring import Argument, Option
from cli.layout import wrap_hanging


def words(
    item: Annotated[str, Argument("Citation key or file.")],
    corpus: CorpusOption = None,
    limit: Annotated[int, Option("Number of words; 0 for all.", min=0)] = 20,
    json_output: JsonOption = False,
) -> int:
    """List the words that set a document apart, with their pages.

    They stand on more of its pages than is usual in the corpus: a first look at what it is about.
    Exit code 1 if there are none.

    Example: pincite words tulloch-2018
    """
    from search.answering.characteristic_words import find_characteristic_words

    with open_corpus(corpus, searching=True) as library:
        entry = library.get_entry(item)
        found = find_characteristic_words(library, entry, limit)
    if json_output:
        listed = [word.as_json() for word in found]
        print_json({"item": entry.item.id, "file": entry.files[0], "words": listed})
        return 0 if found else 1
    for word in found:
        echo(wrap_hanging(f"{word.word}  {word.where}"))
    if not found:
        say("No word is more frequent here than elsewhere in the corpus.")
    return 0 if found else 1
