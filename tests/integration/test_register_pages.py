"""The register's pages: who sees what, what is asked, and what it costs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from concerns.actions import offices, register
from concerns.engine.offices import Kind
from concerns.engine.offices import Office as Code
from concerns.engine.working_days import local_date
from concerns.models import Absence, Appointment, Closure, Council, Office, Person, PoliticalGroup
from tests.pages import BUDGET, Visitor
from tests.people import LONG_AGO, town
from tests.people import person as somebody
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.integration]


@pytest.fixture
def council() -> Council:
    return Council.objects.create(slug="upton", name="Upton", nation="england", tier="parish")


@pytest.fixture
def ada(council: Council) -> Person:
    """The administrator."""
    return somebody(council, "Ada Lund", Kind.OFFICER, is_administrator=True, job="Town Clerk")


@pytest.fixture
def bea(council: Council) -> Person:
    return somebody(council, "Bea Holt", Kind.COUNCILLOR)


@pytest.fixture
def cal(council: Council) -> Person:
    return somebody(council, "Cal Orr", Kind.COUNCILLOR)


@pytest.fixture
def chair(council: Council) -> Office:
    return offices.add_office(
        council=council, code=Code.CHAIR, title="Mayor", by=None, at=timezone.now()
    )


def browser(person: Person) -> Client:
    client = Client()
    sign_in(client, person)
    return client


def at(council: Council, *parts: object) -> str:
    return f"/c/{council.slug}/register/" + "".join(f"{part}/" for part in parts)


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def send(client: Client, address: str, **typed: Any) -> str:
    """Post a form that must be taken. :return: the page it leads to."""
    response = client.post(address, typed, follow=True)
    assert response.redirect_chain, response.content.decode()
    return response.content.decode()


def refused(client: Client, address: str, **typed: Any) -> str:
    """Post a form that must not be taken. :return: the page, with the error."""
    response = client.post(address, typed)
    assert response.status_code == 200
    page = response.content.decode()
    assert "There is a problem" in page
    assert "<title>Error: " in page
    return page


def typed_day(name: str, day: Any) -> dict[str, str]:
    return {
        f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)
    }  # fmt: skip


TODAY = local_date(timezone.now())


# ---------------------------------------------------------------- who may see what


def every_address(council: Council, person: Person, office: Office) -> list[str]:
    """Every page of the register; the first six are for everybody on it."""
    now = timezone.now()
    group = PoliticalGroup.objects.create(council=council, name="Red")
    absence = Absence.objects.create(council=council, person=person, starts_on=TODAY)
    appointment = offices.appoint(office=office, person=person, starts_on=TODAY, by=None, at=now)
    closure = Closure.objects.create(council=council, day=TODAY + timedelta(days=9), name="Fair")
    p, o = ("people", person.pk), ("offices", office.pk)
    parts: list[tuple[object, ...]] = [
        (),
        ("people",),
        ("groups",),
        ("times",),
        ("closures",),
        ("changes",),
        ("offices", "add"),
        o,
        (*o, "change"),
        (*o, "appoint"),
        ("appointments", appointment.pk, "end"),
        ("appointments", appointment.pk, "cancel"),
        ("people", "add"),
        p,
        (*p, "change"),
        (*p, "end"),
        (*p, "return"),
        (*p, "invite"),
        (*p, "away"),
        ("absences", absence.pk, "end"),
        ("absences", absence.pk, "remove"),
        ("groups", "add"),
        ("groups", group.pk, "change"),
        ("times", "acknowledge"),
        ("times", "decide"),
        ("closures", "add"),
        ("closures", closure.pk, "remove"),
    ]
    return [at(council, *each) for each in parts]


def test_an_administrator_reaches_every_page(
    council: Council, ada: Person, bea: Person, chair: Office
) -> None:
    client = browser(ada)
    for address in every_address(council, bea, chair):
        read(client, address)


def test_a_member_reads_who_holds_what_and_is_told_why_no_more(
    council: Council, ada: Person, bea: Person, cal: Person, chair: Office
) -> None:
    client = browser(cal)
    addresses = every_address(council, bea, chair)
    for address in addresses[:6]:
        page = read(client, address)
        assert "/add/" not in page
        assert "Change<" not in page
        assert "Remove<" not in page
        assert "Away" not in page
    for address in addresses[6:]:
        for response in (client.get(address), client.post(address)):
            assert response.status_code == 403, address
            assert "Only an administrator of your council" in response.content.decode()


def test_another_councils_register_is_not_there(
    council: Council, ada: Person, bea: Person, chair: Office
) -> None:
    alder = Council.objects.create(slug="alder", name="Alder", nation="england", tier="parish")
    stranger = browser(somebody(alder, "Zed Pike", Kind.OFFICER, is_administrator=True))
    addresses = every_address(council, bea, chair)
    for address in [*addresses, at(Council(slug="nowhere"))]:
        for response in (stranger.get(address), stranger.post(address)):
            assert response.status_code == 404, address
    # The same ids under the stranger's own council lead nowhere either.
    for address in addresses:
        mine = address.replace("/upton/", "/alder/")
        if any(character.isdigit() for character in mine):
            assert stranger.get(mine).status_code == 404, mine


def test_whoever_left_the_register_no_longer_reads_it(
    council: Council, ada: Person, bea: Person
) -> None:
    register.end_person(person=bea, until=TODAY, by=None, at=timezone.now())
    assert browser(bea).get(at(council)).status_code == 404


def test_nobody_reads_it_without_signing_in(council: Council, client: Client) -> None:
    response = client.get(at(council))
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/account/login/")


# ---------------------------------------------------------------- the list


def test_the_list_says_who_holds_since_when_what_is_vacant_and_who_deputises(
    council: Council, ada: Person, bea: Person, cal: Person, chair: Office
) -> None:
    now = timezone.now()
    vice = offices.add_office(
        council=council, code=Code.VICE_CHAIR, title="Deputy Mayor", by=None, at=now
    )
    offices.add_office(council=council, code=Code.LEADER, title="Leader", by=None, at=now)
    offices.appoint(office=chair, person=bea, starts_on=LONG_AGO, by=None, at=now)
    offices.appoint(office=vice, person=cal, starts_on=LONG_AGO, by=None, at=now)
    Absence.objects.create(council=council, person=bea, starts_on=TODAY)

    page = read(browser(ada), at(council))
    assert "Since 1 January 2020" in page
    assert "Deputy: Deputy Mayor (Cal Orr)" in page
    assert page.count("Vacant") == 1
    assert page.count("Away") == 1


def test_offices_that_the_protocol_names_and_the_register_lacks_are_offered() -> None:
    place = town("banbury")
    clerk = place["clerk"]
    Person.objects.filter(pk=clerk.pk).update(is_administrator=True)
    assert "not on the register" not in read(browser(clerk), at(place.council))
    rushcliffe = town("rushcliffe")  # names the full council, and line managers
    chief = rushcliffe["chief_executive"]
    Person.objects.filter(pk=chief.pk).update(is_administrator=True)
    Office.objects.filter(code__in=["full_council", "line_manager"]).update(code="hr_panel")
    assert "not on the register" not in read(browser(chief), at(rushcliffe.council))

    Appointment.objects.filter(office__code="rfo").delete()
    Office.objects.filter(code="rfo").delete()
    page = read(browser(clerk), at(place.council))
    assert "?code=rfo" in page
    form = read(browser(clerk), at(place.council, "offices", "add") + "?code=rfo")
    assert 'value="RFO"' in form


# ---------------------------------------------------------------- asking


def test_a_council_fills_its_register_from_nothing(council: Council, ada: Person) -> None:
    client = browser(ada)
    send(client, at(council, "groups", "add"), name="Orchard")
    group = PoliticalGroup.objects.get()
    page = send(
        client,
        at(council, "people", "add"),
        name="Bea Holt",
        email="Bea.Holt@upton.example",
        kind="councillor",
        group=group.pk,
        **typed_day("active_from", LONG_AGO),
    )
    assert "Bea Holt is on the register. Nothing has been sent to them yet." in page
    assert "/invite/" in page
    bea = Person.objects.get(name="Bea Holt")
    assert (bea.group, bea.user.email) == (group, "bea.holt@upton.example")

    page = send(
        client, at(council, "offices", "add"), code="chair", called="Mayor",
        aliases="Chairman\r\nTown Mayor\r\n",
    )  # fmt: skip
    assert "It is vacant until you appoint somebody" in page
    assert "/appoint/" in page
    chair = Office.objects.get()
    assert (chair.title, chair.aliases) == ("Mayor", ["Chairman", "Town Mayor"])

    page = send(
        client,
        at(council, "offices", chair.pk, "appoint"),
        person=bea.pk,
        **typed_day("starts_on", TODAY),
    )
    assert "Bea Holt is now Mayor. Open work for this office now goes to Bea Holt." in page
    assert Appointment.objects.get().person == bea


def test_a_new_holder_takes_over_from_the_old(
    council: Council, ada: Person, bea: Person, cal: Person, chair: Office
) -> None:
    client, address = browser(ada), at(council, "offices", chair.pk, "appoint")
    offices.appoint(office=chair, person=bea, starts_on=LONG_AGO, by=None, at=timezone.now())
    typed = {"person": cal.pk} | typed_day("starts_on", TODAY)

    page = refused(client, address, **typed)
    assert "Bea Holt holds this office from 1 January 2020 with no last day" in page
    assert f'value="{cal.pk}" selected' in page
    assert "Bea Holt stops holding it the day before" in page

    send(client, address, **typed, replacing="on")
    first, second = Appointment.objects.order_by("starts_on")
    assert (first.ends_on, second.person) == (TODAY, cal)


def test_the_last_day_is_the_last_day(
    council: Council, ada: Person, bea: Person, chair: Office
) -> None:
    appointment = offices.appoint(
        office=chair, person=bea, starts_on=LONG_AGO, by=None, at=timezone.now()
    )
    client = browser(ada)
    page = send(
        client, at(council, "appointments", appointment.pk, "end"), **typed_day("last_day", TODAY)
    )
    appointment.refresh_from_db()
    assert appointment.ends_on == TODAY + timedelta(days=1)
    assert "Bea Holt’s last day as Mayor will be" in page
    assert "Bea Holt" in read(client, at(council)).partition("Who keeps")[0]


def test_an_appointment_ahead_can_be_cancelled(
    council: Council, ada: Person, bea: Person, chair: Office
) -> None:
    appointment = offices.appoint(
        office=chair,
        person=bea,
        starts_on=TODAY + timedelta(days=9),
        by=None,
        at=timezone.now(),
    )
    client = browser(ada)
    asked = read(client, at(council, "appointments", appointment.pk, "cancel"))
    assert "Bea Holt will not be Mayor." in asked
    assert "Nobody else becomes Mayor by this." in asked
    page = send(client, at(council, "appointments", appointment.pk, "cancel"))
    assert "The appointment is taken back." in page
    assert not Appointment.objects.exists()


def test_a_refusal_is_said_by_its_field_and_keeps_what_was_typed(
    council: Council, ada: Person, bea: Person
) -> None:
    page = refused(
        browser(ada),
        at(council, "people", "add"),
        name="Bea Again",
        email="bea.holt@upton.example",
        kind="officer",
        job="Gardener",
        **typed_day("active_from", TODAY),
    )
    assert 'href="#id_email"' in page
    assert "is on the register already" in page
    assert 'value="Bea Again"' in page
    assert 'value="Gardener"' in page


def test_a_form_left_open_does_not_overwrite_anothers_change(
    council: Council, ada: Person, bea: Person
) -> None:
    client, address = browser(ada), at(council, "people", bea.pk, "change")
    form = client.get(address).context["form"]
    typed = {"name": "Bea Hill", "kind": "councillor", "seen": form["seen"].value()}
    send(client, address, **typed)

    page = refused(client, address, **typed | {"name": "Bea Wood"})
    assert "Somebody else changed this while you had it open" in page
    assert 'value="Bea Wood"' in page
    assert Person.objects.get(pk=bea.pk).name == "Bea Hill"


def test_leaving_coming_back_and_being_away(council: Council, ada: Person, bea: Person) -> None:
    client, bea_at = browser(ada), ("people", bea.pk)
    yesterday = TODAY - timedelta(days=1)
    send(client, at(council, *bea_at, "away"), **typed_day("starts_on", yesterday))
    absence = Absence.objects.get()
    assert absence.ends_on is None
    send(client, at(council, "absences", absence.pk, "end"), **typed_day("last_day", yesterday))
    absence.refresh_from_db()
    assert absence.ends_on == TODAY

    send(client, at(council, *bea_at, "end"), **typed_day("last_day", yesterday))
    assert "Bring back" in read(client, at(council, *bea_at))
    assert "Left " in read(client, at(council, "people"))
    send(client, at(council, *bea_at, "return"))
    bea.refresh_from_db()
    assert bea.active_to is None


def test_the_only_administrator_is_told_why_they_cannot_leave(
    council: Council, ada: Person
) -> None:
    page = refused(
        browser(ada), at(council, "people", ada.pk, "end"), **typed_day("last_day", TODAY)
    )
    assert "Make somebody else an administrator first" in page


def test_a_lone_administrator_is_warned_that_nobody_else_can_change_it(
    council: Council, ada: Person, bea: Person
) -> None:
    warning = "Only one person keeps this register."
    assert warning in read(browser(ada), at(council))
    assert warning not in read(browser(bea), at(council))
    Person.objects.filter(pk=bea.pk).update(is_administrator=True)
    assert warning not in read(browser(ada), at(council))


def test_what_a_council_calls_something_is_shown_as_text(
    council: Council, ada: Person, chair: Office
) -> None:
    Office.objects.filter(pk=chair.pk).update(title="<script>alert(1)</script>")
    page = read(browser(ada), at(council))
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_reading_and_changing_send_no_mail(
    council: Council, ada: Person, bea: Person, chair: Office
) -> None:
    offices.appoint(office=chair, person=bea, starts_on=TODAY, by=ada.user, at=timezone.now())
    assert mail.outbox == []


# ---------------------------------------------------------------- what it costs


def crowd(council: Council, numbers: range) -> None:
    """So many more people, each in an office and a group; every tenth is away."""
    group, _ = PoliticalGroup.objects.get_or_create(council=council, name="Crowd")
    office, _ = Office.objects.get_or_create(
        council=council, code="committee_chair", title="Chair of something", single_seat=False
    )
    for n in numbers:
        person = somebody(council, f"Person {n}", Kind.COUNCILLOR, group=group)
        Appointment.objects.create(
            council=council, office=office, person=person, starts_on=LONG_AGO, single_seat=False
        )
        if n % 10 == 0:
            register.record_absence(person=person, starts_on=TODAY, by=None, at=timezone.now())
        Closure.objects.create(council=council, day=TODAY + timedelta(days=n), name=f"Closure {n}")


def test_no_page_costs_more_with_more_people() -> None:
    place = town("banbury")
    council, clerk = place.council, place["clerk"]
    Person.objects.filter(pk=clerk.pk).update(is_administrator=True)
    visitor = Visitor(clerk, at=timezone.now())

    def costs() -> dict[str, int]:
        person = Person.objects.get(name="Person 0")
        office = Office.objects.get(title="Chair of something")
        p, o = ("people", person.pk), ("offices", office.pk)
        pages: list[tuple[object, ...]] = [
            (),
            ("people",),
            ("groups",),
            ("people", "add"),
            p,
            (*p, "change"),
            ("offices", "add"),
            o,
            (*o, "change"),
            (*o, "appoint"),
            ("times",),
            ("closures",),
            ("changes",),
        ]
        return {each: visitor.queries(each) for each in (at(council, *parts) for parts in pages)}

    crowd(council, range(25))
    few = costs()
    crowd(council, range(25, 250))
    assert costs() == few
    assert max(few.values()) <= BUDGET, few


def test_who_comes_next_is_told_with_the_month_as_it_is_written(
    council: Council, ada: Person, bea: Person, chair: Office
) -> None:
    day = TODAY + timedelta(days=9)
    offices.appoint(office=chair, person=bea, starts_on=day, by=None, at=timezone.now())
    page = " ".join(read(browser(ada), at(council)).split())
    assert f"Next: Bea Holt <br> From {day:%-d %B %Y}" in page
