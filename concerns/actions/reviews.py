"""Reminding a council that its protocol has to be looked at again, and recording that it was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from concerns.actions import _audit, notifications
from concerns.actions._scope import engine_scope
from concerns.actions.notifications import Kind, Mail
from concerns.engine.protocol import Protocol, Review
from concerns.engine.reviews import due_now, next_due, past_words, reminder, still_ahead
from concerns.engine.working_days import local_date
from concerns.models import Protocol as Row
from concerns.models import ProtocolReview, User
from concerns.permissions import protocols as permissions
from concerns.selectors import protocols, register


class CannotReview(ValueError):
    """The review cannot be recorded. The text is fit to show. :param field: what it is about."""

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.field = field


@transaction.atomic
def record(
    *,
    version: Row,
    reviewed_on: date,
    minute: str,
    by: User,
    at: datetime,
    due: date | None = None,
) -> ProtocolReview:
    """Record that the version in force was looked at and left as it is. Nothing else changes.

    :param reviewed_on: the day it was resolved. :param minute: where that is minuted.
    :param due: when it has to be looked at again; by default as often as the protocol says,
        counted from this review.
    :raises NotAllowed: for whoever could not put a version in force.
    :raises CannotReview: if the version is not in force, the day does not fit, nothing says when
        it has to be looked at again, or that day is past and no other is given.
    """
    row = Row.objects.select_for_update().get(pk=version.pk)
    on = local_date(at)
    person = register.person_of(user=by, council_slug=row.council.slug, on=on)
    held = register.offices_held([person.pk], on)[person.pk] if person is not None else ()
    permissions.check_can_review(person=person, held=held)
    if not protocols.holds(row, on) or row.in_force_from is None:
        raise CannotReview("Only the version in force is looked at again and left as it is.")
    last = protocols.reviews_of(row)
    since = min(row.adopted_on or row.in_force_from, row.in_force_from)
    if reviewed_on > on or reviewed_on < since:
        raise CannotReview(
            "The day it was looked at must be today or in the past, and not before the council"
            " adopted the version.",
            "reviewed_on",
        )
    if last and reviewed_on <= last[0].reviewed_on:
        raise CannotReview(
            "A review of that day or a later one is recorded already.", "reviewed_on"
        )
    if due is None:
        due = _next_due(protocols.engine_protocol(row).review, reviewed_on, on)
    if due is None:
        raise CannotReview(
            "The protocol does not say how often it is looked at. Enter the day it has to be"
            " looked at again.",
            "next_due",
        )
    if due <= reviewed_on:
        raise CannotReview("The next review must be due after this one.", "next_due")
    review = ProtocolReview.objects.create(
        council_id=row.council_id,
        protocol=row,
        reviewed_on=reviewed_on,
        minute=minute,
        next_due=due,
        recorded_by=by,
        recorded_at=at,
    )
    with engine_scope():
        _audit.record(
            "protocol.review",
            at=at,
            by=by,
            council=row.council,
            protocol=row.pk,
            reviewed_on=reviewed_on.isoformat(),
            next_due=due.isoformat(),
        )
    return review


def _next_due(review: Review | None, reviewed_on: date, on: date) -> date | None:
    """As the protocol says. :raises CannotReview: if that is past, with the next of its cycle."""
    due = next_due(review, reviewed_on)
    if due is not None and due < on:
        raise CannotReview(past_words(due, still_ahead(due, review, on)), "next_due")
    return due


def remind(*, at: datetime) -> int:
    """Queue the reminder that stands for each version in force. Safe to run twice.

    :return: how many mails were new.
    """
    return notifications.queue_all(_mails(protocols.to_be_reviewed(local_date(at)), at), at=at)


def stands(key: str, *, council_id: int, at: datetime) -> bool:
    """Whether a reminder queued under that key still stands: asked just before it is sent."""
    rows = protocols.to_be_reviewed(local_date(at), council=council_id)
    return any(mail.key == key for mail in _mails(rows, at))


def _mails(rows: Iterable[tuple[Row, date]], at: datetime) -> list[Mail]:
    on = local_date(at)
    mails: list[Mail] = []
    for row, first in rows:
        protocol = protocols.engine_protocol(row)
        due = due_now(first, protocol.review.every if protocol.review else None, on)
        number = reminder(due, on)
        if number is None:
            continue
        mails += [
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
    return mails


def _told(row: Row, protocol: Protocol, at: datetime) -> list[int]:
    """Whoever looks after the protocol, and the administrators, who write the next version."""
    on = local_date(at)
    people = {person.user_id for person in register.administrators(row.council, on)}
    if protocol.owner is not None:
        people |= register.users_holding(row.council, [protocol.owner], on)
    return sorted(people)
