"""`manage.py check_protocol`: what is wrong or missing in a pack."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone

from concerns.engine.protocol import Protocol
from concerns.management.pack_command import PackCommand, found
from concerns.protocols import loader
from concerns.protocols.checker import Finding, check, labels
from concerns.protocols.reader import InvalidFile

_WIDTH = 80


class Command(PackCommand):
    help = (
        "Prints what is wrong or missing in a council's protocol. The exit status is 1 if"
        " anything blocks adoption."
    )

    def handle(self, **options: Any) -> None:
        protocol: Protocol | None = None
        try:
            protocol = found(options["pack"])
        except InvalidFile as error:
            # A pack that cannot be read is nothing but mistakes, each with its file and line.
            findings = tuple(_unreadable(str(problem)) for problem in error.problems)
        else:
            findings = check(protocol, loader.law(), timezone.localdate())
        if options["json"]:
            self.print_json([_shown(finding) for finding in findings])
        else:
            self.stdout.write("\n".join(_said(findings, protocol)) or "Nothing found.")
        if any(finding.blocking for finding in findings):
            sys.exit(1)


def _unreadable(problem: str) -> Finding:
    return Finding(
        "invalid",
        problem,
        blocking=True,
        title="The file cannot be used",
        happens="Nothing of it is loaded, so nobody can be sent anywhere by it.",
        repair="Mend this line, and check the file again.",
    )


def _shown(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "blocking": finding.blocking,
        "clauses": list(finding.clauses),
        "rule": finding.rule,
        "text": finding.text,
        "title": finding.title,
        "happens": finding.happens,
        "repair": finding.repair,
        "step": finding.step,
        "office": finding.office.value if finding.office else None,
    }


def _said(findings: Sequence[Finding], protocol: Protocol | None) -> Iterator[str]:
    """What blocks adoption, then the rest; of each kind all together."""
    for blocking, heading in ((True, "Blocks adoption"), (False, "Worth knowing")):
        kinds: dict[tuple[str, str], list[Finding]] = {}
        for finding in findings:
            if finding.blocking is blocking:
                kinds.setdefault((finding.code, finding.title), []).append(finding)
        if not kinds:
            continue
        count = sum(map(len, kinds.values()))
        yield f"{heading} ({count})"
        yield "=" * len(f"{heading} ({count})")
        yield ""
        for (code, title), alike in kinds.items():
            yield from _kind(f"{title} [{code}]", alike, protocol)


def _kind(heading: str, alike: list[Finding], protocol: Protocol | None) -> Iterator[str]:
    yield from textwrap.wrap(heading, _WIDTH)
    for place, finding in enumerate(alike):
        named = finding.text.startswith("Clause ")  # it says itself which
        at = "" if protocol is None or named else labels(protocol, finding.clauses)
        where = f" (clause {at})" if at and len(finding.clauses) == 1 else ""
        if at and len(finding.clauses) > 1:
            where = f" (clauses {at})"
        yield from _wrapped("- ", f"{finding.text}{where}")
        following = alike[place + 1] if place + 1 < len(alike) else None
        # What is the same of several findings is said once, after the last of them.
        for words, same in (
            (f"What happens: {finding.happens}", following and following.happens),
            (f"What you can do: {finding.repair}", following and following.repair),
        ):
            if same != words.partition(": ")[2]:
                yield from _wrapped("  ", words)
    yield ""


def _wrapped(first: str, text: str) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
