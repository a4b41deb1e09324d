"""`manage.py protocol_picture`: the route of a rule, or the rules of a matter, as SVG."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from concerns.engine.facts import Event, Matter
from concerns.management.pack_command import PackCommand, code, pack
from concerns.protocols.picture import matter_chart, rule_chart, text_of
from concerns.protocols.picture_svg import NARROWEST, WIDTH, svg


class Command(PackCommand):
    help = (
        "Prints the route of one rule as a picture (SVG), or, without --rule, every rule for one"
        " matter in the order they are tried. With --json, the same in words."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--rule", metavar="KEY", help="the key of a rule")
        parser.add_argument(
            "--matter", default=Matter.CONCERN, type=code(Matter), help="default: concern"
        )
        parser.add_argument(
            "--event", default=Event.FIRST, type=code(Event), help="what has just happened"
        )
        parser.add_argument("--width", default=WIDTH, type=int, help=f"in pixels; default {WIDTH}")

    def handle(self, **options: Any) -> None:
        protocol = pack(options["pack"])
        if options["width"] < NARROWEST:
            raise CommandError(f"A picture is at least {NARROWEST} pixels wide.")
        if options["rule"]:
            rule = next((r for r in protocol.rules if r.key == options["rule"]), None)
            if rule is None:
                keys = ", ".join(r.key for r in protocol.rules)
                raise CommandError(f"There is no rule “{options['rule']}”. Choose one of: {keys}.")
            chart = rule_chart(protocol, rule)
        else:
            chart = matter_chart(protocol, options["matter"], options["event"])
        if options["json"]:
            self.print_json({"title": chart.title, "list": list(text_of(chart))})
        else:
            self.stdout.write(svg(chart, width=options["width"]))
