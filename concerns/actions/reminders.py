"""Reminders, derived from dates and never scheduled (design section 5; security 5.4).

A sweep asks of every step under way which reminder stands today and queues it under a permanent
key. So a missed sweep catches up by itself with one mail, a second sweep adds none, and a step
begun again has reminders of its own.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from django.db import DatabaseError

from concerns.actions import notifications
from concerns.actions._scope import engine_scope
from concerns.actions.notifications import Kind, Mail
from concerns.engine.facts import Facts
from concerns.engine.offices import Office
from concerns.engine.protocol import Target
from concerns.engine.reminders import REMIND_OVERDUE_EVERY, Reminder, reminder_days
from concerns.engine.roster import Roster
from concerns.engine.seats import Filter
from concerns.engine.states import StepState
from concerns.engine.working_days import LONDON, Calendar, local_date, next_working_day, shifted
from concerns.models import Council, Notification, Step
from concerns.models import Protocol as ProtocolRow
from concerns.protocols.calendars import calendar_for
from concerns.selectors import outbox, protocols, register
from concerns.selectors.outbox import Held

logger = logging.getLogger(__name__)

BATCH = 500  # steps in one transaction
# Two working days ahead is never further off than this: the offices are closed for at most ten
# working days in a row (`times.MOST_IN_A_ROW`), so for about five weeks with one day open in them.
HORIZON = timedelta(days=60)
OPENS, SHUTS = time(8), time(20)  # on a working day, on a wall clock in London

_KINDS = {"before": Kind.DUE_SOON, "due": Kind.DUE_TODAY, "overdue": Kind.OVERDUE}


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder that stands now. :param late: its date has passed, whatever its kind."""

    mail: Mail
    late: bool


@dataclass(slots=True)
class Swept:
    """What one sweep did. :param failed: steps or alarms left out; each has a line in the log."""

    looked: int = 0
    queued: int = 0
    failed: int = 0


def sweep(*, at: datetime, office_hours: bool = True) -> Swept:
    """Queue every reminder and alarm that stands now. Safe to run twice, or at the same time.

    One step that cannot be reckoned does not keep the others from their reminders.

    :param office_hours: reminders wait until 08:00 on a working day of the council. Off only where
        somebody watches a demonstration on a Sunday.
    """
    swept = Swept()
    books = Books(local_date(at))
    after = 0
    while True:
        with engine_scope():
            batch = outbox.steps_under_way(
                due_by=local_date(at) + HORIZON, on=local_date(at), after=after, limit=BATCH
            )
            due = _derive(batch, books, at=at, office_hours=office_hours, swept=swept)
        _queue([each.mail for each in due], swept, at=at)
        swept.looked += len(batch)
        if len(batch) < BATCH:
            break
        after = batch[-1].step.pk
    _alarms(swept, at=at)
    return swept


def standing(notification: Notification, *, at: datetime) -> Due | None:
    """The reminder as it stands now, if it still does: to be asked just before it is sent.

    None once the step is done, paused, put off or given to somebody else, or the person may no
    longer know. Must be called inside an engine scope.
    """
    today = local_date(at)
    batch = outbox.steps_under_way(
        due_by=today + HORIZON, on=today, concern=notification.concern_id
    )
    swept = Swept()
    for due in _derive(batch, Books(today), at=at, office_hours=False, swept=swept):
        if due.mail.key == notification.dedupe_key:
            return due
    if swept.failed:
        raise RuntimeError("the reminder could not be derived again")
    return None


# ---------------------------------------------------------------- deriving


@dataclass(frozen=True, slots=True)
class _Stand:
    """The reminder of one deadline that stands today, with what words and times need of it."""

    deadline: str
    due_on: date
    reminder: Reminder
    not_before: datetime
    not_after: datetime


def _derive(
    batch: list[Held], books: Books, *, at: datetime, office_hours: bool, swept: Swept
) -> list[Due]:
    """Every reminder that stands for these steps; what fails is counted and left out."""
    due: list[Due] = []
    for held in batch:
        stands: list[_Stand] = []
        with _left_out(held.step, swept):
            stands = _standing(held.step, books, at=at, office_hours=office_hours)
            due += [
                _due(held, stand, _KINDS[stand.reminder.kind], user, books)
                for stand in stands
                for _, user in held.holders
            ]
        overdue = [stand for stand in stands if stand.reminder.kind == "overdue"]
        if overdue:
            # On its own: that the next in line cannot be found must not silence the holder's.
            with _left_out(held.step, swept):
                due += [
                    _due(held, stand, Kind.OVERDUE_DEPUTY, user, books)
                    for stand in overdue
                    for user in _next_in_line(held, books)
                ]
    return due


@contextmanager
def _left_out(step: Step, swept: Swept) -> Iterator[None]:
    try:
        yield
    except DatabaseError:
        raise  # the transaction is lost, and the others of the batch with it
    except Exception:
        swept.failed += 1
        logger.exception("step %s was left out of the reminders", step.pk)


def _standing(step: Step, books: Books, *, at: datetime, office_hours: bool) -> list[_Stand]:
    """The last reminder that has come of each deadline of the step."""
    stands: list[_Stand] = []
    for deadline, due_on in _deadlines(step):
        calendar = books.calendar(step.concern.council, due_on.year)
        come = reminder_days(due_on, calendar, after=step.began_on, until=books.today)
        if not come:
            continue
        last = come[-1]
        following = due_on
        if last.kind != "before":
            following = shifted(last.day, REMIND_OVERDUE_EVERY, calendar)
        stand = _Stand(
            deadline,
            due_on,
            last,
            not_before=next_office_hour(at, calendar) if office_hours else at,
            not_after=datetime.combine(following, OPENS, LONDON),
        )
        # Both to be done by the same day: one mail says it.
        if not any((s.reminder.day, s.reminder.kind) == (last.day, last.kind) for s in stands):
            stands.append(stand)
    return stands


