"""Generated protocols, registers and facts: whatever the loader accepts, however odd.

Nothing here knows Django, so that the engine's tests may use it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st

from concerns.engine.deadlines import Unit
from concerns.engine.facts import Event, Facts, Matter, Nature, Party
from concerns.engine.offices import DEPUTY_OF, GENERAL, KIND_OF, Kind, Office
from concerns.engine.protocol import (
    CLOSE,
    Capacity,
    Citation,
    Clause,
    ClauseKind,
    Combine,
    Doubt,
    Duty,
    DutyKind,
    DutyWhen,
    Force,
    Gap,
    Limit,
    LimitOf,
    LimitStart,
    Nation,
    Notice,
    NoticeKind,
    OfficeEntry,
    Otherwise,
    Panel,
    Procedure,
    Protocol,
    Reason,
    Review,
    Rule,
    Source,
    Status,
    Step,
    Target,
    Tier,
    Track,
    When,
    Whose,
)
from concerns.engine.roster import Related, Roster
from concerns.protocols.digest import digest

Draw = Any  # hypothesis gives `draw` no useful type

# What a careless author types, and what a YAML reader takes for something else.
_AWKWARD = (
    *("yes", "null", "~", "5.10", "2026-05-31", "- a: b", "#", "a: b", " padded ", "“”", "|", "é"),
    *("two\nlines", "two\n\nparagraphs\n", "  indented\nand not", "x " * 60, "long" * 40),
)
_LETTERS = st.characters(exclude_categories=["Cs", "Cc"])
texts = st.one_of(st.sampled_from(_AWKWARD), st.text(_LETTERS, min_size=1, max_size=12))
keys = st.text("abcdefgh-", min_size=1, max_size=6)
days = st.dates(date(2000, 1, 1), date(2050, 12, 31))
clause_ids = ("3.1", "5.10", "appeals/1", "yes", "Ü “x”: #1")
# Few sets of offices, so that what is built for one is built once.
councils = (
    (Office.CLERK, Office.CHAIR),
    (Office.CLERK, Office.CHAIR, Office.VICE_CHAIR, Office.DEPUTY_CLERK, Office.EXTERNAL_ADVISER),
    (
        Office.CHIEF_EXECUTIVE,
        Office.MONITORING_OFFICER,
        Office.DEPUTY_MONITORING_OFFICER,
        Office.DIRECTOR,
        Office.LINE_MANAGER,
        Office.GROUP_LEADER,
        Office.STANDARDS_COMMITTEE,
        Office.OMBUDSMAN,
    ),
)


def some(codes: Iterable[Any], most: int = 3) -> st.SearchStrategy[frozenset[Any]]:
    """A few of them, or none."""
    return _some(tuple(codes), most)


@lru_cache(maxsize=256)
def _some(codes: tuple[Any, ...], most: int) -> st.SearchStrategy[frozenset[Any]]:
    return st.frozensets(st.sampled_from(codes), max_size=most)


@lru_cache
def few(one: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(one, max_size=most).map(tuple)


def filled(draw: Draw, most: int, **fields: st.SearchStrategy[Any]) -> dict[str, Any]:
    """At most so many of the fields, with a value each; the others keep their default."""
    chosen = draw(st.lists(st.sampled_from(sorted(fields)), max_size=most, unique=True))
    return {name: draw(fields[name]) for name in chosen}


@lru_cache
def _conditions(offices: tuple[Office, ...]) -> dict[str, st.SearchStrategy[Any]]:
    named = (*offices, *sorted(GENERAL))
    return {
        "matter": some(Matter),
        "raised_by": some(named),
        "raised_by_not": some(named, 1),
        "about": some(named),
        "about_any": some(named),
        "about_not": some(named, 2),
        "nobody": st.booleans(),
        "several": st.booleans(),
        "former": st.booleans(),
        "natures": some(Nature),
        "written": st.booleans(),
        "code_breach": st.booleans(),
        "event": some(Event),
        "within_months": st.integers(0, 12),
        "decider": some(named),
    }


@st.composite
def whens(draw: Draw, offices: tuple[Office, ...]) -> When:
    """Conditions over these offices that the loader accepts."""
    conditions = filled(draw, 2, **_conditions(offices))
    if "about" in conditions:
        conditions.pop("about_not", None)
    return When(**conditions)


@lru_cache
def targets(offices: tuple[Office, ...]) -> st.SearchStrategy[Target]:
    named = st.sampled_from((*offices, *sorted(GENERAL)))
    return st.builds(Target, named, st.sampled_from([None, None, None, *Whose]))


@lru_cache
def _step_parts(
    offices: tuple[Office, ...], clauses: tuple[str, ...], following: tuple[str, ...]
) -> dict[str, st.SearchStrategy[Any]]:
    cited = st.builds(Citation, st.sampled_from(clauses))
    who = targets(offices)
    return {
        "combine": st.sampled_from(Combine),
        "track": st.sampled_from(Track),
        "force": st.sampled_from(Force),
        "on": some(Event, 2),
        "condition": texts,
        "otherwise": few(
            st.builds(Otherwise, to=few(who), clauses=few(cited, 1), when=some(Reason))
        ),
        "procedure": st.sampled_from(Procedure),
        "panel": st.builds(Panel, st.integers(1, 9), st.none() | st.integers(1, 9), few(who, 1)),
        "duties": few(
            st.builds(
                Duty,
                kind=st.sampled_from(DutyKind),
                when=st.sampled_from(DutyWhen),
                clauses=few(cited, 1),
                who=few(who),
                text=texts,
                force=st.sampled_from(Force),
            )
        ),
        "limits": few(
            st.builds(
                Limit,
                what=st.sampled_from(LimitOf),
                n=st.integers(0, 60),
                unit=st.sampled_from(Unit),
                source=st.sampled_from(Source),
                start=st.sampled_from(LimitStart),
                actor=st.none() | who,
                extension=texts,
                clauses=cited.map(lambda citation: (citation,)),
            ),
            1,
        ),
        "next": st.dictionaries(
            st.sampled_from(Event), st.sampled_from([*following, CLOSE]), min_size=1, max_size=2
        ),
        "final": st.booleans(),
        "not_alone": st.booleans(),
    }


@st.composite
def steps(
    draw: Draw,
    key: str,
    following: tuple[str, ...],
    offices: tuple[Office, ...],
    clauses: tuple[str, ...],
) -> Step:
    """A step. :param following: the keys its outcomes may lead to."""
    parts = _step_parts(offices, clauses, following)
    optional = {**filled(draw, 4, **parts), "duties": draw(parts["duties"])}
    to = draw(few(targets(offices), 3))
    if not to:
        optional.setdefault("procedure", Procedure.GRIEVANCE)
    cited = Citation(draw(st.sampled_from(clauses)))
    return Step(key, draw(st.sampled_from(Capacity)), (cited,), to, **optional)


@lru_cache
def _doubts(clauses: tuple[str, ...]) -> st.SearchStrategy[Doubt]:
    cited = few(st.builds(Citation, st.sampled_from(clauses)), 1)
    return st.builds(Doubt, texts, texts, cited, texts)


@st.composite
def rules(
    draw: Draw,
    key: str,
    offices: tuple[Office, ...],
    clauses: tuple[str, ...],
    *,
    may_loop: bool,
) -> Rule:
    names = ("first", "second", "third")[: draw(st.integers(1, 3))]
    return Rule(
        key=key,
        summary=draw(texts),
        when=draw(whens(offices)),
        steps=tuple(
            draw(steps(name, names if may_loop else names[place + 1 :], offices, clauses))
            for place, name in enumerate(names)
        ),
        **filled(draw, 1, doubt=_doubts(clauses)),
    )


@lru_cache
def _office_parts(seat: Office, offices: tuple[Office, ...]) -> dict[str, st.SearchStrategy[Any]]:
    """Nobody is their own deputy: the loader refuses it."""
    others = [office for office in offices if office is not seat]
    return {
        "aliases": few(texts, 1),
        "same_as": few(st.sampled_from(offices), 1),
        "deputy": st.sampled_from(others) if others else st.none(),
        "external": st.booleans(),
    }


@lru_cache
def _clause_parts() -> dict[str, st.SearchStrategy[Any]]:
    return {
        "quote": texts,
        "kinds": some(ClauseKind),
        "expects": some(Kind),
        "natures": some(Nature),
    }


@lru_cache
def _header_parts(
    offices: tuple[Office, ...], clauses: tuple[str, ...]
) -> dict[str, st.SearchStrategy[Any]]:
    cited = few(st.builds(Citation, st.sampled_from(clauses)), 1)
    when = whens(offices)
    return {
        "notices": few(st.builds(Notice, st.sampled_from(NoticeKind), texts, cited, when), 1),
        "gaps": few(st.builds(Gap, st.just("G1"), texts, cited, st.none() | when), 1),
        "adopted_on": days,
        "in_force_from": days,
        "review": st.builds(Review, texts, st.none() | days, cited),
        "owner": st.sampled_from(offices),
        "principal_authority": texts,
        "source": texts,
    }


@st.composite
def protocols(draw: Draw, *, may_loop: bool = True) -> Protocol:
    """A protocol that the loader accepts.

    :param may_loop: whether a step may lead back, which the checker would not let be adopted.
    """
    offices = draw(st.sampled_from(councils))
    ids = clause_ids[: draw(st.integers(1, len(clause_ids)))]
    protocol = Protocol(
        format=1,
        council=draw(keys),
        name=draw(texts),
        nation=draw(st.sampled_from(Nation)),
        tier=draw(st.sampled_from(Tier)),
        version=draw(texts),
        title=draw(texts),
        status=draw(st.sampled_from(Status)),
        offices={
            seat: OfficeEntry(
                seat.title(),
                **filled(draw, 1, **_office_parts(seat, offices)),
            )
            for seat in offices
        },
        safety_net=tuple(draw(st.permutations(offices))[: draw(st.integers(0, 4))]),
        clauses=tuple(
            Clause(
                name,
                draw(st.none() | texts),
                "Complaints",
                draw(texts),
                **filled(draw, 2, **_clause_parts()),
            )
            for name in ids
        ),
        rules=tuple(
            draw(rules(f"rule-{place}", offices, ids, may_loop=may_loop))
            for place in range(draw(st.integers(0, 4)))
        ),
        **filled(draw, 4, **_header_parts(offices, ids)),
    )
    return replace(protocol, digest=digest(protocol))


PEOPLE = tuple(f"person {n}" for n in range(1, 6))
people = st.sampled_from(PEOPLE)


@lru_cache
def _roster_parts(offices: tuple[Office, ...]) -> dict[str, st.SearchStrategy[Any]]:
    office = st.sampled_from(offices)
    return {
        "related": few(st.builds(Related, office, people, few(people)), 3),
        "vacant": some(offices, 2),
        "groups": st.dictionaries(people, st.sampled_from(["blue", "green"]), max_size=4),
    }


@st.composite
def rosters(draw: Draw, protocol: Protocol) -> Roster:
    """A register of a few people, who may hold several offices or none."""
    offices = tuple(protocol.offices)
    office = st.sampled_from(offices)
    deputies = st.dictionaries(office, office, max_size=4).map(
        lambda chosen: {seat: deputy for seat, deputy in chosen.items() if seat is not deputy}
    )
    some_people = st.lists(people, min_size=1, max_size=2, unique=True).map(tuple)
    return Roster(
        holders={seat: draw(some_people) for seat in offices},
        deputies=draw(st.just(DEPUTY_OF) | deputies),
        absent=draw(some(PEOPLE, 2)),
        interests=draw(some(PEOPLE, 1)),
        external=frozenset(o for o, entry in protocol.offices.items() if entry.external),
        **filled(draw, 2, **_roster_parts(offices)),
    )


@st.composite
def parties(draw: Draw, roster: Roster) -> Party:
    """Somebody of the register, or a stranger, with the offices they hold."""
    person = draw(st.sampled_from((*PEOPLE, None)))
    offices = roster.held_by(person) if person else frozenset()
    kind = min((KIND_OF[o] for o in offices), default=draw(st.sampled_from(Kind)))
    return Party(person, kind, offices - GENERAL, **filled(draw, 1, former=st.booleans()))


_ABOUT_THE_MATTER = {
    "matter": st.sampled_from(Matter),
    "natures": some(Nature),
    "written": st.booleans(),
    "code_breach": st.booleans(),
    "event": st.sampled_from(Event),
    "decider": st.sampled_from(Office),
    "months_since_last": st.integers(0, 24),
}


@st.composite
def facts(draw: Draw, roster: Roster) -> Facts:
    def side(least: int) -> tuple[Party, ...]:
        return tuple(draw(parties(roster)) for _ in range(draw(st.integers(least, 2))))

    return Facts(raised_by=side(1), about=side(0), **filled(draw, 3, **_ABOUT_THE_MATTER))


@st.composite
def situations(draw: Draw, *, may_loop: bool = True) -> tuple[Facts, Protocol, Roster, date]:
    """Everything that `route` is told."""
    protocol = draw(protocols(may_loop=may_loop))
    roster = draw(rosters(protocol))
    return draw(facts(roster)), protocol, roster, draw(days)
