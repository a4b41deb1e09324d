"""One council's offices as its register's pages show them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from concerns.engine.offices import ALWAYS_OUTSIDE, GENERAL
from concerns.engine.offices import Office as Code
from concerns.engine.protocol import OfficeEntry, Protocol
from concerns.models import Appointment, AuditEvent, Council, Office
from concerns.protocols import rosters
from concerns.selectors import protocols, register
from concerns.selectors.register import Seat

# Everybody of a kind, whoever somebody's entry names as their manager, and all councillors at once.
_NOBODY_IS_APPOINTED = GENERAL | {Code.LINE_MANAGER, Code.FULL_COUNCIL}


@dataclass(frozen=True, slots=True)
class Overview:
    """The register on one day.

    :param unlisted: offices that the protocol in force names and the register lacks, each with
        the protocol's title for it. A concern cannot reach anybody in them.
    """

    seats: list[Seat]
    unlisted: list[tuple[Code, str]]


def overview(council: Council, on: date) -> Overview:
    """Every office with its holders; the deputies are those of the protocol in force."""
    row = protocols.in_force(council, on)
    if row is None:
        return Overview(register.register_list(council, on), [])
    protocol = protocols.engine_protocol(row)
    seats = register.register_list(council, on, rosters.deputies(protocol))
    listed = [Code(seat.office.code) for seat in seats]
    return Overview(seats, named_but(protocol, listed))


def by_code(council: Council, codes: Collection[Code]) -> dict[Code, Office]:
    """The offices of these kinds that the register has; the first where it has several."""
    rows = Office.objects.filter(council=council, code__in=[code.value for code in codes])
    return {Code(row.code): row for row in rows.order_by("-pk")}


def entries(council: Council) -> dict[Code, OfficeEntry]:
    """The council's offices as a version names them; of several of one kind, the others' titles
    are further names."""
    found: dict[Code, OfficeEntry] = {}
    for row in Office.objects.filter(council=council).order_by("pk"):
        code = Code(row.code)
        if code in GENERAL:
            continue
        before = found.get(code)
        if before is None:
            found[code] = OfficeEntry(row.title, tuple(row.aliases), external=row.external)
        else:
            found[code] = replace(before, aliases=(*before.aliases, row.title, *row.aliases))
    return found


def named_but(protocol: Protocol, known: Collection[Code]) -> list[tuple[Code, str]]:
    """The offices of the council that a protocol names, each with its title.

    :param known: those left out, with what is the same seat: held, or listed on the register.
    """
    left_out = protocol.same_seats(known) | _NOBODY_IS_APPOINTED | ALWAYS_OUTSIDE
    return [
        (code, protocol.offices[code].title)
        for code in Code
        if code in protocol.offices and code not in left_out and not protocol.offices[code].external
    ]


def by_pk(council: Council, pk: int) -> Office | None:
    return Office.objects.filter(council=council, pk=pk).select_related("council", "group").first()


def appointment_by_pk(council: Council, pk: int) -> Appointment | None:
    return (
        Appointment.objects.filter(council=council, pk=pk)
        .select_related("council", "office", "person")
        .first()
    )


def history(office: Office) -> list[Appointment]:
    """Who has held the office, holds it and will, the latest first."""
    return list(
        Appointment.objects.filter(office=office)
        .select_related("person")
        .order_by("-starts_on", "person__name")
    )


# ---------------------------------------------------------------- taking an appointment back


@dataclass(frozen=True, slots=True)
class Returning:
    """Whose appointment ended because of another. :param ends_on: when it would end without it."""

    appointment: Appointment
    ends_on: date | None


def returning(appointment: Appointment) -> list[Returning]:
    """Who holds the office again if this appointment never was: those it replaced.

    Nobody whose appointment was changed since, who has left, or whose place somebody has taken.
    The record says whom it replaced and until when they were to hold it; it is read as the reader
    or the engine may.
    """
    replaced = _replaced(appointment)
    if not replaced:
        return []
    former = Appointment.objects.filter(
        pk__in=replaced, office=appointment.office_id, ends_on=appointment.starts_on
    ).select_related("person", "council")
    others = list(
        Appointment.objects.filter(
            office=appointment.office_id, starts_on__gte=appointment.starts_on
        ).exclude(pk=appointment.pk)
    )
    found = []
    for each in former:
        taken = [
            other.starts_on
            for other in others
            if appointment.single_seat or other.person_id == each.person_id
        ]
        ends = [replaced[each.pk], each.person.active_to, *taken]
        ends_on = min((day for day in ends if day is not None), default=None)
        if ends_on is None or ends_on > appointment.starts_on:
            found.append(Returning(each, ends_on))
    return found


def _replaced(appointment: Appointment) -> dict[int, date | None]:
    """The ids of the appointments it ended, each with the end it had before."""
    acts = AuditEvent.objects.filter(council_id=appointment.council_id, concern_id__isnull=True)
    made = acts.filter(type="register.appoint", data__appointment=appointment.pk).first()
    pks = [int(pk) for pk in made.data.get("replaced", [])] if made else []
    if not pks:
        return {}
    ended = acts.filter(type="register.end_appointment", data__appointment__in=pks).order_by("id")
    ends = {event.data["appointment"]: event.data["was"] for event in ended}
    return {pk: date.fromisoformat(ends[pk]) if ends[pk] else None for pk in pks}
