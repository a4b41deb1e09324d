"""Whole stories through the actions, one a council, without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection

from concerns.actions import anchors, deciding, handling, handover, rerouting, sending
from concerns.actions._scope import engine_scope
from concerns.engine.facts import Event, Nature
from concerns.engine.protocol import Track
from concerns.engine.states import Capacity, Closing, State, StateForbids
from concerns.middleware import set_user
from concerns.models import AuditEvent, Concern, Duty, Grant, Notification, Person, Step
from concerns.permissions.refusal import NotAllowed
from concerns.selectors import concerns, queue
from tests.pages import Visitor, text
from tests.people import LONG_AGO, NOON, Town, draft, sent, town

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def record_without_words(db: None) -> Iterator[None]:
    """After every story its record is whole, and holds ids and codes: nothing with a blank in it,
    and so no name and nothing that anybody wrote."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert anchors.check().alarms == []
    with engine_scope():
        kept = list(AuditEvent.objects.values_list("type", "data"))
    assert [(type, data) for type, data in kept if any(map(has_blank, data.values()))] == []


def has_blank(value: object) -> bool:
    each = value if isinstance(value, list) else [value]
    return any(" " in str(item) for item in each)


def test_a_name_in_the_record_would_be_seen() -> None:
    assert has_blank("Cora Lane")
    assert has_blank(["clerk", "Cora Lane"])
    assert not has_blank(["clerk"])


def sees(person: Person) -> set[str]:
    """The references somebody can see, asked of the database as themselves."""
    set_user(person.user_id)
    found = set(Concern.objects.values_list("reference", flat=True))
    set_user(None)
    return found


def holder(concern: Concern) -> Person | None:
    with engine_scope():
        step = concerns.current_step(concern)
        return step.holder if step else None


def fresh(concern: Concern) -> Concern:
    with engine_scope():
        return Concern.objects.select_related("council", "raiser").get(pk=concern.pk)


def acknowledge(concern: Concern, person: Person) -> Concern:
    handling.acknowledge(concern=concern, by=person.user, at=NOON, version=fresh(concern).version)
    return fresh(concern)


