"""Named people on a council that has adopted one of the shipped packs.

One person for every office the pack names, two plain councillors in different groups and two
plain officers, so that a test can say `town["clerk"]` and `town["councillor"]`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from concerns.actions import drafts, handling, protocols, sending
from concerns.actions._scope import engine_scope
from concerns.actions.drafts import Named
from concerns.engine.facts import Matter
from concerns.engine.offices import GENERAL, KIND_OF, Kind, is_single_seat
from concerns.engine.offices import Office as Code
from concerns.engine.protocol import Protocol
from concerns.models import (
    Appointment,
    Concern,
    Council,
    Office,
    Person,
    PoliticalGroup,
    User,
)
from concerns.protocols import loader
from tests.again import Kept

LONG_AGO = date(2020, 1, 1)
NOON = datetime(2026, 6, 1, 11, 0, tzinfo=UTC)  # a Monday, midday in London


@dataclass
class Town:
    """A council and its people by office code; `councillor`, `colleague`, `officer`, `junior`."""

    council: Council
    people: dict[str, Person]
    groups: list[PoliticalGroup]

    def __getitem__(self, name: str) -> Person:
        return self.people[name]


def person(council: Council, name: str, kind: Kind, **more: Any) -> Person:
    """Somebody on the register with an account of their own."""
    email = _email(council, name)
    user = User.objects.filter(email=email).first()
    user = user or User.objects.create_user(email, name=name)
    return Person.objects.create(
        council=council, user=user, name=name, kind=kind.value, active_from=LONG_AGO, **more
    )


def _email(council: Council, name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@{council.slug}.example"


def appoint(who: Person, code: Code, title: str, **more: Any) -> Appointment:
    """Give somebody an office."""
    single = is_single_seat(code)
    office, _ = Office.objects.get_or_create(
        council=who.council, code=code.value, title=title, defaults={"single_seat": single, **more}
    )
    return Appointment.objects.create(
        council=who.council, office=office, person=who, starts_on=LONG_AGO, single_seat=single
    )


_towns: dict[tuple[str, date], Kept] = {}


def town(slug: str = "banbury") -> Town:
    """A council with its shipped protocol in force and everybody in post."""
    if (slug, LONG_AGO) in _towns:
        again: Town = _towns[slug, LONG_AGO].put_back()
        return again
    made = _town(slug)
    _towns[slug, LONG_AGO] = Kept.of(made.council, made)
    return made


def _town(slug: str) -> Town:
    pack = loader.find(slug)
    council = Council.objects.create(
        slug=pack.council, name=pack.name, nation=pack.nation.value, tier=pack.tier.value
    )
    adopted = protocols.bring(council=council, protocol=pack, by=None, at=NOON)
    protocols.adopt(protocol=adopted, in_force_from=LONG_AGO, by=None, at=NOON)
    groups = PoliticalGroup.objects.bulk_create(
        PoliticalGroup(council=council, name=name) for name in ("Orchard", "Meadow")
    )
    return Town(council, _people(council, pack, groups), groups)


def _people(council: Council, pack: Protocol, groups: list[PoliticalGroup]) -> dict[str, Person]:
    """Everybody in post and the four without an office, in a few statements for all of them."""
    seats = list(_seats(pack))
    people: dict[str, Person] = {}
    seated = _persons(
        council,
        [
            Person(
                name=f"The {code.value}",
                kind=KIND_OF[code].value,
                group=groups[0] if KIND_OF[code] is Kind.COUNCILLOR else None,
            )
            for code in seats
        ],
    )
    offices = Office.objects.bulk_create(
        Office(
            council=council,
            code=code.value,
            title=pack.offices[code].title,
            single_seat=is_single_seat(code),
        )
        for code in seats
    )
    Appointment.objects.bulk_create(
        Appointment(
            council=council,
            office=office,
            person=who,
            starts_on=LONG_AGO,
            single_seat=office.single_seat,
        )
        for office, who in zip(offices, seated, strict=True)
    )
    for code, who in zip(seats, seated, strict=True):
        for held in (code, *pack.same_seats([code])):
            people[held.value] = who
    above = {
        "line_manager": people.get("line_manager") or people.get("clerk"),
        "director": people.get("director"),
    }
    officer = Kind.OFFICER.value
    others = _persons(
        council,
        [
            Person(name="Cora Lane", kind=Kind.COUNCILLOR.value, group=groups[0]),
            Person(name="Colin Wood", kind=Kind.COUNCILLOR.value, group=groups[1]),
            Person(name="Olive Marsh", kind=officer, **above),
            Person(name="Oscar Heath", kind=officer, **above),
        ],
    )
    names = ("councillor", "colleague", "officer", "junior")
    return people | dict(zip(names, others, strict=True))


def _seats(pack: Protocol) -> Iterator[Code]:
    """The offices of a pack that are somebody's; one that is another's seat has its holder."""
    seated: set[Code] = set()
    for code in pack.offices:
        if code not in GENERAL and code not in seated:
            yield code
            seated.update((code, *pack.same_seats([code])))


def _persons(council: Council, people: list[Person]) -> list[Person]:
    """These people on the register, each with an account of their own."""
    users = [User(email=_email(council, who.name), name=who.name) for who in people]
    for user in users:
        user.set_unusable_password()
    for who, user in zip(people, User.objects.bulk_create(users), strict=True):
        who.council, who.user, who.active_from = council, user, LONG_AGO
    return Person.objects.bulk_create(people)


def draft(raiser: Person, about: list[Person], *, at: datetime = NOON, **answers: Any) -> Concern:
    """A draft with everything answered.

    :param answers: fields of the concern that differ from an ordinary conduct concern.
    """
    by = raiser.user
    concern = drafts.start(person=raiser, by=by, at=at)
    named = [
        Named(
            kind=Kind(p.kind),
            person=p,
            offices=tuple(
                Code(code) for code in p.appointments.values_list("office__code", flat=True)
            ),
        )
        for p in about
    ]
    drafts.name_people(concern=concern, people=named, by=by, at=at)
    values = {
        "what_happened": "It was said in the corridor.",
        "natures": ["conduct"],
        "written": False,
        "code_breach": False,
        "informal_tried": "",
        **answers,
    }
    steps = [step for step, fields in drafts.ANSWERS.items() if fields & values.keys()]
    with engine_scope():  # every answer at once: saving them one by one is for the tests of that
        concern = Concern.objects.select_related("council", "raiser").get(pk=concern.pk)
        for name, value in values.items():
            setattr(concern, name, value)
        concern.answered += steps
        concern.version += len(steps)
        concern.save(update_fields=["answered", "version", *values])
    return concern


def sent(raiser: Person, about: list[Person], *, at: datetime = NOON, **answers: Any) -> Concern:
    """A concern that has been sent."""
    concern = draft(raiser, about, at=at, **answers)
    seen = sending.preview(concern=concern, at=at).fingerprint
    return sending.send(concern=concern, seen=seen, by=raiser.user, at=at)


def requested(raiser: Person, matter: Matter, *asked: Named, at: datetime = NOON) -> Concern:
    """Something asked for that has been sent: a report, an attendance, information."""
    by = raiser.user
    concern = drafts.start(person=raiser, by=by, at=at, matter=matter)
    drafts.name_people(concern=concern, people=asked, by=by, at=at)
    concern = drafts.answer(
        concern=concern, step="what", by=by, at=at, what_happened="The plan of the hall."
    )
    seen = sending.preview(concern=concern, at=at).fingerprint
    return sending.send(concern=concern, seen=seen, by=by, at=at)


def disinterested(concern: Concern, who: Person, *, at: datetime = NOON) -> Concern:
    """The same concern, once whoever has it has said that they have no interest in it."""
    handling.deny_interest(concern=concern, by=who.user, at=at)
    return concern
