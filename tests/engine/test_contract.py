"""What every engine must do: held against the text of random corpora and of real documents."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.queries import CorpusWording, draw_queries
from corpus.paths import CorpusPaths
from engine.document_words import NOTES_FROM, DocumentWords, count_document_words
from engine.interface import SATURATION, Engine, Writer
from engine.question import Among, And, AnyOf, Near, Not, Or, Phrase, Question, Term
from engine.scoring import Scoring
from engine.whoosh.reading import WhooshEngine
from engine.whoosh.writing import WhooshWriter
from indexer.library import Library
from indexer.opening import open_library
from indexer.updating.update import update_corpus
from indexer.words.tokens import split_words
from search.answering.text_hits import list_positive_terms
from search.answering.translating import Translator
from search.asking.parse import parse
from search.expanding.expansion import Expansion
from search.expanding.lexicon import get_lexicon
from tests.cluster.corpora import forget_words, open_engine, open_writer
from tests.engine.oracle import Corpus, Oracle, Page

ENGINES: dict[str, tuple[Callable[[Path], Engine], Callable[[Path], Writer]]] = {
    "whoosh": (WhooshEngine, WhooshWriter),
    "opensearch": (open_engine, open_writer),
}
each_engine = pytest.mark.parametrize(
    "name", ["whoosh", pytest.param("opensearch", marks=pytest.mark.cluster)]
)
REAL = Path(__file__).parents[3] / "shared" / "documents"


def count(pages: list[Page] | tuple[Page, ...]) -> DocumentWords:
    return count_document_words([body for body, _ in pages], [notes for _, notes in pages])


def document(*pages: str) -> DocumentWords:
    return count([(page.split(), []) for page in pages])


def change(
    name: str, folder: Path, put: dict[int, DocumentWords], drop: tuple[int, ...] = ()
) -> None:
    writer = ENGINES[name][1](folder)
    for id in drop:
        writer.drop(id)
    for id, words in put.items():
        writer.put(id, id + 1000, words)
    writer.commit()


@contextmanager
def opened(name: str, folder: Path) -> Iterator[Engine]:
    engine = ENGINES[name][0](folder)
    try:
        yield engine
    finally:
        engine.close()


def word(*spellings: str) -> AnyOf:
    return AnyOf(frozenset(spellings))


def find(name: str, folder: Path, question: Question) -> dict[int, list[int]]:
    with opened(name, folder) as engine:
        found = engine.find(question)
        return {id: [page for page, _ in pages] for id, pages in sorted(found.documents.items())}


WORD = st.sampled_from(["a", "b", "c", "dab", "é", "§"])
WORDS = st.lists(WORD, max_size=7)
CORPORA = st.dictionaries(
    st.integers(1, 99), st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=4), max_size=3
)
ANY_OF = st.sets(WORD, min_size=1, max_size=2).map(lambda some: AnyOf(frozenset(some)))
TERMS: st.SearchStrategy[Term] = st.one_of(
    ANY_OF,
    st.lists(ANY_OF, min_size=1, max_size=3).map(lambda words: Phrase(tuple(words))),
    st.builds(
        lambda words, distance, ordered: Near(tuple(words), distance, ordered),
        st.lists(ANY_OF, min_size=2, max_size=3),
        st.integers(0, 4),
        st.booleans(),
    ),
)
AMONG = st.dictionaries(st.integers(1, 99), st.sets(st.integers(0, 4)), max_size=3).map(Among)
QUESTIONS: st.SearchStrategy[Question] = st.recursive(
    st.one_of(TERMS, AMONG),
    lambda parts: st.one_of(
        st.lists(parts, min_size=2, max_size=3).map(lambda some: And(tuple(some))),
        st.lists(parts, min_size=2, max_size=3).map(lambda some: Or(tuple(some))),
        parts.map(Not),
    ),
    max_leaves=5,
)


@each_engine
@settings(max_examples=40, deadline=None)
@given(CORPORA, st.lists(QUESTIONS, min_size=5, max_size=15), st.lists(TERMS, max_size=3))
def test_an_engine_answers_what_the_text_says(
    name: str, corpus: Corpus, questions: list[Question], terms: list[Term]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        change(name, Path(folder), {id: count(list(pages)) for id, pages in corpus.items()})
        oracle = Oracle(corpus)
        with opened(name, Path(folder)) as engine:
            for question in questions:
                assert_answers(engine, oracle, question, terms)
            for term in terms:
                assert_positions(engine, oracle, term)


def assert_answers(engine: Engine, oracle: Oracle, question: Question, terms: list[Term]) -> None:
    """Pages, totals and scores are those of the text; a limit leaves out none of the best."""
    pages = oracle.find_pages(question)
    scores = oracle.score_pages(pages, terms)
    found = engine.find(question, terms)
    held = Counter(id for id, _ in pages)
    assert engine.count_answers(question) == held
    assert {
        (id, page): score for id, some in found.documents.items() for page, score in some
    } == pytest.approx(scores)
    assert (found.page_count, found.document_count) == (len(pages), len(held))
    for some in found.documents.values():
        assert some == sorted(some, key=lambda pair: (-pair[1], pair[0]))
    best = engine.find(question, terms, 1)
    assert (best.page_count, best.document_count) == (found.page_count, found.document_count)
    highest = max((some[0][1] for some in found.documents.values()), default=0.0)
    for id, some in found.documents.items():
        if some[0][1] == highest:
            assert best.documents[id] == some


def assert_positions(engine: Engine, oracle: Oracle, term: Term) -> None:
    """Positions on a page are counted from its first word, those of notes apart."""
    every = {id: range(len(pages)) for id, pages in oracle.corpus.items()}
    counts = oracle.count_hits(term)
    for (id, page), (positions,) in engine.find_positions([term], every).items():
        assert len(positions) == counts.get((id, page), 0)
        body, notes = oracle.corpus[id][page]
        if isinstance(term, AnyOf):
            assert list(positions) == [at for at, one in enumerate(body) if one in term.words] + [
                NOTES_FROM + at for at, one in enumerate(notes) if one in term.words
            ]
    if isinstance(term, AnyOf):
        found = {
            (id, *engine.locate_place(id, position))
            for id, positions in engine.find_places([term], [1.0], [0])[0].items()
            for position in positions
        }
        assert found == {
            (id, page, base + at)
            for id, pages in oracle.corpus.items()
            for page, texts in enumerate(pages)
            for base, text in zip((0, NOTES_FROM), texts, strict=True)
            for at, one in enumerate(text)
            if one in term.words
        }


@pytest.fixture(scope="module")
def real_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Some real documents."""
    folder = tmp_path_factory.mktemp("real")
    for path in sorted(REAL.glob("*.pdf")):
        if path.stat().st_size < 400_000:
            (folder / path.name).write_bytes(path.read_bytes())
    update_corpus(folder)
    library = open_library(CorpusPaths(folder))
    yield library
    library.close()


