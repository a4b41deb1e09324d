"""Whom one can be in the demonstration, as it lists them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from concerns.engine.offices import Kind, Office
from concerns.models import Appointment, Council
from concerns.selectors import demonstration
from tests.people import NOON, appoint, person

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

TODAY = NOON.date()


@pytest.mark.parametrize(("last_day", "what"), [(1, "Mayor"), (-1, "Councillor")])
def test_somebody_is_listed_by_the_office_they_hold_until_its_last_day(
    last_day: int, what: str
) -> None:
    council = Council.objects.create(slug="upton", name="Upton", nation="england", tier="parish")
    holder = person(council, "Bea Lowe", Kind.COUNCILLOR)
    held = appoint(holder, Office.CHAIR, "Mayor")
    until = TODAY + timedelta(days=last_day + 1)
    Appointment.objects.filter(pk=held.pk).update(ends_on=until)
    (listed,) = demonstration.by_council(TODAY, domain=holder.user.email.partition("@")[2])
    assert [one.what for one in listed.people if one.name == "Bea Lowe"] == [what]
    (listed,) = demonstration.by_council(TODAY, domain="demo.example")  # theirs is another
    assert listed.people == ()
