"""Offices nobody holds: what then comes of what is sent to them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from concerns.engine.offices import Office
from concerns.protocols import loader
from concerns.protocols.checker import Finding, check
from tests.unit.protocols.ashby import ashby
from tests.unit.protocols.test_planted_faults import HELD, ON


def told(held: Collection[Office] | None, **changes: Any) -> list[Finding]:
    found = check(ashby(**changes), loader.law(), ON, held)
    return [f for f in found if f.code == "office_not_held"]


def test_nothing_is_said_where_it_is_not_known_who_holds_what() -> None:
    assert told(None) == []
    assert {f.office for f in told(())} == HELD


def test_an_office_outside_is_never_missing() -> None:
    outside = {Office.MONITORING_OFFICER, Office.EXTERNAL_ADVISER}

    assert not outside & {f.office for f in told(())}


def test_what_is_sent_there_goes_to_the_deputy_if_there_is_one() -> None:
    (finding,) = told((HELD - {Office.CLERK}) | {Office.DEPUTY_CLERK})

    assert finding.happens == "What is sent to them goes to the Deputy Town Clerk instead."
    assert finding.text == (
        "Nobody holds the office of Town Clerk, who is to have the step “settle” of the rule"
        " “others”."
    )


def test_what_is_sent_there_goes_to_the_safety_net_if_there_is_no_deputy() -> None:
    (finding,) = told(HELD - {Office.CHAIR})

    assert "goes to the Town Clerk, by the council's own arrangement" in finding.happens


def test_a_seat_of_two_names_is_held_under_either() -> None:
    two = {"offices/chair/same_as": ["leader"]}

    assert told((HELD - {Office.CHAIR}) | {Office.LEADER}, **two) == []


def test_the_step_it_is_to_have_comes_before_one_it_only_stands_in_for() -> None:
    """Else the finding would lead to a step that is somebody else's."""
    (finding,) = told(HELD - {Office.HR_PANEL})

    assert "who is to have the step “hearing” of the rule “clerk”" in finding.text
