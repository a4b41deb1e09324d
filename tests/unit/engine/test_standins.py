"""Who has the work of an office while its holder is away."""

from __future__ import annotations

from dataclasses import replace

from concerns.engine.decision import Standing
from concerns.engine.offices import Office
from concerns.engine.protocol import Combine, Otherwise, Reason, Target
from concerns.engine.standins import Cover, cover
from tests.unit.engine.westbury import CITED, protocol, roster, rule, step

CLERK, DEPUTY, CHAIR, VICE = Office.CLERK, Office.DEPUTY_CLERK, Office.CHAIR, Office.VICE_CHAIR
LEADER = Office.GROUP_LEADER


def said(found: Cover) -> list[tuple[Office, tuple[str, ...], Standing, bool]]:
    return [(s.office, s.people, s.standing, s.stated) for s in found.by]


def test_the_deputy_stands_in_and_the_protocol_does_not_say_so() -> None:
    found = cover(protocol(rule("any", step(CLERK))), roster(), "Clare", CLERK)
    assert said(found) == [(DEPUTY, ("Deepa",), Standing.DEPUTY, False)]
    assert found.reached
    assert not found.nobody


def test_whom_the_protocol_names_for_an_absence_comes_before_the_deputy() -> None:
    other = Otherwise((Target(CHAIR),), CITED, frozenset({Reason.ABSENT}))
    found = cover(protocol(rule("any", step(CLERK, otherwise=(other,)))), roster(), "Clare", CLERK)
    assert said(found) == [(CHAIR, ("Charles",), Standing.SUBSTITUTE, True)]


def test_a_deputy_who_is_away_too_does_not_stand_in() -> None:
    away = roster(absent=frozenset({"Deepa"}))
    found = cover(protocol(rule("any", step(CLERK))), away, "Clare", CLERK)
    assert said(found) == [(CHAIR, ("Charles",), Standing.SUBSTITUTE, False)]


def test_it_does_not_matter_whether_they_are_recorded_as_away_already() -> None:
    pack = protocol(rule("any", step(CLERK)))
    recorded = roster(absent=frozenset({"Clare"}))
    assert cover(pack, recorded, "Clare", CLERK) == cover(pack, roster(), "Clare", CLERK)


def test_nobody_stands_in_where_everybody_else_is_away_and_the_net_is_empty() -> None:
    pack = replace(protocol(rule("any", step(CLERK))), safety_net=())
    away = roster(absent=frozenset({"Deepa"}))
    found = cover(pack, away, "Clare", CLERK)
    assert (found.reached, found.by, found.nobody) == (True, (), True)


def test_steps_that_differ_give_each_answer_once() -> None:
    other = Otherwise((Target(CHAIR),), CITED)
    pack = protocol(
        rule("one", step(CLERK)),
        rule("two", step(CLERK, otherwise=(other,))),
        rule("three", step(CLERK)),
    )
    assert [office for office, *_ in said(cover(pack, roster(), "Clare", CLERK))] == [DEPUTY, CHAIR]


def test_an_office_that_no_step_goes_to_needs_nobody() -> None:
    found = cover(protocol(rule("any", step(CLERK))), roster(), "Vera", VICE)
    assert (found.reached, found.by, found.nobody) == (False, (), False)


def test_others_whom_the_step_names_go_on_with_it() -> None:
    pack = protocol(rule("any", step(CLERK, CHAIR, combine=Combine.ANY)))
    found = cover(pack, roster(), "Clare", CLERK)
    assert said(found) == [(CHAIR, ("Charles",), Standing.HOLDER, True)]


def test_others_who_hold_the_same_office_go_on_with_it() -> None:
    pack = protocol(rule("any", step(LEADER)))
    found = cover(pack, roster(), "Grace", LEADER)
    assert said(found) == [(LEADER, ("Gordon",), Standing.HOLDER, True)]


def test_a_step_that_any_officer_may_take_names_nobody() -> None:
    pack = protocol(rule("any", step(CLERK, Office.OFFICER, combine=Combine.ANY)))
    found = cover(pack, roster(), "Clare", CLERK)
    assert (found.reached, found.by, found.nobody) == (True, (), False)