class TestBanbury:
    """An officer about a councillor, upheld, with the four duties before the decision."""

    @pytest.fixture
    def place(self) -> Town:
        return town("banbury")

    @pytest.fixture
    def concern(self, place: Town) -> Concern:
        return sent(place["officer"], [place["councillor"]], informal_tried="yes")

    def test_informal_already_tried_goes_to_the_monitoring_officer(
        self, place: Town, concern: Concern
    ) -> None:
        assert holder(concern) == place["monitoring_officer"]
        assert concern.state == State.SENT.value

    def test_informal_not_tried_goes_to_a_conciliator(self, place: Town) -> None:
        concern = sent(place["officer"], [place["councillor"]], informal_tried="no")
        assert holder(concern) == place["senior_manager"]

    def test_the_upheld_grievance_reaches_the_clerk_with_four_duties(
        self, place: Town, concern: Concern
    ) -> None:
        officer = place["monitoring_officer"]
        concern = acknowledge(concern, officer)
        deciding.decide(
            concern=concern, outcome=Closing.UPHELD, reasons="Heard on both sides.",
            by=officer.user, at=NOON, version=concern.version,
        )  # fmt: skip
        concern = fresh(concern)
        clerk = place["clerk"]
        assert holder(concern) == clerk
        concern = acknowledge(concern, clerk)
        with pytest.raises(deciding.DutiesOutstanding) as outstanding:
            deciding.decide(
                concern=concern, outcome=Closing.UPHELD, reasons="Training.",
                by=clerk.user, at=NOON, version=concern.version,
            )  # fmt: skip
        assert {duty.office for duty in outstanding.value.duties} == {
            "leader", "group_leader", "chair", "vice_chair",
        }  # fmt: skip
        for duty in outstanding.value.duties:
            handling.record_duty(
                concern=concern, duty=duty.pk, note="Told in person.", by=clerk.user, at=NOON,
                version=fresh(concern).version,
            )  # fmt: skip
        deciding.decide(
            concern=concern, outcome=Closing.UPHELD, reasons="Training.",
            by=clerk.user, at=NOON, version=fresh(concern).version,
        )  # fmt: skip
        concern = fresh(concern)
        assert (concern.state, concern.outcome) == (State.CLOSED.value, "upheld")

    def test_only_those_who_need_to_know_see_it(self, place: Town, concern: Concern) -> None:
        reference = concern.reference
        assert sees(place["officer"]) == {reference}
        assert sees(place["monitoring_officer"]) == {reference}
        for stranger in ("councillor", "clerk", "chair", "leader", "junior", "colleague"):
            assert sees(place[stranger]) == set(), stranger

    def test_somebody_signed_out_sees_nothing(self, concern: Concern) -> None:
        set_user(None)
        assert not Concern.objects.exists()
        assert not Grant.objects.exists()
        assert not Step.objects.exists()

    def test_sending_twice_makes_one(self, place: Town) -> None:
        concern = draft(place["officer"], [place["councillor"]], informal_tried="yes")
        seen = sending.preview(concern=concern, at=NOON).fingerprint
        for _ in range(2):
            sending.send(concern=concern, seen=seen, by=place["officer"].user, at=NOON)
        with engine_scope():
            assert Concern.objects.count() == 1
            assert AuditEvent.objects.filter(type="concern.send").count() == 1

    def test_a_changed_route_is_not_sent_unseen(self, place: Town) -> None:
        concern = draft(place["officer"], [place["councillor"]], informal_tried="yes")
        with pytest.raises(sending.RouteChanged):
            sending.send(concern=concern, seen="old", by=place["officer"].user, at=NOON)
        assert fresh(concern).state == State.DRAFT.value

    def test_an_unfinished_draft_is_not_sent(self, place: Town) -> None:
        concern = draft(place["officer"], [place["councillor"]], what_happened="")
        with pytest.raises(sending.NotFinished) as missing:
            sending.send(concern=concern, seen="", by=place["officer"].user, at=NOON)
        assert "what" in missing.value.missing

    def test_a_declared_interest_hands_over_out_of_sight(
        self, place: Town, concern: Concern
    ) -> None:
        officer = place["monitoring_officer"]
        rerouting.declare_interest(
            concern=concern, by=officer.user, at=NOON, version=concern.version
        )
        assert holder(concern) not in {officer, None}
        assert sees(officer) == set()

    def test_a_stale_form_changes_nothing(self, place: Town, concern: Concern) -> None:
        officer = place["monitoring_officer"]
        with pytest.raises(ValueError, match="changed while you had it open"):
            handling.acknowledge(
                concern=concern, by=officer.user, at=NOON, version=concern.version - 1
            )
        assert fresh(concern).state == State.SENT.value

    def test_a_stranger_cannot_act_on_it(self, place: Town, concern: Concern) -> None:
        with pytest.raises(NotAllowed):
            handling.acknowledge(
                concern=concern, by=place["clerk"].user, at=NOON, version=concern.version
            )

    def test_a_state_that_does_not_allow_it_says_so(self, place: Town, concern: Concern) -> None:
        with pytest.raises(StateForbids, match="not yet acknowledged"):
            deciding.decide(
                concern=concern, outcome=Closing.UPHELD, reasons="", by=place["clerk"].user,
                at=NOON, version=concern.version,
            )  # fmt: skip

    def test_waiting_for_information_stops_the_clock(self, place: Town, concern: Concern) -> None:
        officer = place["monitoring_officer"]
        concern = acknowledge(concern, officer)
        handling.ask(
            concern=concern, question="When was this?", by=officer.user, at=NOON,
            version=concern.version,
        )  # fmt: skip
        assert fresh(concern).state == State.PAUSED.value
        handling.resume_clock(
            concern=concern, answer="In May.", by=place["officer"].user,
            at=NOON + timedelta(days=2), version=fresh(concern).version,
        )  # fmt: skip
        assert fresh(concern).state == State.IN_HAND.value

    def test_withdrawn_and_reopened(self, place: Town, concern: Concern) -> None:
        deciding.withdraw(
            concern=concern, reasons="Settled.", by=place["officer"].user, at=NOON,
            version=concern.version,
        )  # fmt: skip
        assert fresh(concern).outcome == "withdrawn"
        deciding.reopen(
            concern=concern, reasons="It began again.", by=place["monitoring_officer"].user,
            at=NOON, version=fresh(concern).version,
        )  # fmt: skip
        assert fresh(concern).state == State.SENT.value
        assert holder(concern) == place["monitoring_officer"]

    def test_amending_routes_again_and_keeps_both(self, place: Town, concern: Concern) -> None:
        officer = acknowledge(concern, place["monitoring_officer"])
        rerouting.amend(
            concern=officer, natures=[Nature.CONDUCT], written=True, code_breach=True,
            reason="It is put formally.", by=place["monitoring_officer"].user, at=NOON,
            version=officer.version, agreed=True,
        )  # fmt: skip
        with engine_scope():
            found = concerns.routes(concern)
        assert [route.row.n for route in found] == [2, 1]
        assert found[0].decision.law == "england-code-of-conduct-parish"

    def test_the_queue_of_the_holder_counts_it(self, place: Town, concern: Concern) -> None:
        officer = place["monitoring_officer"]
        set_user(officer.user_id)
        counts = queue.counts(officer.user, today=NOON.date(), soon=NOON.date())
        assert counts[queue.List.NEW] == counts[queue.List.OPEN] == 1
        listed = queue.listed(officer.user, queue.Wanted(), today=NOON.date(), soon=NOON.date())
        assert [grant.concern.reference for grant in listed] == [concern.reference]

    def test_a_new_holder_receives_open_work(self, place: Town, concern: Concern) -> None:
        old = place["monitoring_officer"]
        appointment = old.appointments.get(office__code="monitoring_officer")
        appointment.ends_on = NOON.date()
        appointment.save()
        new = place["junior"]
        appointment.pk = None
        appointment.person, appointment.starts_on, appointment.ends_on = new, NOON.date(), None
        appointment.save()
        told = Notification.objects.filter(kind="changed", user=concern.raiser.user)
        with engine_scope():
            before = told.count()
        assert handover.hand_over(council=place.council, at=NOON, by=None) == 1
        with engine_scope():
            assert told.count() == before + 1
        assert holder(concern) == new
        assert sees(old) == set()
        assert handover.hand_over(council=place.council, at=NOON, by=None) == 0

    def test_an_appointment_that_ends_by_itself_moves_the_work(
        self, place: Town, concern: Concern
    ) -> None:
        old = place["monitoring_officer"]
        held = old.appointments.get(office__code="monitoring_officer")
        tomorrow = NOON + timedelta(days=1)
        held.ends_on = tomorrow.date()
        held.save()
        assert handover.follow_register(since=NOON.date(), at=NOON) == 0
        assert handover.follow_register(since=NOON.date(), at=tomorrow) == 1
        assert sees(old) == set()


