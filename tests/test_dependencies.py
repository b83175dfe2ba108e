"""Every dependency states a licence under which pincite may be given away."""

from __future__ import annotations

import pytest

from tools.audit import list_weaknesses
from tools.licences import list_licences

PERMISSIVE = ("MIT", "BSD", "Apache", "ISC", "PSF", "Python", "Mozilla", "MPL", "HPND", "Unlicense")


@pytest.mark.parametrize("stated", list(list_licences()), ids=lambda stated: stated[0])
def test_a_dependency_states_a_permissive_licence(stated: tuple[str, str, str]) -> None:
    _, _, licence = stated
    assert any(word in licence for word in PERMISSIVE), stated


def test_a_known_weakness_is_told_with_the_version_that_mends_it() -> None:
    found = {"name": "a", "version": "1", "vulns": [{"id": "X-1", "fix_versions": ["2"]}]}
    assert list_weaknesses(found) == ["a 1: X-1, mended in 2."]
    assert list_weaknesses({"name": "b", "version": "1", "vulns": []}) == []
