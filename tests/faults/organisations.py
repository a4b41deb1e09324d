"""Invented councils with whatever people, offices and conflicts, and what happens to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from hypothesis import strategies as st

from concerns.actions import handling, handover, offices, protocols, register, rerouting
from concerns.actions._scope import engine_scope
from concerns.actions._work import current_step
from concerns.engine.offices import GENERAL, KIND_OF, Kind, is_single_seat
from concerns.engine.offices import Office as Code
from concerns.engine.states import Capacity, State, StateForbids
from concerns.models import (
    Appointment,
    Concern,
    Council,
    Grant,
    Interest,
    Notification,
    Office,
    Party,
    Person,
    User,
)
from concerns.permissions import concerns as rule
from concerns.permissions.concerns import OF_OFFICE
from concerns.permissions.refusal import NotAllowed
from concerns.protocols import loader
from concerns.selectors import outbox
from tests.people import LONG_AGO, NOON, sent

PACKS = ("banbury", "farnham", "langport", "district-draft", "rushcliffe")
MOST_PEOPLE, MOST_OFFICES, MOST_STEPS = 12, 6, 30

# Which pack; for each of its offices a number that says who holds it, or that nobody does; who
# raises it and whom it is about; then what happens, each time to somebody.
numbers = st.integers(0, MOST_PEOPLE - 1)
plans = st.tuples(
    st.sampled_from(PACKS),
    st.integers(2, MOST_PEOPLE),
    st.lists(st.integers(0, MOST_PEOPLE + 1), min_size=14, max_size=14),
    st.tuples(numbers, st.lists(numbers, min_size=1, max_size=3)),
    st.lists(
        st.tuples(st.sampled_from(["appoint", "leave", "away", "interest", "take", "shut", "file"]),
                  numbers, numbers),
        min_size=4,
        max_size=MOST_STEPS,
    ),
)  # fmt: skip
Plan = tuple[str, int, list[int], tuple[int, list[int]], list[tuple[str, int, int]]]


@dataclass
class Organisation:
    council: Council
    people: list[Person]
    seats: list[Office]
    at: datetime = NOON
    filed: int = 0
    refused: int = 0
    done: list[str] = field(default_factory=list)

    def who(self, number: int) -> Person:
        return self.people[number % len(self.people)]


@contextmanager
def organised(plan: Plan) -> Iterator[Organisation]:
    """The council of a plan with its concern filed; afterwards there is nothing of it."""
    slug, size, held, (raiser, about), _ = plan
    with transaction.atomic():
        place = _council(slug, size, held)
        file(place, raiser, about)
        yield place
        transaction.set_rollback(True)


def _council(slug: str, size: int, held: list[int]) -> Organisation:
    pack = loader.find(slug)
    council = Council.objects.create(
        slug=pack.council, name=pack.name, nation=pack.nation.value, tier=pack.tier.value
    )
    row = protocols.bring(council=council, protocol=pack, by=None, at=NOON)
    protocols.adopt(protocol=row, in_force_from=LONG_AGO, by=None, at=NOON)
    seats = [code for code in pack.offices if code not in GENERAL]
    holders: list[list[Code]] = [[] for _ in range(size)]
    for code, number in zip(seats, held, strict=False):
        if number < size and len(holders[number]) < MOST_OFFICES:
            holders[number].append(code)
    people = [
        Person(
            council=council,
            user=User.objects.create(email=f"p{number}@{slug}.example", name=f"Person {number}"),
            name=f"Person {'ABCDEFGHIJKL'[number]}",
            kind=(KIND_OF[codes[0]] if codes else list(Kind)[number % 2]).value,
            active_from=LONG_AGO,
            is_administrator=number < 2,
        )
        for number, codes in enumerate(holders)
    ]
    people = Person.objects.bulk_create(people)
    offices_ = Office.objects.bulk_create(
        Office(council=council, code=code.value, title=pack.offices[code].title,
               single_seat=is_single_seat(code))
        for code in seats
    )  # fmt: skip
    of = {office.code: office for office in offices_}
    Appointment.objects.bulk_create(
        Appointment(council=council, office=of[code.value], person=person, starts_on=LONG_AGO,
                    single_seat=of[code.value].single_seat)
        for person, codes in zip(people, holders, strict=True)
        for code in codes
    )  # fmt: skip
    return Organisation(council, people, offices_)


# ---------------------------------------------------------------- what happens


def file(place: Organisation, raiser: int, about: list[int]) -> None:
    by = place.who(raiser)
    named = {person.pk: person for person in map(place.who, about) if person.pk != by.pk}
    sent(by, list(named.values()), at=place.at, written=True)
    place.filed += 1


def happen(place: Organisation, what: str, one: int, other: int) -> None:
    """Do it, as far as the portal lets anybody."""
    place.at += timedelta(days=1)
    person = place.who(one)
    person.refresh_from_db()
    try:
        with transaction.atomic():
            _DO[what](place, person, other)
        place.done.append(what)
    except (ValueError, NotAllowed, StateForbids):
        place.refused += 1


def _appoint(place: Organisation, person: Person, other: int) -> None:
    office = place.seats[other % len(place.seats)]
    offices.appoint(
        office=office, person=person, starts_on=place.at.date(), replacing=True,
        by=None, at=place.at,
    )  # fmt: skip


def _leave(place: Organisation, person: Person, other: int) -> None:
    register.end_person(person=person, until=place.at.date(), by=None, at=place.at)


def _away(place: Organisation, person: Person, other: int) -> None:
    register.record_absence(
        person=person, starts_on=place.at.date(), ends_on=None, by=None, at=place.at
    )


def _shut(place: Organisation, person: Person, other: int) -> None:
    """An account is closed; the next change of the register, or the clock, moves the work."""
    User.objects.filter(pk=person.user_id).update(is_active=False)
    handover.hand_over(council=place.council, at=place.at, by=None)


def _interest(place: Organisation, person: Person, other: int) -> None:
    for concern, holder in _held(place):
        rerouting.declare_interest(
            concern=concern, by=holder.user, at=place.at, version=concern.version
        )
        return


def _take(place: Organisation, person: Person, other: int) -> None:
    for concern, holder in _held(place):
        handling.acknowledge(concern=concern, by=holder.user, at=place.at, version=concern.version)
        return


_DO: Mapping[str, Callable[[Organisation, Person, int], None]] = {
    "appoint": _appoint,
    "leave": _leave,
    "away": _away,
    "shut": _shut,
    "interest": _interest,
    "take": _take,
    "file": lambda place, person, other: file(place, place.people.index(person), [other]),
}


def _held(place: Organisation) -> list[tuple[Concern, Person]]:
    with engine_scope():
        live = rule.live(on=place.at.date(), capacity=Capacity.HANDLER)
        found = live.filter(council=place.council, is_open=True).order_by("-pk")
        return [(g.concern, g.person) for g in found.select_related("concern", "person__user")]


# ---------------------------------------------------------------- what must never be


def wrong(place: Organisation) -> list[str]:
    """Everything that must never be, as it stands now."""
    found: list[str] = []
    with engine_scope():
        for concern in Concern.objects.filter(council=place.council).exclude(state="draft"):
            found += _conflicts(concern)
            found += _stuck(concern, place)
    return found


def _conflicts(concern: Concern) -> Iterator[str]:
    about = Party.objects.filter(concern=concern, role=Party.Role.SUBJECT)
    subjects = set(about.values_list("person__user", flat=True))
    interested = set(
        Interest.objects.filter(concern=concern).values_list("person__user", flat=True)
    )
    given = Grant.objects.filter(concern=concern, ended_at=None, capacity__in=OF_OFFICE)
    for user, capacity in given.values_list("user", "capacity"):
        if user in subjects:
            yield f"{capacity} of what is about them"
        if user in interested:
            yield f"{capacity} in spite of an interest"
        if user == concern.raiser.user_id and capacity == Capacity.HANDLER:
            yield "handler of their own"
    told = Notification.objects.filter(concern=concern).values_list("user", flat=True)
    if subjects & set(told) - {concern.raiser.user_id}:
        yield "mail to the subject"


def _stuck(concern: Concern, place: Organisation) -> Iterator[str]:
    on = place.at.date()
    if concern.state in {State.SENT, State.IN_HAND, State.PAUSED}:
        counts = rule.live(on=on, capacity=Capacity.HANDLER).filter(concern=concern)
        if not counts.exists():
            yield f"{concern.state} and with nobody"
        if current_step(concern) is None:
            yield f"{concern.state} and at no step"
    alarms = Notification.objects.filter(concern=concern, kind="needs_handler")
    to_tell = outbox.administrators_for(concern, on=on)
    if concern.state == State.NEEDS_HANDLER and to_tell and not alarms.exists():
        yield "with nobody, and no alarm"