class TestLangport:
    """About the clerk, where the protocol is silent."""

    def test_the_clerk_is_passed_over_and_the_gap_is_kept(self) -> None:
        place = town("langport")
        concern = sent(place["councillor"], [place["clerk"]])
        with engine_scope():
            decision = concerns.routes(concern)[0].decision
        assert decision.gaps
        assert holder(concern) not in {place["clerk"], None}
        assert sees(place["clerk"]) == set()


class TestFarnham:
    """A councillor about the town clerk, where the text sends it to the clerk."""

    def test_it_never_reaches_the_clerk(self) -> None:
        place = town("farnham")
        concern = sent(place["councillor"], [place["clerk"]])
        assert sees(place["clerk"]) == set()
        with engine_scope():
            granted = set(
                Grant.objects.filter(concern=concern, capacity=Capacity.HANDLER.value)
                .values_list("person__user_id", flat=True)
            )  # fmt: skip
        assert granted
        assert place["clerk"].user_id not in granted

    def test_a_panel_keeps_what_one_of_it_takes_on(self) -> None:
        place = town("farnham")
        panel = place["hr_panel"].appointments.get(office__code="hr_panel").office
        for member in (place["councillor"], place["leader"]):
            panel.appointments.create(
                council=place.council, person=member, starts_on=LONG_AGO, single_seat=False
            )
        concern = sent(place["officer"], [place["colleague"]], written=True)
        clerk = place["clerk"]
        concern = acknowledge(concern, clerk)
        deciding.advance(
            concern=concern, event=Event.UNRESOLVED, consented=True, note="Heard.",
            by=clerk.user, at=NOON, version=concern.version,
        )  # fmt: skip
        concern = acknowledge(fresh(concern), place["councillor"])
        for member in ("councillor", "leader", "hr_panel"):
            assert sees(place[member]) == {concern.reference}, member
        deciding.decide(
            concern=concern, outcome=Closing.UPHELD, reasons="Heard by three.", together=True,
            by=place["leader"].user, at=NOON, version=concern.version,
        )  # fmt: skip
        assert fresh(concern).outcome == "upheld"


