"""Who changed a council's register, and when. Nothing here is about a concern."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet, Subquery

from concerns.models import AuditEvent, Council, Office, Person, PoliticalGroup
from concerns.selectors import register

PAGE = 25


def changes(council: Council) -> QuerySet[AuditEvent]:
    """The register's part of the record, newest first.

    The database shows it to people of the council (`0006_changes_to_register`). Somebody's grants
    show them more of the record, so what is about a concern is left out here too.
    """
    return AuditEvent.objects.filter(
        council_id=council.pk, concern_id__isnull=True, type__startswith="register."
    ).order_by("-at", "-id")


@dataclass(frozen=True, slots=True)
class Invitation:
    """The latest invitation mailed to somebody. :param until: when its link stops working."""

    sent_at: datetime
    until: datetime


def invited(council: Council, pk: int) -> tuple[Person, Invitation | None] | None:
    """Somebody's entry with the invitation they were sent last, used or not: one query."""
    sent = changes(council).filter(type="register.invite", person_id=pk)
    people = register.entry(council, pk).annotate(invited_at=Subquery(sent.values("at")[:1]))
    person = people.first()
    if person is None:
        return None
    if person.invited_at is None:
        return person, None
    until = person.invited_at + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    return person, Invitation(person.invited_at, until)


@dataclass(frozen=True, slots=True)
class Called:
    """What the ids in a part of the record stand for today.

    :param people: name and account of an entry. :param accounts: name by account.
    """

    people: dict[int, tuple[str, int]]
    accounts: dict[int, str]
    offices: dict[int, str]
    groups: dict[int, str]


def called(council: Council, events: Iterable[AuditEvent]) -> Called:
    """The names for some events: three queries, however many they are."""
    events = list(events)
    entries = Person.objects.filter(
        Q(pk__in=_ids(event.person_id for event in events))
        | Q(user__in=_ids(event.actor_id for event in events)),
        council=council,
    ).values_list("pk", "name", "user_id")
    offices = Office.objects.filter(
        council=council, pk__in=_ids(event.data.get("office") for event in events)
    )
    groups = PoliticalGroup.objects.filter(
        council=council, pk__in=_ids(event.data.get("group") for event in events)
    )
    rows = list(entries)
    return Called(
        {pk: (name, user) for pk, name, user in rows},
        {user: name for _, name, user in rows},
        dict(offices.values_list("pk", "title")),
        dict(groups.values_list("pk", "name")),
    )


def _ids(found: Iterable[int | None]) -> list[int]:
    return [pk for pk in set(found) if pk is not None]
