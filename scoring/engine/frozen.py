"""Frozen dataclasses that cost a process's start little.

`dataclasses.dataclass(frozen=True)` writes and compiles eight methods for each class: half a millisecond each, and
the engine has sixty of them. Here only `__init__` is compiled, and only when a class is used; the others are written
once and know the fields by their names. All else (fields, `replace`, `asdict`, slots) is the standard library's, and
so is what a type checker sees.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool, slots: bool = False, eq: bool = True) -> Callable[[type], type]:
        """As dataclasses.dataclass(frozen=True, …) does it, but that no field is left out of `__init__`."""
        assert frozen, "a class that changes takes the standard library's decorator"  # noqa: S101

        def make(given: type) -> type:
            given.__doc__ = given.__doc__ or given.__name__  # or a signature is worked out to stand there
            made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(given)
            for name, method in _methods(made, eq).items():
                if name not in vars(made) or (name == "__hash__" and vars(made)[name] is None):
                    setattr(made, name, method)
            return made

        return make


__all__ = ["dataclass"]


def _methods(made: Any, eq: bool) -> dict[str, Callable[..., Any]]:
    every = dataclasses.fields(made)
    methods: dict[str, Callable[..., Any]] = {
        "__init__": _init(made, every),
        "__repr__": _repr([field.name for field in every if field.repr]),
        "__setattr__": _refuse_writing,
        "__delattr__": _refuse_deleting,
        "__reduce__": _reduce([field.name for field in every]),
    }
    compared = [field.name for field in every if field.compare]
    return methods | {"__eq__": _eq(compared), "__hash__": _hash(compared)} if eq else methods


def _init(made: Any, every: Sequence[dataclasses.Field[Any]]) -> Callable[..., None]:
    """Stands in for the class's own `__init__` until there is a first instance to make."""

    def __init__(self: Any, *values: Any, **named: Any) -> None:
        made.__init__ = _compiled(every)
        made.__init__(self, *values, **named)

    return __init__


def _compiled(every: Sequence[dataclasses.Field[Any]]) -> Callable[..., None]:
    """One method for each class, not one for all: instances are made by the thousand, and loops would show."""
    known: dict[str, Any] = {"_put": object.__setattr__, "_MISSING": dataclasses.MISSING}
    takes, lines = ["self"], []
    for field in every:
        takes.append(field.name + _default(field, known))
        value = field.name
        if field.default_factory is not dataclasses.MISSING:
            value = f"_make_{field.name}() if {field.name} is _MISSING else {field.name}"
        lines.append(f"    _put(self, {field.name!r}, {value})")
    exec(f"def __init__({', '.join(takes)}):\n" + "\n".join(lines or ["    pass"]), known)  # noqa: S102
    method: Callable[..., None] = known["__init__"]
    return method


def _default(field: dataclasses.Field[Any], known: dict[str, Any]) -> str:
    """What stands behind a field's name in the list of parameters; its value is put among the known names."""
    if field.default_factory is not dataclasses.MISSING:
        known[f"_make_{field.name}"] = field.default_factory
        return "=_MISSING"
    if field.default is not dataclasses.MISSING:
        known[f"_default_{field.name}"] = field.default
        return f"=_default_{field.name}"
    return ""


def _values(names: Sequence[str]) -> Callable[[Any], Any]:
    """What tells two of a kind apart: one value, or a tuple of them."""
    return attrgetter(*names) if names else lambda self: ()


def _eq(names: Sequence[str]) -> Callable[[Any, Any], bool]:
    values = _values(names)

    def __eq__(self: Any, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _hash(names: Sequence[str]) -> Callable[[Any], int]:
    values = _values(names)

    def __hash__(self: Any) -> int:
        return hash(values(self))

    return __hash__


def _repr(names: Sequence[str]) -> Callable[[Any], str]:
    def __repr__(self: Any) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return __repr__


def _reduce(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    def __reduce__(self: Any) -> tuple[Any, ...]:
        return type(self), tuple(getattr(self, name) for name in names)

    return __reduce__


def _refuse_writing(self: object, name: str, value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deleting(self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
