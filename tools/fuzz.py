"""Odd inputs for whatever reads what strangers wrote: `python -m tools.fuzz TARGET SECONDS`.

With atheris (`pip install atheris`, Linux) the inputs are led by what they make the code do, else
they are seeds changed by chance. What breaks something is written to `fuzz-found/`; once it is
mended, its file goes to `tests/fuzz/seeds/TARGET`, where the tests try it for ever.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from corpus.errors import PinciteError

SEEDS = Path(__file__).parents[1] / "tests" / "fuzz" / "seeds"
_FOUND = Path("fuzz-found")
_INSTRUMENTED = ["corpus", "drafts", "indexer", "search"]
_SLOW = 10
"""Seconds after which an input counts as one that hangs."""


def try_query(data: bytes) -> None:
    """A question is read, and what it was read as is read as the same."""
    from search.asking.parse import parse
    from search.asking.query import format_query

    root = parse(data.decode("utf-8", "surrogateescape")).root
    if root is not None:
        read_as = format_query(root)
        again = parse(read_as).root
        assert again is not None and format_query(again) == read_as, read_as


def try_locate(data: bytes) -> None:
    """Words are located in the sample."""
    found = _open_locator().locate(data.decode("utf-8", "surrogateescape"))
    assert all(0 <= match.similarity <= 1 for match in found.matches)


def try_docx(data: bytes) -> None:
    """The main part of a Word file is read."""
    import zipfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.docx")
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr("word/document.xml", data)
        _read_draft(path)


def try_bibtex(data: bytes) -> None:
    """A BibTeX file is read."""
    from corpus.formats.bibtex import read

    read(data.decode("utf-8", "replace"))


def try_ris(data: bytes) -> None:
    """A RIS file is read."""
    from corpus.formats.ris import read

    read(data.decode("utf-8", "replace"))


def try_yaml(data: bytes) -> None:
    """A CSL-YAML file is read."""
    from corpus.formats.csl_yaml import read

    read(data.decode("utf-8", "replace"))


def try_catalogue(data: bytes) -> None:
    """A catalogue is loaded, written and loaded again."""
    from corpus.catalogue import Catalogue

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "catalogue.json")
        path.write_bytes(data)
        catalogue = Catalogue.load(path)
        catalogue.save()
        assert [item.id for item in Catalogue.load(path)] == [item.id for item in catalogue]


def try_pdf(data: bytes) -> None:
    """A PDF is read, and its pages are labelled and cleaned."""
    from indexer.pages.document import read_document

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.pdf")
        path.write_bytes(data)
        read_document(path)


def _try_suffix(suffix: str) -> Callable[[bytes], None]:
    def try_draft(data: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, f"a{suffix}")
            path.write_bytes(data)
            _read_draft(path)

    return try_draft


def _read_draft(path: Path) -> None:
    from drafts.claims.claim_finder import find_claims
    from drafts.quotations.draft_reading import read_draft
    from drafts.quotations.quotation_finder import find_quotations

    draft = read_draft(path)
    assert all(block.text.strip() for block in draft.blocks)
    find_claims(draft, find_quotations(draft).quotations)


@lru_cache(maxsize=1)
def _open_locator() -> Any:
    from corpus.paths import CorpusPaths
    from corpus.sample import copy_to
    from indexer.opening import open_library
    from indexer.readers.options import ReadOptions
    from indexer.updating.update import update_corpus
    from search.locating.locate import Locator

    folder = Path(tempfile.mkdtemp())
    copy_to(folder)
    update_corpus(folder, ReadOptions(recognise=False), processes=1)
    return Locator(open_library(CorpusPaths(folder.resolve())))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "query": try_query,
    "locate": try_locate,
    "docx": try_docx,
    "html": _try_suffix(".html"),
    "markdown": _try_suffix(".md"),
    "text": _try_suffix(".txt"),
    "bibtex": try_bibtex,
    "ris": try_ris,
    "yaml": try_yaml,
    "catalogue": try_catalogue,
    "pdf": try_pdf,
}


def run_input(target: str, data: bytes) -> None:
    """Try one input. Raises what it breaks; an error for the user is none."""
    with suppress(PinciteError):
        TARGETS[target](data)


def list_seeds(target: str) -> list[Path]:
    """The inputs that are tried for ever."""
    return sorted((SEEDS / target).glob("*"))


def main() -> int:
    """Try one target, or each in turn; returns the exit code."""
    target, seconds, *_ = *sys.argv[1:], *("all", "60")[len(sys.argv) - 1 :]
    if target != "all":
        return _fuzz(target, float(seconds))
    codes = [
        subprocess.run([sys.executable, "-m", "tools.fuzz", one, seconds], check=False).returncode
        for one in TARGETS
    ]
    return max(codes)


def _fuzz(target: str, seconds: float) -> int:
    _FOUND.mkdir(exist_ok=True)
    try:
        import atheris
    except ImportError:
        return _change_by_chance(target, seconds)
    with atheris.instrument_imports(include=_INSTRUMENTED):
        for seed in list_seeds(target):
            run_input(target, seed.read_bytes())
    new = tempfile.mkdtemp()
    limits = [f"-max_total_time={seconds:.0f}", f"-timeout={_SLOW}", "-rss_limit_mb=3000"]
    where = [f"-artifact_prefix={_FOUND}/{target}-", "-print_final_stats=0", "-verbosity=0"]
    arguments = [sys.argv[0], *limits, *where, new, str(SEEDS / target)]
    atheris.Setup(arguments, lambda data: run_input(target, data))
    atheris.Fuzz()
    return 0


def _change_by_chance(target: str, seconds: float) -> int:
    seeds = [seed.read_bytes() for seed in list_seeds(target)]
    until, tried = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        data, begun = _change(random.choice(seeds), seeds), time.monotonic()
        try:
            run_input(target, data)
            assert time.monotonic() - begun < _SLOW, "it is slow"
        except Exception:
            path = _FOUND / f"{target}-{abs(hash(data)):x}"
            path.write_bytes(data)
            print(f"{target}: {path} breaks something.")
            raise
        tried += 1
    print(f"{target}: {tried} inputs, nothing broke.")
    return 0


def _change(data: bytes, seeds: list[bytes]) -> bytes:
    """The same with some stretches removed, repeated, swapped or made up."""
    for _ in range(random.randint(1, 6)):
        start = random.randint(0, len(data))
        end = min(len(data), start + random.choice((0, 1, 4, 30, 300)))
        other = random.choice(seeds)
        at = random.randint(0, len(other))
        repeated = data[start:end] * random.choice((2, 2, 50))
        put = random.choice((b"", repeated, other[at : at + 40], random.randbytes(3)))
        data = data[:start] + put + data[end:]
    return data


if __name__ == "__main__":
    raise SystemExit(main())
