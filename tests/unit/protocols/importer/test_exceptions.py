"""Seats that a sentence leaves out of those who raise something or whom it is about."""

from __future__ import annotations

import pytest

from concerns.engine.offices import Office
from concerns.protocols.importer.passages import DraftRule
from concerns.protocols.importer.rules import as_rule
from tests.unit.protocols.importer.cases import Case
from tests.unit.protocols.importer.marking import proposed


def drafts_of(text: str) -> tuple[DraftRule, ...]:
    return proposed(Case(text, "routing")).rules


@pytest.mark.parametrize(
    ("who", "left_out"),
    [
        ("an officer other than the Clerk", {Office.CLERK}),
        ("any employee, except the Clerk,", {Office.CLERK}),
        ("staff (excluding the Clerk)", {Office.CLERK}),
        ("an officer, not being the Clerk,", {Office.CLERK}),
        (
            "an officer apart from the Clerk or the Monitoring Officer",
            {Office.CLERK, Office.MONITORING_OFFICER},
        ),
    ],
)
def test_a_seat_is_left_out_of_those_it_is_about(who: str, left_out: set[Office]) -> None:
    (draft,) = drafts_of(f"A complaint about {who} must be made to the Clerk.")

    assert (draft.about, set(draft.about_not)) == ((Office.OFFICER,), left_out)
    assert (draft.raised_by, draft.raised_by_not) == ((), ())
    assert [target.office for target in draft.to] == [Office.CLERK]


@pytest.mark.parametrize(
    "text",
    [
        "If a councillor other than the Chairman is unhappy with an officer they must tell the"
        " Clerk.",
        "A councillor, apart from the Chairman, who is concerned about an officer should tell the"
        " Clerk.",
        "Complaints made by a councillor, excluding the Chairman, about an officer must be sent to"
        " the Clerk.",
    ],
)
def test_a_seat_is_left_out_of_those_who_raise(text: str) -> None:
    (draft,) = drafts_of(text)

    assert (draft.raised_by, draft.raised_by_not) == ((Office.COUNCILLOR,), (Office.CHAIR,))
    assert (draft.about, draft.about_not) == ((Office.OFFICER,), ())


def test_the_rule_holds_for_nobody_left_out_and_says_so() -> None:
    text = (
        "If a councillor other than the Chairman is unhappy with an officer other than the Clerk"
        " they must tell the Clerk."
    )
    rule = as_rule(drafts_of(text)[0], "7.1", text)

    assert (rule.when.raised_by_not, rule.when.about_not) == ({Office.CHAIR}, {Office.CLERK})
    assert rule.key == "councillor-about-officer-except-chair-or-clerk"


def test_the_next_sentence_leaves_out_the_same() -> None:
    _, later = drafts_of(
        "A complaint about an officer other than the Clerk must be made to the Clerk. If the"
        " complaint is not resolved it may be referred to the Chairman."
    )

    assert (later.about, later.about_not) == ((Office.OFFICER,), (Office.CLERK,))


def test_an_exception_that_cannot_be_placed_is_asked_about() -> None:
    (draft,) = drafts_of(
        "A complaint made by anyone other than the Clerk about a councillor must be sent to the"
        " Monitoring Officer."
    )

    assert "“Clerk” seems to be an exception. Whom is it left out of?" in draft.questions
    assert Office.CLERK not in draft.raised_by
