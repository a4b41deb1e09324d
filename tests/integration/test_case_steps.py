"""What a step has a place for: nobody decides alone, against a finding or for a procedure."""

from __future__ import annotations

from typing import Any

import pytest

from concerns.actions import _routing, deciding, handling, rerouting
from concerns.actions._scope import engine_scope
from concerns.engine import journey
from concerns.engine.facts import Event, Nature
from concerns.engine.offices import Kind, Office
from concerns.engine.states import Closing, State
from concerns.models import Concern, Duty, Person
from concerns.permissions.refusal import NotAllowed
from tests.pages import BUDGET, Visitor, text
from tests.people import NOON, Town, appoint, disinterested, person, sent, town

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


class TestWhatAProcedureDecides:
    """Banbury: the officer chose the grievance procedure, and the owner keeps its record."""

    @pytest.fixture
    def place(self) -> Town:
        return town("banbury")

    @pytest.fixture
    def concern(self, place: Town) -> Concern:
        return sent(
            place["officer"], [place["councillor"]], informal_tried="yes",
            picked={"recourse": "procedure"},
        )  # fmt: skip

    @pytest.fixture
    def keeper(self, concern: Concern) -> Visitor:
        with engine_scope():
            who = concern.grants.get(capacity="handler").person
        disinterested(concern, who)
        acknowledged(concern, who)
        return Visitor(who)

    def test_its_holder_records_it_and_may_refer_it_first(
        self, concern: Concern, keeper: Visitor
    ) -> None:
        links = offered(keeper, concern)
        record = "Record what the council’s grievance procedure decided"
        assert links.index("Refer it elsewhere") < links.index(record)
        asked = text(keeper.get(page(concern, "decide")))
        assert "What was decided?" in asked
        assert "What is your decision?" not in asked

    def test_the_step_says_whose_it_is_and_what_was_chosen(
        self, concern: Concern, keeper: Visitor
    ) -> None:
        said = text(keeper.get(page(concern)))
        assert "2 of 3: the grievance procedure, to hear it; the " in said
        assert "keeps the record and passes it on. Begun on 1 June 2026." in said
        route = text(keeper.get(f"/concerns/{concern.reference}/route/"))
        assert "Step 2: The grievance procedure" in route
        assert "Monitoring Officer or the grievance procedure" not in route


class TestSeveralWhoHaveItTogether:
    """Farnham: the HR panel hears it."""

    @pytest.fixture
    def place(self) -> Town:
        place = town("farnham")
        place.people["second"] = person(place.council, "Sal Reed", Kind.COUNCILLOR)
        appoint(place["second"], Office.HR_PANEL, "HR Panel")
        return place

    @pytest.fixture
    def concern(self, place: Town) -> Concern:
        concern = sent(place["councillor"], [place["officer"]], informal_tried="yes")
        for name in ("chair", "clerk"):
            concern = acknowledged(concern, place[name])
            deciding.advance(
                concern=concern, event=Event.UNRESOLVED, consented=True, note="", at=NOON,
                by=place[name].user, version=concern.version,
            )  # fmt: skip
        for name in ("hr_panel", "second"):
            disinterested(concern, place[name])
        return fresh(concern)

    def test_nobody_is_told_that_the_others_lose_it(self, place: Town, concern: Concern) -> None:
        one, other = Visitor(place["hr_panel"]), Visitor(place["second"])
        asked = text(one.get(page(concern, "acknowledge")))
        assert "together with everybody else who has this step" in asked
        assert "no longer see it" not in asked
        do(one, concern, "acknowledge")
        assert other.get(page(concern)).status_code == 200

    def test_they_say_that_all_of_them_agree(self, place: Town, concern: Concern) -> None:
        concern = acknowledged(concern, place["hr_panel"])
        one = Visitor(place["hr_panel"])
        given = {"outcome": "upheld", "reasons": "Heard."}
        refused = do(one, concern, "decide", **given)
        assert "Select that everybody who has this step together agrees" in text(refused)
        with pytest.raises(deciding.ConsentNeeded):
            deciding.decide(
                concern=concern, outcome=Closing.UPHELD, reasons="", by=place["hr_panel"].user,
                at=NOON, version=concern.version,
            )  # fmt: skip
        do(one, concern, "decide", **given, together="on", confirm="yes")
        assert fresh(concern).state == State.CLOSED.value


