"""Requests for information that were refused, and who refused them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, QuerySet, Subquery

from concerns.engine import journey
from concerns.engine.decision import Decision
from concerns.engine.facts import Matter
from concerns.engine.plain import unplain
from concerns.engine.states import REFUSALS, State, StepState
from concerns.engine.working_days import local_date
from concerns.models import Concern, Person, Step
from concerns.sealing.store import hold

_SHOWN = 200  # characters of what was asked for, for a list


@dataclass(frozen=True, slots=True)
class Refused:
    """A request that was not granted, or not all of it.

    :param words: how what was asked for begins. :param office: by which it was decided; may be
        empty.
    """

    pk: int
    reference: str
    asked_on: date
    words: str
    decided_on: date
    outcome: str
    office: str


def of_raiser(raiser: Person) -> list[Refused]:
    """What somebody asked for and was refused, the latest first: one query.

    What of it is there to be read, row-level security decides.
    """
    decided = _decided(OuterRef("pk"))
    rows = (
        requests(raiser)
        .annotate(office=Subquery(decided.values("office")[:1]))
        .order_by("-closed_at", "-pk")
        .only("council_id", "reference", "sent_at", "what_happened", "closed_at", "outcome")
    )
    hold((row.council_id, row.pk) for row in rows)
    return [
        Refused(
            pk=row.pk,
            reference=row.reference,
            asked_on=local_date(row.sent_at),
            words=row.what_happened[:_SHOWN],
            decided_on=local_date(row.closed_at),
            outcome=row.outcome,
            office=row.office or "",
        )
        for row in rows
        if row.sent_at and row.closed_at  # the database sees to both
    ]


def requests(raiser: Person) -> QuerySet[Concern]:
    """Somebody's own requests for information that ended so."""
    return Concern.objects.filter(
        council=raiser.council_id,
        raiser=raiser,
        matter=Matter.ACCESS_REQUEST.value,
        state=State.CLOSED.value,
        outcome__in=[closing.value for closing in REFUSALS],
    )


def deciding_step(request: int) -> Step | None:
    """The step at which a request was refused, with what it needs to say by whom: one query."""
    return _decided(request).select_related("concern", "decision").first()


def refused_by(request: int) -> tuple[int, ...]:
    """The people who refused it: whoever had the step, or all who had it together."""
    step = deciding_step(request)
    if step is None:
        return ()
    if step.holder_id is not None:
        return (step.holder_id,)
    decision = unplain(step.decision.answer, Decision)
    ahead = journey.step_of(decision, step.key)
    if ahead is None:
        return ()
    takers = journey.takers(decision, ahead, step.concern.picked.get(step.key))
    return tuple(int(person) for person, _ in takers)


def _decided(request: int | OuterRef) -> QuerySet[Step]:
    return Step.objects.filter(
        concern=request, state=StepState.DONE.value, outcome=F("concern__outcome")
    ).order_by("-done_at", "-pk")
