"""Who stands where on one day, and what the engine is told of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from concerns.engine.offices import Kind, is_single_seat
from concerns.engine.offices import Office as Code
from concerns.engine.protocol import Nation, OfficeEntry, Protocol, Status, Tier
from concerns.engine.roster import Roster
from concerns.models import Absence, Appointment, Council, Office, Person, PoliticalGroup, User
from concerns.selectors import register

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

TODAY = date(2026, 3, 27)
YESTERDAY = TODAY - timedelta(days=1)
TOMORROW = TODAY + timedelta(days=1)
LONG_AGO = date(2020, 1, 1)

PROTOCOL = Protocol(
    format=1,
    council="upton",
    name="Upton Council",
    nation=Nation.ENGLAND,
    tier=Tier.DISTRICT,
    version="1",
    title="Protocol",
    status=Status.DRAFT,
    offices={
        Code.CHIEF_EXECUTIVE: OfficeEntry("Chief Executive", same_as=(Code.HEAD_OF_PAID_SERVICE,)),
        Code.HEAD_OF_PAID_SERVICE: OfficeEntry("Head of Paid Service"),
        Code.MONITORING_OFFICER: OfficeEntry("Monitoring Officer", external=True),
        Code.CHAIR: OfficeEntry("Chair"),
        Code.VICE_CHAIR: OfficeEntry("Vice Chair"),
    },
    safety_net=(),
    clauses=(),
    rules=(),
)


class Register:
    """A small council's register, filled a line at a time."""

    def __init__(self, slug: str = "upton") -> None:
        self.council = Council.objects.create(
            slug=slug, name=slug.title(), nation="england", tier="district"
        )

    def person(self, name: str, kind: Kind = Kind.COUNCILLOR, **more: object) -> Person:
        email = f"{name.lower().replace(' ', '.')}@example.org"
        user, _ = User.objects.get_or_create(email=email, defaults={"name": name})
        dates = {"active_from": LONG_AGO} | more
        return Person.objects.create(
            council=self.council, user=user, name=name, kind=kind.value, **dates
        )

    def group(self, name: str) -> PoliticalGroup:
        return PoliticalGroup.objects.create(council=self.council, name=name)

    def office(self, code: Code, title: str = "", **more: object) -> Office:
        return Office.objects.create(
            council=self.council,
            code=code.value,
            title=title or code.value,
            single_seat=is_single_seat(code),
            **more,
        )

    def appoint(
        self, person: Person, office: Office, start: date = LONG_AGO, end: date | None = None
    ) -> Appointment:
        return Appointment.objects.create(
            council=self.council,
            office=office,
            person=person,
            starts_on=start,
            ends_on=end,
            single_seat=office.single_seat,
        )

    def roster(self, *parties: Person, on: date = TODAY) -> Roster:
        return register.roster(
            council=self.council,
            protocol=PROTOCOL,
            parties_people=[p.pk for p in parties],
            on=on,
        )


@pytest.fixture
def upton() -> Register:
    return Register()


# ---------------------------------------------------------------- who is asking


def test_an_account_is_a_different_person_on_each_council(upton: Register) -> None:
    here = upton.person("Ada Lund")
    there = Register("alder").person("Ada Lund", Kind.OFFICER)

    assert register.person_of(user=here.user, council_slug="upton", on=TODAY) == here
    assert register.person_of(user=here.user, council_slug="alder", on=TODAY) == there
    assert register.people_of(here.user, TODAY) == [there, here]
    assert register.person_of(user=here.user, council_slug="nowhere", on=TODAY) is None