class TestAnInformalStep:
    """Langport: the Clerk tries to settle it."""

    def test_it_leads_with_settling_it(self) -> None:
        place = town("langport")
        concern = sent(place["officer"], [place["councillor"]])
        clerk = Visitor(place["clerk"])
        first = offered(clerk, concern)
        assert first[:3] == ["Acknowledge it", "Declare an interest", "Note an informal attempt"]
        acknowledged(concern, place["clerk"])
        assert offered(clerk, concern)[:2] == ["Close it as settled", "Note an informal attempt"]
        asked = clerk.get(page(concern, "note")).context["form"]
        assert asked["kind"].value() == "informal"

    def test_two_outcomes_that_lead_to_the_same_step_are_one_answer(self) -> None:
        place = town("banbury")
        concern = sent(place["officer"], [place["councillor"]], informal_tried="no")
        concern = acknowledged(concern, place["senior_manager"])
        manager = Visitor(place["senior_manager"])
        links = offered(manager, concern)
        assert links[:3] == [
            "Close it as settled", "Note an informal attempt", "Go on to the next step",
        ]  # fmt: skip
        ((value, label),) = manager.get(page(concern, "advance")).context["form"].fields[
            "event"
        ].choices  # fmt: skip
        assert value == "unresolved"
        assert label.startswith("It was not resolved or there was no agreement. It goes to")


class TestWhereTheLawComesBeforeTheCouncil:
    """Banbury: a breach of the code that was not settled is not the Town Clerk's to decide."""

    @pytest.fixture
    def place(self) -> Town:
        return town("banbury")

    @pytest.fixture
    def concern(self, place: Town) -> Concern:
        appoint(person(place.council, "Una Park", Kind.OFFICER), Office.SENIOR_MANAGER, "Manager")
        return sent(place["officer"], [place["councillor"]], code_breach=True, informal_tried="no")

    def now(self, concern: Concern) -> tuple[str, str | None]:
        with engine_scope():
            step = concern.steps.filter(began_on__isnull=False).latest("pk")
            _, decision = _routing.latest(fresh(concern))
        ahead = journey.step_of(decision, step.key)
        assert ahead is not None
        return step.key, ahead.law and ahead.law.key

    def test_the_next_step_is_the_laws_and_is_told_before_it_goes_there(
        self, place: Town, concern: Concern
    ) -> None:
        assert self.now(concern) == ("conciliation", None)
        manager = Person.objects.get(name="Una Park")
        disinterested(concern, manager)
        acknowledged(concern, manager)
        who = Visitor(manager)
        given = {"event": "unresolved", "note": "They did not speak.", "consented": "yes"}
        assert "It goes to the Monitoring Officer" in text(who.get(page(concern, "advance")))
        check = do(who, concern, "advance", **given)
        assert "It goes to the Monitoring Officer" in text(check)
        do(who, concern, "advance", **given, confirm="yes")
        assert "step 2, which the law gives to the Monitoring Officer." in text(who.get("/queue/"))
        assert self.now(concern) == ("monitoring_officer", "england-code-finding-parish")
        assert fresh(concern).state == State.SENT.value

    def test_what_becomes_a_breach_of_the_code_at_a_later_step_leaves_it_too(
        self, place: Town
    ) -> None:
        appoint(person(place.council, "Una Park", Kind.OFFICER), Office.SENIOR_MANAGER, "Manager")
        concern = sent(place["officer"], [place["councillor"]], informal_tried="no")
        manager = Person.objects.get(name="Una Park")
        acknowledged(disinterested(concern, manager), manager)
        deciding.advance(
            concern=concern, event=Event.UNRESOLVED, consented=True, note="", by=manager.user,
            at=NOON, version=fresh(concern).version, picked="monitoring_officer",
        )  # fmt: skip
        officer = place["monitoring_officer"]
        acknowledged(disinterested(concern, officer), officer)
        assert self.now(concern) == ("recourse", None)
        rerouting.amend(
            concern=concern, natures=[Nature.CONDUCT], written=False, code_breach=True,
            reason="They say that it broke the code.", by=officer.user, at=NOON,
            version=fresh(concern).version, agreed=True,
        )  # fmt: skip
        assert self.now(concern) == ("monitoring_officer", "england-code-finding-parish")
