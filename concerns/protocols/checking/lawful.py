"""What a protocol may not do: decide where the law does not let it, or hold a grievance back.

What the overlay of law takes out of the protocol's hands does no harm and is told; what it would
not catch blocks adoption.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from concerns.engine.facts import Event, Facts, Matter, Nature
from concerns.engine.law import Effect, LawRule
from concerns.engine.matching import entry_step, failures
from concerns.engine.offices import ALWAYS_OUTSIDE, Kind, Office
from concerns.engine.protocol import Capacity, Nation, Procedure, Rule, Step, Tier, Track
from concerns.protocols.checking.finding import Finding, cited, names
from concerns.protocols.checking.grid import Box, common, left_over
from concerns.protocols.checking.ground import DECIDES, Ground
from concerns.protocols.reader import Reader

_FILE = Path(__file__).with_name("forbidden.yaml")


@dataclass(frozen=True, slots=True)
class Forbidden:
    """One thing a council may not do.

    :param tiers: for which councils; empty means every tier.
    :param but: who of the council may decide all the same.
    """

    nations: frozenset[Nation]
    since: date
    text: str
    instead: str
    source: str
    sure: bool
    tiers: frozenset[Tier] = frozenset()
    but: frozenset[Office] = frozenset()


@dataclass(frozen=True, slots=True)
class ForbiddenList:
    """The whole list."""

    entries: tuple[Forbidden, ...]


@lru_cache(maxsize=1)
def entries() -> tuple[Forbidden, ...]:
    """Everything known to be forbidden.

    :raises InvalidFile: if the list is wrong.
    """
    return Reader(_FILE.name).read(_FILE.read_text(encoding="utf-8"), ForbiddenList).entries


def forbidden(ground: Ground) -> Iterator[Finding]:
    """Rules by which the council itself decides on a breach of the code."""
    protocol = ground.protocol
    for entry in entries():
        if protocol.nation not in entry.nations or entry.since > ground.on:
            continue
        if entry.tiers and protocol.tier not in entry.tiers:
            continue
        for place, rule in enumerate(protocol.rules):
            cases = [_about_the_code(ground, place, written=w) for w in (False, True)]
            steps = [s for s in rule.steps if _decided_inside(ground, s, entry)]
            if steps and any(cases):
                at_once = any(
                    facts is not None and _lets_pass(ground, rule, facts, steps) for facts in cases
                )
                yield _forbidden(rule, steps[0], entry, blocking=at_once)


def _forbidden(rule: Rule, step: Step, entry: Forbidden, *, blocking: bool) -> Finding:
    return Finding(
        "forbidden",
        f"At {names(rule, step)} the council itself may decide on a breach of the code of"
        f" conduct. {entry.text} Source: {entry.source}.",
        blocking=blocking,
        clauses=cited((step,)),
        rule=rule.key,
        step=step.key,
        title="Something the law does not let the council decide",
        happens=(
            "A councillor may be found to have broken the code by people who have no power to say"
            " so, and the person who complained may see the finding set aside."
            if blocking
            else "Whoever reads the protocol expects the council to decide, while the law sends"
            f" what alleges a breach of the code to {entry.instead}, and the portal follows"
            " the law."
        ),
        repair=(
            f"Send what alleges a breach of the code to {entry.instead}, by a rule before this one."
        ),
    )


def _about_the_code(ground: Ground, place: int, *, written: bool) -> Facts | None:
    """A case in which the rule is used and a councillor's breach of the code is alleged."""
    grid = ground.grid
    councillors = sum(
        1 << n
        for n, side in enumerate(grid.values["about"])
        if any(party.kind is Kind.COUNCILLOR for party in side)
    )
    here = grid.around(
        matter=Matter.CONCERN, written=written, code_breach=True, event=Event.FIRST, decider=None
    )
    return _used(ground, place, grid.within(here, about=councillors))


