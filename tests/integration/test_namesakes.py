"""Somebody under a second entry, another name or in other words is still whom it is about."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from concerns.actions import deciding, drafts, handling, handover, offices, sending
from concerns.actions._scope import engine_scope
from concerns.actions.drafts import Named
from concerns.engine.deadlines import Unit
from concerns.engine.offices import Kind
from concerns.engine.protocol import LimitOf
from concerns.engine.states import Closing
from concerns.models import (
    Absence,
    Appointment,
    Concern,
    Duty,
    Grant,
    LocalStandard,
    Notification,
    Party,
    Person,
    Step,
)
from tests.pages import Visitor, text
from tests.people import NOON, Town, disinterested, draft, person, sent, town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

TODAY = NOON.date()
WORDS = "It was said in the corridor."


@pytest.fixture
def place() -> Town:
    return town("langport")


def handlers(concern: Concern) -> set[Person]:
    with engine_scope():
        live = Grant.objects.filter(concern=concern, capacity="handler", ended_at=None)
        return {grant.person for grant in live.select_related("person")}


def give_office(of: Person, to: Person, *, on: date = TODAY) -> None:
    """Somebody takes an office over; whoever had it stays on the register."""
    office = Appointment.objects.filter(person=of).latest("pk").office
    offices.appoint(office=office, person=to, starts_on=on, replacing=True, by=None, at=NOON)


def joins(place: Town, name: str, kind: Kind = Kind.OFFICER, domain: str = "new") -> Person:
    """Somebody comes onto the register under a new address."""
    user = person(place.council, f"{name} {domain}", kind)
    user.name = name
    user.save(update_fields=["name"])
    return user


def in_words(raiser: Person, words: str) -> Concern:
    concern = draft(raiser, [])
    named = [Named(kind=Kind.OFFICER, name=words)]
    drafts.name_people(concern=concern, people=named, by=raiser.user, at=NOON)
    return concern


def send(concern: Concern) -> Concern:
    seen = sending.preview(concern=concern, at=NOON).fingerprint
    return sending.send(concern=concern, seen=seen, by=concern.raiser.user, at=NOON)


def sees_nothing(who: Person, concern: Concern) -> bool:
    return Visitor(who).get(f"/concerns/{concern.reference}/").status_code == 404


class TestASecondEntry:
    def test_the_subject_is_not_given_it_under_another_address(self, place: Town) -> None:
        clerk = place["clerk"]
        concern = sent(place["councillor"], [clerk])
        again = joins(place, clerk.name)
        give_office(clerk, again)
        assert again not in handlers(concern)
        assert sees_nothing(again, concern)
        with engine_scope():
            assert not Notification.objects.filter(user=again.user).exists()

    def test_nor_is_what_is_sent_afterwards(self, place: Town) -> None:
        clerk = place["clerk"]
        give_office(clerk, joins(place, clerk.name.upper()))
        concern = sent(place["councillor"], [clerk])
        assert {p.name.lower() for p in handlers(concern)} != {clerk.name.lower()}

    def test_the_database_refuses_it_whatever_the_code_does(self, place: Town) -> None:
        clerk = place["clerk"]
        concern = sent(place["councillor"], [clerk])
        again = joins(place, clerk.name)
        with pytest.raises(IntegrityError, match="cannot be given it"), engine_scope():
            Grant.objects.create(
                council=place.council, concern=concern, person=again, user=again.user,
                capacity="handler", reason="x", granted_at=NOON, state=concern.state,
                matter=concern.matter,
            )  # fmt: skip

    def test_the_raiser_does_not_handle_their_own_under_another_entry(self, place: Town) -> None:
        raiser = place["councillor"]
        concern = sent(raiser, [place["officer"]])
        give_office(place["clerk"], joins(place, raiser.name))
        assert raiser.name not in {p.name for p in handlers(concern)}


class TestOtherWords:
    @pytest.mark.parametrize(
        "words",
        [
            "Mrs Marsh", "Helen", "H. Marsh", "the clerk, Mrs Marsh",
            "our Town Clerk and her deputy", "the Town Clerk, who shouted at me", "the clerk",
            "Hélen from the office",
        ],
    )  # fmt: skip
    def test_whoever_might_be_meant_does_not_get_it(self, place: Town, words: str) -> None:
        clerk = place["clerk"]
        clerk.name = "Helen Marsh"
        clerk.save(update_fields=["name"])
        concern = send(in_words(place["councillor"], words))
        assert clerk not in handlers(concern)
        assert handlers(concern) or concern.state == "needs_handler"
        assert sees_nothing(clerk, concern)

    def test_words_about_somebody_else_change_nothing(self, place: Town) -> None:
        concern = send(in_words(place["councillor"], "A man from the contractor"))
        assert handlers(concern) == {place["clerk"]}

    def test_the_clerk_is_meant_though_the_register_begins_later(self, place: Town) -> None:
        Appointment.objects.filter(person=place["clerk"]).update(starts_on=TODAY)
        concern = in_words(place["councillor"], "the Town Clerk")
        drafts.answer(
            concern=concern, step="when", by=concern.raiser.user, at=NOON,
            happened_from=TODAY - timedelta(days=90),
        )  # fmt: skip
        named = [Named(kind=Kind.OFFICER, name="the Town Clerk")]
        drafts.name_people(concern=concern, people=named, by=concern.raiser.user, at=NOON)
        assert place["clerk"] not in handlers(send(concern))


class TestSomebodyWhoJoinsLater:
    @pytest.mark.parametrize(
        "words",
        ["Petra Vale", "Olive Marsh and Petra Vale", "Olive Marsh, Oscar Heath, Petra Vale"],
    )
    def test_an_open_concern_is_kept_from_them(self, place: Town, words: str) -> None:
        concern = send(in_words(place["councillor"], words))
        petra = joins(place, "Petra Vale")
        give_office(place["clerk"], petra)
        assert petra not in handlers(concern)
        assert sees_nothing(petra, concern)
        with engine_scope():
            assert Party.objects.filter(concern=concern, person=petra, role="subject").exists()

    def test_a_draft_older_than_their_entry_is_not_sent_to_them(self, place: Town) -> None:
        concern = in_words(place["councillor"], "Petra Vale")
        petra = joins(place, "Petra Vale")
        give_office(place["clerk"], petra)
        sent_on = send(concern)
        assert petra not in handlers(sent_on)
        with engine_scope():
            assert not Notification.objects.filter(user=petra.user).exists()

    def test_a_closed_file_is_not_given_to_them(self, place: Town) -> None:
        concern = send(in_words(place["councillor"], "Petra Vale"))
        (clerk,) = handlers(concern)
        by = clerk.user
        handling.acknowledge(concern=concern, by=by, at=NOON, version=concern.version)
        deciding.close(
            concern=concern, outcome=Closing.RESOLVED_INFORMALLY, reasons="Settled.", agreed=True,
            by=by, at=NOON, version=concern.version,
        )  # fmt: skip
        petra = joins(place, "Petra Vale")
        give_office(clerk, petra)
        assert handlers(concern) == set()
        assert sees_nothing(petra, concern)


def test_a_change_of_name_does_not_change_whom_it_is_about(place: Town) -> None:
    clerk = place["clerk"]
    concern = sent(place["councillor"], [place["officer"]])
    for name, new in (("officer", "Oscar Heath"), ("junior", "Olive Marsh")):
        Person.objects.filter(pk=place[name].pk).update(name=new)
    said = text(Visitor(clerk).get(f"/concerns/{concern.reference}/"))
    assert "Olive Marsh" in said
    assert "Oscar Heath" not in said


def test_whoever_takes_the_name_of_whom_it_is_about_does_not_get_it_and_nothing_breaks(
    place: Town,
) -> None:
    """Two names swapped: the database would refuse the grant, so the route must not offer it."""
    concern = sent(place["councillor"], [place["officer"]])
    for name, new in (("officer", "Oscar Heath"), ("junior", "Olive Marsh")):
        Person.objects.filter(pk=place[name].pk).update(name=new)
    place["junior"].refresh_from_db()
    give_office(place["clerk"], place["junior"])
    assert place["junior"] not in handlers(concern)
    assert handlers(concern) or concern.state == "needs_handler"


class TestTheClock:
    """An absence recorded and taken back must not put a date off for ever."""

    def test_dates_stand_and_what_was_done_stays_done(self, place: Town) -> None:
        LocalStandard.objects.create(
            council=place.council, what=LimitOf.DECIDE.value, n=20, unit=Unit.WORKING_DAYS.value
        )
        concern = sent(place["councillor"], [place["officer"]])
        with engine_scope():
            before = Step.objects.get(concern=concern, state="current")
            done = Duty.objects.create(
                council=place.council, concern=concern, step=before, kind="note",
                timing="on_receipt", text="Keep a note.", done_at=NOON, done_by=place["clerk"],
            )  # fmt: skip
        later = NOON + timedelta(days=25)
        away = Absence.objects.create(
            council=place.council, person=place["clerk"], starts_on=later.date()
        )
        assert handover.hand_over(council=place.council, at=later, by=None) == 1
        away.delete()
        assert handover.hand_over(council=place.council, at=later, by=None) == 1
        with engine_scope():
            after = Step.objects.get(concern=concern, state="current")
            assert after.pk != before.pk
            assert (after.due_on, after.receipt) == (before.due_on, before.receipt)
            assert done.pk
        assert handlers(concern) == {place["clerk"]}

    def test_a_question_to_the_raiser_is_still_theirs_to_answer(self, place: Town) -> None:
        concern = sent(place["councillor"], [place["officer"]])
        by = place["clerk"].user
        handling.acknowledge(concern=concern, by=by, at=NOON, version=concern.version)
        handling.ask(
            concern=concern, question="When was it?", by=by, at=NOON, version=concern.version
        )
        give_office(place["clerk"], place["junior"])
        with engine_scope():
            concern.refresh_from_db()
        assert (concern.state, concern.paused_on) == ("paused", TODAY)
        handling.resume_clock(
            concern=concern, by=place["councillor"].user, at=NOON, version=concern.version,
            answer="On Monday.",
        )  # fmt: skip
        assert concern.state == "in_hand"


def test_a_director_who_is_none_any_more_gets_nothing_as_one() -> None:
    place = town("district-draft")
    old = place["director"]
    assert handlers(sent(place["councillor"], [place["officer"]], written=True)) == {old}
    give_office(old, place["junior"])
    concern = sent(place["councillor"], [place["officer"]], written=True)
    assert handlers(concern) == {place["junior"]}


def test_a_form_gone_back_to_and_changed_is_another_message(place: Town) -> None:
    concern = sent(place["councillor"], [place["officer"]])
    raiser = Visitor(place["councillor"])
    there = f"/concerns/{concern.reference}/do/message/"
    token = raiser.get(there).context["form"]["token"].value()
    for body in ("First version.", "First version. And one thing more."):
        raiser.post(there, body=body, token=token, version=concern.version)
    said = text(raiser.get(f"/concerns/{concern.reference}/messages/"))
    assert "And one thing more." in said


def test_before_the_interest_nothing_of_it_is_echoed_and_nothing_recorded_as_read() -> None:
    place = town("banbury")
    concern = sent(place["officer"], [place["councillor"]], informal_tried="yes")
    officer = place["monitoring_officer"]
    there = f"/concerns/{concern.reference}/do/record-duty/"
    refused = Visitor(officer).post(there, duty="1", note="By phone.", version="0")
    assert refused.status_code == 409
    assert "By phone." in text(refused)
    assert place["councillor"].name not in text(refused)
    assert "acknowledged" not in text(refused)
    disinterested(concern, officer)
    said = text(Visitor(officer).get(f"/concerns/{concern.reference}/timeline/", readings="yes"))
    assert "Opened the page to act on it" not in said
