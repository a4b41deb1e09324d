"""A strict reader: YAML to frozen dataclasses and back, with the line of every mistake.

The dataclasses are the schema. An unknown key, an unknown code, a missing or repeated key, a
value of the wrong shape: each is one `Problem` with its line, and all of them are reported
together, so that an author mends a file once.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, Union, get_args, get_origin

import yaml

from concerns.engine.plain import plain, shape

T = TypeVar("T")

# A pack is prose and a few hundred rules; anything larger is not one.
LONGEST_FILE = 2_000_000  # characters
DEEPEST = 40  # levels of nesting


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a file. :param line: 1-based; 0 where the file as a whole is meant."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.sentence}"


class InvalidFile(ValueError):
    """A file that cannot be used. Nothing of it is loaded."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: p.line))
        super().__init__("\n".join(str(problem) for problem in self.problems))


# The same loader in C where the wheel has it, ten times quicker: only safe types either way.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _compose(text: str) -> yaml.Node | None:
    """The document as nodes; aliases are refused, because they let a small file grow without end.

    :raises yaml.YAMLError: if it is not YAML, uses an alias or is nested too deeply.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent) or depth > DEEPEST:
            wrong = "an alias (*name)" if depth <= DEEPEST else "nesting this deep"
            raise yaml.constructor.ConstructorError(
                None, None, f"{wrong} is not allowed in a pack", typing.cast(Any, event.start_mark)
            )
    node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    return node


class Reader:
    """Reads one document into a dataclass, collecting every problem."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.lines: dict[int, int] = {}  # id() of a built dataclass to its line

    def problem(self, line: int, sentence: str) -> None:
        self.problems.append(Problem(self.file, line, sentence))

    def line_of(self, built: object) -> int:
        """The line a dataclass built by this reader began on."""
        return self.lines.get(id(built), 0)

    def read(self, text: str, kind: type[T]) -> T:
        """Read a whole document.

        :raises InvalidFile: with every problem found.
        """
        if len(text) > LONGEST_FILE:
            raise InvalidFile([Problem(self.file, 0, "The file is too long to be a pack.")])
        node = self._compose(text)
        value = self._build(node, kind, "the file", depth=0)
        if self.problems:
            raise InvalidFile(self.problems)
        return typing.cast(T, value)

    def _compose(self, text: str) -> yaml.Node:
        try:
            node = _compose(text)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 0
            raise InvalidFile(
                [Problem(self.file, line, f"This is not readable YAML: {error.problem}.")]
            ) from error
        except (yaml.YAMLError, RecursionError, ValueError) as error:
            raise InvalidFile(
                [Problem(self.file, 0, f"This is not readable YAML: {error}")]
            ) from error
        if node is None:
            raise InvalidFile([Problem(self.file, 1, "The file is empty.")])
        return node

    def _build(self, node: yaml.Node, kind: Any, what: str, *, depth: int) -> Any:
        if depth > DEEPEST:
            self.problem(_line(node), f"{what} is nested too deeply.")
            return None
        origin = get_origin(kind)
        if origin in (Union, types.UnionType):
            return self._optional(node, kind, what, depth)
        if origin in (tuple, frozenset):
            return self._sequence(node, origin, get_args(kind)[0], what, depth)
        if origin is not None and issubclass(origin, Mapping):
            return self._mapping(node, get_args(kind), what, depth)
        if dataclasses.is_dataclass(kind):
            return self._dataclass(node, typing.cast(type[Any], kind), what, depth)
        return self._scalar(node, kind, what)

    def _optional(self, node: yaml.Node, kind: Any, what: str, depth: int) -> Any:
        if isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null":
            return None
        inner = [arg for arg in get_args(kind) if arg is not type(None)]
        return self._build(node, inner[0], what, depth=depth)

    def _sequence(self, node: yaml.Node, origin: Any, item: Any, what: str, depth: int) -> Any:
        if not isinstance(node, yaml.SequenceNode):
            self.problem(_line(node), f"{what} must be a list.")
            return origin()
        return origin(
            self._build(child, item, f"an entry of {what}", depth=depth + 1) for child in node.value
        )

    def _mapping(self, node: yaml.Node, kinds: tuple[Any, ...], what: str, depth: int) -> Any:
        if not isinstance(node, yaml.MappingNode):
            self.problem(_line(node), f"{what} must be a set of keys and values.")
            return {}
        key, value = kinds
        built: dict[Any, Any] = {}
        for name, key_node, value_node in self._pairs(node, what):
            built_key = self._scalar(key_node, key, f"a key of {what}")
            built[built_key] = self._build(
                value_node, value, f"“{name}” in {what}", depth=depth + 1
            )
        return built

    def _pairs(
        self, node: yaml.MappingNode, what: str
    ) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
        seen: dict[str, int] = {}
        for key_node, value_node in node.value:
            name = str(key_node.value)
            if name in seen:
                self.problem(
                    _line(key_node),
                    f"“{name}” is given twice in {what} (first on line {seen[name]}).",
                )
                continue
            seen[name] = _line(key_node)
            yield name, key_node, value_node

    def _dataclass(self, node: yaml.Node, kind: type[Any], what: str, depth: int) -> Any:
        form = shape(kind)
        noun = _article(_noun(kind))
        if isinstance(node, yaml.ScalarNode) and form.short is not None:
            # A one-field form: `5.2` for a citation, `clerk` for a target.
            alone = self._build(node, form.fields[form.short], what, depth=depth)
            return self._made(kind, {form.short: alone}, node)
        if not isinstance(node, yaml.MappingNode):
            self.problem(_line(node), f"{what} must be a set of keys and values.")
            return None
        values: dict[str, Any] = {}
        before = len(self.problems)
        for name, key_node, value_node in self._pairs(node, what):
            if name not in form.fields:
                self.problem(_line(key_node), f"“{name}” is not a key of {noun}.")
                continue
            values[name] = self._build(
                value_node, form.fields[name], f"“{name}” of {noun}", depth=depth + 1
            )
        for name in form.required:
            if name not in values:
                self.problem(_line(node), f"{noun} here has no “{name}”.")
        if len(self.problems) > before:
            return None
        return self._made(kind, values, node)

    def _made(self, kind: type[Any], values: dict[str, Any], node: yaml.Node) -> Any:
        built = kind(**values)
        self.lines[id(built)] = _line(node)
        return built

    def _scalar(self, node: yaml.Node, kind: Any, what: str) -> Any:
        if not isinstance(node, yaml.ScalarNode):
            self.problem(_line(node), f"{what} must be a single value.")
            return None
        text = node.value
        if kind is str:
            return text
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return self._code(node, kind, what)
        try:
            if kind is bool:
                return {"true": True, "false": False}[text.lower()]
            if kind is int:
                return int(text)
            if kind is date:
                return date.fromisoformat(text)
        except (ValueError, KeyError):
            pass
        words = {bool: "true or false", int: "a whole number", date: "a date such as 2026-05-31"}
        self.problem(_line(node), f"{what} must be {words[kind]}, not “{text[:60]}”.")
        return None

    def _code(self, node: yaml.ScalarNode, kind: type[StrEnum], what: str) -> Any:
        try:
            return kind(node.value)
        except ValueError:
            self.problem(
                _line(node), f"“{node.value[:60]}” is not {_article(_noun(kind))} ({what})."
            )
            return None


def _noun(kind: type[Any]) -> str:
    """`OfficeEntry` to `office entry`."""
    return "".join(f" {c.lower()}" if c.isupper() else c for c in kind.__name__).strip()


def _article(word: str) -> str:
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


# And the same writer in C, to the letter.
_SafeDumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Dumper(_SafeDumper):  # type: ignore[misc]
    """Writes long texts as blocks, so that a pack reads as prose."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = ">" if len(text) > 90 and "\n" not in text and text == text.strip() else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def dump(value: Any) -> str:
    """A dataclass as YAML text that reads back as an equal dataclass."""
    return yaml.dump(plain(value), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)
