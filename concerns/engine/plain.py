"""Frozen dataclasses as plain data (dictionaries, lists, strings, numbers) and back, exactly.

Used for packs, stored decisions, facts and rosters. Fields at their default are left out, sets
are sorted, and a dataclass with a single required field may be written as that field alone.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any, TypeVar, Union, get_args, get_origin

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shape:
    """The keys of a dataclass.

    :param defaults: what each field holds that says nothing; MISSING where it must be given.
    :param short: the field that a lone value stands for.
    """

    fields: Mapping[str, Any]
    defaults: Mapping[str, Any]
    required: tuple[str, ...]
    short: str | None


_SHAPES: dict[Any, Shape] = {}


def shape(kind: Any) -> Shape:
    """The keys of a dataclass, with the type of each."""
    if kind not in _SHAPES:
        _SHAPES[kind] = _shape(kind)
    return _SHAPES[kind]


def _shape(kind: Any) -> Shape:
    hints = typing.get_type_hints(kind)
    written = [f for f in dataclasses.fields(kind) if f.init and f.metadata.get("in_pack", True)]
    defaults = {f.name: _default(f) for f in written}
    required = tuple(name for name, d in defaults.items() if d is dataclasses.MISSING)
    return Shape(
        fields={f.name: hints[f.name] for f in written},
        defaults=defaults,
        required=required,
        short=required[0] if len(required) == 1 else None,
    )


def plain(value: Any) -> Any:
    """The same thing as plain data."""
    # Texts first: a protocol is hundreds of them.
    if isinstance(value, str):
        return value.value if isinstance(value, StrEnum) else value
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _plain_dataclass(value)
    if isinstance(value, frozenset):
        return sorted(plain(item) for item in value)
    if isinstance(value, Mapping):
        return {plain(key): plain(item) for key, item in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    return value


def _plain_dataclass(value: Any) -> Any:
    form = shape(type(value))
    written = {}
    for name, default in form.defaults.items():
        own = getattr(value, name)
        if own != default:
            written[name] = plain(own)
    if form.short is not None and set(written) == {form.short}:
        alone = written[form.short]
        if isinstance(alone, str):
            return alone
    return written


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default


def unplain(data: Any, kind: type[T]) -> T:
    """The inverse of `plain`, for data this module wrote.

    :raises KeyError, TypeError, ValueError: if it did not.
    """
    return typing.cast(T, _builder(kind)(data))


_BUILDERS: dict[Any, Callable[[Any], Any]] = {}


def _builder(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of that type out of plain data."""
    if kind not in _BUILDERS:
        _BUILDERS[kind] = _new_builder(kind)
    return _BUILDERS[kind]


def _new_builder(kind: Any) -> Callable[[Any], Any]:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        inner = _builder(next(arg for arg in get_args(kind) if arg is not type(None)))
        return lambda data: None if data is None else inner(data)
    if origin in (tuple, frozenset):
        item = _builder(get_args(kind)[0])
        return lambda data: origin(map(item, data))
    if origin is not None and issubclass(origin, Mapping):
        key, value = map(_builder, get_args(kind))
        return lambda data: {key(k): value(v) for k, v in data.items()}
    if dataclasses.is_dataclass(kind):
        return partial(_build_dataclass, kind)
    if kind is date:
        return date.fromisoformat
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    return lambda data: data


def _build_dataclass(kind: Any, data: Any) -> Any:
    form = shape(kind)
    if not isinstance(data, Mapping) and form.short is not None:
        data = {form.short: data}
    return kind(**{k: _builder(form.fields[k])(v) for k, v in data.items()})
