"""Who is on a council's register, and who holds which office, on one day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet

from concerns.engine import facts
from concerns.engine import roster as engine
from concerns.engine.offices import DEPUTY_OF, GENERAL, Kind
from concerns.engine.offices import Office as Code
from concerns.engine.protocol import Protocol
from concerns.models import (
    Absence,
    Appointment,
    Council,
    LocalStandard,
    Office,
    Person,
    PoliticalGroup,
    User,
)
from concerns.models.person import active as active
from concerns.protocols import rosters
from concerns.selectors import namesakes

_MANAGERS = (Code.LINE_MANAGER, Code.DIRECTOR, Code.ASSISTANT_DIRECTOR, Code.SENIOR_MANAGER)


# ---------------------------------------------------------------- who is asking


def council_by_slug(slug: str) -> Council | None:
    return Council.objects.filter(slug=slug).first()


def person_of(*, user: User, council_slug: str, on: date) -> Person | None:
    """The entry of this account on one council's register, if it stands there on that day."""
    return (
        Person.objects.filter(active(on), user=user, council__slug=council_slug)
        .select_related("council")
        .first()
    )


def people_of(user: User, on: date) -> list[Person]:
    """Every entry of this account, on all councils' registers, by the council's name."""
    return list(
        Person.objects.filter(active(on), user=user)
        .select_related("council")
        .order_by("council__name")
    )


# ---------------------------------------------------------------- for the engine


def roster(
    *,
    council: Council,
    protocol: Protocol,
    parties_people: Iterable[int],
    on: date,
    interests: Iterable[int | str] = frozenset(),
    loaded: Iterable[Person] = (),
    named: Iterable[str] = (),
    called: Iterable[str] = (),
) -> engine.Roster:
    """What the engine may know of this council's people on one day, in three queries.

    :param parties_people: raisers and subjects, whose managers and group leaders may be wanted.
    :param interests: those who have declared an interest in the matter.
    :param loaded: further raisers and subjects, whose rows are at hand with their managers'.
        Somebody of one name with one of them may be the same person twice, and does not act.
    :param named: whom it is about in words alone; whoever might be meant does not act.
    :param called: what those it is about were called before; whoever is called so does not act.
    """
    appointments = list(
        Appointment.objects.filter(_in_force(on), active(on, "person__"), council=council)
        .exclude(office__code__in=GENERAL)
        .values_list(
            "office__code", "office__group_id", "person_id", "person__group_id", "person__name",
            "office__title",
        )
        .order_by("starts_on", "pk")
    )  # fmt: skip
    absent, external = _absent_and_external(council, on)
    wanted = list(parties_people)
    parties = [*loaded]
    if wanted:
        parties += Person.objects.filter(council=council, pk__in=wanted).select_related(
            "line_manager", "director"
        )

    holders: dict[Code, dict[str, None]] = {}  # a dict keeps the order and drops doubles
    groups: dict[str, str] = {}
    for code, of_group, person, own_group, _, _ in appointments:
        for seat in protocol.same_seats([Code(code)]):
            holders.setdefault(seat, {})[str(person)] = None
        if group := of_group or own_group:
            groups[str(person)] = str(group)
    held = {code: tuple(people) for code, people in holders.items()}
    leaders = held.get(Code.GROUP_LEADER, ())

    related: list[engine.Related] = []
    for party in parties:
        if party.group_id:
            groups[str(party.pk)] = str(party.group_id)
        is_top = any(str(party.pk) in held.get(code, ()) for code in rosters.TOP)
        related.extend(_managers(party, held, is_top=is_top, on=on))
        if party.kind == Kind.COUNCILLOR:
            own = groups.get(str(party.pk))
            led_by = tuple(p for p in leaders if own is not None and groups.get(p) == own)
            related.append(engine.Related(Code.GROUP_LEADER, str(party.pk), led_by))

    outside = {code for code, entry in protocol.offices.items() if entry.external}
    return engine.Roster(
        holders=held,
        deputies=rosters.deputies(protocol),
        absent=frozenset(str(pk) for pk in absent),
        interests=frozenset(str(pk) for pk in interests)
        | _perhaps_meant(
            [(person, name, title) for _, _, person, _, name, title in appointments],
            parties=parties,
            interested={int(pk) for pk in interests},
            named=list(named),
            called=list(called),
        ),
        related=tuple(related),
        external=frozenset(outside | {Code(code) for code in external}),
        groups=groups,
    )


