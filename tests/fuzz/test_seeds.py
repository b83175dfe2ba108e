"""Odd inputs that are tried for ever, and some more that chance makes of them (`tools/fuzz.py`)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.fuzz import TARGETS, list_seeds, run_input

ALL = [(target, seed) for target in TARGETS for seed in list_seeds(target)]


@pytest.mark.parametrize(("target", "seed"), ALL, ids=lambda one: getattr(one, "name", one))
def test_a_seed_breaks_nothing(target: str, seed: object) -> None:
    run_input(target, seed.read_bytes())  # type: ignore[attr-defined]


def test_every_target_has_seeds() -> None:
    assert {target for target, _ in ALL} == set(TARGETS)


@pytest.mark.parametrize("target", sorted(set(TARGETS) - {"locate", "pdf"}))
def test_what_chance_makes_of_a_seed_breaks_nothing(target: str) -> None:
    seeds = [seed.read_bytes() for seed in list_seeds(target)]

    @given(data=st.data())
    @settings(max_examples=40)
    def try_changed(data: st.DataObject) -> None:
        seed = data.draw(st.sampled_from(seeds))
        start = data.draw(st.integers(0, len(seed)))
        end = data.draw(st.integers(start, min(len(seed), start + 40)))
        put = data.draw(st.binary(max_size=12) | st.sampled_from((seed[:30], seed[start:end] * 3)))
        run_input(target, seed[:start] + put + seed[end:])

    try_changed()
