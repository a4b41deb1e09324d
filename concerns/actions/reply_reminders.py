"""Reminders of a reply that somebody was asked for: to them before it is due, to the handler after.

Derived from the date like every other (`reminders`), under a permanent key: the share, how often
its date was put back, and which reminder it is.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import datetime

from django.db import DatabaseError

from concerns.actions import notifications
from concerns.actions._scope import engine_scope
from concerns.actions.notifications import Kind, Mail
from concerns.actions.reminders import BATCH, OPENS, Books, Swept, next_office_hour
from concerns.engine.reminders import reminder_days
from concerns.engine.states import Capacity
from concerns.engine.working_days import LONDON, local_date, next_working_day
from concerns.models import Notification, Share
from concerns.permissions import concerns as rule
from concerns.selectors import parts

logger = logging.getLogger(__name__)

_SHARE = re.compile(r":share(\d+)\.")  # in a key


def sweep(*, at: datetime, office_hours: bool = True) -> Swept:
    """Queue every reminder of a reply that stands now. Safe to run twice, or at the same time.

    One that cannot be reckoned does not keep the others from theirs.

    :param office_hours: as for `reminders.sweep`.
    """
    swept = Swept()
    books = Books(local_date(at))
    after = 0
    while True:
        with engine_scope():
            batch = parts.clocks(on=local_date(at), after=after, limit=BATCH)
            mails = [
                mail
                for share in batch
                for mail in _derived(share, books, swept, at=at, office_hours=office_hours)
            ]
        swept.queued += notifications.queue_all(mails, at=at)
        swept.looked += len(batch)
        if len(batch) < BATCH:
            return swept
        after = batch[-1].pk


def stands(row: Notification, *, at: datetime) -> bool:
    """Whether a queued reminder still stands: to be asked just before it is sent.

    No more once they replied, were given more time, or the concern was closed, and not to somebody
    who may no longer know. Must be called inside an engine scope.
    """
    today = local_date(at)
    key = _SHARE.search(row.dedupe_key)
    share = int(key[1]) if key else 0
    mails = [
        mail.key
        for found in parts.clocks(on=today, share=share)
        for mail in _mails(found, Books(today), at=at, office_hours=False)
    ]
    return row.dedupe_key in mails


def _derived(
    share: Share, books: Books, swept: Swept, *, at: datetime, office_hours: bool
) -> list[Mail]:
    try:
        return list(_mails(share, books, at=at, office_hours=office_hours))
    except DatabaseError:
        raise  # the transaction is lost, and the others of the batch with it
    except Exception:
        swept.failed += 1
        logger.exception("share %s was left out of the reminders", share.pk)
        return []


def _mails(share: Share, books: Books, *, at: datetime, office_hours: bool) -> Iterator[Mail]:
    """The last reminder that has come, for each person it is for."""
    assert share.due_on is not None
    calendar = books.calendar(share.council, share.due_on.year)
    asked_on = local_date(share.shared_at)
    come = list(reminder_days(share.due_on, calendar, after=asked_on, until=books.today))
    # Late the day after: the whole of the day it is due is theirs.
    day_after, _ = next_working_day(share.due_on, calendar)
    moved = len((share.receipt or {}).get("moves", ()))
    not_before = next_office_hour(at, calendar) if office_hours else at
    if books.today >= day_after:
        kind, number, users = Kind.REPLY_LATE, 1, _handlers(share, books)
        not_after = None
    elif come:
        kind, number, users = Kind.REPLY_DUE, come[-1].number, _respondent(share, books)
        ends = day_after if come[-1].kind == "due" else share.due_on
        not_after = datetime.combine(ends, OPENS, LONDON)
    else:
        return
    for user in users:
        yield Mail(
            kind=kind,
            council_id=share.council_id,
            concern_id=share.concern_id,
            reference=share.reference,
            user_id=user,
            not_before=not_before,
            not_after=not_after,
            discriminator=f"share{share.pk}.{moved}.{number}",
        )


def _handlers(share: Share, books: Books) -> list[int]:
    live = rule.live(on=books.today, capacity=Capacity.HANDLER).filter(concern=share.concern_id)
    return list(live.values_list("user_id", flat=True))


def _respondent(share: Share, books: Books) -> list[int]:
    live = rule.live(on=books.today, capacity=Capacity.RESPONDENT)
    mine = live.filter(concern=share.concern_id, person=share.person_id)
    return list(mine.values_list("user_id", flat=True))
