"""Which sentences say what something is."""

from __future__ import annotations

import pytest

from concerns.engine.protocol import ClauseKind
from concerns.protocols.importer.passages import Passage
from concerns.protocols.importer.proposals.propose import propose
from tests.unit.protocols.importer.reading import read


def _kinds(text: str, lead: str = "", heading: str = "") -> frozenset[ClauseKind]:
    above = Passage(id="1", label=None, heading=heading, text=lead, raw=lead)
    own = Passage(id="2", label=None, heading=heading, text=text, raw=text, parent="1")
    return propose((above, own))[-1].kinds


@pytest.mark.parametrize(
    "text",
    [
        "“Employee” means anybody with a contract of service, casual workers included.",
        "When we say “officer” we mean everyone whom the council pays.",
        "Good working relations are best defined as a partnership of equals.",
        "Members are accountable to those who elect them.",
        "Officers serve the whole council and not one party.",
        "The Town Clerk is the council's principal adviser.",
        "Responsibility for the running of this protocol rests with the Clerk.",
        "The role of the chairman includes presiding over meetings.",
        "The purpose of this guide is to help everybody work together.",
        "Any member may inspect papers that the council holds.",
        "Member: any person elected or co-opted to the Council.",
        "References to the Clerk are to the Town Clerk or anyone acting for the Clerk.",
        "Any reference to a director shall be read as a reference to the head of a service.",
        "By “close relationship” is meant any tie that might be seen to sway somebody.",
        "A political group is a group of two or more councillors who act together.",
        "This protocol explains how councillors and staff work together.",
        "It applies equally to co-opted members.",
        "The Monitoring Officer's ruling as to the meaning of this protocol is final.",
    ],
)
def test_what_something_is_is_a_definition(text: str) -> None:
    assert _kinds(text) == {ClauseKind.DEFINITION}


@pytest.mark.parametrize(
    "text",
    [
        "Officers are responsible to the council, and they must not take sides in party matters.",
        "Officers are employed by the council. Members should not bully them.",
    ],
)
def test_a_standard_beside_it_is_proposed_as_well(text: str) -> None:
    assert _kinds(text) == {ClauseKind.DEFINITION, ClauseKind.EXPECTATION}


def test_what_a_role_is_to_do_is_no_more_than_a_standard_where_one_is_set() -> None:
    text = "The role of officers is to advise. Officers must be impartial in doing so."

    assert _kinds(text) == {ClauseKind.EXPECTATION}


@pytest.mark.parametrize(
    "text",
    [
        "If a member is unhappy with the service in which an officer is employed, the member"
        " should tell the Clerk.",
        "The Staffing Committee shall review the working of this protocol every year.",
        "The office is open from nine to five.",
    ],
)
def test_a_relative_clause_or_a_review_defines_nothing(text: str) -> None:
    assert ClauseKind.DEFINITION not in _kinds(text)


def test_items_go_on_with_the_definition_of_their_lead() -> None:
    lead = "The role of councillors includes:"

    assert _kinds("speaking for their ward;", lead) == {ClauseKind.DEFINITION}
    assert _kinds("The clerk must be told.", lead) != {ClauseKind.DEFINITION}


def test_what_stands_under_definitions_defines() -> None:
    found = propose(read("Definitions\n\nCasual worker: paid by the hour.\n").passages)

    assert found[-1].kinds == {ClauseKind.DEFINITION}
