"""Who takes a matter where whoever it should go to cannot."""

from __future__ import annotations

import pytest

from concerns.engine.offices import Office
from concerns.engine.protocol import Combine, Reason
from concerns.protocols.importer.passages import DraftRule
from concerns.protocols.importer.rules import as_rule
from tests.unit.protocols.importer.cases import Case
from tests.unit.protocols.importer.marking import proposed

CLERK, CHAIR, OFFICER, COUNCILLOR = (
    (Office.CLERK,),
    (Office.CHAIR,),
    (Office.OFFICER,),
    (Office.COUNCILLOR,),
)
ABSENT = {Reason.ABSENT, Reason.VACANT}
INVOLVED = {Reason.SUBJECT, Reason.RAISER, Reason.INTEREST}


def drafts_of(text: str) -> tuple[DraftRule, ...]:
    return proposed(Case(text, "routing")).rules


def to(draft: DraftRule) -> tuple[Office, ...]:
    return tuple(target.office for target in draft.to)


@pytest.mark.parametrize(
    "words",
    [
        "the Clerk, or to the Chairman if the officer is the Clerk",
        "the Clerk (or, where the complaint concerns the Clerk, the Chairman)",
        "the Clerk (or the Chairman, if it is about the Clerk)",
        "the Clerk (the Chairman if the Clerk is the subject of the complaint)",
        "the Clerk, unless the complaint is about the Clerk, in which case it must be made to the"
        " Chairman",
        "the Clerk, except where the complaint concerns the Clerk, when it must go to the Chairman",
        "the Clerk save where the Clerk is the officer concerned, in which event it must be sent"
        " to the Chairman",
        "the Clerk, or to the Chairman should the Clerk be the officer concerned",
        "the Clerk or, in the case of the Clerk, the Chairman",
        "the Clerk; in the Clerk's case, to the Chairman",
        "the Clerk or, if about the Clerk, to the Chairman",
        "the Clerk, or, if he or she is the subject of the complaint, to the Chairman",
        "the Clerk, unless it is about the Clerk, in which case the Chairman must be approached",
        "the Clerk (save that a complaint about the Clerk must be made to the Chairman)",
        "the Clerk. Where the complaint is about the Clerk the Chairman shall take the place of"
        " the Clerk",
    ],
)
def test_a_complaint_about_the_seat_itself_has_a_rule_of_its_own_before_the_other(
    words: str,
) -> None:
    own, other = drafts_of(f"A complaint about an officer must be made to {words}.")

    assert (own.about, to(own), own.combine) == (CLERK, CHAIR, Combine.ONE)
    assert (other.about, to(other), other.combine) == (OFFICER, CLERK, Combine.ONE)


@pytest.mark.parametrize(
    "text",
    [
        "An officer who has a complaint about a member must tell the Clerk, or the Chairman where"
        " the officer is the Clerk.",
        "An officer with a complaint about a councillor must tell the Clerk, or the Chairman if"
        " the complaint is made by the Clerk.",
    ],
)
def test_a_complaint_by_the_seat_itself_has_a_rule_of_its_own_before_the_other(text: str) -> None:
    own, other = drafts_of(text)

    assert (own.raised_by, own.about, to(own)) == (CLERK, COUNCILLOR, CHAIR)
    assert (other.raised_by, other.about, to(other)) == (OFFICER, COUNCILLOR, CLERK)


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("the Clerk or, in the absence of the Clerk, to the Chairman", ABSENT),
        ("the Clerk, or in the Clerk's absence to the Chairman", ABSENT),
        ("the Clerk (in his or her absence, the Chairman)", ABSENT),
        ("the Clerk (or, if unavailable, the Chairman), who will acknowledge it", ABSENT),
        ("the Clerk, or to the Chairman if the Clerk is away", ABSENT),
        ("the Clerk or Chairman if the Clerk is unavailable or conflicted", ABSENT | INVOLVED),
        ("the Clerk or, if the Clerk has a conflict of interest, the Chairman", INVOLVED),
        ("the Clerk or, where the Clerk is implicated, to the Chairman", INVOLVED),
        ("the Clerk, failing whom the Chairman", set()),
        ("the Clerk, or to the Chairman if the Clerk is unable to act", set()),
        ("the Clerk. If the Clerk is absent the Chairman will act", ABSENT),
        ("the Clerk. In his absence the Chairman will act in the Clerk's place", ABSENT),
        ("the Clerk. Where the Clerk is away, it must be sent to the Chairman", ABSENT),
    ],
)
def test_who_takes_it_in_an_absence_is_no_choice_of_the_raiser(
    words: str, when: set[Reason]
) -> None:
    (draft,) = drafts_of(f"A complaint about an officer must be made to {words}.")
    (otherwise,) = draft.otherwise

    assert (draft.about, to(draft), draft.combine) == (OFFICER, CLERK, Combine.ONE)
    assert tuple(target.office for target in otherwise.to) == CHAIR
    assert set(otherwise.when) == when