@pytest.mark.parametrize(
    ("start", "end", "stands"),
    [
        (TODAY, None, True),
        (TOMORROW, None, False),
        (LONG_AGO, TOMORROW, True),
        (LONG_AGO, TODAY, False),
    ],
)
def test_a_person_stands_from_the_first_day_up_to_the_last(
    upton: Register, start: date, end: date | None, stands: bool
) -> None:
    ada = upton.person("Ada Lund", active_from=start, active_to=end)

    assert (register.person_of(user=ada.user, council_slug="upton", on=TODAY) == ada) is stands
    assert bool(register.people_of(ada.user, TODAY)) is stands
    assert bool(register.pickable(upton.council, TODAY)) is stands
    assert register.is_active(ada, TODAY) is stands


def test_the_council_comes_with_the_person_in_one_query(
    upton: Register, django_assert_num_queries
) -> None:
    ada = upton.person("Ada Lund")
    with django_assert_num_queries(1):
        assert register.person_of(user=ada.user, council_slug="upton", on=TODAY).council.name  # type: ignore[union-attr]
    with django_assert_num_queries(1):
        assert [p.council.name for p in register.people_of(ada.user, TODAY)] == ["Upton"]


# ---------------------------------------------------------------- for the engine


@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [
        (TODAY, None, True),
        (TOMORROW, None, False),
        (LONG_AGO, TOMORROW, True),
        (LONG_AGO, TODAY, False),
    ],
)
def test_an_office_is_held_from_the_first_day_up_to_the_last(
    upton: Register, start: date, end: date | None, holds: bool
) -> None:
    ada = upton.person("Ada Lund")
    upton.appoint(ada, upton.office(Code.CHAIR), start, end)

    assert (Code.CHAIR in upton.roster().holders) is holds
    assert register.offices_held([ada.pk], TODAY) == {ada.pk: [Code.CHAIR] if holds else []}


def test_somebody_who_left_the_register_holds_nothing(upton: Register) -> None:
    ada = upton.person("Ada Lund", active_to=TODAY)
    upton.appoint(ada, upton.office(Code.CHAIR))

    assert upton.roster().holders == {}
    assert upton.roster(on=YESTERDAY).holders == {Code.CHAIR: (str(ada.pk),)}


def test_one_seat_with_two_names_is_held_by_one_person(upton: Register) -> None:
    eve = upton.person("Eve Moss", Kind.OFFICER)
    upton.appoint(eve, upton.office(Code.HEAD_OF_PAID_SERVICE))

    assert upton.roster().holders == {
        Code.CHIEF_EXECUTIVE: (str(eve.pk),),
        Code.HEAD_OF_PAID_SERVICE: (str(eve.pk),),
    }
    assert register.party(person=eve, protocol=PROTOCOL, on=TODAY).offices == {
        Code.CHIEF_EXECUTIVE,
        Code.HEAD_OF_PAID_SERVICE,
    }


def test_being_a_councillor_is_not_an_office(upton: Register) -> None:
    ada = upton.person("Ada Lund")
    upton.appoint(ada, upton.office(Code.COUNCILLOR, "Councillor"))

    assert upton.roster().holders == {}
    assert register.offices_held([ada.pk], TODAY) == {ada.pk: []}
    assert register.party(person=ada, protocol=PROTOCOL, on=TODAY).offices == frozenset()


def test_the_deputies_are_the_protocols(upton: Register) -> None:
    assert upton.roster().deputies == {Code.CHAIR: Code.VICE_CHAIR}


def test_an_office_is_outside_when_the_protocol_or_the_register_says_so(upton: Register) -> None:
    upton.office(Code.EXTERNAL_ADVISER, external=True)

    assert upton.roster().external == {Code.MONITORING_OFFICER, Code.EXTERNAL_ADVISER}


@pytest.mark.parametrize(
    ("start", "end", "away"),
    [
        (TODAY, None, True),
        (TOMORROW, None, False),
        (YESTERDAY, TOMORROW, True),
        (YESTERDAY, TODAY, False),
    ],
)
def test_somebody_away_is_absent_for_just_those_days(
    upton: Register, start: date, end: date | None, away: bool
) -> None:
    ada = upton.person("Ada Lund")
    Absence.objects.create(council=upton.council, person=ada, starts_on=start, ends_on=end)

    assert upton.roster().absent == ({str(ada.pk)} if away else set())


