"""The format of a pack as JSON Schema, made from the dataclasses that the reader reads into.

So the schema cannot say anything else than the reader: the same keys, codes and short forms. What
it cannot say is whether references lead anywhere (a clause cited, an office named, a step to go
to); that is the loader's business.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import types
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Union, get_args, get_origin

from concerns.engine.plain import shape
from concerns.engine.protocol import Protocol
from concerns.protocols.loader import FORMAT

DIALECT = "https://json-schema.org/draft/2020-12/schema"

# Any single value of YAML is text to the reader, so that `label: 5.2` needs no quotation marks.
_TEXT = {"type": ["string", "number", "boolean", "null"]}
_WHOLE = {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^[+-]?[0-9]+$"}]}
_TRUTH = {
    "anyOf": [
        {"type": "boolean"},
        {"type": "string", "pattern": "^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$"},
    ]
}
_DAY = {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "format": "date"}
_SINGLE: Mapping[Any, Mapping[str, Any]] = {str: _TEXT, int: _WHOLE, bool: _TRUTH, date: _DAY}

# What the loader asks besides, where it looks at one thing alone.
_STRICTER: Mapping[tuple[str, str], Mapping[str, Any]] = {
    ("Protocol", "format"): {"enum": [FORMAT, str(FORMAT)]},
    ("Rule", "steps"): {"minItems": 1},
    ("Step", "clauses"): {"minItems": 1},
    ("Limit", "n"): {"minimum": 0, "not": {"type": "string", "pattern": "^-"}},
}
_WHOLE_OF: Mapping[str, Mapping[str, Any]] = {
    "Step": {
        "anyOf": [
            {"required": ["to"], "properties": {"to": {"minItems": 1}}},
            {"required": ["procedure"], "properties": {"procedure": {"not": {"type": "null"}}}},
        ]
    },
    "Limit": {
        "if": {"properties": {"source": {"const": "protocol"}}},
        "then": {"required": ["clauses"], "properties": {"clauses": {"minItems": 1}}},
    },
}


def schema(address: str | None = None) -> dict[str, Any]:
    """The JSON Schema of a pack.

    :param address: where it is published; left out if that is not known.
    """
    made = _Maker()
    whole = made.of(Protocol)
    return {
        "$schema": DIALECT,
        **({"$id": address} if address else {}),
        "title": "A council’s member/officer protocol, as a pack",
        **whole,
        "$defs": dict(sorted(made.definitions.items())),
    }


class _Maker:
    def __init__(self) -> None:
        self.definitions: dict[str, dict[str, Any]] = {}

    def of(self, kind: Any) -> dict[str, Any]:
        """The schema of one type, as the reader reads it."""
        origin = get_origin(kind)
        if origin in (Union, types.UnionType):
            inner = next(arg for arg in get_args(kind) if arg is not type(None))
            return {"anyOf": [self.of(inner), {"type": "null"}]}
        if origin in (tuple, frozenset):
            return {"type": "array", "items": self.of(get_args(kind)[0])}
        if origin is not None and issubclass(origin, Mapping):
            key, value = get_args(kind)
            return {
                "type": "object",
                "propertyNames": self.of(key),
                "additionalProperties": self.of(value),
            }
        if dataclasses.is_dataclass(kind) or issubclass(kind, StrEnum):
            return self._defined(kind)
        return dict(_SINGLE[kind])

    def _defined(self, kind: type[Any]) -> dict[str, Any]:
        name = kind.__name__
        if name not in self.definitions:
            self.definitions[name] = {}  # so that a type inside itself ends here
            made = _codes(kind) if issubclass(kind, StrEnum) else self._dataclass(kind)
            self.definitions[name] = made
        return {"$ref": f"#/$defs/{name}"}

    def _dataclass(self, kind: type[Any]) -> dict[str, Any]:
        form = shape(kind)
        about, of_fields = described(kind)
        properties = {}
        for name, inner in form.fields.items():
            made = {**self.of(inner), **_STRICTER.get((kind.__name__, name), {})}
            properties[name] = {**made, **_description(of_fields.get(name))}
        full = {
            "type": "object",
            "properties": properties,
            "required": list(form.required),
            "additionalProperties": False,
            **_WHOLE_OF.get(kind.__name__, {}),
        }
        if form.short is None:
            return {**_description(about), **full}
        return {**_description(about), "anyOf": [self.of(form.fields[form.short]), full]}


def _codes(kind: type[StrEnum]) -> dict[str, Any]:
    about, _ = described(kind)
    return {**_description(about), "type": "string", "enum": [member.value for member in kind]}


def _description(text: str | None) -> dict[str, str]:
    return {"description": text} if text else {}


_PARAM = re.compile(r"(?:^|\s):(?:param|ivar) (\w+):")


def described(kind: type[Any]) -> tuple[str, dict[str, str]]:
    """What the docstring says of a type, and of each of its fields."""
    text = inspect.cleandoc(kind.__doc__ or "")
    if text.startswith(f"{kind.__name__}("):  # what `dataclass` writes where there is none
        return "", {}
    about, *rest = _PARAM.split(text)
    fields = {
        name: " ".join(words.split()) for name, words in zip(rest[::2], rest[1::2], strict=True)
    }
    return " ".join(about.split()), fields
