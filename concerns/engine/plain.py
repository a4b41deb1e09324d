"""Frozen dataclasses as plain data (dictionaries, lists, strings, numbers) and back, exactly.

Used for packs, stored decisions, facts and rosters. Fields at their default are left out, sets
are sorted, and a dataclass with a single required field may be written as that field alone.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, Union, get_args, get_origin

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shape:
    """The keys of a dataclass. :param short: the field that a lone value stands for."""

    fields: Mapping[str, Any]
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
    fields = {
        f.name: hints[f.name]
        for f in dataclasses.fields(kind)
        if f.init and f.metadata.get("in_pack", True)
    }
    required = tuple(
        f.name
        for f in dataclasses.fields(kind)
        if f.name in fields
        and f.default is dataclasses.MISSING
        and f.default_factory is dataclasses.MISSING
    )
    return Shape(fields, required, required[0] if len(required) == 1 else None)


def plain(value: Any) -> Any:
    """The same thing as plain data."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {plain(key): plain(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(plain(item) for item in value)
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _plain_dataclass(value)
    return value


def _plain_dataclass(value: Any) -> Any:
    form = shape(type(value))
    written = {
        f.name: plain(getattr(value, f.name))
        for f in dataclasses.fields(value)
        if f.name in form.fields and getattr(value, f.name) != _default(f)
    }
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
    return typing.cast(T, _build(data, kind))


def _build(data: Any, kind: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        inner = next(arg for arg in get_args(kind) if arg is not type(None))
        return None if data is None else _build(data, inner)
    if origin in (tuple, frozenset):
        return origin(_build(item, get_args(kind)[0]) for item in data)
    if origin is not None and issubclass(origin, Mapping):
        key, value = get_args(kind)
        return {_build(k, key): _build(v, value) for k, v in data.items()}
    if dataclasses.is_dataclass(kind):
        form = shape(kind)
        if not isinstance(data, Mapping) and form.short is not None:
            data = {form.short: data}
        return typing.cast(Any, kind)(**{k: _build(v, form.fields[k]) for k, v in data.items()})
    if kind is date:
        return date.fromisoformat(data)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(data)
    return data
