"""What the commands that other programs rely on have in common (design section 10)."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

BAD_ARGUMENT = 2


class PlainCommand(BaseCommand):
    """A command to which a bad argument is one plain line and exit status 2."""

    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        # So that argparse raises, and the sentence is printed without the usage above it.
        parser.called_from_command_line = False
        return parser

    def run_from_argv(self, argv: list[str]) -> None:
        parser = self.create_parser(argv[0], argv[1])
        try:
            self.execute(**vars(parser.parse_args(argv[2:])))
        except CommandError as error:
            self.stderr.write(" ".join(str(error).removeprefix("Error: ").split()))
            sys.exit(error.returncode if error.returncode != 1 else BAD_ARGUMENT)
