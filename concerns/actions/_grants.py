"""Giving and ending the grants of one concern. Inside an engine scope, from actions only.

Whether a grant counts is for the one rule to say (`permissions.concerns`); here the rows are kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet

from concerns.actions import _audit
from concerns.engine.facts import Matter
from concerns.engine.protocol import Capacity as Role
from concerns.engine.states import Capacity, State, StepState
from concerns.models import Concern, Grant, Party, Person, Step, User
from concerns.permissions.refusal import NotAllowed


def not_ended() -> QuerySet[Grant]:
    """The grants that nobody ended, whether or not their people may still use them."""
    return Grant.objects.filter(ended_at__isnull=True)


def handlers(concern: Concern) -> QuerySet[Grant]:
    """Of these, whose it is to deal with a concern."""
    return not_ended().filter(concern=concern, capacity=Capacity.HANDLER.value)


def give(
    *,
    concern: Concern,
    person: Person,
    capacity: Capacity,
    reason: str,
    at: datetime,
    by: User | None,
    office: str = "",
) -> Grant:
    """Let a person see the concern, unless they already do in that capacity.

    The database refuses a handler's grant to somebody the concern is about; it cannot read the
    words about somebody who was not found on the register, so those are compared here.

    :raises NotAllowed: if the words about a subject are this person's name.
    """
    there = not_ended().filter(concern=concern, user_id=person.user_id)
    found = there.filter(capacity=capacity.value).first()
    if found is not None:
        return found
    if capacity not in {Capacity.RAISER, Capacity.RESPONDENT} and _is_meant(concern, person):
        raise NotAllowed("The person a concern is about cannot be given it.")
    grant = Grant.objects.create(
        council_id=concern.council_id,
        concern=concern,
        user_id=person.user_id,
        person=person,
        capacity=capacity.value,
        reason=reason,
        office=office,
        granted_at=at,
        state=concern.state,
        matter=concern.matter,
        received_on=concern.received_on,
    )
    _audit.record(
        "grant.give", at=at, by=by, concern=concern, person=person, capacity=capacity.value
    )
    return grant


def _is_meant(concern: Concern, person: Person) -> bool:
    """Whether the raiser's words about a subject are the name of this person."""
    in_words = Party.objects.filter(concern=concern, role=Party.Role.SUBJECT).exclude(name="")
    return person.name.casefold() in {party.name.strip().casefold() for party in in_words}


def end(
    *,
    concern: Concern,
    at: datetime,
    by: User | None,
    capacity: Capacity,
    people: Iterable[Person] | None = None,
    but: Iterable[Person] = (),
) -> list[Person]:
    """End the grants of a capacity: of these people, or of everyone but those.

    :return: the people whose grant ended.
    """
    live = not_ended().filter(concern=concern, capacity=capacity.value).select_related("person")
    if people is not None:
        live = live.filter(person__in=list(people))
    ended = [g for g in live if g.person_id not in {p.pk for p in but}]
    for grant in ended:
        grant.ended_at = at
        grant.is_mine = False
        grant.save(update_fields=["ended_at", "is_mine"])
        _audit.record(
            "grant.end",
            at=at,
            by=by,
            concern=concern,
            person=grant.person,
            capacity=capacity.value,
        )
    return [grant.person for grant in ended]


def forget(draft: Concern) -> None:
    """Take away the grants of a draft that is deleted."""
    Grant.objects.filter(concern=draft).delete()


def sync(concern: Concern) -> None:
    """Copy onto every live grant what the queues filter and sort by."""
    step = (
        Step.objects.filter(
            concern=concern, state__in=[StepState.CURRENT.value, StepState.ACKNOWLEDGED.value]
        )
        .only("holder_id", "due_on", "acknowledge_by", "state", "n", "capacity")
        .first()
    )
    is_open = concern.state != State.CLOSED.value
    # A respondent's tells nothing of where the concern stands: the grant is theirs to read.
    live = not_ended().filter(concern=concern).exclude(capacity=Capacity.RESPONDENT.value)
    live.update(
        state=concern.state,
        matter=concern.matter,
        is_open=is_open,
        is_mine=False,
        is_review=step is not None and _is_review(concern, step),
        received_on=concern.received_on,
        due_on=_due_on(concern, step) if step and is_open else None,
    )
    if step is not None and is_open:
        holding = handlers(concern)
        if step.holder_id is not None:
            holding = holding.filter(person_id=step.holder_id)
        holding.update(is_mine=True)


def _is_review(concern: Concern, step: Step) -> bool:
    """Whether the step is for somebody who looks at what was escalated, hears, or judges people.

    To grant or refuse what was asked for is everyday work, until it is taken further.
    """
    judges = concern.matter == Matter.CONCERN.value and step.capacity == Role.DECIDE.value
    if judges or step.capacity in {Role.HEAR.value, Role.REVIEW.value}:
        return True
    return Step.objects.filter(concern=concern, state=StepState.DONE.value).exists()


def _due_on(concern: Concern, step: Step) -> date | None:
    """While it waits for information nobody can acknowledge it, so no date asks them to."""
    return step.due_on if concern.state == State.PAUSED.value else next_date(step)


def next_date(step: Step) -> date | None:
    """The next date that matters: to acknowledge by, then the day it is due."""
    if step.state == StepState.CURRENT.value and step.acknowledge_by is not None:
        if step.due_on is None:
            return step.acknowledge_by
        return min(step.acknowledge_by, step.due_on)
    return step.due_on
