"""What a step has a place for: nobody decides alone, against a finding or for a procedure."""

from __future__ import annotations

from typing import Any

import pytest

from concerns.actions import deciding, handling
from concerns.actions._scope import engine_scope
from concerns.engine.states import Closing, State
from concerns.models import Concern, Duty, Person
from concerns.permissions.refusal import NotAllowed
from tests.pages import BUDGET, Visitor, text
from tests.people import NOON, Town, disinterested, sent, town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]


def fresh(concern: Concern) -> Concern:
    with engine_scope():
        return Concern.objects.select_related("council", "raiser").get(pk=concern.pk)


def page(concern: Concern, act: str = "") -> str:
    return f"/concerns/{concern.reference}/" + (f"do/{act}/" if act else "")


def do(who: Visitor, concern: Concern, act: str, **given: Any) -> Any:
    return who.post(page(concern, act), version=fresh(concern).version, **given)


def acknowledged(concern: Concern, who: Person) -> Concern:
    handling.acknowledge(concern=concern, by=who.user, at=NOON, version=fresh(concern).version)
    return fresh(concern)


def offered(who: Visitor, concern: Concern) -> list[str]:
    return [link.text for link in who.get(page(concern)).context["acts"]]


class TestWhoeverDoesNotDecideAlone:
    """Farnham 10.2: the Mayor receives it."""

    @pytest.fixture
    def place(self) -> Town:
        return town("farnham")

    @pytest.fixture
    def concern(self, place: Town) -> Concern:
        concern = sent(place["councillor"], [place["officer"]], informal_tried="yes")
        return acknowledged(concern, place["chair"])

    def test_is_offered_to_pass_it_on_first_and_neither_to_decide_nor_to_decline(
        self, place: Town, concern: Concern
    ) -> None:
        links = offered(Visitor(place["chair"]), concern)
        assert links[0] == "Pass it on"
        assert not {"Decide it", "Decline to take it further"} & set(links)
        assert {"Close it as settled", "Refer it elsewhere"} <= set(links)

    @pytest.mark.parametrize("act", ["decide", "decline"])
    def test_is_told_why(self, place: Town, concern: Concern, act: str) -> None:
        refused = do(Visitor(place["chair"]), concern, act, outcome="upheld", reasons="Mine.")
        assert refused.status_code == 409
        assert "they do not decide it alone" in text(refused)
        assert "Mine." in text(refused)
        assert fresh(concern).state == State.IN_HAND.value

    def test_is_refused_by_the_actions_too(self, place: Town, concern: Concern) -> None:
        who = {"concern": concern, "by": place["chair"].user, "at": NOON}
        with pytest.raises(NotAllowed, match="do not decide it alone"):
            deciding.decide(
                **who, outcome=Closing.UPHELD, reasons="", version=concern.version
            )  # fmt: skip
        with pytest.raises(NotAllowed, match="do not decide it alone"):
            deciding.decline(**who, reasons="", version=concern.version)

    def test_passes_it_on_in_words_of_its_own_and_sees_no_more_of_it(
        self, place: Town, concern: Concern
    ) -> None:
        chair = Visitor(place["chair"])
        asked = text(chair.get(page(concern, "advance")))
        assert "What should they know?" in asked
        assert "not resolved" not in asked
        given = {"event": "unresolved", "note": "The officer was told."}
        check = do(chair, concern, "advance", **given)
        assert "Check before it goes on" in text(check)
        assert "It goes to the Town Clerk" in text(check)
        done = do(chair, concern, "advance", **given, confirm="yes")
        assert done.url == "/queue/"
        assert (
            f"{concern.reference} went on to step 2, which the protocol gives to the Town Clerk."
            " You can no longer see it."
        ) in text(chair.get("/queue/"))


class TestWhatWasUpheld:
    """Banbury 5.1: the Town Clerk decides on the course of action, and on nothing else."""

    @pytest.fixture
    def place(self) -> Town:
        return town("banbury")

    @pytest.fixture(params=[Closing.UPHELD, Closing.PARTLY_UPHELD])
    def concern(self, place: Town, request: pytest.FixtureRequest) -> Concern:
        concern = sent(place["officer"], [place["councillor"]], informal_tried="yes")
        officer = place["monitoring_officer"]
        concern = acknowledged(concern, officer)
        deciding.decide(
            concern=concern, outcome=request.param, reasons="Heard.", by=officer.user, at=NOON,
            version=concern.version,
        )  # fmt: skip
        disinterested(concern, place["clerk"])
        concern = acknowledged(concern, place["clerk"])
        with engine_scope():
            for duty in Duty.objects.filter(concern=concern):
                duty.done_at, duty.done_by = NOON, place["clerk"]
                duty.save()
        return concern

    def test_only_what_will_be_done_is_asked_and_the_finding_stays(
        self, place: Town, concern: Concern
    ) -> None:
        clerk = Visitor(place["clerk"])
        assert offered(clerk, concern)[0] == "Decide what will be done"
        asked = clerk.get(page(concern, "decide"))
        assert "What will be done?" in text(asked)
        assert "outcome" not in asked.context["form"].fields
        given = {"reasons": "Training.", "outcome": "not_upheld"}
        check = do(clerk, concern, "decide", **given)
        assert "You can open it again later, but not change this." in text(check)
        do(clerk, concern, "decide", **given, confirm="yes")
        with engine_scope():
            found = concern.steps.get(key="recourse", state="done").outcome
        assert fresh(concern).outcome == found

    def test_nobody_overturns_it(self, place: Town, concern: Concern) -> None:
        who = {"concern": concern, "by": place["clerk"].user, "at": NOON}
        with pytest.raises(NotAllowed, match="stays as it is"):
            deciding.decide(
                **who, outcome=Closing.NOT_UPHELD, reasons="", version=concern.version
            )  # fmt: skip
        with pytest.raises(NotAllowed, match="An earlier step upheld it"):
            deciding.decline(**who, reasons="", version=concern.version)
        with pytest.raises(NotAllowed, match="An earlier step upheld it"):
            deciding.close(
                **who, outcome=Closing.RESOLVED_INFORMALLY, reasons="", agreed=True,
                version=concern.version,
            )  # fmt: skip
        clerk = Visitor(place["clerk"])
        assert not {"Close it as settled", "Decline to take it further"} & set(
            offered(clerk, concern)
        )
        assert "An earlier step upheld it" in text(clerk.get(page(concern, "decline")))

    def test_it_still_stands_when_it_is_opened_again(self, place: Town, concern: Concern) -> None:
        clerk = Visitor(place["clerk"])
        do(clerk, concern, "decide", reasons="Training.", confirm="yes")
        do(clerk, concern, "reopen", reasons="Not done.")
        acknowledged(concern, place["clerk"])
        assert "Decide what will be done" in offered(clerk, concern)
        assert clerk.queries(page(concern)) <= BUDGET
