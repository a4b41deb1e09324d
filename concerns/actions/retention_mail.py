"""Telling those who answer for the records that something waits for them, and not what."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from concerns.actions import _due, _keepers, notifications
from concerns.actions._scope import engine_scope
from concerns.actions.notifications import Kind, Mail
from concerns.engine.retention import Class
from concerns.engine.working_days import local_date
from concerns.models import Approval, Council, Notification, Person, User
from concerns.selectors import retention

_DUE, _APPROVAL, _PERIOD = "due", "approval", "period"


@transaction.atomic
def tell_waiting(approval: Approval, *, at: datetime) -> None:
    """Tell everybody who could agree to it, and may know of the concern it is about."""
    with engine_scope():
        people = _keepers.told(approval.council, approval.concern, local_date(at))
    others = [person for person in people if person.user_id != approval.asked_by_id]
    _queue(approval.council, others, f"{_APPROVAL}{approval.pk}", at=at)


@transaction.atomic
def tell_due(council: Council, *, at: datetime) -> int:
    """Tell whoever has something due in their list, once a month. :return: to how many.

    What is due is asked for each of them alone: to whom a concern is not there, it is not due.
    """
    on = local_date(at)
    with engine_scope():
        people = [p for p in _keepers.told(council, None, on) if _has_due(p, at=at)]
    _queue(council, people, f"{_DUE}{on:%Y-%m}", at=at)
    return len(people)


def tell_changed(council: Council, kind: Class, months: int, *, by: User, at: datetime) -> None:
    """Tell those who answer for the records that somebody else changed a period."""
    people = _keepers.told(council, None, local_date(at))
    others = [person for person in people if person.user_id != by.pk]
    _queue(council, others, f"{_PERIOD}{kind.value}{months}at{at:%Y%m%d%H%M%S}", at=at)


def stands(mail: Notification, *, at: datetime) -> bool:
    """Whether it still waits, and for them: asked just before the mail is sent. In a scope."""
    assert mail.council is not None
    why = mail.dedupe_key.rpartition(":")[2]
    on = local_date(at)
    if why.startswith(_APPROVAL):
        pk = int(why.removeprefix(_APPROVAL))
        found = [each for each in retention.waiting(mail.council, at=at) if each.pk == pk]
        people = _keepers.told(mail.council, found[0].concern, on) if found else []
    else:
        people = _keepers.told(mail.council, None, on)
        if why.startswith(_DUE):
            people = [p for p in people if p.user_id == mail.user_id and _has_due(p, at=at)]
    return mail.user_id in {person.user_id for person in people}


def _has_due(person: Person, *, at: datetime) -> bool:
    return bool(_due.due_for(person, at=at))


def _queue(council: Council, people: list[Person], why: str, *, at: datetime) -> None:
    notifications.queue_all(
        [
            Mail(
                kind=Kind.RETENTION,
                council_id=council.pk,
                concern_id=None,
                reference="retention",
                user_id=person.user_id,
                not_before=at,
                discriminator=why,
            )
            for person in people
        ],
        at=at,
    )
