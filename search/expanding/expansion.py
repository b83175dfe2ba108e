"""From a word of a question to the words of the corpus that it stands for."""

from __future__ import annotations

from typing import assert_never

from search.asking.query import Exact, Fuzzy, Glob, PhraseWord, Word
from search.expanding.lexicon import Lexicon


class Expansion:
    """Expands words over the lexicon, each once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._known: dict[Word | PhraseWord, frozenset[str]] = {}
        self.notes: list[str] = []
        """One sentence for each pattern that fits more words than are looked for."""

    def expand(self, word: Word | PhraseWord) -> frozenset[str]:
        """The folded words that `word` stands for, itself among them if it is written out."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = frozenset(self._expand(word))
        return found

    def _expand(self, word: Word | PhraseWord) -> list[str]:
        match word:
            case Exact(plain):
                return [plain]
            case Word(plain):
                return [plain, *self._lexicon.find_same_stem(plain)]
            case Fuzzy(plain, typos):
                near = [found for found, _ in self._lexicon.find_within(plain, typos)]
                return [plain, *near, *self._lexicon.find_same_stem(plain)]
            case Glob(pattern):
                fitting, cut = self._lexicon.find_matching(pattern)
                if cut:
                    self.notes.append(
                        f"“{pattern}” fits very many words; only the {len(fitting)} shortest were"
                        " looked for."
                    )
                return fitting
        assert_never(word)
