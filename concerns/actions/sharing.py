"""What whoever deals with a concern shares with the person it is about, and asks of them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from concerns.actions import _grants, _parts, _routing, _work
from concerns.actions import notifications as post
from concerns.actions.handling import tell_raiser
from concerns.engine.deadlines import Receipt, Unit, due_date, extend, working_days_between
from concerns.engine.states import Act, Capacity, State
from concerns.engine.working_days import Calendar, local_date
from concerns.models import Concern, Share, SharedFile, User
from concerns.permissions.refusal import NotAllowed
from concerns.selectors import parts


class CannotShare(ValueError):
    """Nothing was shared. The text is fit to show."""


class NoSuchDay(ValueError):
    """A reply cannot be due on that day. The text is fit to show beside the question."""


@transaction.atomic
def share(
    *,
    concern: Concern,
    person: int,
    told: str,
    support: str,
    files: Collection[str],
    due_on: date | None,
    by: User,
    at: datetime,
    version: int,
) -> None:
    """Let one person it is about know of it, and see what is chosen and nothing else.

    :param person: the id of a subject who has an account. :param told: what they read.
    :param files: the public ids of those they may open. :param due_on: to reply by; None where
        nobody asks them to.
    :raises CannotShare: for anybody else, and if a file is not there to be shared any more.
    :raises NoSuchDay: if a reply cannot be due that day.
    """
    with _work.work(concern=concern, act=Act.SHARE, by=by, at=at, version=version) as work:
        subject = next((p for p in parts.to_share_with(work.concern) if p.pk == person), None)
        if subject is None:
            raise CannotShare("It can be shared only with somebody it is about, with an account.")
        if due_on is not None and work.concern.state == State.CLOSED.value:
            raise CannotShare("It is closed, so nobody can be asked to reply to it any more.")
        chosen = [f for f in parts.to_choose_from(work.concern) if f.public_id in set(files)]
        if len(chosen) != len(set(files)):
            raise CannotShare("A file you chose is not there any more. Nothing was shared.")
        receipt = reckoned(work.concern, due_on, at=at) if due_on is not None else None
        assert work.concern.protocol is not None  # the database sees to it
        row = Share.objects.create(
            council_id=work.concern.council_id,
            concern=work.concern,
            protocol=work.concern.protocol,
            reference=work.concern.reference,
            person=subject,
            told=told,
            support=support,
            due_on=due_on,
            receipt=receipt.as_dict() if receipt else None,
            shared_by=work.person,
            shared_at=at,
        )
        SharedFile.objects.bulk_create(
            SharedFile(
                council_id=row.council_id,
                concern_id=row.concern_id,
                person=subject,
                share=row,
                evidence=file,
            )
            for file in chosen
        )
        _grants.give(
            concern=work.concern,
            person=subject,
            capacity=Capacity.RESPONDENT,
            reason="Whoever deals with it shared something of it with them.",
            at=at,
            by=by,
        )
        work.codes |= {
            "share": row.pk,
            "person": subject.pk,
            "files": len(chosen),
            "due": due_on.isoformat() if due_on else "",
        }
        _parts.tell(work, subject, post.Kind.SHARED)
        tell_raiser(work)


def reckoned(concern: Concern, due_on: date, *, at: datetime) -> Receipt:
    """The working of a day to reply by, in the council's own calendar.

    :raises NoSuchDay: as `reckon`.
    """
    today = local_date(at)
    calendar = _routing.council_calendar(concern, today)
    return reckon(due_on, today=today, calendar=calendar)


def reckon(due_on: date, *, today: date, calendar: Calendar) -> Receipt:
    """The working of a day somebody chose: so many working days from today.

    :raises NoSuchDay: if it is not after today, or not a day the council works.
    """
    if due_on <= today:
        raise NoSuchDay("The date must be after today")
    if why := calendar.why_not_working(due_on):
        raise NoSuchDay(f"The date must be a day the council works, and that day is not: {why}")
    days = working_days_between(today, due_on, calendar)
    return due_date(today, days, Unit.WORKING_DAYS, calendar)


@transaction.atomic
def give_time(
    *, concern: Concern, share: int, due_on: date, by: User, at: datetime, version: int
) -> None:
    """Put back the day a reply is due.

    :param share: the id of one that waits for a reply. :param due_on: a later day.
    :raises NotAllowed: if it does not wait. :raises NoSuchDay: if it is not a later working day.
    """
    with _work.work(concern=concern, act=Act.GIVE_TIME, by=by, at=at, version=version) as work:
        rows = Share.objects.select_for_update(of=("self",)).filter(concern=work.concern, pk=share)
        row = rows.filter(parts.AWAITED).select_related("person").first()
        if row is None:
            raise NotAllowed("No reply is awaited to that.")
        receipt = reckoned_later(row, work.concern, due_on)
        row.due_on, row.receipt = due_on, receipt.as_dict()
        row.save(update_fields=["due_on", "receipt"])
        work.codes |= {"share": row.pk, "person": row.person_id, "due": due_on.isoformat()}
        _parts.tell(work, row.person, post.Kind.PART_CHANGED)


def reckoned_later(share: Share, concern: Concern, due_on: date) -> Receipt:
    """The same of a later day for a reply that is awaited.

    :raises NoSuchDay: as `put_back`.
    """
    assert share.receipt is not None  # as every reply that is awaited
    receipt = Receipt.from_dict(share.receipt)
    calendar = _routing.council_calendar(concern, receipt.start)
    return put_back(receipt, due_on, calendar)


def put_back(receipt: Receipt, due_on: date, calendar: Calendar) -> Receipt:
    """The receipt with so many working days more that it is due that day.

    :raises NoSuchDay: if that is not later, or not a day the council works.
    """
    was = receipt.due_on
    assert was is not None  # a reply is never due at a meeting
    if due_on <= was:
        raise NoSuchDay("The date must be later than the one they have now")
    if why := calendar.why_not_working(due_on):
        raise NoSuchDay(f"The date must be a day the council works, and that day is not: {why}")
    more = working_days_between(was, due_on, calendar)
    return extend(receipt, more, Unit.WORKING_DAYS, calendar, reason="More time was given")


@transaction.atomic
def write(
    *, concern: Concern, person: int, body: str, by: User, at: datetime, token: UUID | None
) -> None:
    """Write to somebody with whom something was shared. Whoever raised it never sees it.

    :param person: their id. :param token: of the form; sending it twice changes nothing.
    :raises NotAllowed: if nothing was shared with them.
    """
    if _parts.is_there(concern, by, token, body):
        return
    with _work.work(concern=concern, act=Act.CORRESPOND, by=by, at=at, version=None) as work:
        row = Share.objects.filter(concern=work.concern, person=person).first()
        if row is None or not work.mine.handles:
            raise NotAllowed("Nothing was shared with that person.")
        _parts.write(work, row.person, body, token=token)
        _parts.tell(work, row.person, post.Kind.PART_CHANGED)
