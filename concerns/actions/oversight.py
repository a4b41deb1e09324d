"""What the monitoring officer sees of a council: counts and states, never content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q

from concerns.actions import _audit
from concerns.actions._scope import engine_scope
from concerns.engine.offices import Office as Code
from concerns.engine.states import State, StepState
from concerns.engine.working_days import local_date
from concerns.models import (
    Appointment,
    Concern,
    Council,
    Evidence,
    Interest,
    Party,
    Person,
    Step,
    User,
)
from concerns.permissions.refusal import NotAllowed
from concerns.selectors.evidence import waiting_too_long
from concerns.selectors.namesakes import same_name

_OVERSEERS = [Code.MONITORING_OFFICER.value, Code.DEPUTY_MONITORING_OFFICER.value]


@dataclass(frozen=True, slots=True)
class Figures:
    """How many concerns a council has in each state, those about whoever may read this left out.

    :param disputed: of them, those whose raiser thinks that the route was wrong.
    :param unscanned: of them, those with a file that has waited too long for the scanner.
    """

    by_state: dict[str, int]
    overdue: int
    disputed: int
    total: int
    unscanned: int


def readers(council: Council, on: date) -> tuple[set[int], set[int]]:
    """Who oversees the council that day, and these with every entry of their names; one query."""
    overseeing = Appointment.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=on),
        person=OuterRef("pk"),
        office__code__in=_OVERSEERS,
        starts_on__lte=on,
    )
    people = list(
        Person.objects.filter(council=council)
        .annotate(oversees=Exists(overseeing))
        .values_list("pk", "name", "oversees")
    )
    readers = {person: name for person, name, oversees in people if oversees}
    called = {
        person
        for person, name, _ in people
        if any(same_name(name, other) for other in readers.values())
    }
    return set(readers), called | set(readers)


@transaction.atomic
def figures(*, council: Council, person: Person, by: User, at: datetime) -> Figures:
    """Count a council's concerns by state.

    What is about anybody who may read the figures, or what they declared an interest in, is not
    counted: a number that grows tells somebody that a concern about them exists, and so does one
    that is smaller than what the officer's deputy reads.

    :raises NotAllowed: for anybody but the monitoring officer or their deputy.
    """
    on = local_date(at)
    overseeing, called = readers(council, on)
    if person.pk not in overseeing:
        raise NotAllowed("Only the monitoring officer can see this page.")
    with engine_scope():
        about_readers = Party.objects.filter(concern=OuterRef("pk"), person__in=called)
        interested = Interest.objects.filter(concern=OuterRef("pk"), person__in=called)
        counted = (
            # What was erased no longer says whom it was about.
            Concern.objects.filter(council=council, erased_at__isnull=True)
            .exclude(state=State.DRAFT.value)
            .exclude(Exists(about_readers))
            .exclude(Exists(interested))
        )
        states = dict(
            counted.values_list("state").annotate(number=Count("pk")).values_list("state", "number")
        )
        late = Step.objects.filter(concern=OuterRef("pk")).filter(
            Q(state=StepState.CURRENT.value, acknowledge_by__lt=on)
            | Q(state__in=[StepState.CURRENT.value, StepState.ACKNOWLEDGED.value], due_on__lt=on)
        )
        # While a concern waits for information its clock stands still.
        still = [State.CLOSED.value, State.PAUSED.value]
        overdue = counted.exclude(state__in=still).filter(Exists(late)).count()
        waiting = Evidence.objects.filter(waiting_too_long(), concern=OuterRef("pk"))
        noted = counted.aggregate(
            disputed=Count("pk", filter=~Q(route_wrong="")),
            unscanned=Count("pk", filter=Exists(waiting)),
        )
        _audit.record("oversight.view", at=at, by=by, council=council, person=person)
    return Figures(
        by_state=states,
        overdue=overdue,
        disputed=noted["disputed"],
        total=sum(states.values()),
        unscanned=noted["unscanned"],
    )