def _perhaps_meant(
    holders: list[tuple[int, str, str]],
    *,
    parties: list[Person],
    interested: Collection[int],
    named: list[str],
    called: list[str],
) -> frozenset[str]:
    """Those who might be a party, or have an interest, under another entry or in other words.

    :param holders: whoever holds an office, with their name and its title.
    """
    managers = [m for p in parties for m in (p.line_manager, p.director) if m is not None]
    known = [*holders, *((m.pk, m.name, "") for m in managers)]
    own = {party.pk for party in parties}
    names = [*(party.name for party in parties), *named, *called]
    names += [name for person, name, _ in holders if person in interested]
    titles: dict[int, list[str]] = {}
    for person, _, title in known:
        titles.setdefault(person, []).append(title)
    return frozenset(
        str(person)
        for person, name, _ in known
        if person not in own
        and namesakes.is_perhaps(name=name, titles=titles[person], names=names, said=named)
    )


def _absent_and_external(council: Council, on: date) -> tuple[list[int], list[str]]:
    """Who cannot act that day, and which offices are held elsewhere: one query.

    Whoever's account is closed can do nothing here, and is as if they were away.
    """
    absences = Absence.objects.filter(_in_force(on), council=OuterRef("pk"))
    closed = Person.objects.filter(council=OuterRef("pk"), user__is_active=False)
    offices = Office.objects.filter(council=OuterRef("pk"), external=True)
    row = (
        Council.objects.filter(pk=council.pk)
        .annotate(
            absent=ArraySubquery(absences.values("person_id")),
            closed=ArraySubquery(closed.values("pk")),
            outside=ArraySubquery(offices.values("code")),
        )
        .values("absent", "closed", "outside")
        .get()
    )
    return [*row["absent"], *row["closed"]], row["outside"]


def _managers(
    party: Person, held: Mapping[Code, tuple[str, ...]], *, is_top: bool, on: date
) -> Iterable[engine.Related]:
    """The managers the register names; for the top of the service, that there is none.

    A manager who is not recorded is left out, so that the engine asks any holder of that office;
    so is a director who is no director any more.
    """
    director = party.director
    if director is not None and held.get(Code.DIRECTOR):
        director = director if str(director.pk) in held[Code.DIRECTOR] else None
    named = {Code.LINE_MANAGER: party.line_manager, Code.DIRECTOR: director}
    for office in _MANAGERS:
        manager = named.get(office)
        if manager is not None:
            holders = (str(manager.pk),) if is_active(manager, on) else ()
            yield engine.Related(office, str(party.pk), holders)
        elif is_top:
            yield engine.Related(office, str(party.pk), ())


def party(
    *,
    person: Person,
    protocol: Protocol,
    on: date,
    offices: Iterable[Code] | None = None,
    former: bool = False,
) -> facts.Party:
    """Somebody as raiser or subject.

    :param offices: those they held when it happened, where the caller knows; else those of `on`
        are looked up (one query; for several people ask `offices_held` once and pass them in).
    :param former: they no longer hold that office.
    """
    if offices is None:
        offices = offices_held([person.pk], on)[person.pk]
    held = protocol.same_seats(offices) - GENERAL
    return facts.Party(str(person.pk), Kind(person.kind), held, former)