def test_one_stand_in_may_have_a_stand_in_of_its_own() -> None:
    last, second, first = sorted(
        drafts_of(
            "A councillor unhappy with an officer should speak to the Director or, in the case of"
            " a Director, to the Chief Executive or, in the case of the Chief Executive, to the"
            " Chairman."
        ),
        key=lambda draft: [*Office].index(draft.to[0].office),
    )

    assert {(d.about, to(d)) for d in (last, second, first)} == {
        (OFFICER, (Office.DIRECTOR,)),
        ((Office.DIRECTOR,), (Office.CHIEF_EXECUTIVE,)),
        ((Office.CHIEF_EXECUTIVE,), CHAIR),
    }


@pytest.mark.parametrize(
    "words",
    [
        "the Clerk, or to the Chairman if the councillor belongs to a group",
        "the Clerk or, if the Clerk considers it right, to the Chairman",
        "the Clerk or the Chairman if it is about the Clerk or the Leader",
    ],
)
def test_a_condition_that_is_not_clear_is_asked_about_and_no_choice(words: str) -> None:
    (draft,) = drafts_of(f"A complaint about a councillor must be made to {words}.")

    assert (to(draft), draft.otherwise) == (CLERK, ())
    assert any("It goes to the Chairman only in some cases" in q for q in draft.questions)


def test_one_of_two_has_a_stand_in_of_their_own() -> None:
    (draft,) = drafts_of(
        "A dispute between a councillor and an officer must be referred to the Leader and the Clerk"
        " or, in the absence of the Clerk, the Deputy Clerk."
    )
    (otherwise,) = draft.otherwise

    assert (to(draft), draft.combine) == ((Office.LEADER, Office.CLERK), Combine.ALL)
    assert ([t.office for t in otherwise.to], otherwise.of) == (
        [Office.DEPUTY_CLERK],
        Office.CLERK,
    )


def test_somebody_or_their_deputy_is_the_first_who_is_there() -> None:
    (draft,) = drafts_of(
        "A complaint about an officer must be made to the Clerk or their deputy or, in the absence"
        " of both, to the Chairman."
    )
    (otherwise,) = draft.otherwise

    assert (to(draft), draft.combine) == ((*CLERK, Office.DEPUTY_CLERK), Combine.FIRST)
    assert (tuple(t.office for t in otherwise.to), set(otherwise.when)) == (CHAIR, ABSENT)
    assert otherwise.of is None


def test_what_the_raiser_prefers_stays_a_choice() -> None:
    (draft,) = drafts_of(
        "An officer with a complaint about a councillor should tell the Clerk or, if the officer"
        " would rather, the Chairman."
    )

    assert (set(to(draft)), draft.combine) == ({*CLERK, *CHAIR}, Combine.CHOICE)


def test_a_seat_that_should_be_the_subject_is_whom_it_is_about() -> None:
    (draft,) = drafts_of("Should the Clerk be the subject of a complaint, tell the Chairman.")

    assert (draft.about, to(draft)) == (CLERK, CHAIR)


def test_one_who_stands_in_for_nobody_named_is_asked_about() -> None:
    (draft,) = drafts_of("In the absence of the Clerk, concerns should be sent to the Chairman.")

    assert to(draft) == CHAIR
    assert (
        "This holds only while the Clerk cannot take it. Which rule is it part of?"
        in draft.questions
    )


def test_the_rule_says_who_takes_it_otherwise_on_the_words_that_say_so() -> None:
    text = (
        "A complaint about an officer must be made to the Clerk (or, in the absence of the Clerk,"
        " to the Chairman)."
    )
    (step,) = as_rule(drafts_of(text)[0], "4.1", text).steps
    (otherwise,) = step.otherwise

    assert ([t.office for t in otherwise.to], otherwise.when) == ([Office.CHAIR], ABSENT)
    assert otherwise.clauses[0].quote == "or, in the absence of the Clerk, to the Chairman"