@each_engine
@pytest.mark.real
@pytest.mark.skipif(not REAL.is_dir(), reason="the real documents are not there")
def test_an_engine_answers_what_real_documents_say(
    name: str, real_library: Library, tmp_path: Path
) -> None:
    corpus = {
        entry.document.id: [
            (split_words(page.body), split_words(page.notes))
            for page in real_library.store.read_document_pages(entry.document.id)
        ]
        for entry in real_library.entries
    }
    change(name, tmp_path / "index", {id: count(pages) for id, pages in corpus.items()})
    oracle = Oracle(corpus)
    translator = Translator(real_library, Expansion(get_lexicon(real_library)))
    with opened(name, tmp_path / "index") as engine:
        for query in draw_queries(CorpusWording(real_library), 210):
            root = parse(query).root
            assert root is not None
            terms = [translator.translate_term(term) for term in list_positive_terms(root)]
            assert_answers(engine, oracle, translator.translate(root), terms)


@each_engine
def test_with_no_saturation_only_that_a_word_is_there_counts(name: str, tmp_path: Path) -> None:
    change(name, tmp_path, {1: document("a a a b"), 2: document("a b b b", "c")})
    with opened(name, tmp_path) as engine:
        found = engine.find(Or((word("a"), word("b"))), [word("a"), word("b")], saturation=0)
    assert found.documents[1][0][1] == found.documents[2][0][1]


