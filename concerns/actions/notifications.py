"""Putting a mail in the outbox, in the transaction of what it tells of (design section 5).

A row holds no address and no text. Whether the person may still know is asked again when it is
sent, by `delivery`. A mail that cannot be queued undoes the act whole, so that none needs a
savepoint of its own.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from concerns.actions._scope import engine_scope
from concerns.engine.working_days import local_date
from concerns.models import Concern, Notification, User
from concerns.selectors import outbox

logger = logging.getLogger(__name__)

LONGEST_KEY = 200  # the column's


class Kind(StrEnum):
    """What a mail is for. Each has its words in `templates/emails/<kind>.txt`."""

    RECEIVED = "received"  # to a handler: something new
    SENT = "sent"  # to the raiser: we have it
    FILED = "filed"  # to the raiser: somebody filed what they told the council
    CHANGED = "changed"  # to the raiser: something changed
    QUESTION = "question"  # to the raiser: we need something from you
    ANSWERED = "answered"  # to a handler: the raiser wrote
    DUE_SOON = "due_soon"  # to the holder
    DUE_TODAY = "due_today"  # to the holder
    OVERDUE = "overdue"  # to the holder
    OVERDUE_DEPUTY = "overdue_deputy"  # to the next in line: that something is overdue, not what
    NEEDS_HANDLER = "needs_handler"  # to administrators: something has nobody, not what
    CLOSED = "closed"
    SHARED = "shared"  # to whom it is about: a handler shared something with them
    PART_CHANGED = "part_changed"  # to them: a handler wrote, or gave them more time
    REPLY_DUE = "reply_due"  # to them: their reply is due soon, or today
    REPLY_LATE = "reply_late"  # to a handler: a reply that they asked for has not come
    ENTRY_CHANGED = "entry_changed"  # to whose entry on a register somebody else changed
    POWERS_CHANGED = "powers_changed"  # to the other administrators of a register
    REVIEW_DUE = "review_due"  # to whoever looks after the protocol, and the administrators
    FACTOR_ANEW = "factor_anew"  # to the two who let somebody set up another
    APPROVAL_WAITING = "approval_waiting"  # to those who could agree: that, and not to what
    SUBJECT_WAITING = "subject_waiting"  # to the second person of a request for a copy
    SUBJECT_DUE = "subject_due"  # to whoever runs one
    RETENTION = "retention"  # to those who answer for the records: something waits for them
    HOLD_REVIEW = "hold_review"  # to whose hold it is: is it still needed?
    DRAFT_ENDING = "draft_ending"  # to its author: it will be deleted
    VERSION_READY = "version_ready"  # to those who may put it in force
    VERSION_ADOPTED = "version_adopted"  # to those who may, where it begins on a later day
    VERSION_IN_FORCE = "version_in_force"  # to those, and the holders of the offices it names
    # To whose account it is.
    PASSWORD_LINK = "password_link"  # noqa: S105  # a way to choose a new one
    PASSWORD_CHANGED = "password_changed"  # noqa: S105
    FACTOR_ADDED = "factor_added"
    FACTOR_REMOVED = "factor_removed"
    CODES_MADE = "codes_made"
    CODE_USED = "code_used"
    FACTORS_LOST = "factors_lost"
    LINKED = "linked"  # that the council's own account is a way in from now on
    SIGN_IN_FAILED = "sign_in_failed"  # many times in a day


#: Derived by the sweep from dates, and derived again when they are sent.
REMINDERS = frozenset({Kind.DUE_SOON, Kind.DUE_TODAY, Kind.OVERDUE, Kind.OVERDUE_DEPUTY})

#: Of these, those about a reply that somebody was asked for.
ABOUT_REPLY = frozenset({Kind.REPLY_DUE, Kind.REPLY_LATE})

#: About a version of a protocol.
ABOUT_VERSION = frozenset({Kind.VERSION_READY, Kind.VERSION_ADOPTED, Kind.VERSION_IN_FORCE})

#: About a request for a copy of what is held about somebody.
ABOUT_COPIES = frozenset({Kind.SUBJECT_WAITING, Kind.SUBJECT_DUE})

#: About somebody's account: of no council and no concern.
ABOUT_ACCOUNT = frozenset(
    {
        Kind.PASSWORD_LINK,
        Kind.PASSWORD_CHANGED,
        Kind.FACTOR_ADDED,
        Kind.FACTOR_REMOVED,
        Kind.CODES_MADE,
        Kind.CODE_USED,
        Kind.FACTORS_LOST,
        Kind.LINKED,
        Kind.SIGN_IN_FAILED,
    }
)

#: About a register or a protocol and no concern: sent whether or not there is any, so that they
#: tell of none.
ABOUT_REGISTER = (
    ABOUT_VERSION
    | ABOUT_COPIES
    | {
        Kind.ENTRY_CHANGED,
        Kind.POWERS_CHANGED,
        Kind.REVIEW_DUE,
        Kind.APPROVAL_WAITING,
        Kind.FACTOR_ANEW,
        Kind.RETENTION,
    }
)


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one person, not yet in the outbox.

    :param council_id: None for a mail about an account, and for no other.
    :param concern_id: None for a mail about a register or an account, and for no other.
    :param reference: the concern's; for others a word that no concern has for one.
    :param discriminator: what tells it from others of its kind about the same concern to the same
        person; the same one again is the same mail.
    """

    kind: Kind
    council_id: int | None
    concern_id: int | None
    reference: str
    user_id: int
    not_before: datetime
    not_after: datetime | None = None
    discriminator: str = ""

    def __post_init__(self) -> None:
        fits = (
            (self.council_id is None) is (self.kind in ABOUT_ACCOUNT),
            (self.concern_id is None) is (self.kind in ABOUT_REGISTER | ABOUT_ACCOUNT),
        )
        if not all(fits):
            raise ValueError(f"A mail of the kind {self.kind.value} cannot be about that.")

    @property
    def key(self) -> str:
        """The permanent key under which it can be queued once and never again.

        :raises ValueError: if it is longer than the outbox can keep.
        """
        key = ":".join(
            [
                str(self.council_id or ""),
                self.reference,
                self.kind.value,
                str(self.user_id),
                self.discriminator,
            ]
        )
        if len(key) > LONGEST_KEY:
            raise ValueError(f"A key of {len(key)} characters does not fit the outbox.")
        return key


