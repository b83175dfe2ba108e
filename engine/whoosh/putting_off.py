"""Modules that Whoosh imports for what is never done here, put off until somebody does it.

Together they take a third of the time of importing Whoosh, which is a good part of a search from
the shell.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

UNUSED_MODULES: Mapping[str, Sequence[str]] = {
    "whoosh.analysis": ("entoken", "unstopped"),
    "whoosh.automata.lev": (),
    "calendar": (),
    "copy": ("copy",),
    "random": (),
    "shutil": ("copyfileobj",),
}
"""What splits text, expands misspellings, works with dates, names, copies and packs files. Whoosh
uses them as `module.name`, inside of functions only, and imports these functions by name."""


@contextmanager
def modules_put_off(names: Mapping[str, Sequence[str]]) -> Iterator[None]:
    """Whoever imports one of these modules meanwhile gets one that imports it at its first use;
    functions of it that are imported by name have to be said."""
    stand_ins = {
        name: _make_stand_in(name, functions)
        for name, functions in names.items()
        if name not in sys.modules
    }
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]


def _make_stand_in(name: str, functions: Sequence[str]) -> ModuleType:
    stand_in = ModuleType(name)

    def get(attribute: str) -> Any:
        if attribute.startswith("__"):  # Python's own questions about a module
            raise AttributeError(attribute)
        if sys.modules.get(name) is stand_in:
            del sys.modules[name]
        return getattr(import_module(name), attribute)

    def make_function(function: str) -> Callable[..., Any]:
        return lambda *values, **named: get(function)(*values, **named)

    stand_in.__dict__.update({function: make_function(function) for function in functions})
    stand_in.__dict__["__getattr__"] = get
    return stand_in
