"""One insider alone, or unseen, does not change by which rules concerns go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from concerns.actions import councils, documents, protocols, trials, versions
from concerns.engine.facts import Nature
from concerns.engine.offices import Kind, Office
from concerns.engine.protocol import Nation, Status, Tier
from concerns.models import Protocol, Trial
from concerns.permissions.refusal import NotAllowed
from concerns.protocols.importer.passages import Imported
from concerns.protocols.trying import Question
from concerns.selectors import protocols as selectors
from concerns.selectors import trials as reading
from tests.drafts import begun, writing
from tests.pages import Visitor, text
from tests.people import NOON, Town, person
from tests.roles import owner

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


def adopt(place: Town, row: Protocol, first_day: date = SOON) -> Protocol:
    return protocols.adopt(
        protocol=row, in_force_from=first_day, by=place["officer"].user, at=NOON, seen=row.digest
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


def test_an_offer_of_somebody_who_lost_the_right_is_used_by_nobody(
    place: Town, first: Protocol
) -> None:
    row = offer(place, begun(place))
    place["clerk"].is_administrator = False
    place["clerk"].save()

    with pytest.raises(protocols.CannotAdopt, match="no longer an administrator"):
        adopt(place, row)


# ---------------------------------------------------------------- when it holds

TODAY = NOON.date()


@pytest.mark.parametrize(
    ("first_day", "why"),
    [
        (TODAY - timedelta(days=1), "went by version undated until today.*today or later"),
        (TODAY + timedelta(days=367), "within a year"),
        (date(2206, 7, 1), "within a year"),
    ],
)
def test_a_version_holds_neither_from_days_that_went_by_another_nor_from_far_ahead(
    place: Town, first_day: date, why: str
) -> None:
    with pytest.raises(protocols.CannotAdopt, match=why) as refused:
        adopt(place, offer(place, begun(place)), first_day)
    assert refused.value.field == "in_force_from"


def test_a_version_may_hold_from_today(place: Town) -> None:
    assert adopt(place, offer(place, begun(place)), TODAY).in_force_from == TODAY


def test_a_first_version_may_hold_from_a_day_long_past(place: Town) -> None:
    """The council had it before it had the portal."""
    council = councils.set_up(
        slug="newly", name="Newly", nation=Nation.ENGLAND, tier=Tier.PARISH, by=None, at=NOON
    )
    one, two = (
        person(council, name, Kind.OFFICER, is_administrator=True) for name in ("Ann Ash", "Bo Elm")
    )
    now = selectors.engine_protocol(Protocol.objects.get(council=place.council))
    row = versions.begin(
        council=council, protocol=replace(now, council="newly"), by=one.user, at=NOON
    )
    row = versions.offer(version=row, seen=row.digest, by=one.user, at=NOON)

    row = protocols.adopt(
        protocol=row, in_force_from=date(2020, 5, 1), by=two.user, at=NOON, seen=row.digest
    )

    assert row.status == Status.ADOPTED.value


def test_no_document_is_put_under_a_version_in_force(place: Town, first: Protocol) -> None:
    imported = Imported(title="Another", passages=(), warnings=())
    with pytest.raises(versions.CannotChange, match="was adopted"):
        documents.take_in(
            version=first, imported=imported, name="x.txt", kind="text",
            by=place["clerk"].user, at=NOON,
        )  # fmt: skip


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
    protocol = selectors.engine_protocol(first)
    _, removed = reading.failing_and_removed(place.council, protocol, TODAY)
    assert [row.name for row in removed] == ["An old one"]

    adopt(place, offer(place, begun(place)))

    assert reading.failing_and_removed(place.council, protocol, TODAY) == ([], [])
    after = NOON + timedelta(days=1)
    trials.remove(trial=save(place, first, "Another"), by=place["clerk"].user, at=after)
    _, removed = reading.failing_and_removed(place.council, protocol, TODAY)
    assert [row.name for row in removed] == ["Another"]


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
    with owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no check is left to stand in the way
        with (
            pytest.raises(DatabaseError, match="an adopted protocol never changes"),
            transaction.atomic(),
        ):
            cursor.execute(statement)
