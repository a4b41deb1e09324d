"""Whom a complaint that somebody did something is about, whatever the clause before it said."""

from __future__ import annotations

import pytest

from concerns.engine.facts import Matter
from concerns.engine.offices import Office
from concerns.protocols.importer.passages import DraftRule
from tests.unit.protocols.importer.cases import Case
from tests.unit.protocols.importer.marking import proposed

BEFORE = "A councillor who is unhappy with an officer must tell the Clerk. "


def last_of(text: str) -> DraftRule:
    return proposed(Case(text, "routing")).rules[-1]


@pytest.mark.parametrize("before", ["", BEFORE], ids=["alone", "after another rule"])
@pytest.mark.parametrize(
    ("text", "about", "code"),
    [
        (
            "A complaint that a councillor has broken the Code of Conduct shall be referred to the"
            " Monitoring Officer.",
            Office.COUNCILLOR,
            True,
        ),
        (
            "Any report that a member has breached the Code of Conduct must go to the Monitoring"
            " Officer.",
            Office.COUNCILLOR,
            True,
        ),
        (
            "An allegation that a member has failed to comply with the Members’ Code should be sent"
            " to the Monitoring Officer.",
            Office.COUNCILLOR,
            True,
        ),
        (
            "Where it is alleged that a councillor may have broken the Code of Conduct, the matter"
            " shall be referred to the Monitoring Officer.",
            Office.COUNCILLOR,
            True,
        ),
        (
            "A complaint alleging that the Chairman has bullied somebody shall be referred to the"
            " Monitoring Officer.",
            Office.CHAIR,
            None,
        ),
    ],
)
def test_it_is_about_whoever_is_said_to_have_done_it_and_anybody_may_raise_it(
    before: str, text: str, about: Office, code: bool | None
) -> None:
    draft = last_of(before + text)

    assert (draft.matter, draft.about) == (Matter.CONCERN, (about,))
    assert (draft.raised_by, draft.code_breach) == ((), code)
    assert "The sentence does not say who raises this. Who may?" in draft.questions


def test_an_officer_accused_is_whom_it_is_about_and_their_code_is_not_the_councillors() -> None:
    text = "A complaint alleging that an officer has broken the Employees’ Code of Conduct shall be"
    draft = last_of(text + " referred to the Clerk.")

    assert (draft.raised_by, draft.about, draft.code_breach) == ((), (Office.OFFICER,), None)


def test_whoever_the_sentence_names_as_complaining_raises_it() -> None:
    draft = last_of(
        "If an officer complains that a councillor has broken the Code of Conduct, the complaint"
        " shall be referred to the Monitoring Officer."
    )

    assert (draft.raised_by, draft.about) == ((Office.OFFICER,), (Office.COUNCILLOR,))


def test_what_was_done_to_somebody_is_not_about_them() -> None:
    draft = last_of(
        "A complaint that a councillor has been bullied by an officer shall be made to the Clerk."
    )

    assert draft.about == (Office.OFFICER,)