def _deadlines(step: Step) -> Iterator[tuple[str, date]]:
    """The dates of the step that still count, each with a name that begins a new series of
    reminders whenever a pause or an extension has moved it."""
    if step.due_on is not None:
        moves = len((step.receipt or {}).get("moves", ()))
        yield f"due{moves or ''}", step.due_on
    if step.acknowledge_by is not None and step.state == StepState.CURRENT.value:
        yield "acknowledge", step.acknowledge_by


def _due(held: Held, stand: _Stand, kind: Kind, user: int, books: Books) -> Due:
    step = held.step
    mail = Mail(
        kind=kind,
        council_id=step.council_id,
        concern_id=step.concern_id,
        reference=step.concern.reference,
        user_id=user,
        not_before=stand.not_before,
        not_after=stand.not_after,
        discriminator=f"step{step.pk}:{stand.deadline}:{stand.reminder.number}",
    )
    return Due(mail, late=books.today > stand.due_on)


def next_office_hour(at: datetime, calendar: Calendar) -> datetime:
    """The first moment from `at` on when a reminder may reach somebody at work.

    :raises NoWorkingDays: if the council has none within a year.
    """
    local = at.astimezone(LONDON)
    day = local.date()
    if calendar.is_working(day) and local.time() < SHUTS:
        return max(at, datetime.combine(day, OPENS, LONDON))
    day, _ = next_working_day(day, calendar)
    return datetime.combine(day, OPENS, LONDON)


# ---------------------------------------------------------------- the next in line


def _next_in_line(held: Held, books: Books) -> list[int]:
    """Accounts of the deputy of the office that has the step, else of the first of the council's
    safety net; never of anybody named in the concern, its raiser, somebody with an interest, a
    deputy of any of these (security 5.2), or a holder."""
    row = held.step.concern.protocol
    if row is None:
        return []
    protocol = protocols.engine_protocol(row)
    roster = books.roster(held.step.concern.council, row)
    kept_from = frozenset(str(person) for person in held.kept_from)
    sieve = Filter(Facts(), protocol, replace(roster, interests=kept_from))
    conflicted = frozenset(
        office for office, people in roster.holders.items() if kept_from.intersection(people)
    )
    holders = {str(person) for person, _ in held.holders} | {str(held.step.holder_id)}
    accounts = books.accounts(held.step.council_id)
    deputy = roster.deputies.get(Office(held.step.office)) if held.step.office else None
    for office in (deputy, *protocol.safety_net):
        if office is None:
            continue
        people = sieve.holders(Target(office)) or ()
        free, _ = sieve.split(office, people, deputised=conflicted)
        users = [
            accounts[int(person)]
            for person in free or ()
            if person not in holders and int(person) in accounts
        ]
        if users:
            return users
    return []


@dataclass(slots=True)
class Books:
    """Calendars, rosters and accounts of the councils met in one sweep, each read once."""

    today: date
    _closures: dict[int, list[tuple[date, str]]] = field(default_factory=dict)
    _calendars: dict[tuple[int, int], Calendar] = field(default_factory=dict)
    _rosters: dict[tuple[int, int], Roster] = field(default_factory=dict)
    _accounts: dict[int, dict[int, int]] = field(default_factory=dict)

    def calendar(self, council: Council, year: int) -> Calendar:
        """From the year a date fell due, so that reminders are numbered the same every year."""
        key = council.pk, min(year, self.today.year) - 1
        if key not in self._calendars:
            if council.pk not in self._closures:
                self._closures[council.pk] = outbox.closures(council.pk)
            self._calendars[key] = calendar_for(
                council.nation, key[1], self.today.year + 1, self._closures[council.pk]
            )
        return self._calendars[key]

    def roster(self, council: Council, row: ProtocolRow) -> Roster:
        key = council.pk, row.pk
        if key not in self._rosters:
            self._rosters[key] = register.roster(
                council=council,
                protocol=protocols.engine_protocol(row),
                parties_people=(),
                on=self.today,
            )
        return self._rosters[key]

    def accounts(self, council: int) -> dict[int, int]:
        if council not in self._accounts:
            self._accounts[council] = outbox.accounts(council)
        return self._accounts[council]


# ---------------------------------------------------------------- queueing


def _queue(mails: list[Mail], swept: Swept, *, at: datetime) -> None:
    try:
        swept.queued += notifications.queue_all(mails, at=at)
    except (DatabaseError, ValueError):
        # One of them is to blame: each by itself, so that the others are queued.
        for mail in mails:
            try:
                swept.queued += notifications.queue_all([mail], at=at)
            except (DatabaseError, ValueError):
                swept.failed += 1
                logger.exception("a reminder of concern %s was not queued", mail.concern_id)


def _alarms(swept: Swept, *, at: datetime) -> None:
    """Raise the alarm for whatever nobody can deal with, should the act itself not have."""
    after = 0
    while True:
        with engine_scope():
            concerns = outbox.without_alarm(kind=Kind.NEEDS_HANDLER.value, after=after, limit=BATCH)
            for concern in concerns:
                told = notifications.alarm(concern=concern, at=at)
                swept.queued += told
                swept.failed += not told
        if len(concerns) < BATCH:
            return
        after = concerns[-1].pk
