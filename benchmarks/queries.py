"""Queries such as people ask, drawn with a fixed seed from the words of any corpus.

SHARES says what is drawn, and how much of each sort. Words of a query that must be on one page are
taken from one page, so that most queries find something.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from random import Random

from benchmarks.passages import damage_letters
from indexer.library import Library
from indexer.words.tokens import split_words

_SAMPLED_PAGES = 2_000
_COMMON = 100
"""How many of the most frequent words count as meaningless by themselves."""
_TRIES = 5_000


class CorpusWording:
    """The words of a corpus, or of many pages of a large one, by their frequency."""

    def __init__(self, library: Library, seed: int = 1) -> None:
        self.random = Random(seed)
        ranges = list(library.list_key_ranges())
        keys = [key for _, keys in ranges for key in keys]
        sample = sorted(self.random.sample(keys, min(_SAMPLED_PAGES, len(keys))))
        pages = (split_words(page.body) for page in library.store.read_pages(sample).values())
        self.pages = [page for page in pages if len(page) > 50]
        self.kinds = sorted({entry.item.kind for entry, _ in ranges})
        dates = (entry.item.issued for entry, _ in ranges)
        self.years = sorted({date.year for date in dates if date}) or [2000]
        counts = Counter(word for page in self.pages for word in page)
        self.frequent = {word for word, _ in counts.most_common(_COMMON)}
        ranked = [word for word, _ in counts.most_common() if _is_meaningful(word)]
        self.bands = _split_bands(ranked, (0.01, 0.1))

    def draw_word(self, band: int) -> str:
        """A word from the commonest hundredth (0), the rest of that tenth (1), or the rest (2)."""
        return self.random.choice(self.bands[band])

    def draw_together(self, count: int, within: int | None = None) -> list[str]:
        """Meaningful words from one page, at most `within` words from first to last."""
        return self._draw_until_found(lambda: self._draw_from_page(count, within))

    def draw_phrase(self, lengths: Sequence[int], fits: Callable[[Sequence[str]], bool]) -> str:
        """Consecutive words of a page, as many as one of `lengths`, for which `fits` is true."""

        def draw_window() -> list[str]:
            page, length = self.random.choice(self.pages), self.random.choice(lengths)
            start = self.random.randrange(len(page) - length)
            window = page[start : start + length]
            return window if fits(window) else []

        return f'"{" ".join(self._draw_until_found(draw_window))}"'

    def _draw_from_page(self, count: int, within: int | None) -> list[str]:
        page = self.random.choice(self.pages)
        if within:
            start = self.random.randrange(len(page))
            page = page[start : start + within]
        fitting = sorted({word for word in page if _is_meaningful(word)} - self.frequent)
        return self.random.sample(fitting, count) if len(fitting) >= count else []

    def _draw_until_found(self, draw: Callable[[], list[str]]) -> list[str]:
        """The first that is not empty; two common words if the corpus is too small for any."""
        draws = (draw() for _ in range(_TRIES))
        return next(filter(None, draws), [self.draw_word(0), self.draw_word(0)])

    def draw_misspelt(self, letters: int, typos: int) -> str:
        """A word of at least `letters` letters, `typos` of them left out or changed."""
        fitting = [word for word in self.bands[1] if len(word) >= letters] or self.bands[1]
        word = self.random.choice(fitting)
        for _ in range(typos):
            at = self.random.randrange(1, len(word))
            word = word[:at] + self.random.choice(("", "e", "x")) + word[at + 1 :]
        return f"{word}~{typos}"

    def draw_prefix(self) -> str:
        """The beginning of a word, at least four letters, and a star."""
        word = self.draw_word(self.random.choice((1, 2)))
        return f"{word[: max(4, len(word) // 2)]}*"

    def draw_date_filter(self) -> str:
        """A date filter for the documents of some years."""
        first, last = sorted(self.random.choices(self.years, k=2))
        return f"date:{first}..{last}"

    def draw_quotations(self, count: int) -> list[str]:
        """12 to 45 consecutive words each, with one letter in twenty damaged."""
        drawn = (self.draw_phrase(range(12, 46), bool) for _ in range(count))
        return [damage_letters(text.strip('"'), 0.05, self.random) for text in drawn]

    def find_most_frequent_pair(self) -> str:
        """The most frequent phrase of two words of five letters or more."""
        pairs = Counter(
            (first, second)
            for page in self.pages
            for first, second in pairwise(page)
            if min(len(first), len(second)) > 4 and (first + second).isalpha()
        )
        return f'"{" ".join(pairs.most_common(1)[0][0])}"'


def _is_meaningful(word: str) -> bool:
    return len(word) > 3 and word.isascii() and word.isalpha()


def _split_bands(ranked: list[str], shares: tuple[float, float]) -> tuple[list[str], ...]:
    """`ranked` cut after these shares; no part is empty unless all are."""
    first, second = (max(at, int(share * len(ranked))) for at, share in enumerate(shares, 1))
    return ranked[:first], ranked[first:second] or ranked, ranked[second:] or ranked


def _make_rare_test(of: CorpusWording) -> Callable[[Sequence[str]], bool]:
    rare = {*of.bands[1], *of.bands[2]}
    return lambda phrase: not rare.isdisjoint(phrase)


SHARES: tuple[tuple[int, str, Callable[[CorpusWording], str]], ...] = (
    (5, "a common word", lambda of: of.draw_word(0)),
    (10, "a middling word", lambda of: of.draw_word(1)),
    (5, "a rare word", lambda of: of.draw_word(2)),
    (5, "exactly this word", lambda of: f'"{of.draw_word(1)}"'),
    (20, "two words", lambda of: " ".join(of.draw_together(2))),
    (5, "three words", lambda of: " ".join(of.draw_together(3))),
    (12, "a phrase with a rare word", lambda of: of.draw_phrase((2, 3, 4), _make_rare_test(of))),
    (4, "a phrase of common words", lambda of: of.draw_phrase((2, 3), of.frequent.issuperset)),
    (4, "any phrase", lambda of: of.draw_phrase((3, 4), bool)),
    (5, "either word", lambda of: f"{of.draw_word(1)} OR {of.draw_word(1)}"),
    (5, "one without another", lambda of: " -".join(of.draw_together(2))),
    (5, "a beginning", lambda of: of.draw_prefix()),
    (3, "one typo", lambda of: of.draw_misspelt(5, 1)),
    (2, "two typos", lambda of: of.draw_misspelt(8, 2)),
    (5, "words near each other", lambda of: f'"{" ".join(of.draw_together(2, 10))}"~10'),
    (3, "a word in one kind", lambda of: f"{of.draw_word(1)} kind:{of.random.choice(of.kinds)}"),
    (2, "a word in some years", lambda of: f"{of.draw_word(1)} {of.draw_date_filter()}"),
)
"""The percentage of the queries, their sort, and how to draw one."""


def draw_queries(of: CorpusWording, count: int = 200) -> list[str]:
    """`count` queries in the shares of SHARES, in mixed order, each only once if possible."""
    queries: list[str] = []
    for percent, _, draw in SHARES:
        for _ in range(round(count * percent / 100)):
            tries = (draw(of) for _ in range(20))
            queries.append(next((query for query in tries if query not in queries), draw(of)))
    of.random.shuffle(queries)
    return queries