def test_a_declared_interest_is_passed_on_as_an_id(upton: Register) -> None:
    roster = register.roster(
        council=upton.council, protocol=PROTOCOL, parties_people=(), on=TODAY, interests={7}
    )
    assert roster.interests == {"7"}


def test_a_recorded_manager_is_the_only_one_asked(upton: Register) -> None:
    boss = upton.person("Eve Moss", Kind.OFFICER)
    head = upton.person("Tom Reed", Kind.OFFICER)
    sam = upton.person("Sam Hale", Kind.OFFICER, line_manager=boss, director=head)
    roster = upton.roster(sam)

    assert roster.related_to(Code.LINE_MANAGER, str(sam.pk)) == (str(boss.pk),)
    assert roster.related_to(Code.DIRECTOR, str(sam.pk)) == (str(head.pk),)


def test_an_unrecorded_manager_leaves_the_question_to_the_office(upton: Register) -> None:
    sam = upton.person("Sam Hale", Kind.OFFICER)
    roster = upton.roster(sam)

    assert roster.related_to(Code.LINE_MANAGER, str(sam.pk)) is None
    assert roster.related_to(Code.SENIOR_MANAGER, str(sam.pk)) is None
    assert roster.related_to(Code.GROUP_LEADER, str(sam.pk)) is None


def test_a_manager_who_left_is_nobody(upton: Register) -> None:
    boss = upton.person("Eve Moss", Kind.OFFICER, active_to=TODAY)
    sam = upton.person("Sam Hale", Kind.OFFICER, line_manager=boss)

    assert upton.roster(sam).related_to(Code.LINE_MANAGER, str(sam.pk)) == ()


def test_nobody_manages_the_top_of_the_service(upton: Register) -> None:
    eve = upton.person("Eve Moss", Kind.OFFICER)
    upton.appoint(eve, upton.office(Code.CHIEF_EXECUTIVE))
    roster = upton.roster(eve)

    for office in (Code.LINE_MANAGER, Code.DIRECTOR, Code.SENIOR_MANAGER):
        assert roster.related_to(office, str(eve.pk)) == ()


def test_a_councillors_leader_is_the_one_of_their_own_group(upton: Register) -> None:
    red, blue = upton.group("Red"), upton.group("Blue")
    ada, bea = upton.person("Ada Lund"), upton.person("Bea Holt", group=blue)
    cal, dee = upton.person("Cal Orr", group=red), upton.person("Dee Nash")
    upton.appoint(ada, upton.office(Code.GROUP_LEADER, "Leader of the Red group", group=red))
    upton.appoint(bea, upton.office(Code.GROUP_LEADER, "Leader of the Blue group", group=blue))
    roster = upton.roster(cal, dee)

    assert roster.related_to(Code.GROUP_LEADER, str(cal.pk)) == (str(ada.pk),)
    assert roster.related_to(Code.GROUP_LEADER, str(dee.pk)) == ()
    assert roster.groups == {
        str(ada.pk): str(red.pk),
        str(bea.pk): str(blue.pk),
        str(cal.pk): str(red.pk),
    }


def test_one_council_never_reaches_into_another(upton: Register) -> None:
    alder = Register("alder")
    zoe = alder.person("Zoe Finch")
    alder.appoint(zoe, alder.office(Code.CHAIR))
    alder.office(Code.OMBUDSMAN, external=True)
    Absence.objects.create(council=alder.council, person=zoe, starts_on=LONG_AGO)
    roster = upton.roster(zoe)

    assert (roster.holders, roster.absent, roster.related) == ({}, frozenset(), ())
    assert roster.external == {Code.MONITORING_OFFICER}
    assert register.pickable(upton.council, TODAY) == []


