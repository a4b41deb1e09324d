"""One council's offices as its register's pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from concerns.engine.offices import GENERAL
from concerns.engine.offices import Office as Code
from concerns.models import Appointment, Council, Office
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
    listed = protocol.same_seats(Code(seat.office.code) for seat in seats)
    return Overview(
        seats,
        [
            (code, entry.title)
            for code, entry in protocol.offices.items()
            if code not in listed | _NOBODY_IS_APPOINTED and not entry.external
        ],
    )


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