@each_engine
def test_words_that_recur_very_often_are_counted(name: str, tmp_path: Path) -> None:
    often = ["a"] * 5000 + ["b"] * 300 + ["c"]
    corpus: dict[int, list[Page]] = {1: [(often, [])], 2: [("a b b c".split(), [])]}
    change(name, tmp_path, {id: count(list(pages)) for id, pages in corpus.items()})
    words: list[Term] = [word("a"), word("b"), word("c"), word("c", "b")]
    with opened(name, tmp_path) as engine:
        for terms in (words[:1], words[:2], words[:3], words):
            assert_answers(engine, Oracle(corpus), Or(tuple(words)), terms)


@each_engine
def test_words_near_each_other_are_counted_over_breaks_and_very_often(
    name: str, tmp_path: Path
) -> None:
    often = document(" ".join(["a b x"] * 1200))
    corpus: dict[int, list[Page]] = {
        1: [("b x x a b".split(), "b a".split()), ("a x x".split(), "a b".split())],
        2: [("x b x b a x".split(), []), ("b".split(), [])],
    }
    near = [
        Near((word("a"), word("b")), far, ordered) for far in (0, 4) for ordered in (True, False)
    ]
    change(name, tmp_path, {id: count(pages) for id, pages in corpus.items()})
    with opened(name, tmp_path) as engine:
        oracle = Oracle(corpus)
        for term in (*near, Near(near[0].words, 70)):
            assert_answers(engine, oracle, term, [term])
            assert_answers(engine, oracle, Or((word("x"), term)), [word("b"), term, word("x")])
            assert_answers(engine, oracle, term, [word("b")])
    change(name, tmp_path, {3: often}, drop=(1, 2))
    with opened(name, tmp_path) as engine:
        for term, times in zip(near, (1200, 1200, 1200, 2399), strict=True):
            score = Scoring([1], 1, SATURATION).score([times])
            assert engine.find(term, [term]).documents == {3: [(0, score)]}


@each_engine
def test_only_the_documents_among_are_found(name: str, tmp_path: Path) -> None:
    change(name, tmp_path, {id: document(f"a w{id}") for id in range(1, 301)})
    change(name, tmp_path, {id: document("a") for id in range(301, 304)}, drop=(70,))
    among = Among({id: range(1) for id in (3, 70, 71, 128, 300, 302, 999)})
    assert list(find(name, tmp_path, And((among, word("a"))))) == [3, 71, 128, 300, 302]
    assert len(find(name, tmp_path, word("a"))) == 302
    assert find(name, tmp_path, And((Among({}), word("w7")))) == {}
    with opened(name, tmp_path) as engine:
        assert engine.find_positions([word("a")], {3: [0], 128: [0]}) == {
            (3, 0): [[0]], (128, 0): [[0]],
        }  # fmt: skip


@each_engine
def test_words_at_one_place_are_both_there(name: str, tmp_path: Path) -> None:
    body, notes = "the re elected board re elected".split(), "re elected".split()
    compounds = [([(1, "reelected"), (4, "reelected")], [(0, "reelected")]), ([], [])]
    words = count_document_words([body, ["again"]], [notes, []], compounds)
    change(name, tmp_path, {1: words})
    whole, end = word("reelected"), word("elected")
    with opened(name, tmp_path) as engine:
        assert engine.find_positions([whole, end], {1: [0]}) == {
            (1, 0): [[1, 4, NOTES_FROM], [2, 5, NOTES_FROM + 1]]
        }
        assert engine.find(Phrase((word("re"), end, word("again")))).page_count == 1
        assert engine.find(Phrase((whole, end, word("again")))).page_count == 1
        assert engine.find(Near((word("the"), whole), 0)).page_count == 1
        assert engine.find(Near((word("re"), whole), 0)).page_count == 0
        near = Near((word("re"), whole), 4)  # from one place to the other, not there and back
        score = Scoring([1], 2, SATURATION).score([1])
        assert engine.find(near, [near]).documents == {1: [(0, score)]}
        assert engine.count_pages("reelected") == 1


