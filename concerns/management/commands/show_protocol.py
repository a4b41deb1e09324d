"""`manage.py show_protocol`: what a pack holds."""

from __future__ import annotations

from typing import Any

from concerns.engine.plain import plain
from concerns.engine.protocol import Protocol
from concerns.management.pack_command import PackCommand, pack
from concerns.management.pack_text import protocol_text


class Command(PackCommand):
    help = "Prints a council's protocol as the portal holds it: offices, clauses and rules."

    def handle(self, **options: Any) -> None:
        protocol = pack(options["pack"])
        if options["json"]:
            self.print_json(_shown(protocol))
        else:
            self.stdout.write(protocol_text(protocol))


def _shown(protocol: Protocol) -> dict[str, Any]:
    written: dict[str, Any] = plain(protocol)
    return {
        **{key: value for key, value in written.items() if key not in {"clauses", "rules"}},
        "digest": protocol.digest,
        "offices": {
            office.value: {
                "title": entry.title,
                "aliases": list(entry.aliases),
                "same_as": [other.value for other in entry.same_as],
                "deputy": entry.deputy.value if entry.deputy else None,
                "external": entry.external,
            }
            for office, entry in protocol.offices.items()
        },
        "clauses": [
            {
                "id": clause.id,
                "label": clause.label,
                "heading": clause.heading,
                "summary": clause.summary,
                "quote": clause.quote,
            }
            for clause in protocol.clauses
        ],
        "rules": written.get("rules", []),
    }
