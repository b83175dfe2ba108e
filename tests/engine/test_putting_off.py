"""Modules that are put off are imported when somebody uses them, and by nobody else."""

from __future__ import annotations

import sys
from importlib import import_module

from engine.whoosh.putting_off import modules_put_off


def test_a_module_put_off_is_the_module_once_it_is_used() -> None:
    sys.modules.pop("colorsys", None)
    with modules_put_off({"colorsys": ("rgb_to_hsv",)}):
        import colorsys
        from colorsys import rgb_to_hsv
    assert "colorsys" not in sys.modules, "nobody has used it yet"
    real = import_module("colorsys")
    assert rgb_to_hsv(0.2, 0.4, 0.4) == real.rgb_to_hsv(0.2, 0.4, 0.4)
    assert colorsys.hls_to_rgb is real.hls_to_rgb


def test_what_is_used_meanwhile_is_imported() -> None:
    sys.modules.pop("colorsys", None)
    with modules_put_off({"colorsys": ()}):
        import colorsys

        assert colorsys.rgb_to_hsv(0, 0, 0) == (0.0, 0.0, 0)
        assert sys.modules["colorsys"].__file__


def test_what_is_imported_already_stays() -> None:
    known = import_module("colorsys")
    with modules_put_off({"colorsys": ()}):
        assert sys.modules["colorsys"] is known
    assert sys.modules["colorsys"] is known
