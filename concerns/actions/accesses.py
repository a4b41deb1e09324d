"""Who read a concern and who acted on it, by what they were at the time.

For those who deal with it, and for the monitoring officer, who reads who and when and not what it
says. As with the figures, a concern about anybody who oversees the council, or in which one of
them has an interest, is not there for any of them: from what one finds and another does not, they
would learn of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from concerns.actions import readings
from concerns.actions._scope import engine_scope
from concerns.actions.oversight import readers
from concerns.engine.states import Act, Capacity, State
from concerns.engine.working_days import local_date
from concerns.models import Appointment, AuditEvent, Concern, Grant, Interest, Party, Person, User
from concerns.permissions import concerns as checks
from concerns.permissions.refusal import NotAllowed

PAGE = 25
_TYPES = ["concern.view", "concern.refused", "concern.no_interest"]
_TYPES += [f"concern.{act.value}" for act in Act]


@dataclass(frozen=True, slots=True)
class Access:
    """Somebody read it, did something to it, or was refused.

    :param name: empty for the person who raised it and for a respondent.
    :param seen_as: the capacities in which they could see it then; none if they could not.
    :param offices: what they held then, as the council calls it.
    """

    at: datetime
    type: str
    page: str
    sees: bool
    name: str
    seen_as: Sequence[Capacity]
    offices: tuple[str, ...]


@transaction.atomic
def of_case(*, concern: Concern, by: User, at: datetime, number: str | None) -> Page[Access]:
    """For whoever deals with it. That they read it is for the page itself to record.

    :param number: of the page, as the address has it.
    :raises NotAllowed: for anybody else.
    """
    with engine_scope():
        if not checks.sight(user=by, concern=concern, on=local_date(at)).handles:
            raise NotAllowed("Only the person dealing with it can see who has seen it.")
        return _accesses(concern, number)


@transaction.atomic
def for_oversight(
    *, person: Person, reference: str, by: User, at: datetime, number: str | None
) -> Page[Access] | None:
    """For the monitoring officer or their deputy; None for what is not there for them.

    :raises NotAllowed: for anybody else.
    """
    on = local_date(at)
    overseeing, called = readers(person.council, on)
    if person.pk not in overseeing:
        raise NotAllowed("Only the monitoring officer can see this page.")
    with engine_scope():
        theirs = Party.objects.filter(concern=OuterRef("pk"), person__in=called)
        interested = Interest.objects.filter(concern=OuterRef("pk"), person__in=called)
        concern = (
            # What was erased no longer says whom it was about, so it is there for nobody.
            Concern.objects.filter(
                council=person.council_id, reference=reference, erased_at__isnull=True
            )
            .exclude(state=State.DRAFT.value)
            .exclude(Q(raiser__in=called) | Q(filed_by__in=called))
            .exclude(Exists(theirs))
            .exclude(Exists(interested))
            .first()
        )
        if concern is None:
            readings.listed(page="access", by=by, at=at)
            return None
        readings.viewed(concern=concern, page="access", by=by, at=at)
        return _accesses(concern, number)


def _accesses(concern: Concern, number: str | None) -> Page[Access]:
    """A page of the record, newest first: five queries."""
    found = AuditEvent.objects.filter(
        concern_id=concern.pk, type__in=_TYPES, actor_id__isnull=False
    ).order_by("-at", "-pk")
    page: Page[AuditEvent] = Paginator(found, PAGE).get_page(number)
    events = list(page.object_list)
    users = {event.actor_id for event in events if event.actor_id is not None}
    grants = checks.ever(concern, users)
    people = Person.objects.filter(council=concern.council_id, user__in=users)
    names = dict(people.values_list("user_id", "name"))
    held = list(
        Appointment.objects.filter(council=concern.council_id, person__user__in=users)
        .select_related("office", "person")
        .order_by("starts_on", "pk")
    )
    shown = [_access(event, grants, names, held) for event in events]
    page.object_list = shown  # type: ignore[assignment]  # the same page, told
    return page  # type: ignore[return-value]


def _access(
    event: AuditEvent, grants: Iterable[Grant], names: dict[int, str], held: Iterable[Appointment]
) -> Access:
    mine = {
        Capacity(grant.capacity)
        for grant in grants
        if grant.user_id == event.actor_id
        and grant.granted_at <= event.at
        and (grant.ended_at is None or event.at <= grant.ended_at)
    }
    unnamed = checks.is_unnamed(mine)
    return Access(
        at=event.at,
        type=event.type,
        page=str(event.data.get("page", "")),
        sees=bool(event.data.get("sees")),
        name="" if unnamed else names.get(event.actor_id or 0, ""),
        seen_as=tuple(sorted(mine)),
        offices=() if unnamed else _offices(event, held, local_date(event.at)),
    )


def _offices(event: AuditEvent, held: Iterable[Appointment], on: date) -> tuple[str, ...]:
    then = [
        each.office.title
        for each in held
        if each.person.user_id == event.actor_id
        and each.starts_on <= on
        and (each.ends_on is None or on < each.ends_on)
    ]
    return tuple(dict.fromkeys(then))
