"""What every check looks at, worked out once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from concerns.engine import explain
from concerns.engine.facts import Event, Facts, Matter
from concerns.engine.law import Law
from concerns.engine.offices import ALWAYS_OUTSIDE, GENERAL, KIND_OF, Kind, Office
from concerns.engine.protocol import CLOSE, Capacity, Protocol, Rule, Step, When
from concerns.protocols.checking.grid import Box, Grid
from concerns.protocols.rosters import Cast

# Who has a step with one of these says what is done; the others help, take in or look into it.
DECIDES = frozenset({Capacity.DECIDE, Capacity.HEAR, Capacity.REVIEW})


@dataclass(slots=True)
class Ground:
    """One protocol under one day's law.

    :param held: the offices somebody holds; None where that is not known.
    """

    protocol: Protocol
    law: Law
    on: date
    held: Collection[Office] | None = None
    grid: Grid = field(init=False)
    boxes: list[Box] = field(init=False)

    def __post_init__(self) -> None:
        self.grid = Grid(self.protocol, Cast(self.protocol))
        self.boxes = [self.grid.box(rule) for rule in self.protocol.rules]

    @property
    def steps(self) -> Iterator[tuple[Rule, int, Step]]:
        """Every step of every rule, with its place in the rule."""
        for rule in self.protocol.rules:
            for place, step in enumerate(rule.steps):
                yield rule, place, step

    def is_outside(self, office: Office) -> bool:
        """Whether the office is no part of this council."""
        entry = self.protocol.offices.get(office)
        return office in ALWAYS_OUTSIDE or (entry is not None and entry.external)

    def can_be_party(self, office: Office) -> bool:
        """Whether a concern can be raised by, or be about, whoever holds the office."""
        people = {Kind.COUNCILLOR, Kind.OFFICER}
        return office not in GENERAL and KIND_OF[office] in people and not self.is_outside(office)


def is_for(when: When, matter: Matter) -> bool:
    """Whether a rule waits for such a matter."""
    return not when.matter or matter in when.matter


def before(rule: Rule, place: int) -> Iterator[Step]:
    """The steps from which outcomes lead to the one at this place, nearest first."""
    wanted, seen = [rule.steps[place].key], set[str]()
    while wanted:
        key = wanted.pop(0)
        for step in rule.steps:
            if key in step.next.values() and step.key not in seen:
                seen.add(step.key)
                wanted.append(step.key)
                yield step


def outcomes(step: Step) -> Iterator[tuple[Event, str]]:
    """What leads on from a step, closing left out."""
    return ((event, key) for event, key in step.next.items() if key != CLOSE)


def said(facts: Facts) -> str:
    """A situation in words: `a concern raised by a councillor, about a clerk, in writing`."""
    parts = [
        explain.given(facts, "matter"),
        explain.given(facts, "raised_by"),
        explain.given(facts, "about") + (" (former)" if any(p.former for p in facts.about) else ""),
    ]
    if facts.natures:
        parts.append(f"for {explain.given(facts, 'natures')}")
    if facts.written:
        parts.append("in writing")
    if facts.code_breach:
        parts.append("with a breach of the code alleged")
    if facts.event is not Event.FIRST:
        parts.append(f"when {explain.EVENT_WORDS[facts.event]}")
    if facts.decider is not None:
        parts.append(explain.given(facts, "decider"))
    if facts.months_since_last is not None:
        parts.append(explain.given(facts, "within_months"))
    return ", ".join(parts)
