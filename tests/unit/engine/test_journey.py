"""Where an outcome leads, and who has the step there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from concerns.engine import journey
from concerns.engine.decision import Excluded, Recipient, Standing, StepAhead
from concerns.engine.facts import Facts, Matter
from concerns.engine.offices import Office
from concerns.engine.protocol import (
    Capacity,
    Combine,
    Duty,
    DutyKind,
    DutyWhen,
    Force,
    Procedure,
    Reason,
    Target,
    Track,
)
from tests.unit.engine import westbury
from tests.unit.engine.westbury import (
    CITED,
    PEOPLE,
    councillor,
    decide,
    officer,
    protocol,
    roster,
    rule,
)


def recipient(office: Office, *people: str) -> Recipient:
    return Recipient(office, office.value, Standing.HOLDER, None, people)


def step(*to: Recipient, **more: Any) -> StepAhead:
    fields: dict[str, Any] = {
        "n": 1, "key": "report", "track": Track.FORMAL, "capacity": Capacity.RECEIVE,
        "force": Force.SHOULD, "condition": None, "combine": Combine.CHOICE, "to": to,
        "procedure": None, "clauses": (), "duties": (), "limits": (), "next": {}, "final": False,
        "not_alone": False, "panel": None,
    }  # fmt: skip
    return StepAhead(**fields | more)


LEADER, CHAIR = recipient(Office.LEADER, "1"), recipient(Office.CHAIR, "2")


def test_the_raiser_chooses_among_offices_and_the_procedure() -> None:
    assert journey.choices(step(LEADER, CHAIR)) == ("leader", "chair")
    both = step(LEADER, procedure=Procedure.GRIEVANCE)
    assert journey.choices(both) == ("leader", journey.PROCEDURE)


@pytest.mark.parametrize(
    "only",
    [step(LEADER), step(procedure=Procedure.GRIEVANCE), step(LEADER, CHAIR, combine=Combine.ANY)],
)
def test_one_way_on_is_no_choice(only: StepAhead) -> None:
    assert journey.choices(only) == ()


class TestDutiesNobodyCanBeGiven:
    """A duty towards an office that nobody holds is passed over, and has to be told."""

    TOLD = (Office.CHAIR, Office.HR_PANEL)

    def unheld(self, *excluded: Excluded, empty: tuple[Office, ...] = ()) -> list[Office]:
        ask = Duty(DutyKind.CONSULT, DutyWhen.BEFORE_DECISION, CITED, tuple(map(Target, self.TOLD)))
        one = rule("one", westbury.step(Office.CLERK, duties=(ask,)))
        held = {office: who for office, who in PEOPLE.items() if office not in empty}
        facts = Facts(Matter.CONCERN, (officer(),), (councillor("Colin"),))
        decision = decide(facts, one, people=roster(holders=held))
        decision = replace(decision, excluded=(*decision.excluded, *excluded))
        return [o for _, o in journey.unheld(decision, protocol(one), "receive")]

    def test_an_office_nobody_holds_is_told_and_one_that_is_held_is_not(self) -> None:
        assert self.unheld() == []
        assert self.unheld(empty=(Office.HR_PANEL,)) == [Office.HR_PANEL]

    def test_nothing_is_told_of_an_office_passed_over_for_another_reason_too(self) -> None:
        interest = Excluded(Office.HR_PANEL, Reason.INTEREST)
        assert self.unheld(interest, empty=(Office.HR_PANEL,)) == []
