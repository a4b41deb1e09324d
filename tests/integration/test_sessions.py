"""A session ends by the clock, by its owner, and with whatever changes who somebody is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.test import Client
from django.utils import timezone

from concerns.actions import administrators, agreeing, register, sessions, tidying
from concerns.engine.offices import Kind, Office
from concerns.models import Council, Person, Session
from concerns.models.session import SessionStore, hash_of
from tests.people import appoint
from tests.people import person as somebody
from tests.signing_in import enter

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
AT = timezone.now()


@pytest.fixture
def council() -> Council:
    return Council.objects.create(slug="upton", name="Upton", nation="england", tier="parish")


@pytest.fixture
def bea(council: Council) -> Person:
    return somebody(council, "Bea Holt", Kind.OFFICER)


def signed_in(who: Person, at: datetime = AT, device: str = "") -> Client:
    """With both steps, at this time, in a session like anybody's."""
    client = Client(headers={"user-agent": device})
    with time_machine.travel(at, tick=False):
        client.force_login(who.user)
        session = client.session
        enter(session, who.user, at=at)
        session["device"] = device
        session.save()
    return client


def is_in(client: Client, at: datetime = AT) -> bool:
    with time_machine.travel(at, tick=False):
        answer = client.get("/concerns/")
    return bool(answer.status_code == 200)


def test_it_ends_after_half_an_hour_of_nothing(bea: Person) -> None:
    assert is_in(signed_in(bea), AT + 29 * MINUTE)
    assert not is_in(signed_in(bea), AT + 30 * MINUTE)


def test_each_act_extends_it_and_nothing_beyond_twelve_hours(bea: Person) -> None:
    client = signed_in(bea)
    at = AT
    while at < AT + 12 * HOUR - 25 * MINUTE:
        at += 25 * MINUTE
        assert is_in(client, at), at - AT
    assert not is_in(client, AT + 12 * HOUR)
    assert not is_in(client, at)  # and it is gone, not only refused


def test_a_session_that_nobody_began_is_not_one(bea: Person) -> None:
    client = Client()
    client.force_login(bea.user)
    assert client.get("/concerns/")["Location"].startswith("/account/login/")


def test_staying_signed_in_is_one_press(bea: Person) -> None:
    client = signed_in(bea)
    with time_machine.travel(AT + 28 * MINUTE, tick=False):
        assert client.post("/account/stay/").status_code == 204
        assert client.get("/account/stay/").status_code == 405
    assert is_in(client, AT + 57 * MINUTE)


def test_the_list_says_where_and_since_when_and_no_key_of_a_session(bea: Person) -> None:
    phone = signed_in(bea, device="Mozilla/5.0 (iPhone; CPU iPhone OS 19) Safari/605")
    desk = signed_in(bea, device="Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140")
    with time_machine.travel(AT + MINUTE, tick=False):
        page = desk.get("/account/").content.decode()
    assert page.index("Edge on Windows") < page.index("Safari on an iPhone")
    keys = [client.cookies["session"].value for client in (phone, desk)]
    assert not [key for key in keys if key in page]


def test_whoever_reads_the_table_is_nobody_by_it(bea: Person) -> None:
    client = signed_in(bea)
    name = client.cookies["session"].value
    with connection.cursor() as cursor:
        cursor.execute("SELECT s::text, session_key FROM concerns_session s")
        ((row, kept),) = cursor.fetchall()
    assert name not in row
    client.cookies["session"] = kept
    assert not is_in(client)
    client.cookies["session"] = name  # the control
    assert is_in(client)


def test_one_and_all_others_can_be_ended(bea: Person, council: Council) -> None:
    here, there, elsewhere = (signed_in(bea) for _ in range(3))
    other = signed_in(somebody(council, "Cal Orr", Kind.OFFICER))

    def press(address: str) -> int:
        with time_machine.travel(AT, tick=False):
            return here.post(address).status_code

    def tag(client: Client) -> str:
        return Session.objects.get(pk=hash_of(client.cookies["session"].value)).tag

    assert press(f"/account/sessions/{tag(other)}/end/") == 404
    assert press(f"/account/sessions/{tag(there)}/end/") == 302
    assert [is_in(each) for each in (here, there, elsewhere, other)] == [True, False, True, True]
    assert press("/account/sessions/end/") == 302
    assert [is_in(each) for each in (here, there, elsewhere, other)] == [True, False, False, True]


