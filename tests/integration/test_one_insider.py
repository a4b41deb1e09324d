"""One insider alone, or unseen, does not change by which rules concerns go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from concerns.actions import protocols, trials, versions
from concerns.engine.facts import Nature
from concerns.engine.offices import Office
from concerns.engine.protocol import Status
from concerns.models import Protocol, Trial
from concerns.permissions.refusal import NotAllowed
from concerns.protocols.trying import Question
from concerns.selectors import protocols as selectors
from concerns.selectors import trials as reading
from tests.drafts import begun, writing
from tests.pages import Visitor, text
from tests.people import NOON, Town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

SOON = date(2026, 7, 1)
ASKED = Question(
    raised_by=(Office.OFFICER,),
    about=(Office.COUNCILLOR,),
    natures=frozenset({Nature.CONDUCT}),
)


@pytest.fixture
def place() -> Town:
    return writing("langport", "clerk", "officer")


@pytest.fixture
def first(place: Town) -> Protocol:
    """The version in force."""
    return Protocol.objects.get(council=place.council)


def offer(place: Town, row: Protocol) -> Protocol:
    return versions.offer(version=row, seen=row.digest, by=place["clerk"].user, at=NOON)


def adopt(place: Town, row: Protocol) -> Protocol:
    return protocols.adopt(
        protocol=row, in_force_from=SOON, by=place["officer"].user, at=NOON, seen=row.digest
    )


def save(place: Town, version: Protocol, name: str) -> Trial:
    return trials.save(version=version, name=name, question=ASKED, by=place["clerk"].user, at=NOON)


# ---------------------------------------------------------------- an offer that lies about


def test_an_offer_passed_over_for_another_version_is_used_by_nobody(
    place: Town, first: Protocol
) -> None:
    stale = offer(place, begun(place))
    now = selectors.engine_protocol(first)
    chosen = versions.begin(
        council=place.council,
        protocol=replace(now, version="2027"),
        by=place["clerk"].user,
        at=NOON,
    )
    adopt(place, offer(place, chosen))

    stale.refresh_from_db()
    assert stale.status == Status.DRAFT.value
    with pytest.raises(NotAllowed, match="Nobody has said yet"):
        adopt(place, stale)


# ---------------------------------------------------------------- tests taken away


def test_whoever_puts_a_version_in_force_reads_which_tests_were_removed(
    place: Town, first: Protocol
) -> None:
    trials.remove(trial=save(place, first, "It goes to the clerk"), by=place["clerk"].user, at=NOON)
    row = offer(place, begun(place))
    save(place, row, "It goes to the clerk")  # another answer under the same name

    said = text(Visitor(place["officer"]).get(f"/c/langport/protocols/{row.pk}/adopt/"))

    assert "Tests that were removed" in said
    assert f"It goes to the clerk: removed by {place['clerk'].name} on " in said


def test_a_removal_is_told_until_the_next_version_is_adopted(place: Town, first: Protocol) -> None:
    before = NOON - timedelta(days=1)
    trials.remove(trial=save(place, first, "An old one"), by=place["clerk"].user, at=before)
    assert [row.name for row in reading.removed(place.council)] == ["An old one"]

    adopt(place, offer(place, begun(place)))

    assert reading.removed(place.council) == []


# ---------------------------------------------------------------- who it was


def test_everybody_reads_which_two_people_put_a_version_in_force(place: Town) -> None:
    row = adopt(place, offer(place, begun(place)))

    said = text(Visitor(place["councillor"]).get(f"/c/langport/protocol/{row.version}/"))

    by, ready = place["officer"].name, place["clerk"].name
    assert f"{by}, after {ready} said that it was ready" in said


# ---------------------------------------------------------------- past the application

STATEMENTS = (
    "TRUNCATE concerns_ruleclause",
    "TRUNCATE concerns_rule CASCADE",
    "TRUNCATE concerns_clause CASCADE",
    "UPDATE concerns_protocol SET in_force_until = NULL WHERE status = 'superseded'",
    "UPDATE concerns_protocol SET in_force_until = '2026-12-31' WHERE status = 'superseded'",
    "UPDATE concerns_protocol SET in_force_until = in_force_from WHERE status = 'adopted'",
    "UPDATE concerns_protocol SET status = 'superseded' WHERE status = 'adopted'",
    "UPDATE concerns_rule SET protocol_id = (SELECT max(id) FROM concerns_protocol)"
    " WHERE protocol_id = (SELECT min(id) FROM concerns_protocol)",
)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_lets_nobody_bring_back_or_empty_a_version(
    place: Town, first: Protocol, statement: str
) -> None:
    adopt(place, offer(place, begun(place)))
    Protocol.objects.create(
        council=place.council, version="x", header={}, digest="x", status=Status.DRAFT.value
    )
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no check is left to stand in the way
        with (
            pytest.raises(DatabaseError, match="an adopted protocol never changes"),
            transaction.atomic(),
        ):
            cursor.execute(statement)
