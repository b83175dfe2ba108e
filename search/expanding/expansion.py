"""From a word of a question to the words of the corpus that it stands for."""

from __future__ import annotations

from typing import assert_never

from indexer.words.compounds import name_compound
from search.asking.query import (
    Exact,
    Fuzzy,
    Glob,
    Hyphened,
    PhraseWord,
    Term,
    Word,
    list_words,
)
from search.expanding.lexicon import Lexicon


class Expansion:
    """Expands words by the lexicon, each only once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._known: dict[Word | PhraseWord, frozenset[str]] = {}
        self._families: dict[Word | Fuzzy, frozenset[str]] = {}
        self.notes: list[str] = []
        """One sentence for each pattern that matches more words than are looked for."""

    def expand(self, word: Word | PhraseWord) -> frozenset[str]:
        """The folded words that `word` stands for, including itself unless it is a pattern."""
        if word not in self._known:
            self._known[word] = frozenset(self._expand(word))
        return self._known[word]

    def expand_each(self, term: Term) -> tuple[frozenset[str], ...]:
        """What each word of a term stands for: of two typed with a hyphen, either spelling."""
        if not isinstance(term, Hyphened):
            return tuple(map(self.expand, list_words(term)))
        from search.expanding.spellings import list_other_spellings  # here: a phrase needs none

        words = (part.word for part in term.words)
        return tuple(frozenset((word, *list_other_spellings(word))) for word in words)

    def expand_joined(self, term: Hyphened) -> frozenset[str]:
        """The words that two words typed with a hyphen are as one, without what is the two of them
        one after the other, unless they must be one; none where no text has it so."""
        found = frozenset(self._lexicon.find_same_stem(term.joined.word))
        split = name_compound(*(word.word for word in term.words))
        return found - {split} if term.may_be_two else found

    def expand_widely(self, word: Word | PhraseWord) -> frozenset[str]:
        """The same with the family of a plain word: for ranking only."""
        if not isinstance(word, Word | Fuzzy):
            return self.expand(word)
        if word not in self._families:
            self._families[word] = self.expand(word).union(self._lexicon.find_family(word.word))
        return self._families[word]

    def _expand(self, word: Word | PhraseWord) -> list[str]:
        match word:
            case Exact(plain):
                return [plain]
            case Word(plain):
                return [plain, *self._lexicon.find_same_stem(plain)]
            case Fuzzy(plain, typos):
                near = [spelling for spelling, _ in self._lexicon.find_within(plain, typos)]
                return [plain, *near, *self._lexicon.find_same_stem(plain)]
            case Glob(pattern):
                matching, cut = self._lexicon.find_matching(pattern)
                if cut:
                    self.notes.append(
                        f"“{pattern}” matches very many words; only the {len(matching)} shortest"
                        " were looked for."
                    )
                return matching
        assert_never(word)
