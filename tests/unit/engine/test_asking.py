"""What has to be asked follows from the council's own rules."""

from __future__ import annotations

import pytest

from concerns.engine import asking
from concerns.engine.facts import Matter, Nature, Party
from concerns.engine.offices import Kind, Office
from concerns.engine.protocol import Protocol
from concerns.protocols import loader

COUNCILLOR = Party("1", Kind.COUNCILLOR)
LEADER = Party("2", Kind.COUNCILLOR, frozenset({Office.GROUP_LEADER}))
OFFICER = Party("3", Kind.OFFICER)


def pack(name: str) -> Protocol:
    return loader.find(name)


@pytest.mark.parametrize(
    ("council", "party", "offered"),
    [
        ("banbury", COUNCILLOR, {Matter.GROUP_REPORT, Matter.ATTENDANCE}),
        ("banbury", OFFICER, set()),
        (
            "rushcliffe",
            COUNCILLOR,
            {
                Matter.ACCESS_REQUEST,
                Matter.ACCESS_APPEAL,
                Matter.ATTENDANCE,
                Matter.ENQUIRY,
                Matter.DECLARATION,
            },
        ),
        ("farnham", COUNCILLOR, {Matter.ACCESS_REQUEST, Matter.ENQUIRY}),
    ],
)
def test_a_matter_is_offered_where_a_rule_receives_it_from_such_a_person(
    council: str, party: Party, offered: set[Matter]
) -> None:
    assert set(asking.matters(pack(council), party)) == {Matter.CONCERN, *offered}


def test_only_a_group_leader_asks_for_a_meeting_on_a_councillors_behalf() -> None:
    assert Matter.MEETING in asking.matters(pack("rushcliffe"), LEADER)
    assert Matter.MEETING not in asking.matters(pack("rushcliffe"), COUNCILLOR)


def test_an_enquiry_asks_for_the_officer_and_a_report_does_not() -> None:
    assert asking.asks(pack("rushcliffe"), Matter.ENQUIRY).about
    assert not asking.asks(pack("banbury"), Matter.GROUP_REPORT).about


def test_a_request_asks_for_an_interest_and_an_appeal_for_the_decider() -> None:
    request = asking.asks(pack("rushcliffe"), Matter.ACCESS_REQUEST)
    assert request.natures == {Nature.UNDECLARED_INTEREST}
    assert asking.asks(pack("rushcliffe"), Matter.ACCESS_APPEAL).decider
    assert not asking.asks(pack("rushcliffe"), Matter.ENQUIRY).decider


def test_who_can_have_refused_is_read_from_the_rules() -> None:
    assert set(asking.deciders(pack("rushcliffe"))) == {
        Office.MONITORING_OFFICER, Office.CHIEF_EXECUTIVE, Office.DIRECTOR
    }  # fmt: skip
    assert asking.deciders(pack("banbury")) == ()


def test_expectations_are_those_of_the_kind_and_always_quoted() -> None:
    protocol = pack("banbury")
    of_councillors = asking.expectations(protocol, [Kind.COUNCILLOR])
    of_officers = asking.expectations(protocol, [Kind.OFFICER])
    assert {"2.2", "3.2.f"} <= {c.id for c in of_councillors}
    assert "3.1.d" not in {c.id for c in of_councillors}
    assert "3.1.d" in {c.id for c in of_officers}
    assert all(c.quote for c in (*of_councillors, *of_officers))
    assert asking.expectations(protocol, []) == ()