def offices_held(people: Iterable[int], on: date) -> dict[int, list[Code]]:
    """The offices each of these people held on that day, general ones left out; one query."""
    held: dict[int, list[Code]] = {pk: [] for pk in people}
    rows = (
        Appointment.objects.filter(_in_force(on), person__in=held)
        .exclude(office__code__in=GENERAL)
        .order_by("starts_on", "pk")
    )
    for person, code in rows.values_list("person_id", "office__code"):
        if Code(code) not in held[person]:
            held[person].append(Code(code))
    return held


def offices_filled(council: Council, on: date) -> frozenset[Code]:
    """The offices somebody of the council holds that day."""
    rows = Appointment.objects.filter(_in_force(on), office__council=council)
    return frozenset(map(Code, rows.values_list("office__code", flat=True)))


def users_holding(council: Council, offices: Iterable[Code], on: date) -> set[int]:
    """The accounts of those who hold one of these offices that day."""
    rows = Appointment.objects.filter(
        _in_force(on),
        active(on, "person__"),
        office__council=council,
        office__code__in=[office.value for office in offices],
    )
    return set(rows.values_list("person__user_id", flat=True))


def everybody(council: Council, on: date) -> list[tuple[Person, frozenset[Code]]]:
    """All who are, were or will be on the register, each with the offices they hold that day,
    general ones left out; one query."""
    codes = (
        Appointment.objects.filter(_in_force(on), person=OuterRef("pk"))
        .exclude(office__code__in=GENERAL)
        .values("office__code")
    )
    rows = Person.objects.filter(council=council).annotate(codes=ArraySubquery(codes))
    return [(row, frozenset(map(Code, row.codes))) for row in rows.order_by("pk")]


# ---------------------------------------------------------------- for the pages


@dataclass(frozen=True, slots=True)
class Seat:
    """One office of the register on one day.

    :param holders: appointments in force, each with its person. :param coming: later ones.
    :param deputy: the seat that deputises for it, if the council has one.
    :param away: of the holders, those who cannot act on the day.
    """

    office: Office
    holders: tuple[Appointment, ...]
    coming: tuple[Appointment, ...]
    deputy: Office | None
    deputies: tuple[Appointment, ...]
    away: frozenset[int]

    @property
    def is_vacant(self) -> bool:
        return not self.holders and not self.office.external


def register_list(
    council: Council, on: date, deputies: Mapping[Code, Code] = DEPUTY_OF
) -> list[Seat]:
    """Every office with who holds it, who will, and who deputises, in the order of the codes.

    :param deputies: who deputises for whom; the custom unless the council's protocol says more.
    """
    offices = sorted(
        Office.objects.filter(council=council).select_related("group"),
        key=lambda office: (list(Code).index(Code(office.code)), office.title),
    )
    now: dict[int, list[Appointment]] = {}
    later: dict[int, list[Appointment]] = {}
    for appointment in (
        Appointment.objects.filter(Q(ends_on=None) | Q(ends_on__gt=on), council=council)
        .select_related("person")
        .order_by("starts_on", "person__name")
    ):
        when = now if appointment.starts_on <= on else later
        when.setdefault(appointment.office_id, []).append(appointment)
    away = absent_people(council, on)
    by_code = {Code(office.code): office for office in reversed(offices)}
    seats = []
    for office in offices:
        deputy_code = deputies.get(Code(office.code))
        deputy = by_code.get(deputy_code) if deputy_code else None
        holders = tuple(now.get(office.pk, ()))
        seats.append(
            Seat(
                office,
                holders,
                tuple(later.get(office.pk, ())),
                deputy,
                tuple(now.get(deputy.pk, ())) if deputy else (),
                frozenset(a.person_id for a in holders if a.person_id in away),
            )
        )
    return seats


@dataclass(frozen=True, slots=True)
class Pickable:
    """Somebody to choose from. :param offices: the titles of the offices they hold."""

    pk: int
    name: str
    kind: Kind
    job: str
    offices: tuple[str, ...]


