"""Reminding a council that its protocol has to be looked at again."""

from __future__ import annotations

from datetime import datetime

from concerns.actions import notifications
from concerns.actions.notifications import Kind, Mail
from concerns.engine.protocol import Protocol
from concerns.engine.reviews import due_now, reminder
from concerns.engine.working_days import local_date
from concerns.models import Protocol as Row
from concerns.selectors import protocols, register


def remind(*, at: datetime) -> int:
    """Queue the reminder that stands for each version in force. Safe to run twice.

    :return: how many mails were new.
    """
    mails = [mail for row in protocols.to_be_reviewed(local_date(at)) for mail in _mails(row, at)]
    return notifications.queue_all(mails, at=at)


def stands(key: str, *, council_id: int, at: datetime) -> bool:
    """Whether a reminder queued under that key still stands: asked just before it is sent."""
    rows = protocols.to_be_reviewed(local_date(at)).filter(council_id=council_id)
    return any(mail.key == key for row in rows for mail in _mails(row, at))


def _mails(row: Row, at: datetime) -> list[Mail]:
    on = local_date(at)
    protocol = protocols.engine_protocol(row)
    if row.review_due is None:
        return []
    due = due_now(row.review_due, protocol.review.every if protocol.review else None, on)
    number = reminder(due, on)
    if number is None:
        return []
    return [
        Mail(
            kind=Kind.REVIEW_DUE,
            council_id=row.council_id,
            concern_id=None,
            reference="protocol",
            user_id=user,
            not_before=at,
            discriminator=f"version{row.pk}:{due.isoformat()}:{number}",
        )
        for user in _told(row, protocol, at)
    ]


def _told(row: Row, protocol: Protocol, at: datetime) -> list[int]:
    """Whoever looks after the protocol, and the administrators, who write the next version."""
    on = local_date(at)
    people = {person.user_id for person in register.administrators(row.council, on)}
    if protocol.owner is not None:
        people |= set(register.users_holding(row.council, protocol.owner, on))
    return sorted(people)
