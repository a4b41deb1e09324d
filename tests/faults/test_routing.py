"""Nobody gets what is about them, whatever the council looks like and whatever happens (F19)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings

from concerns.actions._scope import engine_scope
from concerns.models import Concern, Grant, Interest, Party
from concerns.permissions.concerns import OF_OFFICE
from tests.faults import size
from tests.faults.organisations import Organisation, Plan, happen, organised, plans, wrong
from tests.outbox import unguarded
from tests.people import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.faults, pytest.mark.integration]

WHOLE = 2000
quiet = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


@dataclass
class Tally:
    organisations: int = 0
    concerns: int = 0
    steps: int = 0
    refusals: int = 0
    wrong: list[str] = field(default_factory=list)


def test_no_organisation_routes_to_whom_it_is_about(
    record_property: Callable[[str, object], None],
) -> None:
    tally = Tally()

    @settings(max_examples=size.of(WHOLE, few=20), suppress_health_check=quiet)
    @given(plans)
    def tried(plan: Plan) -> None:
        with organised(plan) as place:
            found = wrong(place)
            for what, one, other in plan[-1]:
                happen(place, what, one, other)
                found += [f"after {what}: {each}" for each in wrong(place)]
            tally.refusals += refused_by_the_database(place)
            tally.organisations += 1
            tally.concerns += place.filed
            tally.steps += len(place.done)
            tally.wrong += found
        assert not found, (found, plan)

    tried()
    record_property("promise", "G2")
    record_property(
        "figure",
        f"{len(tally.wrong)} of {tally.organisations} organisations with {tally.concerns} concerns"
        f" and {tally.steps} changes routed to a subject or a conflict, or stuck without alarm;"
        f" the database itself refused {tally.refusals} of {tally.refusals} such grants",
    )
    assert tally.organisations >= size.of(WHOLE, few=15)
    assert min(tally.steps, tally.refusals) > 0


def refused_by_the_database(place: Organisation) -> int:
    """Try to give each concern to everybody it may not go to, past the application."""
    refused = 0
    with engine_scope():
        concerns = list(Concern.objects.filter(council=place.council).exclude(state="draft"))
        for concern in concerns:
            barred = {p.person for p in Party.objects.filter(concern=concern, role="subject")}
            barred |= {i.person for i in Interest.objects.filter(concern=concern)}
            for person in barred:
                for capacity in OF_OFFICE:
                    refusal = pytest.raises(DatabaseError, match="cannot be given it")
                    with refusal, transaction.atomic():
                        give(concern, person, capacity)
                    refused += 1
    return refused


def give(concern: Concern, person: object, capacity: str) -> None:
    Grant.objects.create(
        council_id=concern.council_id, concern=concern, user=person.user, person=person,
        capacity=capacity, reason="Past the application.", granted_at=NOON,
        state=concern.state, matter=concern.matter,
    )  # fmt: skip


PLAN: Plan = ("banbury", 6, [0, 1, 2, 3, 4, 5] * 2 + [0, 1], (4, [5]), [])


@pytest.mark.parametrize("fault", ["subject", "nobody", "no alarm"])
def test_what_must_never_be_would_be_found(fault: str) -> None:
    with organised(PLAN) as place, engine_scope():
        concern = Concern.objects.get(council=place.council)
        assert wrong(place) == []
        if fault == "subject":
            with unguarded("concerns_grant", "no_subject_handles"):
                give(concern, place.people[5], "handler")
        if fault == "nobody":
            Grant.objects.filter(concern=concern, capacity="handler").update(ended_at=NOON)
        if fault == "no alarm":
            Concern.objects.filter(pk=concern.pk).update(state="needs_handler")
        assert wrong(place)
