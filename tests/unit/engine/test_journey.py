"""Where an outcome leads, and who has the step there."""

from __future__ import annotations

from typing import Any

import pytest

from concerns.engine import journey
from concerns.engine.decision import Recipient, Standing, StepAhead
from concerns.engine.offices import Office
from concerns.engine.protocol import Capacity, Combine, Force, Procedure, Track


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
