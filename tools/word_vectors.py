"""Makes the tables with which search compares meanings: vectors of words, and related words.

    python -m tools.word_vectors MODEL.onnx TOKENIZER.json

MODEL and TOKENIZER are those of the sentence encoder all-MiniLM-L6-v2 (Apache-2.0). Each of the
commonest words of symspellpy's English list is encoded by itself, the vectors are turned so that
most of what tells them apart stands in few numbers, of which the first are kept, and those of
common words are shortened. So Model2Vec makes static vectors of an encoder; the weights of common
words are those of Arora, Liang and Ma (2017).

Needs numpy, onnxruntime and tokenizers, which pincite itself does not.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from search.meaning.related_words import COUNT, FULL, RELATED
from search.meaning.word_table import LENGTH, OFFSET, VECTORS, WORDS

_COUNT = 30_000
_COMMON = 3e-4
"""The share of all words at which a word is worth half."""
_UNLISTED = 0.1
"""Of all words in texts, those that the list does not have, about."""
_BATCH = 256
_ALIKE = 0.3
"""The cosine from which on words are related."""
_CLIPPED = 99.9
"""Per cent of the numbers that fit into a byte; the rest are cut to its largest."""


def main() -> None:
    """Write the tables beside the modules that read them."""
    import numpy

    model, tokenizer = sys.argv[1:]
    words, counts = _read_words()
    vectors = _encode(words, Path(model), Path(tokenizer))
    vectors /= numpy.linalg.norm(vectors, axis=1, keepdims=True)
    vectors -= vectors.mean(0)
    RELATED.write_bytes(_relate(vectors[:_COUNT]))
    turned = numpy.linalg.svd(vectors, full_matrices=False)[2]
    shares = numpy.array(counts) / sum(counts) * (1 - _UNLISTED)
    vectors = vectors @ turned[:LENGTH].T * (_COMMON / (_COMMON + shares))[:, None]
    vectors = vectors[:_COUNT]
    scaled = vectors / numpy.percentile(numpy.abs(vectors), _CLIPPED) * (OFFSET - 1)
    numbers = numpy.round(scaled).clip(1 - OFFSET, OFFSET - 1) + OFFSET
    VECTORS.write_bytes(numbers.astype(numpy.uint8).tobytes())
    WORDS.write_text("\n".join(words[:_COUNT]) + "\n", encoding="utf-8", newline="\n")


def _relate(vectors: Any) -> bytes:
    """For each word, as `RELATED` has them, the words that are most like it."""
    import numpy

    vectors = vectors / numpy.linalg.norm(vectors, axis=1, keepdims=True)
    rows: list[bytes] = []
    for first in range(0, len(vectors), _BATCH):
        cosines = vectors[first : first + _BATCH] @ vectors.T
        cosines[range(len(cosines)), range(first, first + len(cosines))] = 0  # no word is its own
        best = numpy.argsort(-cosines, axis=1, kind="stable")[:, :COUNT]
        shares = (numpy.take_along_axis(cosines, best, 1) - _ALIKE) / (1 - _ALIKE)
        shares = numpy.round(shares.clip(0, 1) * FULL).astype(numpy.uint8)
        pairs = zip(best.astype("<u2"), shares, strict=True)
        rows += [numbers.tobytes() + share.tobytes() for numbers, share in pairs]
    return b"".join(rows)


def _read_words() -> tuple[list[str], list[int]]:
    """The words of symspellpy's list, commonest first, with how often they were counted."""
    package = find_spec("symspellpy")
    if package is None or not package.submodule_search_locations:
        sys.exit("symspellpy is not installed.")
    path = Path(package.submodule_search_locations[0]) / "frequency_dictionary_en_82_765.txt"
    pairs = [line.split() for line in path.read_text(encoding="utf-8-sig").splitlines()]
    kept = [(word, int(count)) for word, count in pairs if word.isalpha() and len(word) > 1]
    kept = kept[: _COUNT + _COUNT // 3]  # the rest helps to see which way to turn
    return [word for word, _ in kept], [count for _, count in kept]


def _encode(words: list[str], model: Path, tokenizer: Path) -> Any:
    """The vector of each word: the mean over its tokens."""
    import numpy
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    session = InferenceSession(str(model))
    inputs = [each.name for each in session.get_inputs()]
    split = Tokenizer.from_file(str(tokenizer))
    split.no_truncation()
    split.enable_padding(pad_id=0, pad_token="[PAD]")
    by_length = sorted(range(len(words)), key=lambda at: len(words[at]))
    vectors: Any = None
    for first in range(0, len(words), _BATCH):
        some = by_length[first : first + _BATCH]
        batch = split.encode_batch([words[at] for at in some])
        mask = numpy.array([each.attention_mask for each in batch])
        ids = numpy.array([each.ids for each in batch])
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": numpy.zeros_like(ids)}
        states = session.run(None, {name: given[name] for name in inputs})[0]
        means = (states * mask[..., None]).sum(1) / mask.sum(1)[:, None]
        if vectors is None:
            vectors = numpy.zeros((len(words), means.shape[1]))
        vectors[some] = means
    return vectors


if __name__ == "__main__":
    main()
