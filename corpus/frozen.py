"""Frozen values: a quicker `@dataclass(frozen=True)` for classes that are imported at every start.

Importing `dataclasses` and compiling the methods of each class is a large part of the time in which
a search starts; here a class costs next to nothing until its first instance is made.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")

if TYPE_CHECKING:
    from functools import cached_property

    kept = cached_property
else:

    class kept:
        """`functools.cached_property` without its lock, which takes three times as long as the
        rest: a start asks thousands of records for their properties."""

        def __init__(self, make):
            self._make = make
            self._name = make.__name__
            self.__doc__ = make.__doc__

        def __get__(self, value, owner=None):
            if value is None:
                return self
            made = value.__dict__[self._name] = self._make(value)
            return made


@dataclass_transform(frozen_default=True)
def frozen(cls: type[T]) -> type[T]:
    """`cls` with its annotated fields as parameters, compared by them, and immutable.

    Every instance shares the default objects, so they must be immutable, too.
    """
    fields = tuple(cls.__annotations__)
    key = attrgetter(*fields)

    def is_equal(self: object, other: object) -> bool:
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    def make_hash(self: object) -> int:
        return hash(key(self))

    methods = {
        "__init__": _defer_init(cls, fields),
        "__eq__": is_equal,
        "__hash__": make_hash,
        "__repr__": _format_repr,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__match_args__": fields,
    }
    for name, value in methods.items():
        setattr(cls, name, value)
    return cls


def replace_fields(value: T, **changes: Any) -> T:
    """A copy of a frozen value with some of its fields changed."""
    return type(value)(**{**get_fields(value), **changes})


def get_fields(value: object) -> dict[str, Any]:
    """The fields of a frozen value, in order."""
    return {name: getattr(value, name) for name in type(value).__match_args__}  # type: ignore[attr-defined]


def _defer_init(cls: type, fields: tuple[str, ...]) -> Any:
    """An `__init__` that replaces itself with the real one when the first instance is made.

    Compiling the real one is the slowest part, and many imported classes never get an instance.
    """

    def initialise(self: object, *values: object, **named: object) -> None:
        init = _make_init(cls, fields)
        cls.__init__ = init  # type: ignore[misc]
        init(self, *values, **named)

    return initialise


def _make_init(cls: type, fields: tuple[str, ...]) -> Any:
    """The class's `__init__`, compiled from source; it bypasses `__setattr__`. Single assignments
    take two thirds of the time of `update`."""
    parameters = (f"{name}=cls.{name}" if name in cls.__dict__ else name for name in fields)
    values = "; ".join(f"_own[{name!r}] = {name}" for name in fields)
    namespace: dict[str, Any] = {"cls": cls}
    exec(
        f"def __init__(self, {', '.join(parameters)}): _own = self.__dict__; {values}",
        namespace,
    )
    return namespace["__init__"]


def _refuse(self: object, name: str, *_: object) -> NoReturn:
    raise AttributeError(f"“{name}” of a {type(self).__name__} cannot be changed.")


def _format_repr(self: object) -> str:
    shown = ", ".join(f"{name}={value!r}" for name, value in get_fields(self).items())
    return f"{type(self).__qualname__}({shown})"
