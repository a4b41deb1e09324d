"""`manage.py verify_audit`: whether the record is still what it was."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from concerns.actions import anchors as record
from concerns.chain import anchors, checking, entry, heads
from concerns.chain.checking import Known, Report
from concerns.chain.entry import Entry
from concerns.chain.heads import Heads
from concerns.management.plain_command import PlainCommand

_SHOWN = 50  # alarms; a record written anew has one an anchor


class Command(PlainCommand):
    help = (
        "Checks the record: every link, and what was signed or remembered of it. The exit status"
        " is 1 on any alarm. With --events it needs no database: whoever has an export, the"
        " anchors and the public key can run it anywhere."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--anchors", type=Path, metavar="FILE", help="the signed anchors")
        parser.add_argument(
            "--public-key",
            type=Path,
            metavar="FILE",
            help="the key that checks them, in PEM; by default that of ANCHOR_KEY_FILE",
        )
        parser.add_argument(
            "--events", type=Path, metavar="FILE", help="an export (export_audit), not the database"
        )
        parser.add_argument(
            "--state",
            type=Path,
            metavar="FILE",
            help="what this command remembers from one run to the next; made by the first",
        )

    def handle(self, **options: Any) -> None:
        events, state = options["events"], options["state"]
        alarms: list[str] = []
        known: list[Known] = []
        if options["anchors"]:
            known, bad = self._anchors(options["anchors"], options["public_key"], bool(events))
            alarms += [f"Line {n} of the anchors was not signed by this key." for n in bad]
        known += _remembered(state)
        at, entries = _exported(events) if events else (record.as_utc(timezone.now()), None)
        later = [each for each in known if events and each.heads.at > at]
        known = [each for each in known if each not in later]
        try:
            report = checking.check(entries, known) if entries else record.check(known=known)
        except DatabaseError as error:
            raise CommandError(f"The database cannot be read: {error}") from error
        alarms += report.alarms
        self._say(report, at=at, known=known, later=len(later), exported=bool(events))
        if alarms:
            self.stderr.write("\n".join(f"ALARM: {alarm}" for alarm in alarms[:_SHOWN]))
            if len(alarms) > _SHOWN:
                self.stderr.write(f"ALARM: and {len(alarms) - _SHOWN} more.")
            sys.exit(1)
        self.stdout.write("Nothing is wrong.")
        if state:
            _remember(state, report.as_heads(at))

    def _anchors(
        self, file: Path, key: Path | None, offline: bool
    ) -> tuple[list[Known], list[int]]:
        """The anchors of the file, the earliest first, and the lines that are none."""
        try:
            if key is not None:
                public = anchors.public_key(_bytes(key))
            elif offline:
                raise CommandError("--public-key is needed with --events and --anchors.")
            else:
                key = settings.ANCHOR_KEY_FILE
                public = anchors.private_key(_bytes(key)).public_key()
        except anchors.BadKey as error:
            raise CommandError(f"{key} cannot be used: {error}.") from error
        good, bad = anchors.read_all(_text(file).splitlines(), public)
        good.sort(key=lambda each: each.at)
        return [Known(f"the anchor of {each.at}", each) for each in good], bad

    def _say(
        self, report: Report, *, at: str, known: list[Known], later: int, exported: bool
    ) -> None:
        chains = len(report.heads)
        many = f"{report.count:,} {'entry' if report.count == 1 else 'entries'}"
        self.stdout.write(f"Read {many} in {chains} {'chain' if chains == 1 else 'chains'}.")
        if exported:
            self.stdout.write(f"They were exported at {at}.")
        if later:
            self.stdout.write(f"Signed or remembered later than that, and so not used: {later}.")
        if known:
            after = f"{report.after:,} {'entry is' if report.after == 1 else 'entries are'}"
            self.stdout.write(
                f"Held against {known[-1].what}, and {len(known) - 1} more. {after} newer than any"
                " of these, and could still be cut off or written anew unseen."
            )
        else:
            self.stdout.write(
                "Neither anchors nor a state were given: a record cut off at its end, or written"
                " anew as a whole, would not be noticed."
            )


def _exported(file: Path) -> tuple[str, Iterator[Entry]]:
    """When an export was made, and its entries, read as they are asked for."""
    lines = enumerate(_text(file).splitlines(), start=1)
    try:
        at = str(json.loads(next(lines)[1])["exported_at"])
    except (StopIteration, ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{file} is not an export of the record.") from error

    def entries() -> Iterator[Entry]:
        for number, line in lines:
            try:
                yield entry.from_line(line)
            except ValueError as error:
                raise CommandError(f"Line {number} of {file} is not an entry.") from error

    return at, entries()


def _remembered(file: Path | None) -> list[Known]:
    if file is None or not file.exists():
        return []
    try:
        kept = heads.from_text(_text(file))
    except ValueError as error:
        raise CommandError(f"{file} is not a state that verify_audit kept.") from error
    return [Known(f"what was remembered at {kept.at}", kept)]


def _remember(file: Path, now: Heads) -> None:
    """In the place of what was remembered before, and never half of it."""
    beside = file.with_name(file.name + ".new")
    try:
        beside.write_text(now.as_text() + "\n")
        os.replace(beside, file)
    except OSError as error:
        raise CommandError(f"{file} cannot be written: {error.strerror}.") from error


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error


def _text(file: Path) -> str:
    try:
        return _bytes(file).decode()
    except UnicodeDecodeError as error:
        raise CommandError(f"{file} is not text.") from error