def _used(ground: Ground, place: int, here: Box) -> Facts | None:
    left = left_over(common(here, ground.boxes[place]), ground.boxes[:place])
    return ground.grid.example(left[0]) if left else None


def _decided_inside(ground: Ground, step: Step, entry: Forbidden) -> bool:
    if step.capacity not in DECIDES:
        return False
    inside = [t.office for t in step.to if not ground.is_outside(t.office)]
    return any(office not in entry.but for office in inside)


def _lets_pass(ground: Ground, rule: Rule, facts: Facts, deciding: list[Step]) -> bool:
    """Whether the rule begins with the decision and no rule of law takes the case over."""
    entry = entry_step(rule, facts)
    begins = rule.steps[entry] if entry is not None else None
    # A grievance may be heard as the employer; that it finds nothing on the code is told with it.
    if begins not in deciding or begins.procedure is Procedure.GRIEVANCE:
        return False
    return not any(r.effect is Effect.TAKES_OVER for r in _applicable(ground, facts))


def _applicable(ground: Ground, facts: Facts) -> list[LawRule]:
    protocol = ground.protocol
    return [
        r
        for r in ground.law.rules
        if r.in_force(nation=protocol.nation, tier=protocol.tier, on=ground.on)
        and not failures(r.when, facts)
    ]


def only_informal(ground: Ground) -> Iterator[Finding]:
    """Rules with nothing but an attempt to settle it, where the law lets nothing wait for that."""
    grid = ground.grid
    first = {"matter": Matter.CONCERN, "event": Event.FIRST, "decider": None}
    by_officer = (grid.party(Office.OFFICER, 1),)
    for place, rule in enumerate(ground.protocol.rules):
        if not all(s.track is Track.INFORMAL and _helps(s) for s in rule.steps):
            continue
        written = _used(ground, place, grid.around(**first, written=True, raised_by=by_officer))
        plain = _used(ground, place, grid.around(**first))
        grave = replace(plain, natures=frozenset({Nature.SEXUAL_HARASSMENT})) if plain else None
        for facts in (written, grave):
            if facts is None or failures(rule.when, facts):
                continue
            held = [r for r in _applicable(ground, facts) if r.effect is Effect.LIFTS_INFORMAL]
            if held:
                yield _held_back(rule, held[0])
                break


def _helps(step: Step) -> bool:
    return step.capacity is Capacity.FACILITATE


def _held_back(rule: Rule, law: LawRule) -> Finding:
    return Finding(
        "only_informal",
        f"The rule “{rule.key}” offers nothing but an attempt to settle it. {law.text}"
        f" Source: {law.source}.",
        blocking=True,
        clauses=cited(rule.steps),
        rule=rule.key,
        step=rule.steps[0].key,
        title="Nothing after the attempt to settle it",
        happens=(
            "Somebody with a written grievance, or who was harassed, is made to try to settle it"
            " and is never heard."
        ),
        repair="Add the step that follows, or let what is grave or in writing begin there.",
    )


def names_nobody(ground: Ground) -> Iterator[Finding]:
    """Rules of law that send a matter to an office the protocol does not list."""
    protocol = ground.protocol
    known = protocol.same_seats(protocol.offices) | ALWAYS_OUTSIDE
    told = set[Office]()
    for law in ground.law.rules:
        if not law.in_force(nation=protocol.nation, tier=protocol.tier, on=ground.on):
            continue
        for target in law.step.to if law.step else ():
            if target.office in known or target.office in told:
                continue
            told.add(target.office)
            title = protocol.title_of(target.office).lower()
            yield Finding(
                "law_names_nobody",
                f"The law sends a written allegation that a councillor broke the code to the"
                f" {title}, and the protocol lists no such office. Source: {law.source}.",
                office=target.office,
                title="An office the law needs and the protocol does not list",
                happens=(
                    "Somebody who alleges a breach of the code is sent to the end of the safety net"
                    " and not where the law says."
                ),
                repair=f"List the {title}, with whose it is if it is another authority's.",
            )
