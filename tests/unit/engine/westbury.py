"""A small town council for the engine's tests: its protocol, its people, what is filed there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from concerns.engine.decision import Decision
from concerns.engine.facts import Facts, Party
from concerns.engine.law import Law
from concerns.engine.offices import KIND_OF, Kind, Office
from concerns.engine.protocol import (
    Capacity,
    Citation,
    Clause,
    Nation,
    OfficeEntry,
    Protocol,
    Rule,
    Status,
    Step,
    Target,
    Tier,
    When,
)
from concerns.engine.roster import Roster
from concerns.engine.routing import route
from concerns.engine.seats import Filter, Seating, seat

AT = date(2026, 1, 15)
CITED = (Citation("3.1"),)

PEOPLE: Mapping[Office, tuple[str, ...]] = {
    Office.CLERK: ("Clare",),
    Office.DEPUTY_CLERK: ("Deepa",),
    Office.CHAIR: ("Charles",),
    Office.VICE_CHAIR: ("Vera",),
    Office.GROUP_LEADER: ("Grace", "Gordon"),
    Office.HR_PANEL: ("Harold", "Hannah"),
}


def councillor(name: str = "Colin", *offices: Office, **more: Any) -> Party:
    return Party(name, Kind.COUNCILLOR, frozenset(offices), **more)


def officer(name: str = "Olive", *offices: Office, **more: Any) -> Party:
    return Party(name, Kind.OFFICER, frozenset(offices), **more)


def holder(office: Office) -> Party:
    """The one who holds the office, as raiser or subject."""
    return Party(PEOPLE[office][0], KIND_OF[office], frozenset({office}))


def step(*to: Office | Target, key: str = "receive", **more: Any) -> Step:
    targets = tuple(t if isinstance(t, Target) else Target(t) for t in to)
    return Step(
        **{"key": key, "capacity": Capacity.RECEIVE, "clauses": CITED, "to": targets, **more}
    )


def rule(key: str, *steps: Step, doubt: Any = None, **when: Any) -> Rule:
    return Rule(key, f"The rule {key}", When(**when), steps or (step(Office.CLERK),), doubt)


def protocol(*rules: Rule, **more: Any) -> Protocol:
    parts: dict[str, Any] = {
        "format": 1,
        "council": "westbury",
        "name": "Westbury Town Council",
        "nation": Nation.ENGLAND,
        "tier": Tier.PARISH,
        "version": "1",
        "title": "Member and officer protocol",
        "status": Status.ADOPTED,
        "offices": {
            Office.CLERK: OfficeEntry("Town Clerk"),
            Office.DEPUTY_CLERK: OfficeEntry("Deputy Town Clerk"),
            Office.CHAIR: OfficeEntry("Town Mayor"),
            Office.VICE_CHAIR: OfficeEntry("Deputy Mayor"),
            Office.GROUP_LEADER: OfficeEntry("Group leader"),
            Office.HR_PANEL: OfficeEntry("Staffing Panel"),
            Office.MONITORING_OFFICER: OfficeEntry("Monitoring Officer", external=True),
            Office.EXTERNAL_ADVISER: OfficeEntry("Adviser", external=True),
        },
        "safety_net": (Office.CHAIR, Office.VICE_CHAIR, Office.EXTERNAL_ADVISER),
        "clauses": (
            Clause("3.1", "3.1", "Complaints", "To the clerk.", "Complaints go to the Clerk."),
            Clause("3.2", None, "Complaints", "Then to the mayor."),
        ),
        "rules": rules,
        "digest": "d" * 64,
    }
    return Protocol(**{**parts, **more})


def roster(**more: Any) -> Roster:
    parts: dict[str, Any] = {
        "holders": PEOPLE,
        "external": frozenset({Office.MONITORING_OFFICER, Office.EXTERNAL_ADVISER}),
    }
    return Roster(**{**parts, **more})


def seated(one: Step, facts: Facts, people: Roster | None = None, **more: Any) -> Seating:
    return seat(Filter(facts, protocol(**more), people or roster()), one)


def decide(
    facts: Facts, *rules: Rule, people: Roster | None = None, law: Law | None = None, **more: Any
) -> Decision:
    return route(facts, protocol(*rules, **more), people or roster(), AT, law or Law())


def names(seating: Seating) -> list[tuple[str, str, str | None, tuple[str, ...]]]:
    """Who acts: office, standing, reason, people."""
    return [(r.office, r.status, r.reason, r.people) for r in seating.to]