def pickable(council: Council, on: date) -> list[Pickable]:
    """Everybody on the register that day, by name, with what tells them apart; two queries."""
    titles: dict[int, list[str]] = {}
    appointments = Appointment.objects.filter(_in_force(on), council=council)
    for person, title in appointments.values_list("person_id", "office__title"):
        titles.setdefault(person, []).append(title)
    people = Person.objects.filter(active(on), council=council).order_by("name", "pk")
    return [
        Pickable(pk, name, Kind(kind), job, tuple(sorted(titles.get(pk, ()))))
        for pk, name, kind, job in people.values_list("pk", "name", "kind", "job")
    ]


def people_list(council: Council) -> list[Person]:
    """Everybody who is, was or will be on the register, by name, with account and group."""
    people = Person.objects.filter(council=council).select_related("user", "group")
    return list(people.order_by("name", "pk"))


def person_by_pk(council: Council, pk: int) -> Person | None:
    """Somebody's entry on this council's register, with account, group and managers."""
    return entry(council, pk).first()


def entry(council: Council, pk: int) -> QuerySet[Person]:
    """The same, to be asked for with more beside it."""
    people = Person.objects.filter(council=council, pk=pk)
    return people.select_related("council", "user", "group", "line_manager", "director")


def appointments_of(person: Person) -> list[Appointment]:
    """What somebody holds, held and will hold, the latest first."""
    rows = Appointment.objects.filter(person=person).select_related("office")
    return list(rows.order_by("-starts_on", "office__title"))


def absences_of(person: Person, on: date) -> list[Absence]:
    """When somebody cannot act, that day or later."""
    rows = Absence.objects.filter(Q(ends_on=None) | Q(ends_on__gt=on), person=person)
    return list(rows.order_by("starts_on"))


def absence_by_pk(council: Council, pk: int) -> Absence | None:
    rows = Absence.objects.filter(council=council, pk=pk)
    return rows.select_related("council", "person").first()


def groups_list(council: Council) -> list[PoliticalGroup]:
    return list(PoliticalGroup.objects.filter(council=council).order_by("name"))


def group_by_pk(council: Council, pk: int) -> PoliticalGroup | None:
    rows = PoliticalGroup.objects.filter(council=council, pk=pk)
    return rows.select_related("council").first()


def absent_people(council: Council, on: date) -> frozenset[int]:
    """Those who cannot act that day."""
    absences = Absence.objects.filter(_in_force(on), council=council)
    return frozenset(absences.values_list("person_id", flat=True))


def administrators(council: Council, on: date) -> list[Person]:
    """Who keeps the register that day, by name."""
    return list(
        Person.objects.filter(active(on), council=council, is_administrator=True).order_by("name")
    )


def fingerprint(row: Office | Person | PoliticalGroup | LocalStandard) -> str:
    """Tells whether a row is still as a form showed it."""
    values = [getattr(row, field.attname) for field in row._meta.concrete_fields]
    return sha256(repr(values).encode()).hexdigest()[:16]


def people_with(council: Council, ids: Collection[int]) -> list[Person]:
    """The people of a council with these ids, in their order."""
    found = Person.objects.filter(council=council).in_bulk(list(ids))
    return [found[pk] for pk in ids if pk in found]


def names_of(people: Iterable[int]) -> dict[str, str]:
    """The names of these people by id as text, the way a decision knows them; one query."""
    rows = Person.objects.filter(pk__in=list(people)).values_list("pk", "name")
    return {str(pk): name for pk, name in rows}


def is_active(person: Person, on: date) -> bool:
    return person.active_from <= on and (person.active_to is None or on < person.active_to)


def _in_force(on: date) -> Q:
    """Appointments or absences that cover that day."""
    return Q(starts_on__lte=on) & (Q(ends_on=None) | Q(ends_on__gt=on))
