"""What the commands that work from a pack file alone have in common (design section 10)."""

from __future__ import annotations

import json
from argparse import ArgumentTypeError
from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from django.core.management.base import CommandError, CommandParser

from concerns.engine.protocol import Protocol
from concerns.management.plain_command import PlainCommand
from concerns.protocols import loader

Code = TypeVar("Code", bound=StrEnum)


class PackCommand(PlainCommand):
    """A command over one pack: no database."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "pack",
            metavar="PACK",
            help=f"a council ({', '.join(loader.shipped())}) or the path of a pack file",
        )
        parser.add_argument("--json", action="store_true", help="print JSON, for other programs")

    def print_json(self, data: Any) -> None:
        self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))


def found(name: str) -> Protocol:
    """The pack of that name or at that path.

    :raises CommandError: if there is none. :raises InvalidFile: if it cannot be used.
    """
    try:
        return loader.find(name)
    except loader.UnknownPack as error:
        raise CommandError(str(error)) from error


def pack(name: str) -> Protocol:
    """The same, where a pack that cannot be used is a bad argument, told in one line."""
    try:
        return found(name)
    except loader.InvalidFile as error:
        first, more = error.problems[0], len(error.problems) - 1
        rest = f" There is more: check_protocol lists all {more + 1} mistakes." if more else ""
        raise CommandError(f"{first}{rest}") from error


def code(kind: type[Code], *, but: frozenset[Code] = frozenset()) -> Callable[[str], Code]:
    """The type of an argument that is one of the codes.

    :param but: codes that make no sense here.
    """
    choices = [member for member in kind if member not in but]

    def parse(text: str) -> Code:
        if text in choices:
            return kind(text)
        raise ArgumentTypeError(f"“{text}” is none of: {', '.join(choices)}")

    return parse
