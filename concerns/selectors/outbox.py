"""What the sweep and the delivery read, and how the clockwork is doing.

Rows under row-level security are only seen where the caller has opened the engine's scope.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Exists, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from concerns.engine.states import Capacity, State, StepState
from concerns.models import (
    Appointment,
    Closure,
    Concern,
    Decision,
    Heartbeat,
    Interest,
    Notification,
    Party,
    Person,
    Step,
    User,
)
from concerns.permissions import concerns as rule
from concerns.sealing.store import hold
from concerns.selectors import namesakes

#: In these states the clock runs. Paused, it stands still.
RUNNING = (State.SENT, State.IN_HAND)
OPEN = (State.SENT, State.IN_HAND, State.PAUSED)

_INTEREST, _PERHAPS = "interest", "perhaps"  # beside the roles of a party

_STEP_FIELDS = (
    "state",
    "office",
    "holder_id",
    "began_on",
    "acknowledge_by",
    "due_on",
    "receipt",
    "council_id",
    "concern__reference",
    "concern__raiser_id",
    "concern__council__nation",
    "concern__protocol__digest",
)


@dataclass(frozen=True, slots=True)
class Held:
    """A step under way, with whoever may and may not hear of it.

    :param holders: pairs of person and account: those whose step it is, each with a live grant
        and an account in use, and neither its subject nor with an interest in it.
    :param kept_from: people who must not learn that it exists from us, or have no say in it.
    """

    step: Step
    holders: tuple[tuple[int, int], ...]
    kept_from: frozenset[int]


def steps_under_way(
    *, due_by: date, on: date, after: int = 0, limit: int = 1, concern: int | None = None
) -> list[Held]:
    """Steps whose clock runs and that have a date up to `due_by`, in order, in six queries.

    :param on: today: who may still know of it that day.
    :param after: only steps with a greater id, to read on from there.
    :param concern: only the step of this concern.
    """
    rows = Step.objects.filter(
        Q(due_on__lte=due_by) | Q(state=StepState.CURRENT.value, acknowledge_by__lte=due_by),
        state__in=[StepState.CURRENT.value, StepState.ACKNOWLEDGED.value],
        concern__state__in=[state.value for state in RUNNING],
        pk__gt=after,
    )
    if concern is not None:
        rows = rows.filter(concern=concern)
    steps = list(
        rows.select_related("concern__council", "concern__protocol")
        .only(*_STEP_FIELDS)  # never the words of a concern
        .order_by("pk")[:limit]
    )
    concerns = [step.concern_id for step in steps]
    handlers: dict[int, list[tuple[int, int]]] = {pk: [] for pk in concerns}
    held = rule.live(on=on, capacity=Capacity.HANDLER).filter(concern__in=concerns)
    for pk, person, user in held.values_list("concern_id", "person_id", "user_id"):
        handlers[pk].append((person, user))
    named = _named(concerns)
    return [_held(step, handlers[step.concern_id], named[step.concern_id]) for step in steps]


def _held(
    step: Step, handlers: Iterable[tuple[int, int]], named: Iterable[tuple[int, str]]
) -> Held:
    barred = {person for person, why in named if why in {Party.Role.SUBJECT, _INTEREST}}
    holders = tuple(
        (person, user)
        for person, user in handlers
        if person not in barred and step.holder_id in (None, person)
    )
    return Held(step, holders, frozenset(p for p, _ in named) | frozenset({step.concern.raiser_id}))


def _named(concerns: Iterable[int]) -> dict[int, list[tuple[int, str]]]:
    """For each concern, the people named in it or with an interest in it, and why; four queries.

    With them, whoever might be one of these under another entry or in other words.
    """
    found: dict[int, list[tuple[int, str]]] = {pk: [] for pk in concerns}
    names: dict[int, set[str]] = {pk: set() for pk in found}
    said: dict[int, set[str]] = {pk: set() for pk in found}
    councils: dict[int, int] = {}
    parties = list(Party.objects.filter(concern__in=found).select_related("person"))
    hold((party.council_id, party.concern_id) for party in parties if party.person is None)
    for party in parties:
        pk = party.concern_id
        councils[pk] = party.council_id
        if party.person is not None:
            found[pk].append((party.person.pk, party.role))
            names[pk].add(party.person.name)
        if party.role == Party.Role.SUBJECT:
            names[pk].add(party.filed_as)
            said[pk].add(party.name)
    interests = Interest.objects.filter(concern__in=found).select_related("person")
    for interest in interests:
        pk = interest.concern_id
        councils[pk] = interest.council_id
        found[pk].append((interest.person_id, _INTEREST))
        names[pk].add(interest.person.name)
    people = _called(councils.values())
    for pk, council in councils.items():
        sure = {person for person, _ in found[pk]}
        found[pk] += [
            (person, _PERHAPS)
            for person, name, titles in people.get(council, ())
            if person not in sure
            and namesakes.is_perhaps(name=name, titles=titles, names=names[pk], said=said[pk])
        ]
    return found


def _called(councils: Iterable[int]) -> dict[int, list[tuple[int, str, list[str]]]]:
    """Everybody on these councils' registers: their name and their offices' titles; two queries."""
    wanted = set(councils)
    titles: dict[int, list[str]] = {}
    held = Appointment.objects.filter(council__in=wanted).values_list("person_id", "office__title")
    for person, title in held if wanted else ():
        titles.setdefault(person, []).append(title)
    found: dict[int, list[tuple[int, str, list[str]]]] = {}
    people = Person.objects.filter(council__in=wanted).values_list("council_id", "pk", "name")
    for council, person, name in people if wanted else ():
        found.setdefault(council, []).append((person, name, titles.get(person, [])))
    return found


def kept_from(concerns: Iterable[Concern]) -> dict[int, set[int]]:
    """For each concern, everybody who must not learn of it from us: its raiser, whoever filed it,
    those named in it or with an interest, and whoever might be one of these; four queries."""
    rows = list(concerns)
    named = _named([row.pk for row in rows])
    return {
        row.pk: {row.raiser_id, *(person for person, _ in named[row.pk])}
        | ({row.filed_by_id} if row.filed_by_id is not None else set())
        for row in rows
    }


def closures(council: int) -> list[tuple[date, str]]:
    """The days the council's office is closed, each with its reason."""
    return list(Closure.objects.filter(council=council).values_list("day", "name"))


