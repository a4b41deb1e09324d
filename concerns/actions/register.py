"""Keeping the register: people, their groups, and when they are away."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q

from concerns.actions import _register, administrators
from concerns.actions._register import CannotRecord, day_text
from concerns.engine.offices import Kind
from concerns.models import Absence, Appointment, Council, Person, PoliticalGroup, User
from concerns.permissions.refusal import NotAllowed
from concerns.selectors import called

__all__ = ["CannotRecord"]

# ---------------------------------------------------------------- people


@transaction.atomic
def add_person(
    *,
    council: Council,
    email: str,
    name: str,
    kind: Kind,
    active_from: date,
    by: User | None,
    at: datetime,
    job: str = "",
    group: PoliticalGroup | None = None,
    line_manager: Person | None = None,
    director: Person | None = None,
    is_administrator: bool = False,
    not_same_as: Collection[int] = (),
) -> Person:
    """Put somebody on the register. Their account is found by e-mail, or made; nothing is sent.

    Under a second entry with another address a person could get what is about themselves, so
    whoever adds a name that is there already says that it is somebody else, on record.

    :param active_from: the first day they stand on it, in the council's calendar.
    :param by: None for the portal itself, when a council is set up.
    :param is_administrator: takes a second person, unless the portal itself sets a council up.
    :param not_same_as: the entries of the same name that are known to be of other people.
    :raises CannotRecord: if they are on it already, or others of their name are.
    """
    _register.begin(council, by=by, at=at)
    _register.check_same_council(council, group, line_manager, director)
    user, _ = User.objects.get_or_create(
        email=email.strip().lower(), defaults={"name": name, "password": make_password(None)}
    )
    entries = Person.objects.filter(council=council, user=user)
    is_on_it = entries.exists()  # the database refuses the address, which says more than a name
    former = entries.filter(active_to__isnull=False).first()
    if former is not None:
        raise CannotRecord(
            f"{former.name} with this email address was on the register before."
            " Open their entry and bring them back",
            "email",
        )
    namesakes = [each.pk for each in called.of_the_same_name(council, name)]
    if not set(namesakes) <= set(not_same_as) and not is_on_it:
        raise CannotRecord(
            "Somebody of this name is on the register already. Say whether it is the same person",
            "name",
        )
    with _register.refusals():
        person = Person.objects.create(
            council=council,
            user=user,
            name=name,
            kind=Kind(kind).value,
            job=job,
            group=group,
            line_manager=line_manager,
            director=director,
            is_administrator=is_administrator and by is None,
            active_from=active_from,
        )
    _register.record(
        "add_person",
        council,
        by=by,
        at=at,
        person=person,
        administrator=person.is_administrator,
        namesakes=[str(pk) for pk in namesakes],
    )
    if is_administrator and by is not None:
        _ask_for_administrator(person, by=by, at=at)
    _register.move_work(council, by=by, at=at)
    return person


def _ask_for_administrator(person: Person, *, by: User, at: datetime) -> None:
    try:
        administrators.ask_for(person=person, by=by, at=at)
    except NotAllowed as refused:
        raise CannotRecord(str(refused), "is_administrator") from refused


@transaction.atomic
def change_person(
    *,
    person: Person,
    name: str,
    kind: Kind,
    job: str,
    group: PoliticalGroup | None,
    line_manager: Person | None,
    director: Person | None,
    is_administrator: bool,
    by: User | None,
    at: datetime,
    seen: str = "",
) -> Person:
    """Change somebody's entry. The e-mail is their account's, and not the council's to change.

    :param is_administrator: to make them one takes a second person; to end it does not.
    :param seen: the fingerprint of the entry as the form showed it.
    :raises CannotRecord: if it changed since, if they would manage themselves, if the council
        would be left without an administrator, if a second person was asked already.
    """
    council = person.council
    on = _register.begin(council, by=by, at=at)
    _register.check_same_council(council, group, line_manager, director)
    _register.check_unchanged(person, seen)
    for field, manager in (("line_manager", line_manager), ("director", director)):
        if manager is not None and manager.pk == person.pk:
            raise CannotRecord("Nobody can be their own manager: choose somebody else", field)
    becomes = is_administrator and not person.is_administrator
    if not is_administrator:
        _register.check_not_last_administrator(person, on)
    changed = _register.change(
        person,
        name=name,
        kind=Kind(kind).value,
        job=job,
        group=group,
        line_manager=line_manager,
        director=director,
        is_administrator=is_administrator and not (becomes and by is not None),
    )
    if becomes and by is not None:
        _ask_for_administrator(person, by=by, at=at)
    if changed:
        made = {"administrator": is_administrator} if "is_administrator" in changed else {}
        _register.record(
            "change_person", council, by=by, at=at, person=person, changed=changed, **made
        )
    if {"name", "kind", "group", "line_manager", "director"} & set(changed):
        _register.move_work(council, by=by, at=at)
    return person


@transaction.atomic
def set_group(
    *, person: Person, group: PoliticalGroup | None, by: User | None, at: datetime
) -> Person:
    """Put a councillor in a political group, or in none.

    :raises CannotRecord: if the person is not a councillor.
    """
    _register.begin(person.council, by=by, at=at)
    _register.check_same_council(person.council, group)
    if _register.change(person, group=group):
        group_pk = group.pk if group else None
        _register.record("set_group", person.council, by=by, at=at, person=person, group=group_pk)
        _register.move_work(person.council, by=by, at=at)
    return person


@transaction.atomic
def end_person(*, person: Person, until: date, by: User | None, at: datetime) -> Person:
    """Take somebody off the register, with every office they hold.

    :param until: the first day they no longer stand on it.
    :raises CannotRecord: if that is before they joined, or they are the last administrator.
    """
    council = person.council
    _register.begin(council, by=by, at=at)
    _register.check_not_last_administrator(person, until)
    _register.change(person, active_to=until)
    Appointment.objects.filter(person=person, starts_on__gte=until).delete()  # never to begin
    still = Q(ends_on=None) | Q(ends_on__gt=until)
    Appointment.objects.filter(still, person=person).update(ends_on=until)
    _register.record("end_person", council, by=by, at=at, person=person, until=until.isoformat())
    _register.move_work(council, by=by, at=at)
    return person


@transaction.atomic
def bring_back_person(*, person: Person, by: User | None, at: datetime) -> Person:
    """Put somebody who left, or was to leave, back; offices that ended with it stay ended.

    Whoever had left and was an administrator becomes one again when a second person agrees.
    """
    on = _register.begin(person.council, by=by, at=at)
    person.refresh_from_db()
    had_left = person.active_to is not None and person.active_to <= on
    was_administrator = had_left and person.is_administrator
    asks = was_administrator and by is not None
    _register.change(person, active_to=None, is_administrator=person.is_administrator and not asks)
    if asks and by is not None:
        _ask_for_administrator(person, by=by, at=at)
    _register.record(
        "bring_back_person",
        person.council,
        by=by,
        at=at,
        person=person,
        administrator=was_administrator and not asks,
    )
    _register.move_work(person.council, by=by, at=at)
    return person


@transaction.atomic
def record_absence(
    *, person: Person, starts_on: date, by: User | None, at: datetime, ends_on: date | None = None
) -> Absence:
    """Say that somebody cannot act from a day to another (exclusive), or until further notice.

    :raises CannotRecord: if it would end before it starts, if it is over already, or if they are
        away then by another absence.
    """
    on = _register.begin(person.council, by=by, at=at)
    if ends_on is not None and starts_on < ends_on <= on:
        raise CannotRecord("The last day away must be today or later", "ends_on")
    _check_not_away(person, starts_on, ends_on)
    with _register.refusals():
        absence = Absence.objects.create(
            council=person.council, person=person, starts_on=starts_on, ends_on=ends_on
        )
    _register.record(
        "record_absence", person.council, by=by, at=at, person=person, absence=absence.pk
    )
    _register.move_work(person.council, by=by, at=at)
    return absence


@transaction.atomic
def end_absence(*, absence: Absence, ends_on: date, by: User | None, at: datetime) -> Absence:
    """Say when somebody is back. :param ends_on: the first day they can act again.

    :raises CannotRecord: if they are back already, or if they are away then by another absence.
    """
    council = absence.council
    on = _register.begin(council, by=by, at=at)
    _check_not_over(absence, on)
    _check_not_away(absence.person, absence.starts_on, ends_on, but=absence)
    _register.change(absence, ends_on=ends_on)
    _register.record(
        "end_absence", council, by=by, at=at, person=absence.person, absence=absence.pk
    )
    _register.move_work(council, by=by, at=at)
    return absence


@transaction.atomic
def remove_absence(*, absence: Absence, by: User | None, at: datetime) -> None:
    """Take back an absence recorded by mistake. One that began before today ends today instead.

    What was decided while they were away was decided so: only the days before today are kept.

    :raises CannotRecord: if it is over already.
    """
    council, person = absence.council, absence.person
    on = _register.begin(council, by=by, at=at)
    _check_not_over(absence, on)
    act, pk = "end_absence", absence.pk
    if absence.starts_on < on:
        _register.change(absence, ends_on=on)
    else:
        act = "remove_absence"
        absence.delete()
    _register.record(act, council, by=by, at=at, person=person, absence=pk)
    _register.move_work(council, by=by, at=at)


def _check_not_over(absence: Absence, on: date) -> None:
    """Of two who remove it at once the second finds that it is gone."""
    stored = Absence.objects.filter(pk=absence.pk).first()
    if stored is None:
        raise CannotRecord("This absence was removed already")
    absence.refresh_from_db()
    if absence.ends_on is not None and absence.ends_on <= on:
        raise CannotRecord("This absence is over already")


def _check_not_away(
    person: Person, starts_on: date, ends_on: date | None, *, but: Absence | None = None
) -> None:
    """Two absences over the same days would have to be removed twice, and nobody would know."""
    others = Absence.objects.filter(person=person).exclude(ends_on__lte=starts_on)
    if ends_on is not None:
        others = others.filter(starts_on__lt=ends_on)
    if but is not None:
        others = others.exclude(pk=but.pk)
    other = others.order_by("starts_on").first()
    if other is not None:
        end = f"until {day_text(other.ends_on - timedelta(days=1))}" if other.ends_on else "onwards"
        raise CannotRecord(
            f"{person.name} is recorded as away from {day_text(other.starts_on)} {end} already."
            " Change that absence instead",
            "starts_on" if but is None else "ends_on",
        )


# ---------------------------------------------------------------- groups


@transaction.atomic
def add_group(*, council: Council, name: str, by: User | None, at: datetime) -> PoliticalGroup:
    """Add a political group. :raises CannotRecord: if there is one of that name."""
    _register.begin(council, by=by, at=at)
    with _register.refusals():
        group = PoliticalGroup.objects.create(council=council, name=name)
    _register.record("add_group", council, by=by, at=at, group=group.pk)
    return group


@transaction.atomic
def change_group(
    *, group: PoliticalGroup, name: str, by: User | None, at: datetime, seen: str = ""
) -> PoliticalGroup:
    """Give a group another name. :raises CannotRecord: if there is one of that name."""
    _register.begin(group.council, by=by, at=at)
    _register.check_unchanged(group, seen)
    if _register.change(group, name=name):
        _register.record("change_group", group.council, by=by, at=at, group=group.pk)
    return group
