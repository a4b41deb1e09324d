"""The kinds that sentences without a rule show by their own words."""

from __future__ import annotations

import pytest

from concerns.engine.offices import Kind
from concerns.protocols.importer.passages import Passage
from concerns.protocols.importer.proposals.propose import propose

_BOTH = {Kind.COUNCILLOR, Kind.OFFICER}


def _one(text: str) -> Passage:
    return propose((Passage(id="1", label=None, heading="", text=text, raw=text),))[0]


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("No officer is to be subjected to bullying by a member.", {Kind.COUNCILLOR}),
        ("Courtesy is to be shown by both sides at all times.", _BOTH),
        ("Close personal familiarity with officers is best avoided.", _BOTH),
        ("Members are asked not to telephone officers at home.", {Kind.COUNCILLOR}),
        ("It is the duty of officers to give honest advice.", {Kind.OFFICER}),
        ("Council stationery must only be used for council business.", _BOTH),
        ("Officers can expect members to respect their private time.", {Kind.COUNCILLOR}),
        ("Neither members nor officers should be rude to the other.", _BOTH),
        (
            "Staff are paid by the council, and they must not take sides in politics.",
            {Kind.OFFICER},
        ),
    ],
)
def test_a_standard_however_it_is_put_is_an_expectation(text: str, of: set[Kind]) -> None:
    got = _one(text)

    assert "expectation" in got.kinds
    assert got.expects == of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The member will be told in writing of the outcome.", "duty"),
        ("The decision shall be notified to the member and to the officer concerned.", "duty"),
        ("The Clerk will let you know the outcome.", "duty"),
        ("The Monitoring Officer will keep a record of every concern.", "duty"),
        ("The Clerk shall report annually to the Council on this protocol.", "duty"),
        ("The Chief Executive must be told of every complaint.", "duty"),
        ("Ward councillors will be invited to the meeting by the Director.", "duty"),
        ("Reasons for a refusal must be given.", "duty"),
        ("The panel will give its decision and its reasons to both parties.", "duty"),
        ("No complaint may be ventilated at a meeting of the council.", "forum"),
        ("Please never bring it up at a council meeting.", "forum"),
        ("The Standards Committee will review the operation of this protocol annually.", "review"),
        ("The Leader shall review how this protocol works each year.", "review"),
        ("The Staffing Committee shall sit as three members.", "routing"),
    ],
)
def test_other_kinds_show_by_their_verbs(text: str, kind: str) -> None:
    assert kind in _one(text).kinds


@pytest.mark.parametrize(
    "text",
    [
        "The Clerk shall give reasons in writing.",
        "The member will be told in writing of the outcome.",
        "Members and officers work together in a constructive way.",
    ],
)
def test_what_the_council_writes_is_no_form_that_is_asked(text: str) -> None:
    assert "form" not in _one(text).kinds


def test_what_the_document_is_for_asks_nothing_of_anybody() -> None:
    got = _one("The purpose of this protocol is to guide members and officers in good conduct.")

    assert (got.kinds, got.expects) == ({"definition"}, frozenset())
