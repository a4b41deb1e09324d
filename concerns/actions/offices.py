"""Keeping the register: offices, and who holds them from when until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from concerns.actions import _register, sessions
from concerns.actions._register import CannotRecord, day_text
from concerns.actions._scope import engine_scope
from concerns.engine.offices import KIND_OF, Kind, is_single_seat
from concerns.engine.offices import Office as Code
from concerns.engine.working_days import local_date
from concerns.models import Appointment, Council, Office, Person, PoliticalGroup, User
from concerns.selectors import offices as selectors

_A = {Kind.COUNCILLOR: "a councillor", Kind.OFFICER: "an officer"}


@transaction.atomic
def add_office(
    *,
    council: Council,
    code: Code,
    title: str,
    by: User | None,
    at: datetime,
    aliases: Iterable[str] = (),
    group: PoliticalGroup | None = None,
    external: bool = False,
) -> Office:
    """Add an office, vacant until somebody is appointed.

    :raises CannotRecord: if the register has it already.
    """
    _register.begin(council, by=by, at=at)
    _register.check_same_council(council, group)
    with _register.refusals():
        office = Office.objects.create(
            council=council,
            code=Code(code).value,
            title=title,
            aliases=list(aliases),
            group=group,
            single_seat=is_single_seat(Code(code)),
            external=external,
        )
    _register.record("add_office", council, by=by, at=at, office=office.pk, code=office.code)
    return office


@transaction.atomic
def change_office(
    *,
    office: Office,
    title: str,
    aliases: Iterable[str],
    group: PoliticalGroup | None,
    external: bool,
    by: User | None,
    at: datetime,
    seen: str = "",
) -> Office:
    """Change what an office is called here. What kind of office it is cannot change.

    :raises CannotRecord: if it changed since `seen`, or another office has that title.
    """
    council = office.council
    _register.begin(council, by=by, at=at)
    _register.check_same_council(council, group)
    _register.check_unchanged(office, seen)
    changed = _register.change(
        office, title=title, aliases=list(aliases), group=group, external=external
    )
    if changed:
        _register.record("change_office", council, by=by, at=at, office=office.pk, changed=changed)
    if {"group", "external"} & set(changed):
        _register.move_work(council, by=by, at=at)
    return office


@transaction.atomic
def appoint(
    *,
    office: Office,
    person: Person,
    starts_on: date,
    by: User | None,
    at: datetime,
    ends_on: date | None = None,
    replacing: bool = False,
) -> Appointment:
    """Appoint somebody to an office. Whoever holds the deputy's office is the deputy.

    :param ends_on: the first day they no longer hold it; None until further notice.
    :param replacing: end the present holder's appointment on the day this one starts.
    :raises CannotRecord: if somebody else holds it then, if it is not an office for them, or if
        they are not on the register all that time.
    """
    council = office.council
    _register.begin(council, by=by, at=at)
    _register.check_same_council(council, person)
    _check_may_hold(office, person)
    _check_on_register(person, starts_on, ends_on)
    replaced = _end_holder(office, starts_on, by=by, at=at) if replacing else []
    others = _holding(office, starts_on, ends_on)
    for other in others:
        if other.person_id == person.pk:
            raise CannotRecord(f"{person.name} holds this office at that time already", "person")
    try:
        with _register.refusals():
            appointment = Appointment.objects.create(
                council=council,
                office=office,
                person=person,
                starts_on=starts_on,
                ends_on=ends_on,
                single_seat=office.single_seat,
            )
    except CannotRecord as refused:
        if refused.field == "starts_on" and others:
            raise CannotRecord(_held_by(others[0]), "starts_on") from refused
        raise
    _register.record(
        "appoint",
        council,
        by=by,
        at=at,
        person=person,
        office=office.pk,
        code=office.code,
        appointment=appointment.pk,
        starts_on=starts_on.isoformat(),
        ends_on=ends_on.isoformat() if ends_on else None,
        replaced=[str(each.pk) for each in replaced],  # who comes back if this was a mistake
    )
    _register.move_work(council, by=by, at=at)
    return appointment


@transaction.atomic
def end_appointment(
    *, appointment: Appointment, ends_on: date, by: User | None, at: datetime
) -> Appointment:
    """End an appointment. :param ends_on: the first day the office is no longer theirs.

    :raises CannotRecord: if it ended before, or would end before it began.
    """
    council = appointment.council
    on = _register.begin(council, by=by, at=at)
    appointment.refresh_from_db()
    if appointment.ends_on is not None and appointment.ends_on <= on:
        raise CannotRecord("This appointment has ended already", "ends_on")
    _check_on_register(appointment.person, appointment.starts_on, ends_on)
    _end(appointment, ends_on, by=by, at=at)
    _register.move_work(council, by=by, at=at)
    return appointment


@transaction.atomic
def cancel_appointment(*, appointment: Appointment, by: User | None, at: datetime) -> None:
    """Strike out an appointment made by mistake: one that began today, or has not begun.

    Whoever it replaced holds the office as before. The days of an appointment that are over stay
    on the register, because concerns were routed by them.

    :raises CannotRecord: if it began before today, or is gone already.
    """
    council = appointment.council
    on = _register.begin(council, by=by, at=at)
    stored = Appointment.objects.filter(pk=appointment.pk).select_related("person").first()
    if stored is None:
        raise CannotRecord("This appointment was taken back already")
    if stored.starts_on < on:
        raise CannotRecord("This appointment began before today, so it can only be ended")
    with engine_scope():
        returning = selectors.returning(stored)
    _register.record(
        "cancel_appointment",
        council,
        by=by,
        at=at,
        person=stored.person,
        office=stored.office_id,
        appointment=stored.pk,
        began=stored.starts_on <= on,
    )
    stored.delete()
    if stored.starts_on <= on:
        sessions.end_all(stored.person.user)
    for each in returning:
        _give_back(each, by=by, at=at)
    _register.move_work(council, by=by, at=at)


def _give_back(returning: selectors.Returning, *, by: User | None, at: datetime) -> None:
    appointment, ends_on = returning.appointment, returning.ends_on
    _register.change(appointment, ends_on=ends_on)
    _register.record(
        "restore_appointment",
        appointment.council,
        by=by,
        at=at,
        person=appointment.person,
        office=appointment.office_id,
        appointment=appointment.pk,
        ends_on=ends_on.isoformat() if ends_on else None,
    )


def _check_may_hold(office: Office, person: Person) -> None:
    """A councillor cannot hold an officer's post, nor an officer a councillor's office."""
    sides = {Kind.COUNCILLOR, Kind.OFFICER}
    wanted, actual = KIND_OF[Code(office.code)], Kind(person.kind)
    if wanted in sides and actual in sides and wanted is not actual:
        raise CannotRecord(
            f"{office.title} is for {_A[wanted]}, and {person.name} is on the register as"
            f" {_A[actual]}",
            "person",
        )


def _check_on_register(person: Person, starts_on: date, ends_on: date | None) -> None:
    if starts_on < person.active_from:
        raise CannotRecord(
            f"{person.name} is on the register from {day_text(person.active_from)}, so the first"
            " day must be that day or later",
            "starts_on",
        )
    if person.active_to is not None and (ends_on is None or ends_on > person.active_to):
        raise CannotRecord(
            f"{person.name} is on the register until {_last_day(person.active_to)}, so the last"
            " day must be that day or earlier",
            "ends_on",
        )


def _holding(office: Office, starts_on: date, ends_on: date | None) -> list[Appointment]:
    """Appointments to the office that overlap the time, with their people."""
    overlapping = Appointment.objects.filter(office=office).exclude(ends_on__lte=starts_on)
    if ends_on is not None:
        overlapping = overlapping.filter(starts_on__lt=ends_on)
    return list(overlapping.select_related("person").order_by("starts_on"))


def _end_holder(
    office: Office, starts_on: date, *, by: User | None, at: datetime
) -> list[Appointment]:
    """End what is in force when the new holder starts; what starts later stays in the way."""
    now = _holding(office, starts_on, starts_on + timedelta(days=1))
    ended = [appointment for appointment in now if appointment.starts_on < starts_on]
    for appointment in ended:
        _end(appointment, starts_on, by=by, at=at)
    return ended


def _end(appointment: Appointment, ends_on: date, *, by: User | None, at: datetime) -> None:
    was = appointment.ends_on
    _register.change(appointment, ends_on=ends_on)
    _register.record(
        "end_appointment",
        appointment.council,
        by=by,
        at=at,
        person=appointment.person,
        office=appointment.office_id,
        appointment=appointment.pk,
        ends_on=ends_on.isoformat(),
        was=was.isoformat() if was else None,
    )
    if ends_on <= local_date(at):
        sessions.end_all(appointment.person.user)  # what they may do is another from now on


def _held_by(appointment: Appointment) -> str:
    end = f"until {_last_day(appointment.ends_on)}" if appointment.ends_on else "with no last day"
    return (
        f"{appointment.person.name} holds this office from {day_text(appointment.starts_on)} {end}."
        " Only one person can hold it at a time. Say that they stop holding it, or choose other"
        " days"
    )


def _last_day(until: date) -> str:
    """People say the last day; periods are kept up to the day after."""
    return day_text(until - timedelta(days=1))
