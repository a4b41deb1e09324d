"""Whoever's entry somebody else changed is told of it, and told nothing of any concern."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail

from concerns.actions import administrators, agreeing, delivery, offices, register
from concerns.engine.offices import Kind
from concerns.engine.offices import Office as Code
from concerns.models import Absence, Appointment, Approval, Council, Office, Person, User
from tests.integration.test_register import add, change
from tests.outbox import rows, told
from tests.people import LONG_AGO, NOON, sent, town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

TODAY = NOON.date()
NEXT_WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def council() -> Council:
    return Council.objects.create(slug="upton", name="Upton", nation="england", tier="parish")


@pytest.fixture
def ada(council: Council) -> Person:
    """The administrator who does everything here."""
    return add(council, "Ada Lund", Kind.OFFICER, is_administrator=True, by=None)


@pytest.fixture
def bea(council: Council, ada: Person) -> Person:
    return add(council, "Bea Holt", by=None)


@pytest.fixture
def eve(council: Council, ada: Person) -> Person:
    """Another administrator."""
    return add(council, "Eve Moss", Kind.OFFICER, is_administrator=True, by=None)


@pytest.fixture
def chair(council: Council, ada: Person) -> Office:
    return offices.add_office(council=council, code=Code.CHAIR, title="Mayor", by=ada.user, at=NOON)


def every_act(bea: Person, chair: Office, by: User) -> dict[str, Callable[[], object]]:
    """What somebody else can do to an entry, in an order in which all of it can be done."""
    who = {"by": by, "at": NOON}

    def absence() -> Absence:
        return Absence.objects.get(person=bea)

    def appointment() -> Appointment:
        return Appointment.objects.get(person=bea)

    def appoint(day: int) -> Appointment:
        starts_on = TODAY + timedelta(days=day)
        return offices.appoint(office=chair, person=bea, starts_on=starts_on, **who)

    return {
        "records an absence": lambda: register.record_absence(person=bea, starts_on=TODAY, **who),
        "changes it": lambda: register.end_absence(absence=absence(), ends_on=NEXT_WEEK, **who),
        "removes it": lambda: register.remove_absence(absence=absence(), **who),
        "appoints them later": lambda: appoint(9),
        "cancels that": lambda: offices.cancel_appointment(appointment=appointment(), **who),
        "appoints them": lambda: appoint(0),
        "takes that back": lambda: offices.cancel_appointment(appointment=appointment(), **who),
        "appoints them again": lambda: appoint(0),
        "ends that": lambda: offices.end_appointment(
            appointment=appointment(), ends_on=NEXT_WEEK, **who
        ),
        "changes their name": lambda: change(bea, by=by, name="Bea Hale"),
        "unmakes them": lambda: change(bea, by=by, is_administrator=False),
        "takes them off": lambda: register.end_person(person=bea, until=TODAY, **who),
        "brings them back": lambda: register.bring_back_person(person=bea, **who),
    }


def test_each_change_that_somebody_else_made_is_told_once(
    ada: Person, bea: Person, chair: Office
) -> None:
    change(bea, by=None, is_administrator=True)
    acts = every_act(bea, chair, ada.user)
    for n, (what, act) in enumerate(acts.items(), start=1):
        act()
        assert told() == [("bea.holt", "entry_changed")] * n, what
    assert len({row.dedupe_key for row in rows()}) == len(acts)
    assert {row.concern_id for row in rows()} == {None}


def test_nobody_is_told_of_what_they_did_themselves(
    ada: Person, eve: Person, chair: Office
) -> None:
    register.record_absence(person=ada, starts_on=TODAY, by=ada.user, at=NOON)
    change(ada, by=ada.user, name="Ada Lind")
    assert told() == []


def test_nothing_changed_is_nothing_told(ada: Person, bea: Person) -> None:
    change(bea, by=ada.user)
    assert told() == []


def test_whoever_gives_way_to_another_holder_is_told(
    ada: Person, bea: Person, eve: Person, chair: Office
) -> None:
    cal = add(ada.council, "Cal Orr", by=None)
    offices.appoint(office=chair, person=bea, starts_on=LONG_AGO, by=None, at=NOON)
    offices.appoint(office=chair, person=cal, starts_on=TODAY, replacing=True, by=ada.user, at=NOON)
    assert sorted(told()) == [
        ("bea.holt", "entry_changed"),
        ("cal.orr", "entry_changed"),
        ("eve.moss", "powers_changed"),
    ]


def test_the_other_administrators_are_told_of_an_office_one_gives_themselves(
    ada: Person, eve: Person, bea: Person, council: Council
) -> None:
    clerk = offices.add_office(council=council, code=Code.CLERK, title="Clerk", by=None, at=NOON)
    offices.appoint(office=clerk, person=ada, starts_on=TODAY, by=ada.user, at=NOON)
    assert told() == [("eve.moss", "powers_changed")]


def test_the_other_administrators_are_told_of_a_vacant_office_given_to_an_invented_account(
    ada: Person, eve: Person, chair: Office, council: Council
) -> None:
    """It takes open work from whoever stood in, and changes no entry of theirs."""
    invented = add(council, "Sam Sock", by=ada.user)
    offices.appoint(office=chair, person=invented, starts_on=TODAY, by=ada.user, at=NOON)
    assert sorted(told()) == [("eve.moss", "powers_changed"), ("sam.sock", "entry_changed")]


def test_the_other_administrators_are_told_of_a_new_one(
    ada: Person, eve: Person, bea: Person, council: Council
) -> None:
    dan = add(council, "Dan Reed", by=None)
    change(dan, by=None, is_administrator=True)
    asked = administrators.ask_for(person=bea, by=ada.user, at=NOON)
    assert sorted(told()) == [("dan.reed", "approval_waiting"), ("eve.moss", "approval_waiting")]
    agreeing.agree(approval=asked, by=eve.user, at=NOON)
    assert sorted(told()[2:]) == [
        ("ada.lund", "powers_changed"),
        ("bea.holt", "entry_changed"),
        ("dan.reed", "powers_changed"),
    ]


def test_an_administrator_brought_back_is_told_to_the_others(
    ada: Person, eve: Person, bea: Person
) -> None:
    change(bea, by=None, is_administrator=True)
    register.end_person(person=bea, until=TODAY, by=None, at=NOON)
    register.bring_back_person(person=bea, by=ada.user, at=NOON)
    assert sorted(told()) == [("bea.holt", "entry_changed"), ("eve.moss", "approval_waiting")]
    agreeing.agree(approval=Approval.objects.get(), by=eve.user, at=NOON)
    assert ("ada.lund", "powers_changed") in told()


def test_the_same_is_told_where_there_is_a_concern_and_where_there_is_none() -> None:
    """A clerk put out of the way hears of it, and the mail cannot tell that work moved."""
    bodies = []
    for slug in ("banbury", "farnham"):
        place = town(slug)
        clerk, keeper = place["clerk"], place["officer"]
        Person.objects.filter(pk=keeper.pk).update(is_administrator=True)
        if slug == "banbury":
            sent(place["councillor"], [place["colleague"]])
        before = len(rows())
        absence = register.record_absence(person=clerk, starts_on=TODAY, by=keeper.user, at=NOON)
        register.remove_absence(absence=absence, by=keeper.user, at=NOON)
        mine = [row for row in rows()[before:] if row.kind == "entry_changed"]
        assert [row.user_id for row in mine] == [clerk.user_id] * 2
        mail.outbox.clear()
        delivery.deliver_due(at=NOON, worker="w")
        name = place.council.name
        bodies.append(
            [
                message.body.replace(name, "X").replace(slug, "x")
                for message in mail.outbox
                if message.subject == f"Your entry on the register of {name} was changed"
            ]
        )
    assert len(bodies[0]) == 2
    assert bodies[0] == bodies[1]
