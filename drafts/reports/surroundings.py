"""The sentence of a draft around a quotation."""

from __future__ import annotations

from drafts.quotations.quotation_finder import Quotation
from indexer.readers.flowing.flowing_text import FlowingText
from search.answering.sentences import find_sentence_spans

_LONGEST = 400
"""Characters on either side; of a longer sentence only what is nearest is shown."""


def find_surroundings(draft: FlowingText, quotation: Quotation) -> tuple[str, str]:
    """What stands before and after the quotation in its sentence, with the marks around it; empty
    for a block quotation, which is no part of a sentence."""
    if quotation.kind == "block":
        return "", ""
    first, last = quotation.spans[0], quotation.spans[-1]
    before = draft.blocks[first.block].text[: first.start]
    after = draft.blocks[last.block].text[last.end :]
    return _keep_end(before), _keep_beginning(after)


def _keep_end(text: str) -> str:
    """The last sentence of `text`, which need not have ended."""
    spans = find_sentence_spans(text)
    start = spans[-1][0] if spans else 0
    # a quotation mark alone is no sentence
    if len(spans) > 1 and not any(map(str.isalnum, text[start:])):
        start = spans[-2][0]
    kept = text[start:]
    return kept if len(kept) <= _LONGEST else f"… {kept[-_LONGEST:].split(' ', 1)[-1]}"


def _keep_beginning(text: str) -> str:
    """`text` up to the end of its first sentence."""
    spans = find_sentence_spans(text)
    at = next((end for start, end in spans if any(map(str.isalnum, text[start:end]))), len(text))
    kept = text[:at]
    return kept if len(kept) <= _LONGEST else f"{kept[:_LONGEST].rsplit(' ', 1)[0]} …"
