"""Telling people that a version of the protocol is ready, adopted or in force.

A council's routes must not change unnoticed: whoever may put a version in force hears of one that
is offered, and of one that another put in force; whoever holds an office it names hears on the day
from which concerns go by it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time

from concerns.actions import notifications
from concerns.actions.notifications import Kind, Mail
from concerns.engine.offices import GENERAL
from concerns.engine.protocol import Status
from concerns.engine.working_days import LONDON, local_date
from concerns.models import Notification, Protocol, User
from concerns.permissions.protocols import ADOPTERS
from concerns.selectors import protocols, register

MORNING = time(8)  # of the day a version comes into force


def tell_ready(row: Protocol, *, at: datetime) -> None:
    """Queue the mails that somebody else can put a version in force; each offer is told once."""
    told = _who_adopts(row, at) - {row.offered_by_id}
    notifications.queue_all(_mails(Kind.VERSION_READY, row, told, at), at=at)


def tell_adopted(row: Protocol, *, by: User, at: datetime) -> None:
    """Queue the mails about a version that `by` put in force, from that day or a later one."""
    adopters = _who_adopts(row, at)
    named = protocols.engine_protocol(row).offices.keys() - GENERAL
    holders = register.users_holding(row.council, named, local_date(at))
    assert row.in_force_from is not None
    begins = datetime.combine(row.in_force_from, MORNING, LONDON)
    mails: list[Mail] = []
    if row.in_force_from > local_date(at):
        mails += _mails(Kind.VERSION_ADOPTED, row, adopters - {by.pk}, at)
    mails += _mails(Kind.VERSION_IN_FORCE, row, (adopters | holders) - {by.pk}, max(begins, at))
    notifications.queue_all(mails, at=at)


def version_of(mail: Notification) -> Protocol | None:
    """The version a mail of these kinds is about; None once it is deleted."""
    pk = mail.dedupe_key.rpartition(":version")[2].partition(":")[0]
    return Protocol.objects.filter(council=mail.council_id, pk=int(pk)).first()


def stands(mail: Notification, *, at: datetime) -> bool:
    """Whether it is still so, and still theirs to hear: asked just before it is sent."""
    row = version_of(mail)
    if row is None:
        return False
    if mail.kind == Kind.VERSION_READY.value:
        offered = row.status == Status.CHECKED.value and mail.dedupe_key.endswith(_when(row))
        return offered and mail.user_id in _who_adopts(row, at) - {row.offered_by_id}
    if mail.kind == Kind.VERSION_ADOPTED.value:
        return row.status == Status.ADOPTED.value
    return protocols.holds(row, local_date(at))


def _who_adopts(row: Protocol, at: datetime) -> set[int]:
    on = local_date(at)
    administrators = {person.user_id for person in register.administrators(row.council, on)}
    return administrators | register.users_holding(row.council, ADOPTERS, on)


def _when(row: Protocol) -> str:
    return row.offered_at.isoformat() if row.offered_at else ""


def _mails(kind: Kind, row: Protocol, users: Collection[int], not_before: datetime) -> list[Mail]:
    occasion = f"version{row.pk}"
    if kind is Kind.VERSION_READY:  # it can be taken back and offered again
        occasion += f":{_when(row)}"
    return [
        Mail(
            kind=kind,
            council_id=row.council_id,
            concern_id=None,
            reference="protocol",
            user_id=user,
            not_before=not_before,
            discriminator=occasion,
        )
        for user in sorted(users)
    ]