@each_engine
def test_a_dropped_document_is_not_found_and_others_are(name: str, tmp_path: Path) -> None:
    change(name, tmp_path, {1: document("a"), 2: document("a")})
    change(name, tmp_path, {3: document("a")}, drop=(1,))
    assert set(find(name, tmp_path, word("a"))) == {2, 3}
    with opened(name, tmp_path) as engine:
        assert engine.stamps == {2: 1002, 3: 1003}


@each_engine
def test_a_document_in_place_of_itself_is_found_once(name: str, tmp_path: Path) -> None:
    change(name, tmp_path, {1: document("old"), 2: document("a")})
    change(name, tmp_path, {1: document("new", "new")})
    assert find(name, tmp_path, word("old")) == {}
    assert find(name, tmp_path, word("new")) == {1: [0, 1]}
    assert find(name, tmp_path, Not(word("new"))) == {2: [0]}


@each_engine
def test_a_reader_sees_the_index_as_it_was_opened(name: str, tmp_path: Path) -> None:
    change(name, tmp_path, {1: document("a")})
    with opened(name, tmp_path) as engine:
        change(name, tmp_path, {2: document("a")})
        assert set(engine.find(word("a")).documents) == {1}
    assert set(find(name, tmp_path, word("a"))) == {1, 2}


@each_engine
def test_nothing_is_seen_of_what_was_cancelled(name: str, tmp_path: Path) -> None:
    change(name, tmp_path, {1: document("a")})
    writer = ENGINES[name][1](tmp_path)
    writer.drop(1)
    writer.put(2, 0, document("a"))
    writer.cancel()
    assert set(find(name, tmp_path, word("a"))) == {1}


@each_engine
def test_cancelling_after_a_commit_does_nothing(name: str, tmp_path: Path) -> None:
    writer = ENGINES[name][1](tmp_path)
    writer.put(1, 0, document("a"))
    writer.commit()
    writer.cancel()
    assert set(find(name, tmp_path, word("a"))) == {1}


@each_engine
def test_an_empty_index_answers(name: str, tmp_path: Path) -> None:
    forget_words(name)
    change(name, tmp_path, {})
    assert find(name, tmp_path, Not(word("a"))) == {}
    with opened(name, tmp_path) as engine:
        assert (engine.list_words(), engine.count_pages("nowhere"), engine.stamps) == ([], 0, {})


@each_engine
def test_many_small_additions_and_removals_lose_nothing(name: str, tmp_path: Path) -> None:
    end = 41 if name == "whoosh" else 16  # Whoosh merges its segments now and then
    for id in range(1, end):
        drop = (id - 3,) if id % 5 == 0 else ()
        change(name, tmp_path, {id: document(f"all w{id}", "all")}, drop)
    gone = {id - 3 for id in range(5, end, 5)}
    assert set(find(name, tmp_path, word("all"))) == set(range(1, end)) - gone
    for id in range(1, end):
        assert find(name, tmp_path, word(f"w{id}")) == ({} if id in gone else {id: [0]})


@each_engine
@settings(max_examples=20, deadline=None)
@given(st.sets(st.text(alphabet="abéz", min_size=1, max_size=4), min_size=1), st.text("abéz"))
def test_words_are_listed_by_their_beginning(name: str, words: set[str], prefix: str) -> None:
    own = f"w{uuid4().hex}"  # all folders share the words of a cluster
    known = sorted(own + word for word in words | {f"a{number}" for number in range(300)})
    with tempfile.TemporaryDirectory() as folder:
        change(
            name, Path(folder), {1: document(" ".join(known[::2])), 2: document(known[0], known[0])}
        )
        change(name, Path(folder), {3: document(" ".join(known[1::2]))}, drop=(2,))
        with opened(name, Path(folder)) as engine:
            for beginning in (prefix, "", "a1", "z"):
                expected = [word for word in known if word.startswith(own + beginning)]
                assert engine.list_words(own + beginning) == expected
            everything = engine.list_words()
            assert everything == sorted(everything)
            assert [word for word in everything if word.startswith(own)] == known
            some = known[::10]
            counts = engine.count_pages_of_each([*some, own])
            assert all(counts[one] >= 1 for one in some)
            assert counts[own] == engine.count_pages(own) == 0
            assert counts[known[0]] == engine.count_pages(known[0])