@pytest.mark.parametrize("size", [5, 50])
def test_the_roster_costs_three_queries_whatever_its_size(
    upton: Register, size: int, django_assert_num_queries
) -> None:
    people = [upton.person(f"Person {n}") for n in range(size)]
    office = upton.office(Code.COMMITTEE_CHAIR)
    for person in people:
        upton.appoint(person, office)

    with django_assert_num_queries(3):
        roster = upton.roster(*people)
    assert len(roster.holders[Code.COMMITTEE_CHAIR]) == size


def test_a_party_at_hand_with_its_managers_costs_no_query(
    upton: Register, django_assert_num_queries
) -> None:
    boss = upton.person("Bea Holt", Kind.OFFICER)
    ada = upton.person("Ada Lund", Kind.OFFICER, line_manager=boss)
    with django_assert_num_queries(2):
        roster = register.roster(
            council=upton.council, protocol=PROTOCOL, parties_people=[], loaded=[ada], on=TODAY
        )
    assert roster.related_to(Code.LINE_MANAGER, str(ada.pk)) == (str(boss.pk),)


def test_people_are_named_in_one_query(upton: Register, django_assert_num_queries) -> None:
    ada, bea = upton.person("Ada Lund"), upton.person("Bea Holt")
    with django_assert_num_queries(1):
        names = register.names_of([ada.pk, bea.pk])
    assert names == {str(ada.pk): "Ada Lund", str(bea.pk): "Bea Holt"}


def test_offices_known_to_the_caller_cost_no_query(
    upton: Register, django_assert_num_queries
) -> None:
    ada = upton.person("Ada Lund")
    with django_assert_num_queries(0):
        party = register.party(
            person=ada, protocol=PROTOCOL, on=TODAY, offices=[Code.CHAIR], former=True
        )
    assert (party.person, party.kind) == (str(ada.pk), Kind.COUNCILLOR)
    assert (party.offices, party.former) == ({Code.CHAIR}, True)


# ---------------------------------------------------------------- for the pages


def test_the_list_says_who_holds_who_comes_and_who_deputises(
    upton: Register, django_assert_num_queries
) -> None:
    ada, bea, cal = (upton.person(name) for name in ("Ada Lund", "Bea Holt", "Cal Orr"))
    chair, vice = upton.office(Code.CHAIR), upton.office(Code.VICE_CHAIR)
    now = upton.appoint(ada, chair, LONG_AGO, TOMORROW)
    coming = upton.appoint(bea, chair, TOMORROW)
    deputy = upton.appoint(cal, vice)
    upton.office(Code.LEADER)
    upton.office(Code.OMBUDSMAN, external=True)
    Absence.objects.create(council=upton.council, person=ada, starts_on=TODAY)

    with django_assert_num_queries(3):
        seats = {Code(s.office.code): s for s in register.register_list(upton.council, TODAY)}

    assert list(seats) == [Code.CHAIR, Code.VICE_CHAIR, Code.LEADER, Code.OMBUDSMAN]
    assert seats[Code.CHAIR].holders == (now,)
    assert seats[Code.CHAIR].coming == (coming,)
    assert (seats[Code.CHAIR].deputy, seats[Code.CHAIR].deputies) == (vice, (deputy,))
    assert seats[Code.CHAIR].away == {ada.pk}
    assert [code for code, seat in seats.items() if seat.is_vacant] == [Code.LEADER]


def test_the_picker_tells_two_of_a_name_apart(upton: Register, django_assert_num_queries) -> None:
    upton.person("Ada Lund", Kind.OFFICER, job="Planner")
    ada = upton.person("Ada  Lund")
    upton.appoint(ada, upton.office(Code.CHAIR, "Mayor"))

    with django_assert_num_queries(2):
        picked = register.pickable(upton.council, TODAY)
    assert {(p.kind, p.job, p.offices) for p in picked} == {
        (Kind.OFFICER, "Planner", ()),
        (Kind.COUNCILLOR, "", ("Mayor",)),
    }