class TestDistrict:
    """About the chief executive, in writing."""

    def test_it_goes_to_the_monitoring_officer(self) -> None:
        place = town("district-draft")
        concern = sent(place["councillor"], [place["chief_executive"]], written=True)
        assert holder(concern) == place["monitoring_officer"]
        assert sees(place["chief_executive"]) == set()


class TestRushcliffe:
    """A councillor, with the monitoring officer and the deputy both absent."""

    def test_it_goes_to_the_head_of_paid_service(self) -> None:
        place = town("rushcliffe")
        for code in ("monitoring_officer", "deputy_monitoring_officer"):
            place[code].absences.create(council=place.council, starts_on=NOON.date())
        concern = sent(place["councillor"], [place["officer"]], code_breach=None)
        assert holder(concern) == place["head_of_paid_service"]


def test_an_appeal_is_the_raisers_to_ask_for() -> None:
    place = town("rushcliffe")
    concern = draft(place["councillor"], [])
    with engine_scope():
        Concern.objects.filter(pk=concern.pk).update(matter="access_request")
        concern.refresh_from_db()
    seen = sending.preview(concern=concern, at=NOON).fingerprint
    sending.send(concern=concern, seen=seen, by=place["councillor"].user, at=NOON)
    with engine_scope():
        grant = Grant.objects.filter(concern=concern, capacity="handler").select_related("person")
        taker = grant.earliest("pk").person
        route = concerns.routes(concern)[0].decision
    assert any(step.track is Track.APPEAL for step in route.steps)
    concern = acknowledge(fresh(concern), taker)
    deciding.decide(
        concern=concern, outcome=Closing.NOT_UPHELD, reasons="It is not yet public.",
        by=taker.user, at=NOON, version=concern.version,
    )  # fmt: skip
    assert fresh(concern).state == State.CLOSED.value
    assert fresh(concern).outcome_reasons == "It is not yet public."
    page = Visitor(place["councillor"]).get(f"/concerns/{concern.reference}/")
    assert "the protocol lets you ask the Monitoring Officer" in text(page)


def test_the_councils_own_times_run_from_the_day_it_was_received() -> None:
    place = town("langport")
    place.council.standards.create(what="acknowledge", n=5, unit="working_days")
    monday = NOON.date()
    concern = draft(place["councillor"], [place["officer"]])
    with engine_scope():
        Concern.objects.filter(pk=concern.pk).update(received_on=monday - timedelta(days=7))
        concern.refresh_from_db()
    seen = sending.preview(concern=concern, at=NOON).fingerprint
    sending.send(concern=concern, seen=seen, by=place["councillor"].user, at=NOON)
    with engine_scope():
        step = concerns.current_step(concern)
    assert step is not None
    assert step.acknowledge_by == monday


def test_a_duty_of_another_concern_cannot_be_recorded() -> None:
    place = town("banbury")
    concern = sent(place["officer"], [place["councillor"]], informal_tried="yes")
    other = sent(place["junior"], [place["colleague"]], informal_tried="yes")
    with engine_scope():
        duty = Duty.objects.create(
            council=place.council, concern=other, step=other.steps.first(), kind="note",
            timing="before_decision",
        )  # fmt: skip
    with pytest.raises(NotAllowed):
        handling.record_duty(
            concern=concern, duty=duty.pk, note="", by=place["monitoring_officer"].user, at=NOON,
            version=concern.version,
        )  # fmt: skip


def test_the_informal_stage_becomes_formal_only_with_consent() -> None:
    place = town("banbury")
    concern = sent(place["officer"], [place["councillor"]], informal_tried="no")
    manager = place["senior_manager"]
    concern = acknowledge(concern, manager)
    asked = {
        "concern": concern, "event": Event.UNRESOLVED, "note": "We met twice.",
        "by": manager.user, "at": NOON, "version": concern.version,
    }  # fmt: skip
    with pytest.raises(deciding.ConsentNeeded):
        deciding.advance(**asked, consented=False)
    deciding.advance(**asked, consented=True, picked="monitoring_officer")
    assert holder(concern) == place["monitoring_officer"]
    assert sees(manager) == set()
