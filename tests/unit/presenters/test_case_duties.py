"""What whoever has a concern is asked to do besides, in words."""

from __future__ import annotations

import pytest

from concerns.models import Duty, Person
from concerns.presenters import case_duties as case


@pytest.mark.parametrize(
    ("duty", "said"),
    [
        (
            Duty(kind="inform", timing="before_decision", office="leader", title="Leader"),
            "Tell the Leader, before the decision",
        ),
        (
            Duty(kind="consult", timing="on_receipt", office="chair", title="Chairman",
                 person=Person(name="Ada Moss")),
            "Ask for the view of the Chairman (Ada Moss), when it is received",
        ),
        (
            Duty(kind="reasons", timing="with_decision"),
            "Give reasons in writing, with the decision",
        ),
        (
            Duty(kind="note", timing="after_decision", text="Keep a dated note of it."),
            "Keep a dated note of it, after the decision",
        ),
    ],
)  # fmt: skip
def test_a_duty_in_words(duty: Duty, said: str) -> None:
    assert case.duty_text(duty) == said


def test_two_duties_towards_one_person_are_told_apart() -> None:
    """Rushcliffe 9: tell the other groups of an attendance, and give them copies."""
    same = {"kind": "inform", "timing": "after_decision", "office": "leader", "title": "Leader"}
    tell, copy = Duty(**same, text="Tell them."), Duty(**same, text="Give them a copy.")
    other = Duty(kind="inform", timing="on_receipt", office="chair", title="Chair", text="Tell.")
    assert case.duty_texts([tell, copy, other]) == [
        "Tell the Leader, after the decision – Tell them.",
        "Tell the Leader, after the decision – Give them a copy.",
        "Tell the Chair, when it is received",
    ]


def test_what_a_handler_noted_on_a_duty_is_not_for_the_raiser() -> None:
    duty = Duty(kind="inform", timing="before_decision", must=True, note="She was cross.")
    (for_handler,) = case.duties([duty], for_raiser=False)
    (for_raiser,) = case.duties([duty], for_raiser=True)
    assert (for_handler.note, for_raiser.note) == ("She was cross.", "")
    assert for_handler.blocks
