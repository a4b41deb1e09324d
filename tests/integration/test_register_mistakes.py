"""An appointment made by mistake is taken back the same day, and whoever it replaced is back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from concerns.actions import offices, register
from concerns.actions.register import CannotRecord
from concerns.models import Appointment, Office, Person
from concerns.permissions.refusal import NotAllowed
from tests.integration.test_register import (
    NEXT_MONTH,
    TODAY,
    TOMORROW,
    ada,
    banbury,
    bea,
    cal,
    chair,
    council,
    holder,
    recorded,
    sees,
)
from tests.outbox import told
from tests.pages import Visitor, text
from tests.people import LONG_AGO, NOON, Town, sent

__all__ = ["ada", "banbury", "bea", "cal", "chair", "council"]  # the fixtures used here

pytestmark = [pytest.mark.django_db, pytest.mark.integration]


def appoint(office: Office, who: Person, starts_on: date, **more: Any) -> Appointment:
    given = {"by": None, "at": NOON, "replacing": False} | more
    return offices.appoint(office=office, person=who, starts_on=starts_on, **given)


def cancel(appointment: Appointment, by: Person, at: datetime = NOON) -> None:
    offices.cancel_appointment(appointment=appointment, by=by.user, at=at)


def holders(office: Office) -> list[tuple[str, date, date | None]]:
    rows = Appointment.objects.filter(office=office).order_by("starts_on")
    return [(row.person.name, row.starts_on, row.ends_on) for row in rows]


@pytest.mark.parametrize("starts_on", [TODAY, TOMORROW])
@pytest.mark.parametrize("until", [None, NEXT_MONTH])
def test_whoever_it_replaced_holds_the_office_as_before(
    ada: Person, bea: Person, cal: Person, chair: Office, starts_on: date, until: date | None
) -> None:
    appoint(chair, bea, LONG_AGO, ends_on=until)
    wrong = appoint(chair, cal, starts_on, replacing=True)
    pk = wrong.pk
    cancel(wrong, ada)
    assert holders(chair) == [("Bea Holt", LONG_AGO, until)]
    [event] = recorded("cancel_appointment")
    assert (event.person_id, event.data["appointment"]) == (cal.pk, pk)
    assert event.data["began"] is (starts_on == TODAY)
    [event] = recorded("restore_appointment")
    assert (event.person_id, event.actor_id) == (bea.pk, ada.user_id)
    assert event.data["ends_on"] == (until.isoformat() if until else None)
    assert told() == [("cal.orr", "entry_changed"), ("bea.holt", "entry_changed")]


def test_a_day_that_is_over_is_not_taken_back(ada: Person, bea: Person, chair: Office) -> None:
    wrong = appoint(chair, bea, TODAY)
    with pytest.raises(CannotRecord, match="began before today, so it can only be ended"):
        cancel(wrong, ada, NOON + timedelta(days=1))
    cancel(wrong, ada)
    gone = Appointment(pk=wrong.pk, council=wrong.council)
    with pytest.raises(CannotRecord, match="taken back already"):
        cancel(gone, ada)


def test_only_an_administrator_takes_one_back(bea: Person, cal: Person, chair: Office) -> None:
    with pytest.raises(NotAllowed):
        cancel(appoint(chair, bea, TODAY), cal)


def test_whoever_ended_before_it_or_was_not_replaced_stays_ended(
    ada: Person, bea: Person, cal: Person, chair: Office
) -> None:
    first = appoint(chair, bea, LONG_AGO)
    offices.end_appointment(appointment=first, ends_on=TODAY, by=ada.user, at=NOON)
    cancel(appoint(chair, cal, TODAY, replacing=True), ada)
    assert holders(chair) == [("Bea Holt", LONG_AGO, TODAY)]


def test_whoever_left_meanwhile_does_not_come_back(
    ada: Person, bea: Person, cal: Person, chair: Office
) -> None:
    appoint(chair, bea, LONG_AGO)
    wrong = appoint(chair, cal, TODAY, replacing=True)
    register.end_person(person=bea, until=TODAY, by=ada.user, at=NOON)
    cancel(wrong, ada)
    assert holders(chair) == [("Bea Holt", LONG_AGO, TODAY)]


def test_whoever_is_to_leave_comes_back_until_then(
    ada: Person, bea: Person, cal: Person, chair: Office
) -> None:
    appoint(chair, bea, LONG_AGO)
    wrong = appoint(chair, cal, TODAY, replacing=True)
    register.end_person(person=bea, until=NEXT_MONTH, by=ada.user, at=NOON)
    cancel(wrong, ada)
    assert holders(chair) == [("Bea Holt", LONG_AGO, NEXT_MONTH)]


def test_somebody_who_is_to_follow_is_not_in_the_way(
    ada: Person, bea: Person, cal: Person, chair: Office
) -> None:
    appoint(chair, bea, LONG_AGO)
    wrong = appoint(chair, cal, TODAY, replacing=True, ends_on=TOMORROW)
    appoint(chair, cal, NEXT_MONTH)
    cancel(wrong, ada)
    assert holders(chair) == [
        ("Bea Holt", LONG_AGO, NEXT_MONTH),
        ("Cal Orr", NEXT_MONTH, None),
    ]


def test_open_work_goes_back_with_the_office(banbury: Town) -> None:
    clerk = banbury["clerk"]
    concern = sent(banbury["councillor"], [banbury["colleague"]])
    assert holder(concern) == clerk
    office = clerk.appointments.get().office
    wrong = appoint(office, banbury["officer"], TODAY, replacing=True)
    assert holder(concern) == banbury["officer"]
    cancel(wrong, clerk)
    assert holder(concern) == clerk
    assert not sees(banbury["officer"], concern)


def test_the_page_says_what_will_happen_and_everybody_reads_that_it_did(banbury: Town) -> None:
    held = banbury["clerk"].appointments.get()
    wrong = appoint(held.office, banbury["officer"], TODAY, replacing=True)
    keeper = Visitor(banbury["clerk"])  # the end of their office had signed them out
    office = f"/c/banbury/register/offices/{held.office_id}/"
    page = text(keeper.get(office))
    address = f"/c/banbury/register/appointments/{wrong.pk}/cancel/"
    assert address in page
    assert f"/c/banbury/register/appointments/{held.pk}/" not in page  # over
    page = text(keeper.get(address))
    title = held.office.title
    assert f"Take back the appointment of Olive Marsh as {title}?" in page
    assert "It began today. Take it back only if it was recorded by mistake." in page
    assert f"Olive Marsh is no longer {title}." in page
    assert f"The clerk is {title} again, because their appointment was ended for this one." in page
    assert keeper.post(address)["Location"] == office
    page = text(Visitor(banbury["councillor"]).get("/c/banbury/register/changes/"))
    assert f"Took back the appointment of Olive Marsh as {title} on the day it began." in page
    assert f"Put The clerk back as {title}" in page


def test_the_page_of_one_that_began_before_today_says_that_it_can_only_be_ended(
    banbury: Town,
) -> None:
    held = banbury["clerk"].appointments.get()
    answer = Visitor(banbury["clerk"]).get(f"/c/banbury/register/appointments/{held.pk}/cancel/")
    assert answer.status_code == 403
    assert "began before today, so it can only be ended" in text(answer)
