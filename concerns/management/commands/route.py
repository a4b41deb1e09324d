"""`manage.py route`: where a pack sends a matter, and why."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from concerns.engine.facts import Event, Matter, Nature
from concerns.engine.offices import GENERAL, Office
from concerns.engine.published import published
from concerns.management.pack_command import PackCommand, code, pack
from concerns.management.pack_text import decision_text
from concerns.protocols import loader
from concerns.protocols.trying import Question, answer

_seat = code(Office, but=GENERAL)


class Command(PackCommand):
    help = (
        "Says where a council's protocol sends a matter, with the clauses that say so. Every"
        " office the pack names is filled, each by a different person, unless told otherwise."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        office = code(Office)
        parser.add_argument(
            "--raised-by",
            metavar="KIND",
            action="append",
            required=True,
            type=office,
            help="who raises it: councillor, officer or an office; again for several people",
        )
        parser.add_argument(
            "--about",
            metavar="KIND",
            action="append",
            default=[],
            type=office,
            help="whom it is about; again for several people, left out for nobody in particular",
        )
        parser.add_argument(
            "--matter", default=Matter.CONCERN, type=code(Matter), help="default: concern"
        )
        parser.add_argument(
            "--nature", action="append", default=[], type=code(Nature), help="may be repeated"
        )
        parser.add_argument("--written", action="store_true", help="a formal, written complaint")
        parser.add_argument(
            "--code-breach", action="store_true", help="it alleges a breach of the code of conduct"
        )
        parser.add_argument(
            "--event", default=Event.FIRST, type=code(Event), help="what has happened to it so far"
        )
        parser.add_argument(
            "--vacant", metavar="OFFICE", action="append", default=[], type=_seat, help="not filled"
        )
        parser.add_argument(
            "--absent", metavar="OFFICE", action="append", default=[], type=_seat, help="away"
        )
        parser.add_argument(
            "--same-person",
            metavar="A=B",
            action="append",
            default=[],
            type=_two_seats,
            help="two offices held by one person",
        )
        parser.add_argument(
            "--decider", metavar="OFFICE", type=office, help="who decided what is appealed against"
        )
        parser.add_argument(
            "--on", metavar="DATE", type=_day, help="the day, as in 2026-05-31; default: today"
        )

    def handle(self, **options: Any) -> None:
        protocol = pack(options["pack"])
        question = Question(
            matter=options["matter"],
            raised_by=tuple(options["raised_by"]),
            about=tuple(options["about"]),
            natures=frozenset(options["nature"]),
            written=options["written"],
            code_breach=options["code_breach"],
            event=options["event"],
            decider=options["decider"],
            vacant=frozenset(options["vacant"]),
            absent=frozenset(options["absent"]),
            same_person=tuple(options["same_person"]),
        )
        decision = answer(question, protocol, options["on"] or timezone.localdate(), loader.law())
        if options["json"]:
            self.print_json(published(decision))
        else:
            self.stdout.write(decision_text(decision, protocol))


def _two_seats(text: str) -> tuple[Office, Office]:
    one, sign, other = text.partition("=")
    if not sign:
        raise ArgumentTypeError(f"“{text}” is not two offices as in clerk=rfo")
    return _seat(one), _seat(other)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is not a date such as 2026-05-31") from None
