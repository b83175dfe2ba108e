"""Folders of the user are where `platformdirs` says."""

from __future__ import annotations

import pytest
from platformdirs import PlatformDirs

from corpus.user_folders import find_state_folder, find_user_folder


@pytest.mark.parametrize(
    ("xdg", "home"),
    [("/elsewhere", "/home/somebody"), ("", "/home/somebody"), ("relative", "/home/somebody"),
     ("relative", "also/relative"), ("", "")],
)  # fmt: skip
def test_they_are_those_of_platformdirs(
    xdg: str, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PINCITE_STATE", raising=False)
    monkeypatch.setenv("HOME", home)
    for name in ("CACHE", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", xdg)
    theirs = PlatformDirs("pincite", appauthor=False)
    assert find_user_folder("cache") == theirs.user_cache_path
    assert find_user_folder("config") == theirs.user_config_path
    assert find_user_folder("state") == find_state_folder() == theirs.user_state_path
