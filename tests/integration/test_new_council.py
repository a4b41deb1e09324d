"""A council begins with an administrator and without a protocol."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client, override_settings

from concerns.actions import trial_council
from concerns.engine.protocol import Nation, Tier
from concerns.models import Council, Person
from tests.people import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

GIVEN: dict[str, Any] = {
    "nation": "wales", "tier": "parish", "administrator": "Ada Lund", "email": "ada@upton.example"
}  # fmt: skip


def test_the_administrator_of_a_new_council_is_invited() -> None:
    out = StringIO()

    call_command("create_council", "upton", "Upton Community Council", stdout=out, **GIVEN)

    person = Person.objects.get(council__slug="upton")
    assert (person.name, person.is_administrator) == ("Ada Lund", True)
    assert [message.to for message in mail.outbox] == [["ada@upton.example"]]
    assert "Ada Lund is invited" in out.getvalue()


@pytest.mark.parametrize(
    ("slug", "changed", "said"),
    [
        ("upton", {}, "There is already a council “upton”"),
        ("up ton", {}, "slug"),
        ("other", {"email": "ada"}, "valid email"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_makes_nothing(
    slug: str, changed: dict[str, Any], said: str
) -> None:
    Council.objects.create(slug="upton", name="Upton", nation="wales", tier="parish")

    with pytest.raises(CommandError, match=said):
        call_command("create_council", slug, "Another", **GIVEN | changed)
    assert Council.objects.count() == 1


def test_a_council_made_to_try_gets_people_and_no_protocol() -> None:
    first = trial_council.make(name="Upton", nation=Nation.WALES, tier=Tier.PARISH, at=NOON)
    second = trial_council.make(name="Upton", nation=Nation.WALES, tier=Tier.UNITARY, at=NOON)

    assert (first.slug, second.slug) == ("upton", "upton-2")
    assert first.protocols.count() == 0
    administrators = Person.objects.filter(council=first, is_administrator=True)
    assert administrators.count() == 2


@override_settings(DEMO=False)
def test_outside_the_demonstration_there_is_no_such_page() -> None:
    assert Client().get("/demo/council/").status_code == 404
