"""Every act from its page: what it does, who may, and what a page too old or too late says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from concerns.actions import _grants, deciding, handling
from concerns.actions._scope import engine_scope
from concerns.engine.facts import Event
from concerns.engine.states import TRANSITIONS, Act, Capacity, Closing, State
from concerns.models import AuditEvent, Concern, Duty, Message, Note
from concerns.permissions.refusal import NotAllowed
from concerns.presenters.acts import NOT_ON_PAGES
from tests.pages import BUDGET, Visitor, text
from tests.people import NOON, Town, disinterested, sent, town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

ACTS = [act for act in Act if act not in NOT_ON_PAGES]


@pytest.fixture
def place() -> Town:
    return town("banbury")


@pytest.fixture
def concern(place: Town) -> Concern:
    """An officer about a councillor, with the monitoring officer, who has no interest in it."""
    concern = sent(place["officer"], [place["councillor"]], informal_tried="yes")
    return disinterested(concern, place["monitoring_officer"])


@pytest.fixture
def handler(place: Town) -> Visitor:
    return Visitor(place["monitoring_officer"])


@pytest.fixture
def raiser(place: Town) -> Visitor:
    return Visitor(place["officer"])


def address(concern: Concern, act: Act) -> str:
    return f"/concerns/{concern.reference}/do/{act.value.replace('_', '-')}/"


def fresh(concern: Concern) -> Concern:
    with engine_scope():
        return Concern.objects.select_related("council", "raiser").get(pk=concern.pk)


def do(who: Visitor, concern: Concern, act: Act, **given: Any) -> Any:
    """Send the form of an act as it is now; where it is checked, confirm it."""
    version = given.pop("version", fresh(concern).version)
    return who.post(address(concern, act), version=version, **given)


def acknowledged(concern: Concern, place: Town, name: str = "monitoring_officer") -> Concern:
    handling.acknowledge(
        concern=concern, by=place[name].user, at=NOON, version=fresh(concern).version
    )
    return fresh(concern)


def closed(concern: Concern, place: Town) -> Concern:
    concern = acknowledged(concern, place)
    deciding.close(
        concern=concern, outcome=Closing.RESOLVED_INFORMALLY, reasons="Settled.", agreed=True,
        by=place["monitoring_officer"].user, at=NOON, version=concern.version,
    )  # fmt: skip
    return fresh(concern)


def paused(concern: Concern, place: Town) -> Concern:
    concern = acknowledged(concern, place)
    handling.ask(
        concern=concern, question="When?", by=place["monitoring_officer"].user, at=NOON,
        version=concern.version,
    )  # fmt: skip
    return fresh(concern)


# ---------------------------------------------------------------- who may


@pytest.mark.parametrize("act", ACTS)
def test_to_strangers_and_the_person_it_is_about_there_is_no_such_page(
    place: Town, concern: Concern, act: Act
) -> None:
    for name in ("councillor", "clerk", "junior"):
        visitor = Visitor(place[name])
        assert visitor.get(address(concern, act)).status_code == 404, name
        assert do(visitor, concern, act).status_code == 404, name
    assert fresh(concern).version == concern.version


@pytest.mark.parametrize("act", [Act.SEND, Act.HAND_OVER])
def test_what_only_the_portal_does_has_no_page(
    handler: Visitor, concern: Concern, act: Act
) -> None:
    assert handler.get(address(concern, act)).status_code == 404


def test_an_act_there_is_not_has_no_page(handler: Visitor, concern: Concern) -> None:
    assert handler.get(f"/concerns/{concern.reference}/do/burn/").status_code == 404


NEEDS_SOMETHING = {Act.RECORD_DUTY, Act.ADVANCE, Act.DECIDE, Act.CORRESPOND, Act.GIVE_TIME}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("make", [None, acknowledged, paused, closed])
def test_the_table_of_states_decides_every_page(
    place: Town,
    concern: Concern,
    handler: Visitor,
    raiser: Visitor,
    act: Act,
    make: Callable[[Concern, Town], Concern] | None,
) -> None:
    concern = make(concern, place) if make else concern
    row = TRANSITIONS.get((act, State(concern.state)))
    for visitor, capacity in ((handler, "handler"), (raiser, "raiser")):
        response = visitor.get(address(concern, act))
        if row is None:
            assert response.status_code == 409
            assert "so you cannot" in text(response)
        elif capacity not in row.who:
            assert response.status_code == 403
            assert "Only the person" in text(response)
        else:
            # There may be nothing to do it with: no duty left, no step next, nothing shared.
            assert response.status_code in {200, 409}, (act, capacity)
            if response.status_code == 409:
                assert act in NEEDS_SOMETHING


# ---------------------------------------------------------------- what they do


def test_acknowledge(handler: Visitor, concern: Concern) -> None:
    response = do(handler, concern, Act.ACKNOWLEDGE)
    assert response.status_code == 302
    assert response.url == f"/concerns/{concern.reference}/"
    assert fresh(concern).state == State.IN_HAND.value
    assert "You acknowledged it" in text(handler.get(response.url))


def test_ask_and_answer(place: Town, handler: Visitor, raiser: Visitor, concern: Concern) -> None:
    concern = acknowledged(concern, place)
    do(handler, concern, Act.ASK, question="When was it?")
    assert fresh(concern).state == State.PAUSED.value
    said = text(raiser.get(f"/concerns/{concern.reference}/"))
    assert "You have been asked for information" in said
    assert "Answer the question" in text(raiser.get(address(concern, Act.RESUME)))
    assert do(raiser, concern, Act.RESUME, answer="").status_code == 200  # an answer is needed
    do(raiser, concern, Act.RESUME, answer="On Monday.")
    assert fresh(concern).state == State.IN_HAND.value
    assert "On Monday." in text(handler.get(f"/concerns/{concern.reference}/messages/"))


def test_the_raiser_reads_the_question_where_they_answer_it(
    place: Town, handler: Visitor, raiser: Visitor, concern: Concern
) -> None:
    concern = acknowledged(concern, place)
    do(handler, concern, Act.ASK, question="Which corridor was it?")
    do(raiser, concern, Act.RESUME, answer="The long one.")
    do(handler, concern, Act.ASK, question="Was it the <first> floor?")
    do(handler, concern, Act.MESSAGE, body="There is no hurry.")
    for page in (
        raiser.get(address(concern, Act.RESUME)),
        do(raiser, concern, Act.RESUME, answer=""),
        do(raiser, concern, Act.RESUME, answer="Yes.", version=1),
    ):
        said = text(page)
        assert said.index("Was it the &lt;first&gt; floor?") < said.index("<textarea")
        assert "Which corridor was it?" not in said
        assert "There is no hurry." not in said
    assert raiser.queries(address(concern, Act.RESUME)) <= BUDGET


def test_go_on_without_an_answer(place: Town, handler: Visitor, concern: Concern) -> None:
    concern = paused(concern, place)
    do(handler, concern, Act.RESUME)
    assert fresh(concern).state == State.IN_HAND.value
    with engine_scope():
        assert Message.objects.filter(concern=concern).count() == 1


def test_note(handler: Visitor, concern: Concern) -> None:
    day = {"happened_on_day": "1", "happened_on_month": "Jun", "happened_on_year": "2026"}
    missing = do(handler, concern, Act.NOTE, body="We met.", **day)
    assert "Select what kind of note it is" in text(missing)
    assert "We met." in text(missing)
    do(handler, concern, Act.NOTE, kind="informal", body="We met.", **day)
    with engine_scope():
        assert Note.objects.get(concern=concern).kind == "informal"


def test_messages_go_both_ways(handler: Visitor, raiser: Visitor, concern: Concern) -> None:
    do(handler, concern, Act.MESSAGE, body="I have it.")
    do(raiser, concern, Act.MESSAGE, body="Thank you.")
    for visitor in (handler, raiser):
        said = text(visitor.get(f"/concerns/{concern.reference}/messages/"))
        assert said.index("I have it.") < said.index("Thank you.")


def test_a_message_sent_twice_from_one_form_is_kept_once(
    handler: Visitor, raiser: Visitor, concern: Concern
) -> None:
    for visitor in (handler, raiser):
        token = visitor.get(address(concern, Act.MESSAGE)).context["form"]["token"].value()
        for _ in range(2):
            sent_on = do(visitor, concern, Act.MESSAGE, body="Just once.", token=token)
            assert sent_on.url == f"/concerns/{concern.reference}/messages/"
    with engine_scope():
        assert Message.objects.filter(concern=concern).count() == 2
        assert AuditEvent.objects.filter(type="concern.message").count() == 2


def test_the_same_words_from_another_form_are_another_message(
    handler: Visitor, concern: Concern
) -> None:
    for _ in range(2):
        token = handler.get(address(concern, Act.MESSAGE)).context["form"]["token"].value()
        do(handler, concern, Act.MESSAGE, body="Any news?", token=token)
    with engine_scope():
        assert Message.objects.filter(concern=concern).count() == 2


def test_amend_shows_both_routes_before_it_changes_anything(
    place: Town, handler: Visitor, concern: Concern
) -> None:
    concern = acknowledged(concern, place)
    given = {
        "natures": ["conduct"], "written": "yes", "code_breach": "yes", "reason": "It is formal.",
        "agreed": "on",
    }  # fmt: skip
    check = do(handler, concern, Act.AMEND, **given)
    said = text(check)
    assert "The route as it would be" in said
    assert "The route as it is" in said
    assert fresh(concern).written is False
    seen = check.context["seen"]
    changed = do(handler, concern, Act.AMEND, **given, change="yes")
    assert "It is formal." in text(changed)
    assert fresh(concern).written is False
    other = do(handler, concern, Act.AMEND, **given, confirm="yes", seen="another route")
    assert "no longer the one you were shown" in text(other)
    assert fresh(concern).written is False
    done = do(handler, concern, Act.AMEND, **given, confirm="yes", seen=seen)
    assert done.status_code == 302
    assert fresh(concern).written is True


def test_a_declared_interest_ends_in_the_queue_and_out_of_sight(
    handler: Visitor, concern: Concern
) -> None:
    done = do(handler, concern, Act.DECLARE_INTEREST, interest="yes")
    assert done.url == "/queue/"
    assert handler.get(f"/concerns/{concern.reference}/").status_code == 404


def test_no_interest_is_remembered(handler: Visitor, concern: Concern) -> None:
    said = AuditEvent.objects.filter(type="concern.no_interest")
    with engine_scope():
        before = said.count()
    do(handler, concern, Act.DECLARE_INTEREST, interest="no")
    with engine_scope():
        assert said.count() == before + 1
    assert fresh(concern).version == concern.version


def test_decide_is_blocked_until_the_duties_are_done(
    place: Town, handler: Visitor, raiser: Visitor, concern: Concern
) -> None:
    concern = acknowledged(concern, place)
    upheld = {"outcome": "upheld", "reasons": "Heard both sides."}
    check = do(handler, concern, Act.DECIDE, **upheld)
    assert "Check your decision" in text(check)
    assert fresh(concern).state == State.IN_HAND.value
    done = do(handler, concern, Act.DECIDE, **upheld, confirm="yes")
    assert done.url == "/queue/"  # it went on to the clerk
    clerk = Visitor(place["clerk"])
    disinterested(concern, place["clerk"])
    do(clerk, concern, Act.ACKNOWLEDGE)
    blocked = clerk.get(address(concern, Act.DECIDE))
    assert blocked.status_code == 409
    assert "You cannot decide it yet" in text(blocked)
    tried = do(clerk, concern, Act.DECIDE, **upheld, confirm="yes")
    assert tried.status_code == 409
    assert "Heard both sides." in text(tried)
    form = clerk.get(address(concern, Act.RECORD_DUTY)).context["form"]
    duties = [code for code, _ in form.fields["duty"].choices]
    assert len(duties) == 4
    for duty in duties:
        do(clerk, concern, Act.RECORD_DUTY, duty=duty, note="By email.")
    assert clerk.get(address(concern, Act.RECORD_DUTY)).status_code == 409
    do(clerk, concern, Act.DECIDE, reasons="Training.", confirm="yes")
    assert (fresh(concern).state, fresh(concern).outcome) == (State.CLOSED.value, "upheld")
    said = text(raiser.get(f"/concerns/{concern.reference}/"))
    assert "Training." in said
    assert "Heard both sides." in said  # the reasons of the decision that went on
    assert "Upheld by the Monitoring Officer, 1 June 2026" in said
    assert "By email." not in said  # what the handler wrote about a duty


def test_going_on_needs_the_raisers_consent(place: Town) -> None:
    concern = sent(place["officer"], [place["councillor"]], informal_tried="no")
    manager = Visitor(place["senior_manager"])
    acknowledged(concern, place, "senior_manager")
    given = {"event": "unresolved", "note": "We met twice."}
    refused = do(manager, concern, Act.ADVANCE, **given)
    assert "Select that the person who raised it has agreed" in text(refused)
    assert "We met twice." in text(refused)
    assert "Select who the person who raised it chose" in text(refused)
    decide = manager.get(address(concern, Act.DECIDE))
    assert decide.status_code == 409  # whoever helps to settle it does not decide it
    do(
        manager,
        concern,
        Act.ADVANCE,
        **given,
        consented="on",
        to_unresolved="monitoring_officer",
        confirm="yes",
    )
    disinterested(concern, place["monitoring_officer"])
    assert Visitor(place["monitoring_officer"]).get(
        f"/concerns/{concern.reference}/"
    ).status_code == 200  # fmt: skip


def test_whom_the_raiser_chose_gets_the_next_step(place: Town) -> None:
    """Banbury 5.1: recourse to the grievance procedure or to the monitoring officer."""
    concern = sent(place["officer"], [place["councillor"]], informal_tried="no")
    manager = Visitor(place["senior_manager"])
    acknowledged(concern, place, "senior_manager")
    asked = text(manager.get(address(concern, Act.ADVANCE)))
    assert "Who did the person who raised it choose?" in asked
    assert "The council’s grievance procedure" in asked
    given = {"event": "unresolved", "note": "We met twice.", "consented": "on"}
    do(manager, concern, Act.ADVANCE, **given, to_unresolved="procedure", confirm="yes")
    assert fresh(concern).picked == {"recourse": "procedure"}
    with engine_scope():
        (held,) = concern.grants.filter(capacity="handler", ended_at=None).select_related("person")
    assert held.person != place["monitoring_officer"]


@pytest.mark.parametrize("picked", ["", "leader"])
def test_where_the_raiser_may_choose_nobody_chooses_for_them(place: Town, picked: str) -> None:
    concern = sent(place["officer"], [place["councillor"]], informal_tried="no")
    concern = acknowledged(concern, place, "senior_manager")
    with pytest.raises(deciding.ChoiceNeeded):
        deciding.advance(
            concern=concern, event=Event.UNRESOLVED, consented=True, note="", picked=picked,
            by=place["senior_manager"].user, at=NOON, version=concern.version,
        )  # fmt: skip
    assert fresh(concern).state == State.IN_HAND.value


def test_going_on_cannot_stand_for_a_decision(place: Town, concern: Concern) -> None:
    """Otherwise the duties before the decision could be passed over."""
    concern = acknowledged(concern, place)
    with pytest.raises(deciding.NoWayOn):
        deciding.advance(
            concern=concern, event=Event.UPHELD, consented=True, note="",
            by=place["monitoring_officer"].user, at=NOON, version=concern.version,
        )  # fmt: skip


def test_whoever_helps_to_settle_it_does_not_decide_it(place: Town) -> None:
    concern = sent(place["officer"], [place["councillor"]], informal_tried="no")
    concern = acknowledged(concern, place, "senior_manager")
    with pytest.raises(NotAllowed, match="does not decide it"):
        deciding.decide(
            concern=concern, outcome=Closing.UPHELD, reasons="",
            by=place["senior_manager"].user, at=NOON, version=concern.version,
        )  # fmt: skip


def test_what_is_to_be_done_after_the_decision_can_be_recorded_then(
    place: Town, handler: Visitor, concern: Concern
) -> None:
    concern = acknowledged(concern, place)
    with engine_scope():
        step = concern.steps.get(state="acknowledged")
        duty = Duty.objects.create(
            council=place.council, concern=concern, step=step, kind="inform",
            timing="after_decision", office="chair", title="Chairman",
        )  # fmt: skip
    do(handler, concern, Act.DECIDE, outcome="not_upheld", reasons="No.", confirm="yes")
    assert fresh(concern).state == State.CLOSED.value
    assert "Tell the Chairman" in text(handler.get(address(concern, Act.RECORD_DUTY)))
    do(handler, concern, Act.RECORD_DUTY, duty=duty.pk, note="")
    with engine_scope():
        duty.refresh_from_db()
    assert duty.done_at == NOON


@pytest.mark.parametrize(
    ("to", "body", "said"),
    [
        ("grievance", "", "Referred to the council’s grievance procedure. It is employment."),
        ("outside", "the police", "Referred to the police. It is employment."),
    ],
)
def test_refer(handler: Visitor, concern: Concern, to: str, body: str, said: str) -> None:
    do(handler, concern, Act.REFER, to=to, body=body, reasons="It is employment.")
    assert fresh(concern).outcome == "referred_out"
    assert fresh(concern).outcome_reasons == said


def test_referring_outside_asks_to_whom(handler: Visitor, concern: Concern) -> None:
    missing = do(handler, concern, Act.REFER, to="outside", body="", reasons="A crime.")
    assert "Enter who outside the council it goes to" in text(missing)
    assert "A crime." in text(missing)


def test_nobody_closes_as_settled_what_the_raiser_has_not_called_settled(
    place: Town, handler: Visitor, concern: Concern
) -> None:
    concern = acknowledged(concern, place)
    refused = do(handler, concern, Act.CLOSE, reasons="They will get over it.")
    assert "Select that the person who raised it agrees that it is settled" in text(refused)
    assert "They will get over it." in text(refused)
    with pytest.raises(deciding.ConsentNeeded):
        deciding.close(
            concern=concern, outcome=Closing.RESOLVED_INFORMALLY, reasons="", agreed=False,
            by=place["monitoring_officer"].user, at=NOON, version=concern.version,
        )  # fmt: skip
    assert fresh(concern).state == State.IN_HAND.value


def test_what_was_decided_stays_when_it_is_opened_again(
    place: Town, handler: Visitor, raiser: Visitor, concern: Concern
) -> None:
    concern = closed(concern, place)
    do(handler, concern, Act.REOPEN, reasons="It went on.")
    assert fresh(concern).outcome_reasons == ""
    for who in (handler, raiser):
        said = text(who.get(f"/concerns/{concern.reference}/"))
        assert "Settled." in said
        assert "Resolved informally by the Monitoring Officer, 1 June 2026" in said


@pytest.mark.parametrize(
    ("act", "outcome"), [(Act.DECLINE, "declined"), (Act.CLOSE, "resolved_informally")]
)
def test_decline_and_close(
    place: Town, handler: Visitor, concern: Concern, act: Act, outcome: str
) -> None:
    acknowledged(concern, place)
    assert do(handler, concern, act, reasons="").status_code == 200  # a reason is needed
    agreed = {"agreed": "on"} if act is Act.CLOSE else {}
    do(handler, concern, act, reasons="They shook hands.", **agreed)
    assert fresh(concern).outcome == outcome


@pytest.mark.parametrize(("written", "warned"), [(True, True), (False, False)])
def test_whoever_would_decline_a_written_grievance_is_told_what_it_is(
    place: Town, *, written: bool, warned: bool
) -> None:
    concern = sent(place["officer"], [place["councillor"]], written=written, informal_tried="yes")
    with engine_scope():
        handler = concern.grants.get(capacity="handler").person
    disinterested(concern, handler)
    said = text(Visitor(handler).get(address(concern, Act.DECLINE)))
    assert ("a formal written complaint from a member of staff" in said) is warned


def test_withdraw_and_open_again(handler: Visitor, raiser: Visitor, concern: Concern) -> None:
    do(raiser, concern, Act.WITHDRAW, reasons="")
    assert fresh(concern).outcome == "withdrawn"
    do(handler, concern, Act.REOPEN, reasons="It began again.")
    assert fresh(concern).state == State.SENT.value


# ---------------------------------------------------------------- too old, too late


def test_a_page_that_is_too_old_is_told_so_and_keeps_what_was_typed(
    place: Town, handler: Visitor, concern: Concern
) -> None:
    concern = acknowledged(concern, place)
    seen = concern.version
    handling.message(concern=concern, body="More.", by=place["officer"].user, at=NOON)
    old = {"version": seen, "outcome": "upheld", "reasons": "Heard both sides."}
    stale = do(handler, concern, Act.DECIDE, **old, confirm="yes")
    assert stale.status_code == 409
    said = text(stale)
    assert "This concern changed while you had it open" in said
    assert "Heard both sides." in said
    assert stale.context["form"]["version"].value() == str(fresh(concern).version)
    assert fresh(concern).state == State.IN_HAND.value


def test_a_page_both_too_old_and_too_late_still_shows_what_was_typed(
    place: Town, handler: Visitor, concern: Concern
) -> None:
    old = concern.version
    deciding.withdraw(concern=concern, reasons="", by=place["officer"].user, at=NOON, version=old)
    stale = do(handler, concern, Act.DECLINE, version=old, reasons="Not for us.")
    assert stale.status_code == 409
    assert "so you cannot decline" in text(stale)
    assert "Not for us." in text(stale)


def test_whoever_raised_what_is_closed_can_ask_for_it_to_be_opened_again(
    place: Town, handler: Visitor, raiser: Visitor, concern: Concern
) -> None:
    closed(concern, place)
    links = raiser.get(f"/concerns/{concern.reference}/").context["acts"]
    assert [link.text for link in links] == ["Ask for it to be opened again, or write about it"]
    do(raiser, concern, Act.MESSAGE, body="It began again.")
    assert fresh(concern).state == State.CLOSED.value
    assert "It began again." in text(handler.get(f"/concerns/{concern.reference}/messages/"))
    do(handler, concern, Act.MESSAGE, body="I open it.")
    assert "I open it." in text(raiser.get(f"/concerns/{concern.reference}/messages/"))


def test_to_nobody_a_message_about_what_is_closed_is_not_offered(
    place: Town, raiser: Visitor, concern: Concern
) -> None:
    concern = closed(concern, place)
    with engine_scope():
        _grants.end(concern=concern, at=NOON, by=None, capacity=Capacity.HANDLER)
    assert raiser.get(f"/concerns/{concern.reference}/").context["acts"] == []
    late = do(raiser, concern, Act.MESSAGE, body="One more thing.")
    assert late.status_code == 409
    assert "One more thing." in text(late)
    with engine_scope():
        _grants.give(
            concern=concern, person=place["clerk"], capacity=Capacity.HANDLER, reason="Theirs now.",
            at=NOON, by=None,
        )  # fmt: skip
    assert len(raiser.get(f"/concerns/{concern.reference}/").context["acts"]) == 1


def test_a_note_is_of_the_last_fifty_years(handler: Visitor, concern: Concern) -> None:
    day = {"happened_on_day": "1", "happened_on_month": "1", "happened_on_year": "1820"}
    refused = do(handler, concern, Act.NOTE, kind="file", body="We met.", **day)
    assert "must be the same as or after 1 January 1976" in text(refused)


def test_somebody_quicker_in_between_is_noticed(
    place: Town, handler: Visitor, concern: Concern, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The action looks again under its lock: the page may have looked a moment too early."""
    concern = acknowledged(concern, place)
    really = handling.note

    def slow(**given: Any) -> None:
        handling.message(concern=concern, body="More.", by=place["officer"].user, at=NOON)
        really(**given)

    monkeypatch.setattr(handling, "note", slow)
    day = {"happened_on_day": "1", "happened_on_month": "6", "happened_on_year": "2026"}
    stale = do(handler, concern, Act.NOTE, kind="file", body="We met.", **day)
    assert stale.status_code == 409
    assert "changed while you had it open" in text(stale)
    assert "We met." in text(stale)


@pytest.mark.parametrize("act", ACTS)
def test_the_page_of_an_act_runs_few_queries(
    place: Town, handler: Visitor, raiser: Visitor, concern: Concern, act: Act
) -> None:
    for make in (lambda c, _: c, acknowledged):
        concern = make(concern, place)
        for visitor in (handler, raiser):
            path = address(concern, act)
            if visitor.get(path).status_code == 200:
                assert visitor.queries(path) <= BUDGET