@transaction.atomic(savepoint=False)
def queue(
    *,
    kind: Kind,
    concern: Concern,
    user: User,
    at: datetime,
    discriminator: str = "",
    not_before: datetime | None = None,
    not_after: datetime | None = None,
) -> None:
    """Queue one mail, unless it ever was.

    :param not_before: earliest time to send it; None for now.
    :param not_after: from then on it is worth nothing and is not sent.
    :raises ValueError: if the discriminator is too long.
    """
    mail = Mail(
        kind=kind,
        council_id=concern.council_id,
        concern_id=concern.pk,
        reference=concern.reference,
        user_id=user.pk,
        not_before=not_before or at,
        not_after=not_after,
        discriminator=discriminator,
    )
    with engine_scope():
        _insert([mail], at)


@transaction.atomic
def queue_all(mails: Sequence[Mail], *, at: datetime) -> int:
    """Queue those that never were, in two statements however many there are.

    :return: how many were new; two who queue the same at once may both count it.
    """
    by_key = {mail.key: mail for mail in mails}
    with engine_scope():
        # Looking first only spares the work.
        there = Notification.objects.filter(dedupe_key__in=by_key).values_list(
            "dedupe_key", flat=True
        )
        for key in list(there):
            del by_key[key]
        _insert(by_key.values(), at)
    return len(by_key)


def _insert(mails: Iterable[Mail], at: datetime) -> None:
    """The unique key decides which are new, even between two at once."""
    Notification.objects.bulk_create([_row(mail, at) for mail in mails], ignore_conflicts=True)


def _row(mail: Mail, at: datetime) -> Notification:
    return Notification(
        council_id=mail.council_id,
        concern_id=mail.concern_id,
        user_id=mail.user_id,
        kind=mail.kind.value,
        dedupe_key=mail.key,
        not_before=mail.not_before,
        not_after=mail.not_after,
        created_at=at,
    )


@transaction.atomic(savepoint=False)
def cancel_for(
    *,
    concern: Concern,
    at: datetime,
    user: User | None = None,
    kinds: Collection[Kind] | None = None,
) -> int:
    """Take back what waits to be sent about a concern: it was closed, or handed over.

    :param user: only what waits for them; None for everybody.
    :param kinds: only these; None for all.
    :return: how many were taken back.
    """
    with engine_scope():
        waiting = Notification.objects.filter(
            concern=concern,
            sent_at__isnull=True,
            dead_at__isnull=True,
            cancelled_at__isnull=True,
        )
        if user is not None:
            waiting = waiting.filter(user=user)
        if kinds is not None:
            waiting = waiting.filter(kind__in=[kind.value for kind in kinds])
        return waiting.update(cancelled_at=at, last_error="taken_back")


@transaction.atomic(savepoint=False)
def alarm(*, concern: Concern, at: datetime) -> int:
    """Tell the council's administrators that something has nobody to deal with it, not what.

    Once for each decision that found nobody. Never anybody named in it, its raiser, or anybody
    with an interest.

    :return: how many are told; none is an error in the log, since nobody else would notice.
    """
    with engine_scope():
        users = outbox.administrators_for(concern, on=local_date(at))
        decision = outbox.last_decision(concern)
        if not users:
            logger.error("nobody can be told that concern %s has nobody", concern.pk)
        for user in users:
            queue(
                kind=Kind.NEEDS_HANDLER,
                concern=concern,
                user=user,
                at=at,
                discriminator=f"decision{decision}",
            )
    return len(users)
