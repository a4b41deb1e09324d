"""When the holder of an office changes, open work moves to the new holder."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from concerns.actions import _audit, _closed, _grants, _routing
from concerns.actions import notifications as post
from concerns.actions._recognising import recognise
from concerns.actions._scope import engine_scope
from concerns.actions._work import current_step
from concerns.engine import journey
from concerns.engine.states import State, StepState
from concerns.engine.working_days import local_date
from concerns.models import Absence, Appointment, Concern, Council, Person, Step, User
from concerns.models import Decision as Row

_OPEN = [
    State.SENT.value, State.IN_HAND.value, State.PAUSED.value, State.NEEDS_HANDLER.value,
]  # fmt: skip


def follow_register(*, since: date, at: datetime) -> int:
    """Do the same where an appointment, an absence or a place on the register has begun or ended
    by itself.

    :param since: the last day this was done; what began or ended after it is looked at.
    :return: how many concerns moved.
    """
    days = (since + timedelta(days=1), local_date(at))
    turned = Q(starts_on__range=days) | Q(ends_on__range=days)
    moved = Q(active_from__range=days) | Q(active_to__range=days)
    found = (
        Appointment.objects.filter(turned),
        Absence.objects.filter(turned),
        Person.objects.filter(moved),
    )
    councils = {pk for rows in found for pk in rows.values_list("council_id", flat=True)}
    return sum(
        hand_over(council=council, at=at, by=None)
        for council in Council.objects.filter(pk__in=councils).order_by("pk")
    )


@transaction.atomic
def hand_over(*, council: Council, at: datetime, by: User | None) -> int:
    """Route every open concern of a council again and move what has a new holder; what is closed
    follows the office that closed it.

    Called after any change to the register: an appointment, an end, an absence. What still has
    the right people is left as it is.

    :return: how many concerns moved; not to be shown to somebody who may not see them.
    """
    moved = 0
    Council.objects.select_for_update(no_key=True).get(pk=council.pk)
    with engine_scope():
        open_concerns = (
            Concern.objects.select_for_update(of=("self",))
            .select_related("council", "protocol", "raiser")
            .filter(council=council, state__in=_OPEN)
            .order_by("pk")
        )
        for concern in open_concerns:
            moved += _move(concern, at=at, by=by)
        _closed.follow_offices(council, at=at, on=local_date(at), by=by)
    return moved


def _move(concern: Concern, *, at: datetime, by: User | None) -> bool:
    recognise(concern, at=at, by=by)
    step = current_step(concern)
    decision, roster = _routing.ask(concern, on=local_date(at))
    ahead = journey.step_of(decision, step.key) if step else None
    ahead = ahead or journey.first_step(
        decision, informal_done=concern.informal_tried in {"yes", "unsafe"}
    )
    if ahead is None:
        return False
    takers = {
        int(person) for person, _ in journey.takers(decision, ahead, concern.picked.get(ahead.key))
    }
    holders = set(_grants.handlers(concern).values_list("person_id", flat=True))
    if (holders and holders <= takers) or (not takers and not holders):
        return False
    if step is not None:
        step.state = StepState.PASSED.value
        step.save(update_fields=["state"])
    row = _routing.keep(
        concern, decision, roster, cause=Row.Cause.HAND_OVER, at=at, by=by, person=None
    )
    state = _routing.begin(concern, row, decision, ahead, at=at, by=by)
    if step is not None:
        _routing.carry_over(step, Step.objects.get(decision=row, key=ahead.key))
    waits = concern.state == State.PAUSED.value and step is not None and step.key == ahead.key
    if waits and state is State.SENT:
        state = State.PAUSED  # what the raiser was asked is still to be answered
    concern.state = state.value
    concern.paused_on = concern.paused_on if state is State.PAUSED else None
    concern.version += 1
    concern.save(update_fields=["state", "paused_on", "version"])
    if state is State.NEEDS_HANDLER:
        post.alarm(concern=concern, at=at)
    # In the words of any change: an interest that was declared must not be told from this.
    post.queue(
        kind=post.Kind.CHANGED,
        concern=concern,
        user=concern.raiser.user,
        at=at,
        discriminator=f"v{concern.version}",
    )
    _grants.sync(concern)
    _audit.record("concern.hand_over", at=at, by=by, concern=concern, after=state.value)
    return True
