"""Records to try the formats on: real ones, and any that hypothesis can think of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from corpus.csl import DATES, NAMES, NUMBERS, TEXTS, TYPES
from corpus.items import Item

HERE = Path(__file__).parent
SAMPLES = HERE / "samples"


def real_items() -> list[Item]:
    """Board minutes, briefs, reports, a statute, papers and articles."""
    return [Item(record) for record in json.loads((HERE / "records.json").read_text("utf-8"))]


_SIGNS = "abcXYZ éñŁß“”‘’'`\"–—-&%$#_{}~^\\@<>/=+*:;,.!?()[]|0123456789€日本\u0301\u00a0"
_MARKS = ("<i>{}</i>", '<span class="nocase">{}</span>', "<sup>{}</sup>", "{}")

texts = st.text(_SIGNS, min_size=1, max_size=24).map(str.strip).filter(bool)
marked = st.builds(
    lambda mark, one, two: f"{one} {mark.format(two)}",
    st.sampled_from(_MARKS),
    texts,
    st.text("abc XYZ", min_size=1, max_size=8).map(str.strip).filter(bool),
)
keys = st.text("abcXYZ0189-_:./ é", min_size=1, max_size=12).map(str.strip).filter(bool)
words = st.text("abcXYZ éÅ'’-.,", min_size=1, max_size=12).map(str.strip).filter(bool)

persons = st.fixed_dictionaries(
    {"family": words},
    optional={
        "given": words,
        "suffix": st.sampled_from(["Jr.", "III"]),
        "non-dropping-particle": st.sampled_from(["van den", "de", "Von"]),
        "dropping-particle": st.sampled_from(["von", "d’"]),
    },
)
bodies = st.fixed_dictionaries({"literal": texts})
names = st.lists(persons | bodies, min_size=1, max_size=3)

_days = st.dates().map(lambda day: [day.year, day.month, day.day])
_parts = st.builds(lambda day, known: day[:known], _days, st.integers(1, 3))
dates: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.fixed_dictionaries(
        {"date-parts": _parts.map(lambda one: [one])}, optional={"circa": st.just(True)}
    ),
    st.lists(_parts, min_size=2, max_size=2).map(lambda both: {"date-parts": both}),
    st.builds(
        lambda y, s: {"date-parts": [[y]], "season": s}, st.integers(1, 9999), st.integers(1, 4)
    ),
    texts.map(lambda said: {"literal": said}),
)

_json = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


def records(types: list[str] | None = None) -> st.SearchStrategy[dict[str, Any]]:
    """Any valid record, every variable possible, with any `custom`."""
    optional: dict[str, st.SearchStrategy[Any]] = dict.fromkeys(NAMES, names)
    optional |= dict.fromkeys(DATES, dates)
    optional |= dict.fromkeys(TEXTS, marked | texts)
    optional |= dict.fromkeys(NUMBERS, texts | st.integers(0, 3000))
    optional["custom"] = st.dictionaries(texts, _json, max_size=2)
    # A few fields at a time: nearly all records are small, and small ones shrink well.
    chosen = st.lists(st.sampled_from(sorted(optional)), max_size=7, unique=True)
    required = {"id": keys, "type": st.sampled_from(types or sorted(TYPES))}
    return chosen.flatmap(
        lambda some: st.fixed_dictionaries(required | {field: optional[field] for field in some})
    )
