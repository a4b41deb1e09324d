"""Keeping the register: what is recorded, what is refused and in which words, and what follows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from concerns.actions import _audit, offices, register
from concerns.actions._scope import engine_scope
from concerns.actions.register import CannotRecord
from concerns.engine.offices import Kind
from concerns.engine.offices import Office as Code
from concerns.middleware import set_user
from concerns.models import Appointment, AuditEvent, Concern, Council, Office, Person, User
from concerns.permissions.refusal import NotAllowed
from concerns.selectors import concerns as concern_selectors
from concerns.selectors import register as selectors
from tests.people import LONG_AGO, NOON, Town, sent, town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

TODAY = NOON.date()
TOMORROW = TODAY + timedelta(days=1)
NEXT_MONTH = TODAY + timedelta(days=30)


@pytest.fixture
def council() -> Council:
    return Council.objects.create(slug="upton", name="Upton", nation="england", tier="parish")


@pytest.fixture
def ada(council: Council) -> Person:
    """The administrator."""
    return add(council, "Ada Lund", Kind.OFFICER, is_administrator=True, by=None)


@pytest.fixture
def bea(council: Council, ada: Person) -> Person:
    return add(council, "Bea Holt", by=ada.user)


@pytest.fixture
def cal(council: Council, ada: Person) -> Person:
    return add(council, "Cal Orr", by=ada.user)


@pytest.fixture
def chair(council: Council, ada: Person) -> Office:
    return offices.add_office(council=council, code=Code.CHAIR, title="Mayor", by=ada.user, at=NOON)


def add(council: Council, name: str, kind: Kind = Kind.COUNCILLOR, **more: Any) -> Person:
    email = f"{name.lower().replace(' ', '.')}@upton.example"
    given = {"email": email, "name": name, "kind": kind, "active_from": LONG_AGO, "at": NOON}
    return register.add_person(council=council, **given | more)


def change(person: Person, *, by: User | None, **what: Any) -> Person:
    values = {
        field: getattr(person, field)
        for field in ("name", "kind", "job", "group", "line_manager", "director")
    } | {"is_administrator": person.is_administrator}
    return register.change_person(person=person, by=by, at=NOON, **values | what)


def recorded(act: str) -> list[AuditEvent]:
    with engine_scope():
        return list(AuditEvent.objects.filter(type=f"register.{act}").order_by("pk"))


# ---------------------------------------------------------------- who may


def every_act(person: Person, office: Office, by: User) -> dict[str, Callable[[], object]]:
    council = person.council
    who = {"by": by, "at": NOON}
    return {
        "add_person": lambda: add(council, "Zoe Finch", by=by),
        "change_person": lambda: change(person, by=by, name="Zoe Finch"),
        "set_group": lambda: register.set_group(person=person, group=None, **who),
        "end_person": lambda: register.end_person(person=person, until=TOMORROW, **who),
        "bring_back_person": lambda: register.bring_back_person(person=person, **who),
        "record_absence": lambda: register.record_absence(person=person, starts_on=TODAY, **who),
        "add_group": lambda: register.add_group(council=council, name="Red", **who),
        "add_office": lambda: offices.add_office(
            council=council, code=Code.LEADER, title="Leader", **who
        ),
        "change_office": lambda: offices.change_office(
            office=office, title="Chair", aliases=[], group=None, external=False, **who
        ),
        "appoint": lambda: offices.appoint(office=office, person=person, starts_on=TODAY, **who),
    }


@pytest.mark.parametrize("act", every_act(Person(council=Council()), Office(), User()))
def test_only_an_administrator_of_this_council_changes_its_register(
    act: str, ada: Person, bea: Person, cal: Person, chair: Office
) -> None:
    elsewhere = Council.objects.create(slug="alder", name="Alder", nation="england", tier="parish")
    zed = add(elsewhere, "Zed Pike", is_administrator=True, by=None)

    for stranger in (bea.user, zed.user):
        with pytest.raises(NotAllowed, match="Only an administrator"):
            every_act(cal, chair, stranger)[act]()
    every_act(cal, chair, ada.user)[act]()


def test_an_administrator_who_left_changes_nothing(council: Council, ada: Person) -> None:
    add(council, "Bea Holt", is_administrator=True, by=None)
    register.end_person(person=ada, until=TODAY, by=ada.user, at=NOON)

    with pytest.raises(NotAllowed):
        add(council, "Cal Orr", by=ada.user)


def test_what_is_not_on_record_did_not_happen(
    council: Council, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the record is full")

    monkeypatch.setattr(_audit, "record", fail)
    with pytest.raises(RuntimeError):
        add(council, "Bea Holt", by=ada.user)
    assert not Person.objects.filter(name="Bea Holt").exists()


def test_the_record_holds_ids_and_codes_and_no_names(
    council: Council, ada: Person, bea: Person, chair: Office
) -> None:
    offices.appoint(office=chair, person=bea, starts_on=TODAY, by=ada.user, at=NOON)
    change(bea, by=ada.user, name="Bea Hill", job="Poet")

    (appointed,) = recorded("appoint")
    assert (appointed.council_id, appointed.actor_id) == (council.pk, ada.user_id)
    assert (appointed.person_id, appointed.data["code"]) == (bea.pk, "chair")
    (changed,) = recorded("change_person")
    assert changed.data == {"changed": ["name", "job"]}
    assert "Bea" not in str([event.data for event in recorded("add_person")])


# ---------------------------------------------------------------- people


def test_a_new_person_has_an_account_that_nobody_can_enter_yet(bea: Person) -> None:
    assert not bea.user.has_usable_password()
    assert bea.user.email == "bea.holt@upton.example"


def test_somebody_on_two_councils_has_one_account(bea: Person, ada: Person) -> None:
    alder = Council.objects.create(slug="alder", name="Alder", nation="england", tier="parish")
    there = add(alder, "Bea Holt", email=" Bea.Holt@upton.EXAMPLE ", by=None)

    assert there.user == bea.user


def test_nobody_is_on_a_register_twice(council: Council, ada: Person, bea: Person) -> None:
    with pytest.raises(CannotRecord, match="on the register already") as refused:
        add(council, "Bea Again", email="bea.holt@upton.example", by=ada.user)
    assert refused.value.field == "email"


def test_somebody_who_left_comes_back_to_their_own_entry(
    council: Council, ada: Person, bea: Person, chair: Office
) -> None:
    offices.appoint(office=chair, person=bea, starts_on=LONG_AGO, by=ada.user, at=NOON)
    register.end_person(person=bea, until=TODAY, by=ada.user, at=NOON)
    assert not selectors.is_active(bea, TODAY)
    assert selectors.offices_held([bea.pk], TODAY) == {bea.pk: []}

    with pytest.raises(CannotRecord, match="bring them back"):
        add(council, "Bea Holt", by=ada.user)
    register.bring_back_person(person=bea, by=ada.user, at=NOON)
    assert selectors.is_active(bea, TODAY)
    assert selectors.offices_held([bea.pk], TODAY) == {bea.pk: []}


def test_leaving_strikes_out_what_was_yet_to_begin(ada: Person, bea: Person, chair: Office) -> None:
    offices.appoint(office=chair, person=bea, starts_on=NEXT_MONTH, by=ada.user, at=NOON)
    register.end_person(person=bea, until=TOMORROW, by=ada.user, at=NOON)

    assert not Appointment.objects.filter(person=bea).exists()


def test_nobody_leaves_before_they_joined(ada: Person, bea: Person) -> None:
    with pytest.raises(CannotRecord, match="on or after the day they joined"):
        register.end_person(person=bea, until=LONG_AGO, by=ada.user, at=NOON)


def test_only_a_councillor_has_a_group(council: Council, ada: Person, bea: Person) -> None:
    red = register.add_group(council=council, name="Red", by=ada.user, at=NOON)
    register.set_group(person=bea, group=red, by=ada.user, at=NOON)
    assert Person.objects.get(pk=bea.pk).group == red

    with pytest.raises(CannotRecord, match="Only councillors"):
        register.set_group(person=ada, group=red, by=ada.user, at=NOON)
    with pytest.raises(CannotRecord, match="already a group"):
        register.add_group(council=council, name="Red", by=ada.user, at=NOON)


def test_nobody_manages_themselves(ada: Person) -> None:
    with pytest.raises(CannotRecord, match="their own manager") as refused:
        change(ada, by=ada.user, line_manager=ada)
    assert refused.value.field == "line_manager"


def test_a_manager_is_of_the_same_council(ada: Person, bea: Person) -> None:
    alder = Council.objects.create(slug="alder", name="Alder", nation="england", tier="parish")
    zed = add(alder, "Zed Pike", Kind.OFFICER, by=None)
    with pytest.raises(CannotRecord, match="own register"):
        change(ada, by=ada.user, line_manager=zed)


def test_a_stale_form_overwrites_nothing(ada: Person, bea: Person) -> None:
    seen = selectors.fingerprint(bea)
    change(bea, by=ada.user, name="Bea Hill", seen=seen)

    with pytest.raises(CannotRecord, match="Somebody else changed this"):
        change(bea, by=ada.user, name="Bea Wood", seen=seen)
    assert Person.objects.get(pk=bea.pk).name == "Bea Hill"


# ---------------------------------------------------------------- offices


def test_there_is_one_office_of_a_single_seat(council: Council, ada: Person, chair: Office) -> None:
    with pytest.raises(CannotRecord, match="only one of it"):
        offices.add_office(council=council, code=Code.CHAIR, title="Chair", by=None, at=NOON)
    for title in ("Chair of Planning", "Chair of Parks"):
        offices.add_office(
            council=council, code=Code.COMMITTEE_CHAIR, title=title, by=None, at=NOON
        )
    with pytest.raises(CannotRecord, match="kind and title"):
        offices.add_office(
            council=council, code=Code.COMMITTEE_CHAIR, title="Chair of Parks", by=None, at=NOON
        )


def test_a_seat_has_one_holder_at_a_time_and_the_refusal_says_who(
    ada: Person, bea: Person, cal: Person, chair: Office
) -> None:
    offices.appoint(
        office=chair, person=bea, starts_on=LONG_AGO, ends_on=NEXT_MONTH, by=ada.user, at=NOON
    )
    with pytest.raises(CannotRecord) as refused:
        offices.appoint(office=chair, person=cal, starts_on=TODAY, by=ada.user, at=NOON)
    assert str(refused.value) == (
        "Bea Holt holds this office from 1 January 2020 until 30 June 2026."
        " Only one person can hold it at a time. Say that they stop holding it, or choose other"
        " days"
    )
    offices.appoint(office=chair, person=cal, starts_on=NEXT_MONTH, by=ada.user, at=NOON)


def test_a_replacement_ends_the_holder_the_day_before(
    ada: Person, bea: Person, cal: Person, chair: Office
) -> None:
    first = offices.appoint(office=chair, person=bea, starts_on=LONG_AGO, by=ada.user, at=NOON)
    offices.appoint(office=chair, person=cal, starts_on=TODAY, replacing=True, by=ada.user, at=NOON)
    first.refresh_from_db()
    assert first.ends_on == TODAY
    assert selectors.offices_held([bea.pk, cal.pk], TODAY) == {bea.pk: [], cal.pk: [Code.CHAIR]}


def test_a_replacement_does_not_push_aside_one_who_starts_later(
    ada: Person, bea: Person, cal: Person, chair: Office
) -> None:
    offices.appoint(office=chair, person=bea, starts_on=NEXT_MONTH, by=ada.user, at=NOON)
    with pytest.raises(CannotRecord, match="Bea Holt holds this office from 1 July 2026"):
        offices.appoint(
            office=chair, person=cal, starts_on=TODAY, replacing=True, by=ada.user, at=NOON
        )


def test_two_who_start_on_one_day_are_told_apart(
    ada: Person, bea: Person, cal: Person, chair: Office
) -> None:
    offices.appoint(office=chair, person=bea, starts_on=TODAY, by=ada.user, at=NOON)
    with pytest.raises(CannotRecord, match="Bea Holt holds this office from 1 June 2026"):
        offices.appoint(
            office=chair, person=cal, starts_on=TODAY, replacing=True, by=ada.user, at=NOON
        )


def test_several_share_an_office_of_many_but_nobody_twice(
    council: Council, ada: Person, bea: Person, cal: Person
) -> None:
    panel = offices.add_office(
        council=council, code=Code.HR_PANEL, title="HR panel", by=None, at=NOON
    )
    for person in (bea, cal):
        offices.appoint(office=panel, person=person, starts_on=LONG_AGO, by=None, at=NOON)
    with pytest.raises(CannotRecord, match="at that time already"):
        offices.appoint(office=panel, person=bea, starts_on=TODAY, by=None, at=NOON)


def test_an_officer_cannot_be_given_a_councillors_office(ada: Person, chair: Office) -> None:
    with pytest.raises(CannotRecord) as refused:
        offices.appoint(office=chair, person=ada, starts_on=TODAY, by=ada.user, at=NOON)
    assert str(refused.value) == (
        "Mayor is for a councillor, and Ada Lund is on the register as an officer"
    )


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "words"),
    [
        (date(2019, 12, 31), None, "on the register from 1 January 2020"),
        (TODAY, None, "on the register until 30 June 2026"),
        (TODAY, NEXT_MONTH + timedelta(days=1), "on the register until 30 June 2026"),
        (TODAY, TODAY, "on or after the first day"),
    ],
)
def test_an_office_is_held_only_while_on_the_register(
    ada: Person, bea: Person, chair: Office, starts_on: date, ends_on: date | None, words: str
) -> None:
    register.end_person(person=bea, until=NEXT_MONTH, by=ada.user, at=NOON)
    with pytest.raises(CannotRecord, match=words):
        offices.appoint(
            office=chair, person=bea, starts_on=starts_on, ends_on=ends_on, by=ada.user, at=NOON
        )


def test_what_ended_stays_ended_and_what_began_is_not_struck_out(
    ada: Person, bea: Person, chair: Office
) -> None:
    appointment = offices.appoint(
        office=chair, person=bea, starts_on=LONG_AGO, by=ada.user, at=NOON
    )
    with pytest.raises(CannotRecord, match="began before today"):
        offices.cancel_appointment(appointment=appointment, by=ada.user, at=NOON)
    offices.end_appointment(appointment=appointment, ends_on=TODAY, by=ada.user, at=NOON)
    with pytest.raises(CannotRecord, match="ended already"):
        offices.end_appointment(appointment=appointment, ends_on=TOMORROW, by=ada.user, at=NOON)

    coming = offices.appoint(office=chair, person=bea, starts_on=TOMORROW, by=ada.user, at=NOON)
    offices.cancel_appointment(appointment=coming, by=ada.user, at=NOON)
    assert Appointment.objects.filter(office=chair).get() == appointment


# ---------------------------------------------------------------- open work follows


@pytest.fixture
def banbury() -> Town:
    place = town("banbury")
    Person.objects.filter(pk=place["clerk"].pk).update(is_administrator=True)
    return place


def holder(concern: Concern) -> Person | None:
    with engine_scope():
        step = concern_selectors.current_step(concern)
        return step.holder if step else None


def sees(person: Person, concern: Concern) -> bool:
    set_user(person.user_id)
    found = Concern.objects.filter(pk=concern.pk).exists()
    set_user(None)
    return found


def test_open_work_goes_to_the_new_holder_and_leaves_the_old(banbury: Town) -> None:
    clerk = banbury["clerk"]
    concern = sent(banbury["councillor"], [banbury["junior"]])
    before = holder(concern)
    assert before is not None
    seat = Appointment.objects.get(person=before)
    offices.appoint(
        office=seat.office,
        person=banbury["officer" if before.kind == "officer" else "colleague"],
        starts_on=TODAY,
        replacing=True,
        by=clerk.user,
        at=NOON,
    )
    after = holder(concern)
    assert after is not None
    assert after != before
    assert sees(after, concern)
    assert not sees(before, concern)


def test_open_work_leaves_somebody_who_is_away(banbury: Town) -> None:
    concern = sent(banbury["councillor"], [banbury["junior"]])
    before = holder(concern)
    assert before is not None
    register.record_absence(person=before, starts_on=TODAY, by=banbury["clerk"].user, at=NOON)
    assert holder(concern) != before
