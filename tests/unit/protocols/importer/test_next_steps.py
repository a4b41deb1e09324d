"""What goes on from an earlier rule, and what gives a time to it."""

from __future__ import annotations

import pytest

from concerns.engine.protocol import LimitOf
from concerns.protocols.importer.passages import Passage
from concerns.protocols.importer.proposals.propose import propose
from tests.unit.protocols.importer.reading import read

_FIRST = (
    "1. Complaints\n\n1.1 An officer with a complaint about a councillor must tell the Clerk.\n\n"
)


def _second(words: str, first: str = _FIRST) -> Passage:
    return propose(read(f"{first}1.2 {words}\n").passages)[-1]


@pytest.mark.parametrize(
    ("words", "taker"),
    [
        ("If the matter is not resolved it shall be referred to the Chairman.", "chair"),
        (
            "Should this fail to settle it, the officer may go to the Staffing Committee.",
            "hr_panel",
        ),
        ("An officer who remains dissatisfied may ask the Chief Executive.", "chief_executive"),
        ("Still not satisfied? Write to the Chairman.", "chair"),
        ("The Clerk must refer it to the Monitoring Officer.", "monitoring_officer"),
        ("If it cannot be so settled the officer may invoke the Grievance Procedure.", "grievance"),
        (
            "If mediation does not succeed it will be heard by the Standards Committee.",
            "standards_committee",
        ),
    ],
)
def test_what_passes_it_on_follows_the_rule_before(words: str, taker: str) -> None:
    (draft,) = _second(words).rules

    assert draft.follows == "1.1"
    assert (draft.to[0].office if draft.to else draft.procedure) == taker


@pytest.mark.parametrize(
    "words",
    [
        "A councillor with a complaint about an officer must tell the Chief Executive.",
        "If a councillor cannot settle a complaint about an officer, the councillor may go to the"
        " Chairman.",
        "Requests for information must be made to the Director.",
    ],
)
def test_what_begins_anew_is_a_rule_of_its_own(words: str) -> None:
    (draft,) = _second(words).rules

    assert draft.follows == ""


def test_a_sentence_of_the_same_clause_may_be_what_comes_next() -> None:
    text = "An officer unhappy with a councillor should tell the Clerk. If they are still unhappy"
    text += ", they may write to the Chairman."
    (passage,) = propose((Passage(id="1", label=None, heading="", text=text, raw=text),))

    assert [draft.follows for draft in passage.rules] == ["", "1"]


def test_a_clause_that_names_another_goes_on_from_that_one() -> None:
    first = _FIRST + "1.2 A councillor with a complaint about an officer must tell the Leader.\n\n"
    words = "1.3 An officer not content with the outcome under 1.1 may ask the Chairman.\n"

    (draft,) = propose(read(first + words).passages)[-1].rules

    assert draft.follows == "1.1"


@pytest.mark.parametrize(
    ("words", "n", "what"),
    [
        ("The Clerk shall acknowledge it within three working days.", 3, LimitOf.ACKNOWLEDGE),
        ("A decision will be made within 28 days.", 28, LimitOf.DECIDE),
        ("The Clerk shall inform the Chairman of it within two days.", 2, LimitOf.REPLY),
        ("Such a request must be made within ten days of the refusal.", 10, LimitOf.APPEAL),
    ],
)
def test_a_time_in_a_sentence_of_its_own_belongs_to_the_rule_before(
    words: str, n: int, what: LimitOf
) -> None:
    (time,) = _second(words).times

    assert (time.limit.n, time.limit.what, time.follows) == (n, what, "1.1")


@pytest.mark.parametrize(
    "words",
    [
        "If it is not settled within ten days it shall be referred to the Chairman.",
        "This protocol shall be reviewed within two years.",
    ],
)
def test_a_time_that_is_a_condition_or_of_a_review_is_nobodys(words: str) -> None:
    assert _second(words).times == ()
