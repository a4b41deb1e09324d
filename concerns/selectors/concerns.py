"""Reading one concern. Row-level security decides what is there to be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from concerns.engine.decision import Decision
from concerns.engine.plain import unplain
from concerns.engine.states import Capacity, State, StepState
from concerns.models import (
    AuditEvent,
    Concern,
    Duty,
    Grant,
    Message,
    Note,
    Party,
    Step,
    User,
)
from concerns.models import Decision as Row
from concerns.permissions import concerns as rule


def visible_to(user: User, on: date) -> QuerySet[Concern]:
    """The one rule of visibility, for concerns.

    The database applies its part of it by itself; asking it twice costs nothing and means that
    neither a forgotten filter nor a missing setting shows anything.
    """
    return Concern.objects.filter(pk__in=rule.live(user=user, on=on).values("concern_id"))


def by_reference(*, user: User, reference: str, on: date) -> Concern | None:
    """A concern the user may see; None for a stranger's and for one that is not there."""
    found = (
        visible_to(user, on)
        .select_related(
            "council", "protocol", "raiser__line_manager", "raiser__director", "filed_by"
        )
        .filter(reference=reference.upper())
    )
    # Not `first`: a reference is unique, and to put so wide a row in order costs as much as it.
    return next(iter(found), None)


def drafts_of(user: User, on: date) -> QuerySet[Concern]:
    """What the user has begun and not sent, the latest first."""
    return (
        visible_to(user, on)
        .filter(state=State.DRAFT.value)
        .select_related("council", "raiser")
        .order_by("-created_at")
    )


def raised_by(user: User, on: date) -> QuerySet[Grant]:
    """What the user has raised, from their grants, the latest first."""
    return (
        rule.live(user=user, on=on, capacity=Capacity.RAISER)
        .exclude(state=State.DRAFT.value)
        .select_related("concern__council")
        .order_by("-granted_at")
    )


def subjects(concern: Concern) -> list[Party]:
    """Whom it is about, or who is asked for something, with their managers. Never a witness."""
    return [party for party in parties(concern) if party.role != Party.Role.WITNESS]


def parties(concern: Concern) -> list[Party]:
    """Everybody it names, witnesses included, in the order they were named: one query."""
    named = Party.objects.filter(concern=concern).select_related(
        "person__line_manager", "person__director"
    )
    return sorted(named, key=lambda party: party.pk)


def current_step(concern: Concern) -> Step | None:
    """The step under way, with its holder."""
    return (
        Step.objects.filter(
            concern=concern, state__in=[StepState.CURRENT.value, StepState.ACKNOWLEDGED.value]
        )
        .select_related("holder")
        .first()
    )


@dataclass(frozen=True, slots=True)
class Route:
    """One decision as stored, with what became of its steps."""

    row: Row
    decision: Decision
    steps: tuple[Step, ...]


def routes(concern: Concern) -> list[Route]:
    """Every decision on the concern, the newest first: two queries."""
    rows = (
        Row.objects.filter(concern=concern)
        .order_by("-n")
        .prefetch_related(
            Prefetch("steps", queryset=Step.objects.select_related("holder").order_by("n"))
        )
    )
    return [Route(row, unplain(row.answer, Decision), tuple(row.steps.all())) for row in rows]


def duties(step: Step) -> list[Duty]:
    """The duties of a step, those before the decision first."""
    return list(Duty.objects.filter(step=step).select_related("person", "done_by").order_by("pk"))


def messages(concern: Concern) -> list[Message]:
    """What the raiser and the handler wrote, oldest first."""
    return list(
        Message.objects.filter(concern=concern).select_related("sender").order_by("sent_at", "pk")
    )


def question(concern: Concern) -> Message | None:
    """What the handler asked last, with who asked it; None if nothing was asked: one query."""
    asked = Message.objects.filter(concern=concern, is_question=True).select_related("sender")
    return asked.order_by("-sent_at", "-pk").first()


def notes(concern: Concern) -> list[Note]:
    """The handlers' file notes, newest first; the database shows them to nobody else."""
    return list(
        Note.objects.filter(concern=concern)
        .select_related("author")
        .order_by("-happened_on", "-pk")
    )


def events(concern: Concern, *, limit: int = 200) -> list[AuditEvent]:
    """The record of the concern, newest first. :param limit: at most so many rows."""
    return list(AuditEvent.objects.filter(concern_id=concern.pk).order_by("-at", "-pk")[:limit])
