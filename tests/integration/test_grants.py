"""Giving a grant: to nobody whom the raiser's words about a subject name."""

from __future__ import annotations

import pytest
from django.db import transaction

from concerns.actions import _grants
from concerns.actions._drafting import CannotBeNamed, Named
from concerns.actions._scope import engine_scope
from concerns.engine.offices import Kind
from concerns.engine.states import Capacity
from concerns.models import Party, Person
from concerns.permissions.refusal import NotAllowed
from tests.people import NOON, draft, town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]


@pytest.mark.parametrize("capacity", [each for each in Capacity if each is not Capacity.RAISER])
def test_nobody_is_given_what_is_about_them_by_name(capacity: Capacity) -> None:
    place = town("banbury")
    named, other = place["clerk"], place["officer"]
    concern = draft(place["councillor"], [place["junior"]])
    with engine_scope():
        Party.objects.create(
            council=concern.council,
            concern=concern,
            name=f"  {named.name.upper()} ",
            role=Party.Role.SUBJECT,
            kind=Kind.OFFICER.value,
        )

        def give(person: Person) -> None:
            with transaction.atomic():
                _grants.give(
                    concern=concern,
                    person=person,
                    capacity=capacity,
                    reason="Theirs.",
                    at=NOON,
                    by=None,
                )

        if capacity is Capacity.RESPONDENT:
            give(named)  # their own part is for them
        else:
            with pytest.raises(NotAllowed, match="a concern is about"):
                give(named)
        give(other)


def test_a_name_that_fills_pages_is_refused_whoever_sends_it() -> None:
    Named(Kind.OFFICER, name="x" * 200)
    with pytest.raises(CannotBeNamed, match="200 characters or fewer"):
        Named(Kind.OFFICER, name="x" * 201)