def test_a_session_that_was_ended_cannot_be_saved_by_a_request_that_still_has_it(
    bea: Person,
) -> None:
    client = signed_in(bea)
    key = client.cookies["session"].value
    with time_machine.travel(AT, tick=False):
        held = SessionStore(key)
        held["kept"] = "by a request under way"
        sessions.end(session=Session.objects.get(pk=hash_of(key)), by=bea.user, at=AT)
        with pytest.raises(UpdateError):
            held.save()
    assert not SessionStore().exists(key)
    SessionStore(key).save(
        must_create=True
    )  # the control: a store that inserts would bring it back
    assert SessionStore().exists(key)


def test_signing_out_clears_what_the_browser_kept_and_running_out_of_time_does_not(
    bea: Person,
) -> None:
    def sign_out(**data: str) -> Any:
        client = signed_in(bea)
        with time_machine.travel(AT, tick=False):
            answer = client.post("/account/logout/", data)
        assert not is_in(client)
        return answer.headers

    assert sign_out()["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in sign_out(timed_out="1")


def administrator_made(bea: Person) -> None:
    entry(bea, is_administrator=True)


def administrator_agreed(bea: Person) -> None:
    ada, cal = (
        somebody(bea.council, name, Kind.OFFICER, is_administrator=True)
        for name in ("Ada Lund", "Cal Orr")
    )
    asked = administrators.ask_for(person=bea, by=ada.user, at=AT)
    agreeing.agree(approval=asked, by=cal.user, at=AT)


def administrator_unmade(bea: Person) -> None:
    somebody(bea.council, "Ada Lund", Kind.OFFICER, is_administrator=True)
    Person.objects.filter(pk=bea.pk).update(is_administrator=True)
    entry(bea, is_administrator=False)


def entry(bea: Person, *, is_administrator: bool) -> None:
    register.change_person(
        person=bea,
        name=bea.name,
        kind=Kind(bea.kind),
        job="",
        group=None,
        line_manager=None,
        director=None,
        is_administrator=is_administrator,
        by=None,
        at=AT,
    )


def taken_off(bea: Person) -> None:
    register.end_person(person=bea, until=AT.date(), by=None, at=AT)


def office_ended(bea: Person) -> None:
    from concerns.actions import offices

    held = appoint(bea, Office.CLERK, "Clerk")
    offices.end_appointment(appointment=held, ends_on=AT.date(), by=None, at=AT)


def password_changed(bea: Person) -> None:
    bea.user.set_password("correct horse battery staple")
    bea.user.save(update_fields=["password"])


def account_closed(bea: Person) -> None:
    bea.user.is_active = False
    bea.user.save(update_fields=["is_active"])


def nothing(bea: Person) -> None:
    """The control."""


CHANGES: list[Callable[[Person], None]] = [
    administrator_made,
    administrator_agreed,
    administrator_unmade,
    taken_off,
    office_ended,
    password_changed,
    account_closed,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_every_session_ends_at_once_when_who_they_are_changes(
    bea: Person, change: Callable[[Person], None]
) -> None:
    clients = [signed_in(bea) for _ in range(3)]
    nothing(bea)
    assert [is_in(each) for each in clients] == [True] * 3
    change(bea)
    assert [is_in(each) for each in clients] == [False] * 3


def test_a_session_being_signed_in_to_while_they_end_ends_as_well(bea: Person) -> None:
    loaded = type(bea.user).objects.get(pk=bea.user_id)  # as by a request under way
    sessions.end_all(bea.user)
    bea.user = loaded
    assert not is_in(signed_in(bea))


def test_what_has_run_out_is_tidied_away(bea: Person) -> None:
    signed_in(bea)
    signed_in(bea, AT + HOUR)
    tidying.tidy(at=AT + 40 * MINUTE)
    assert Session.objects.count() == 1


def test_whoever_changes_what_they_are_themselves_is_answered_and_signed_out(
    bea: Person,
) -> None:
    Person.objects.filter(pk=bea.pk).update(is_administrator=True)
    held = appoint(bea, Office.CLERK, "Clerk")
    client = signed_in(bea)
    with time_machine.travel(AT + MINUTE, tick=False):
        day = AT.date() - timedelta(days=1)
        last = {"last_day_day": day.day, "last_day_month": day.month, "last_day_year": day.year}
        answer = client.post(f"/c/upton/register/appointments/{held.pk}/end/", last)
        assert answer.status_code == 302
        assert client.get("/concerns/")["Location"].startswith("/account/login/")