def accounts(council: int) -> dict[int, int]:
    """The account in use of each person of the council's register."""
    rows = Person.objects.filter(council=council, user__is_active=True)
    return dict(rows.values_list("pk", "user_id"))


# ---------------------------------------------------------------- whom an alarm tells


def administrators_for(concern: Concern, *, on: date) -> list[User]:
    """The council's administrators who may be told that a concern has nobody to deal with it."""
    kept_from = {concern.raiser_id, *(person for person, _ in _named([concern.pk])[concern.pk])}
    people = (
        Person.objects.filter(
            Q(active_to__isnull=True) | Q(active_to__gt=on),
            council=concern.council_id,
            is_administrator=True,
            active_from__lte=on,
            user__is_active=True,
        )
        .exclude(pk__in=kept_from)
        .select_related("user")
        .order_by("pk")
    )
    return [person.user for person in people]


def last_decision(concern: Concern) -> int:
    """The number of the latest decision; 0 before the first."""
    return Decision.objects.filter(concern=concern).aggregate(n=Max("n"))["n"] or 0


def without_alarm(*, kind: str, after: int, limit: int) -> list[Concern]:
    """Concerns that nobody can deal with and nobody was told of since the latest decision."""
    newest = (
        Decision.objects.filter(concern=OuterRef("concern")).order_by("-n").values("made_at")[:1]
    )
    told = Notification.objects.filter(
        concern=OuterRef("pk"),
        kind=kind,
        created_at__gte=Coalesce(Subquery(newest), F("concern__created_at")),
    )
    return list(
        Concern.objects.filter(~Exists(told), state=State.NEEDS_HANDLER.value, pk__gt=after)
        .only("reference", "council_id", "raiser_id")
        .order_by("pk")[:limit]
    )


# ---------------------------------------------------------------- may they still know?


def was_on_register(council: int, *, user: int) -> bool:
    """Whether the account stands, stood or will stand on the council's register.

    Who was taken off it is told too: that is when it matters most.
    """
    return Person.objects.filter(council=council, user=user).exists()


# ---------------------------------------------------------------- is the clock going?


def silent_parts(*, at: datetime) -> list[str]:
    """The names of the tasks that have not run for three of their intervals, or never."""
    last = dict(Heartbeat.objects.values_list("name", "at"))
    silent = []
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        task, seconds = str(entry["task"]), int(str(entry["schedule"]))
        beat = last.get(task)
        if beat is None or at - beat > timedelta(seconds=3 * seconds):
            silent.append(task)
    return sorted(silent)
