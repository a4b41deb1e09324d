"""Who takes a step, when those named cannot: case by case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from concerns.engine.decision import Excluded
from concerns.engine.facts import Facts, Matter
from concerns.engine.offices import Office
from concerns.engine.protocol import Combine, Otherwise, Reason, Target, Whose
from concerns.engine.roster import Related
from concerns.engine.seats import Filter, told
from tests.unit.engine.westbury import (
    CITED,
    PEOPLE,
    councillor,
    holder,
    names,
    officer,
    protocol,
    roster,
    seated,
    step,
)

CLERK, DEPUTY, CHAIR, VICE = Office.CLERK, Office.DEPUTY_CLERK, Office.CHAIR, Office.VICE_CHAIR
ADVISER, LEADER, PANEL = Office.EXTERNAL_ADVISER, Office.GROUP_LEADER, Office.HR_PANEL
PLAIN = Facts(raised_by=(councillor(),), about=(officer(),))
ABOUT_CLERK = Facts(raised_by=(councillor(),), about=(holder(CLERK),))


def test_the_holder_takes_it() -> None:
    seating = seated(step(CLERK), PLAIN)

    assert names(seating) == [(CLERK, "holder", None, ("Clare",))]
    assert (seating.stated, seating.excluded) == (True, ())


@pytest.mark.parametrize(
    ("facts", "interests", "reason"),
    [
        (ABOUT_CLERK, set(), Reason.SUBJECT),
        (Facts(raised_by=(holder(CLERK),), about=(officer(),)), set(), Reason.RAISER),
        (PLAIN, {"Clare"}, Reason.INTEREST),
        (Facts(raised_by=(holder(CLERK),), about=(holder(CLERK),)), {"Clare"}, Reason.SUBJECT),
    ],
)
def test_somebody_with_a_part_in_it_is_passed_over_and_not_for_their_deputy(
    facts: Facts, interests: set[str], reason: Reason
) -> None:
    seating = seated(step(CLERK), facts, roster(interests=frozenset(interests)))

    assert names(seating) == [(CHAIR, "substitute", reason, ("Charles",))]
    assert not seating.stated
    assert seating.excluded == (Excluded(CLERK, reason, ("Clare",)),)


@pytest.mark.parametrize("matter", [Matter.ATTENDANCE, Matter.ACCESS_REQUEST])
def test_being_asked_for_is_no_part_in_it(matter: Matter) -> None:
    seating = seated(step(CLERK), replace(ABOUT_CLERK, matter=matter))

    assert names(seating) == [(CLERK, "holder", None, ("Clare",))]


def test_whoever_decided_has_an_interest_in_the_appeal() -> None:
    seating = seated(step(CLERK), replace(PLAIN, decider=CLERK))

    assert seating.excluded == (Excluded(CLERK, Reason.INTEREST, ("Clare",)),)


def test_the_deputy_takes_it_for_one_who_is_absent_or_gone() -> None:
    away = seated(step(CLERK), PLAIN, roster(absent=frozenset({"Clare"})))
    empty = seated(step(CLERK), PLAIN, roster(vacant=frozenset({CLERK})))

    assert names(away) == [(DEPUTY, "deputy", Reason.ABSENT, ("Deepa",))]
    assert names(empty) == [(DEPUTY, "deputy", Reason.VACANT, ("Deepa",))]
    assert not away.stated
    assert empty.excluded == (Excluded(CLERK, Reason.VACANT),)


def test_a_deputy_with_a_part_in_it_is_passed_over_too() -> None:
    about_deputy = Facts(raised_by=(councillor(),), about=(holder(DEPUTY),))
    seating = seated(step(CLERK), about_deputy, roster(absent=frozenset({"Clare"})))

    assert names(seating) == [(CHAIR, "substitute", Reason.ABSENT, ("Charles",))]
    assert Excluded(DEPUTY, Reason.SUBJECT, ("Deepa",)) in seating.excluded


def test_whoever_the_protocol_names_instead_comes_before_the_deputy() -> None:
    other = Otherwise((Target(PANEL),), CITED)
    seating = seated(step(CLERK, otherwise=(other,)), PLAIN, roster(absent=frozenset({"Clare"})))

    assert names(seating) == [(PANEL, "substitute", Reason.ABSENT, ("Harold", "Hannah"))]
    assert seating.stated
    assert seating.by == (other,)


def test_an_alternative_for_absence_is_not_one_for_a_conflict() -> None:
    absent = Otherwise((Target(PANEL),), CITED, frozenset({Reason.ABSENT, Reason.VACANT}))
    seating = seated(step(CLERK, otherwise=(absent,)), ABOUT_CLERK)

    assert names(seating) == [(CHAIR, "substitute", Reason.SUBJECT, ("Charles",))]
    assert not seating.stated


@pytest.mark.parametrize("when", [frozenset(), frozenset({Reason.SUBJECT})])
def test_a_deputy_whom_the_protocol_names_for_a_conflict_acts(when: frozenset[Reason]) -> None:
    deputy = Otherwise((Target(DEPUTY),), CITED, when)
    seating = seated(step(CLERK, otherwise=(deputy,)), ABOUT_CLERK)

    assert names(seating) == [(DEPUTY, "substitute", Reason.SUBJECT, ("Deepa",))]
    assert seating.stated


def test_a_deputy_is_named_only_for_the_conflict_of_whom_they_replace() -> None:
    vice = Otherwise((Target(VICE),), CITED)
    about_both = Facts(raised_by=(councillor(),), about=(holder(CLERK), holder(CHAIR)))
    chair_first = Otherwise((Target(CHAIR),), CITED)
    seating = seated(step(CLERK, otherwise=(chair_first, vice)), about_both)

    assert VICE not in [name[0] for name in names(seating)]
    assert Excluded(VICE, Reason.DEPUTY_OF_EXCLUDED, ("Vera",)) in seating.excluded


JOINTLY = step(
    CHAIR,
    PANEL,
    combine=Combine.ALL,
    otherwise=(Otherwise((Target(VICE),), CITED, instead_of=CHAIR),),
)


def test_of_two_who_act_together_each_has_a_stand_in_of_their_own() -> None:
    no_chair = seated(JOINTLY, PLAIN, roster(absent=frozenset({"Charles"})))
    no_panel = seated(JOINTLY, PLAIN, roster(absent=frozenset({"Harold", "Hannah"})))

    assert [name[0] for name in names(no_chair)] == [PANEL, VICE]
    assert no_chair.stated
    assert [name[0] for name in names(no_panel)] == [CHAIR]
    assert not no_panel.stated


def test_where_both_are_missing_and_one_is_replaced_the_protocol_does_not_say_all() -> None:
    nobody = roster(absent=frozenset({"Charles", "Harold", "Hannah"}))
    seating = seated(JOINTLY, PLAIN, nobody)

    assert [name[0] for name in names(seating)] == [VICE]
    assert not seating.stated


def test_the_second_alternative_is_tried_when_the_first_cannot() -> None:
    both = (Otherwise((Target(CHAIR),), CITED), Otherwise((Target(VICE),), CITED))
    about_both = Facts(raised_by=(councillor(),), about=(holder(CLERK), holder(CHAIR)))
    seating = seated(
        step(CLERK, otherwise=(both[0], Otherwise((Target(PANEL),), CITED))), about_both
    )

    assert names(seating) == [(PANEL, "substitute", Reason.SUBJECT, ("Harold", "Hannah"))]


def test_the_safety_net_is_gone_through_in_order_and_its_deputies_with_it() -> None:
    about_two = Facts(raised_by=(councillor(),), about=(holder(CLERK), holder(CHAIR)))
    seating = seated(step(CLERK), about_two)

    # The Deputy Mayor deputises for the Mayor, who has a part in it: so it goes outside.
    assert names(seating) == [(ADVISER, "external", Reason.SUBJECT, ())]
    assert Excluded(VICE, Reason.DEPUTY_OF_EXCLUDED, ("Vera",)) in seating.excluded


def test_nobody_is_left_where_the_net_is_used_up() -> None:
    seating = seated(step(CLERK), ABOUT_CLERK, safety_net=())

    assert names(seating) == []
    assert not seating.stated


def test_of_several_holders_only_those_without_a_part_act() -> None:
    facts = Facts(raised_by=(councillor(),), about=(officer("Harold", PANEL),))
    seating = seated(step(PANEL), facts)

    assert names(seating) == [(PANEL, "holder", None, ("Hannah",))]
    assert seating.excluded == (Excluded(PANEL, Reason.SUBJECT, ("Harold",)),)


def test_either_of_two_acts_and_both_are_named() -> None:
    seating = seated(step(CLERK, CHAIR, combine=Combine.ANY), PLAIN)

    assert [name[0] for name in names(seating)] == [CLERK, CHAIR]


def test_the_other_of_two_acts_where_one_cannot() -> None:
    seating = seated(step(CLERK, CHAIR, combine=Combine.ANY), ABOUT_CLERK)

    assert names(seating) == [(CHAIR, "holder", None, ("Charles",))]
    assert seating.stated


def test_the_first_available_of_a_list_is_a_substitute_the_protocol_itself_names() -> None:
    first = seated(step(CLERK, CHAIR, combine=Combine.FIRST), PLAIN)
    second = seated(step(CLERK, CHAIR, combine=Combine.FIRST), ABOUT_CLERK)

    assert names(first) == [(CLERK, "holder", None, ("Clare",))]
    assert names(second) == [(CHAIR, "substitute", Reason.SUBJECT, ("Charles",))]
    assert second.stated


def test_a_deputy_earlier_in_a_list_does_not_act_for_a_principal_later_in_it() -> None:
    seating = seated(step(DEPUTY, CLERK, CHAIR, combine=Combine.FIRST), ABOUT_CLERK)

    assert [name[0] for name in names(seating)] == [CHAIR]
    assert Excluded(DEPUTY, Reason.DEPUTY_OF_EXCLUDED, ("Deepa",)) in seating.excluded


def test_jointly_named_people_act_with_a_deputy_for_the_missing_one() -> None:
    seating = seated(
        step(CLERK, CHAIR, combine=Combine.ALL), PLAIN, roster(absent=frozenset({"Clare"}))
    )

    assert [name[:2] for name in names(seating)] == [(CHAIR, "holder"), (DEPUTY, "deputy")]
    assert not seating.stated


def test_jointly_named_people_act_without_the_one_who_has_a_part_and_that_is_a_gap() -> None:
    seating = seated(step(CLERK, CHAIR, combine=Combine.ALL), ABOUT_CLERK)

    assert [name[0] for name in names(seating)] == [CHAIR]
    assert not seating.stated


def test_a_procedure_alone_needs_nobody() -> None:
    seating = seated(step(), PLAIN)

    assert (names(seating), seating.stated) == ([], True)


def test_an_office_outside_can_always_be_written_to_unless_it_is_empty() -> None:
    outside = step(Office.MONITORING_OFFICER)
    gone = roster(vacant=frozenset({Office.MONITORING_OFFICER}))

    assert names(seated(outside, PLAIN)) == [(Office.MONITORING_OFFICER, "external", None, ())]
    assert names(seated(outside, PLAIN, gone))[0][0] == CHAIR


def test_everyone_of_a_kind_can_be_asked_without_a_name() -> None:
    assert names(seated(step(Office.COUNCILLOR), PLAIN)) == [
        (Office.COUNCILLOR, "holder", None, ())
    ]


LEADER_OF_SUBJECT = step(Target(LEADER, Whose.SUBJECT))


def test_the_group_leader_is_the_subjects_own() -> None:
    facts = Facts(raised_by=(officer(),), about=(councillor(),))
    people = roster(related=(Related(LEADER, "Colin", ("Gordon",)),))

    assert names(seated(LEADER_OF_SUBJECT, facts, people))[0][3] == ("Gordon",)


def test_a_subject_without_a_leader_leaves_the_seat_empty() -> None:
    facts = Facts(raised_by=(officer(),), about=(councillor(),))
    people = roster(related=(Related(LEADER, "Colin", ()),))

    assert seated(LEADER_OF_SUBJECT, facts, people).excluded == (Excluded(LEADER, Reason.VACANT),)


def test_where_nobody_knows_whose_leader_any_of_them_may_act() -> None:
    stranger = replace(councillor(), person=None)
    facts = Facts(raised_by=(officer(),), about=(stranger,))

    assert names(seated(LEADER_OF_SUBJECT, facts))[0][3] == PEOPLE[LEADER]


def test_the_leaders_of_the_other_groups_are_not_the_raisers_own() -> None:
    people = roster(groups={"Colin": "blue", "Grace": "blue", "Gordon": "green"})
    others = step(Target(LEADER, Whose.OTHER_GROUPS))

    assert names(seated(others, PLAIN, people))[0][3] == ("Gordon",)


def test_those_told_leave_out_the_subject_and_keep_the_absent() -> None:
    people = roster(absent=frozenset({"Vera"}))
    sieve = Filter(Facts(raised_by=(officer(),), about=(holder(CHAIR),)), protocol(), people)

    who, passed = told(sieve, (Target(CHAIR), Target(VICE)), ())

    assert [(r.office, r.people) for r in who] == [(VICE, ("Vera",))]
    assert passed == (Excluded(CHAIR, Reason.SUBJECT, ("Charles",)),)


def test_nobody_is_asked_to_consult_themselves() -> None:
    sieve = Filter(PLAIN, protocol(), roster())
    taker = seated(step(CLERK), PLAIN).to

    who, passed = told(sieve, (Target(CLERK), Target(CHAIR)), taker)

    assert [r.office for r in who] == [CHAIR]
    assert passed == ()
