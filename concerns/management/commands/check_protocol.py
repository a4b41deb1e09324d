"""`manage.py check_protocol`: what is wrong or missing in a pack."""

from __future__ import annotations

import sys
from typing import Any

from django.utils import timezone

from concerns.management.pack_command import PackCommand, found
from concerns.protocols import loader
from concerns.protocols.checker import Finding, check
from concerns.protocols.reader import InvalidFile


class Command(PackCommand):
    help = (
        "Prints what is wrong or missing in a council's protocol. The exit status is 1 if"
        " anything blocks adoption."
    )

    def handle(self, **options: Any) -> None:
        try:
            protocol = found(options["pack"])
        except InvalidFile as error:
            # A pack that cannot be read is nothing but mistakes, each with its file and line.
            findings = tuple(Finding("invalid", str(p), blocking=True) for p in error.problems)
        else:
            findings = check(protocol, loader.law(), timezone.localdate())
        if options["json"]:
            self.print_json([_shown(finding) for finding in findings])
        else:
            self.stdout.write("\n".join(map(_said, findings)) or "Nothing found.")
        if any(finding.blocking for finding in findings):
            sys.exit(1)


def _shown(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "blocking": finding.blocking,
        "clauses": list(finding.clauses),
        "rule": finding.rule,
        "text": finding.text,
    }


def _said(finding: Finding) -> str:
    weight = "Blocks adoption" if finding.blocking else "Note"
    at = f" (clauses: {', '.join(finding.clauses)})" if finding.clauses else ""
    return f"{weight} [{finding.code}]: {finding.text}{at}"
