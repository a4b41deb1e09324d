"""Closed work follows the office that closed it. Inside an engine scope, from actions only.

Whoever no longer holds the office no longer needs to know; whoever holds it now does, so that a
file is there when it is asked about and can be opened again. What somebody raised stays theirs.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from concerns.actions import _grants, _routing
from concerns.actions import notifications as post
from concerns.actions._recognising import recognise
from concerns.engine import journey
from concerns.engine.offices import GENERAL, Office
from concerns.engine.roster import Roster
from concerns.engine.states import Capacity, State
from concerns.models import Appointment, Concern, Council, Grant, Party, Person, Step, User
from concerns.permissions.concerns import OF_OFFICE


def follow_offices(council: Council, *, at: datetime, on: date, by: User | None) -> None:
    """End what former holders can see of closed work, and give it to those who hold the office now.

    :param on: the day, in the council's calendar.
    """
    _close_to_leavers(council, at=at, on=on, by=by)
    for grant in _perhaps_former(council, on):
        _, roster = _routing.ask(grant.concern, on=on)
        if not _holds(grant.person, grant.office, roster):
            _end(grant, at=at, by=by)
    for concern in _with_nobody(council):
        _give_to_successors(concern, at=at, on=on, by=by)


def _live(council: Council) -> QuerySet[Grant]:
    return (
        _grants.not_ended()
        .filter(council=council, state=State.CLOSED.value, capacity__in=OF_OFFICE)
        .select_related("concern__council", "concern__protocol", "concern__raiser", "person__user")
        .order_by("pk")
    )


def _close_to_leavers(council: Council, *, at: datetime, on: date, by: User | None) -> None:
    for grant in _live(council).filter(person__active_to__lte=on):
        _end(grant, at=at, by=by)


def _perhaps_former(council: Council, on: date) -> QuerySet[Grant]:
    """Those whose holders gave up some office, or manage nobody in it any more, and do not now hold
    the office they had it by.

    One seat may have two names, so the roster has the last word.
    """
    managed = Party.objects.filter(
        concern=OuterRef("concern"), person__line_manager=OuterRef("person")
    )
    manages = Q(concern__raiser__line_manager=F("person")) | Exists(managed)
    no_manager = Q(office=Office.LINE_MANAGER.value) & ~manages
    held = Appointment.objects.filter(council=council, person=OuterRef("person"))
    now = held.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), starts_on__lte=on)
    return (
        _live(council)
        .filter(Exists(held.filter(ends_on__lte=on)) | no_manager)
        .exclude(office="")
        .exclude(Exists(now.filter(office__code=OuterRef("office"))))
    )


def _holds(person: Person, office: str, roster: Roster) -> bool:
    code, them = Office(office), str(person.pk)
    return (
        code in GENERAL
        or code in roster.held_by(them)
        or any(entry.office is code and them in entry.holders for entry in roster.related)
    )


def _end(grant: Grant, *, at: datetime, by: User | None) -> None:
    _grants.end(
        concern=grant.concern,
        at=at,
        by=by,
        capacity=Capacity(grant.capacity),
        people=[grant.person],
    )
    post.cancel_for(concern=grant.concern, user=grant.person.user, at=at)


def _with_nobody(council: Council) -> QuerySet[Concern]:
    """Closed concerns that nobody who deals with such things can see."""
    handled = _grants.not_ended().filter(concern=OuterRef("pk"), capacity=Capacity.HANDLER.value)
    return (
        Concern.objects.filter(council=council, state=State.CLOSED.value, erased_at__isnull=True)
        .exclude(Exists(handled))
        .select_related("council", "protocol", "raiser")
        .order_by("pk")
    )


def _give_to_successors(concern: Concern, *, at: datetime, on: date, by: User | None) -> None:
    """To whoever the route would give its last step by the same office, and to nobody instead."""
    last = Step.objects.filter(concern=concern, began_on__isnull=False).order_by(
        F("done_at").desc(nulls_last=True), "-pk"
    ).first()  # fmt: skip
    if last is None or not last.office or Office(last.office) in GENERAL:
        return
    recognise(concern, at=at, by=by)
    decision, _ = _routing.ask(concern, on=on)
    ahead = journey.step_of(decision, last.key)
    takers = journey.takers(decision, ahead, concern.picked.get(last.key)) if ahead else ()
    holders = [int(person) for person, office in takers if office == last.office]
    for person in Person.objects.filter(council=concern.council, pk__in=holders):
        _grants.give(
            concern=concern,
            person=person,
            capacity=Capacity.HANDLER,
            reason=f"It was closed by the office of {last.office}, which they hold now.",
            office=last.office,
            at=at,
            by=by,
        )
    _grants.sync(concern)
