"""Writing a version: every change holds together, and two people put it in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from concerns.actions import protocols, versions
from concerns.engine import protocol as engine
from concerns.engine.offices import Kind, Office
from concerns.models import Protocol
from concerns.permissions.refusal import NotAllowed
from concerns.protocols import editing
from concerns.selectors import protocols as selectors
from tests.drafts import begun, writing
from tests.people import NOON, Town, person, town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

SOON = date(2026, 7, 1)


@pytest.fixture
def place() -> Town:
    return writing("langport", "clerk", "officer")


@pytest.fixture
def draft(place: Town) -> Protocol:
    """A new version, begun by the clerk from the one in force."""
    return begun(place)


def keep(place: Town, row: Protocol, protocol: engine.Protocol, *, seen: str = "") -> Protocol:
    return versions.keep(
        version=row, protocol=protocol, seen=seen or row.digest, by=place["clerk"].user, at=NOON
    )


def adopt(row: Protocol, who: Town | object, **more: object) -> Protocol:
    return protocols.adopt(
        protocol=row,
        in_force_from=SOON,
        by=who,  # type: ignore[arg-type]
        at=NOON,
        **{"seen": row.digest, **more},  # type: ignore[arg-type]
    )


def test_a_change_is_stored_whole_and_read_back(place: Town, draft: Protocol) -> None:
    was = selectors.engine_protocol(draft)
    clause = engine.Clause("1.9", "1.9", "General", "New words.", "The new words.")
    changed = editing.put_clause(was, clause, after=was.clauses[0].id)

    row = keep(place, draft, changed)

    assert selectors.engine_protocol(row) == changed
    assert row.digest != draft.digest


def test_a_change_of_what_somebody_else_changed_is_refused(place: Town, draft: Protocol) -> None:
    was = selectors.engine_protocol(draft)
    keep(place, draft, replace(was, title="Another title"))

    with pytest.raises(versions.CannotChange, match="You yourself, in another window"):
        keep(place, draft, replace(was, title="A third title"), seen=draft.digest)


def test_a_change_that_does_not_hold_together_is_refused(place: Town, draft: Protocol) -> None:
    was = selectors.engine_protocol(draft)

    with pytest.raises(versions.CannotChange, match="There is no clause"):
        keep(place, draft, replace(was, clauses=was.clauses[:1]))
    assert selectors.engine_protocol(draft) == was


def test_a_version_in_force_cannot_be_changed(place: Town) -> None:
    adopted = Protocol.objects.get(council=place.council)
    now = selectors.engine_protocol(adopted)

    with pytest.raises(versions.CannotChange, match="was adopted, and cannot change"):
        keep(place, adopted, replace(now, title="Other"))


def test_only_an_administrator_writes(place: Town, draft: Protocol) -> None:
    was = selectors.engine_protocol(draft)

    with pytest.raises(NotAllowed):
        versions.keep(
            version=draft,
            protocol=replace(was, title="Mine"),
            seen=draft.digest,
            by=place["councillor"].user,
            at=NOON,
        )


def test_one_person_alone_never_puts_a_version_in_force(place: Town, draft: Protocol) -> None:
    clerk = place["clerk"].user
    with pytest.raises(NotAllowed, match="Nobody has said yet"):
        adopt(draft, clerk)
    row = versions.offer(version=draft, seen=draft.digest, by=clerk, at=NOON)

    with pytest.raises(NotAllowed, match="somebody else has to put it in force"):
        adopt(row, clerk)


def test_a_second_administrator_puts_it_in_force(place: Town, draft: Protocol) -> None:
    row = versions.offer(version=draft, seen=draft.digest, by=place["clerk"].user, at=NOON)

    row = adopt(
        row,
        place["officer"].user,
        adopted_on=date(2026, 5, 28),
        minute="28 May 2026, item 7",
        review_due=date(2027, 7, 1),
    )

    assert row.status == engine.Status.ADOPTED.value
    assert (row.minute, row.review_due) == ("28 May 2026, item 7", date(2027, 7, 1))
    old = Protocol.objects.exclude(pk=row.pk).get(council=place.council)
    assert (old.status, old.in_force_until) == (engine.Status.SUPERSEDED.value, SOON)


YEARLY = engine.Review("After a year, then every four.", first_after=12, every=48)


def test_the_review_counts_from_the_councils_own_adoption(place: Town) -> None:
    row = begun(place, review=YEARLY)
    row = versions.offer(version=row, seen=row.digest, by=place["clerk"].user, at=NOON)

    row = adopt(row, place["officer"].user, adopted_on=date(2026, 5, 28), minute="Item 7")

    assert row.review_due == date(2027, 5, 28)  # a year from then, and not from the first day here


def test_a_review_that_is_past_is_said_with_the_next_and_another_day_is_taken(
    place: Town,
) -> None:
    row = begun(place, review=YEARLY)
    row = versions.offer(version=row, seen=row.digest, by=place["clerk"].user, at=NOON)
    long_ago = {"adopted_on": date(2021, 3, 4), "minute": "4 March 2021, item 7"}

    with pytest.raises(
        protocols.CannotAdopt, match=r"by 4 March 2022.*next in its cycle is 4 March 2030"
    ) as refused:
        adopt(row, place["officer"].user, **long_ago)
    assert refused.value.field == "review_due"
    with pytest.raises(protocols.CannotAdopt, match="must not be past"):
        adopt(row, place["officer"].user, review_due=date(2026, 1, 1), **long_ago)
    other = date(2028, 1, 31)
    assert adopt(row, place["officer"].user, review_due=other, **long_ago).review_due == other


def test_nobody_adopts_on_a_day_to_come(place: Town, draft: Protocol) -> None:
    row = versions.offer(version=draft, seen=draft.digest, by=place["clerk"].user, at=NOON)

    with pytest.raises(protocols.CannotAdopt, match="must be today or in the past"):
        adopt(row, place["officer"].user, adopted_on=date(2026, 12, 1))


def test_the_monitoring_officer_may_be_the_second(place: Town, draft: Protocol) -> None:
    row = versions.offer(version=draft, seen=draft.digest, by=place["clerk"].user, at=NOON)

    assert adopt(row, place["monitoring_officer"].user).adopted_by == (
        place["monitoring_officer"].user
    )


@pytest.mark.parametrize("who", ["councillor", "chair", "junior"])
def test_nobody_else_may(place: Town, draft: Protocol, who: str) -> None:
    row = versions.offer(version=draft, seen=draft.digest, by=place["clerk"].user, at=NOON)

    with pytest.raises(NotAllowed):
        adopt(row, place[who].user)


def test_nobody_adopts_what_they_did_not_read(place: Town, draft: Protocol) -> None:
    row = versions.offer(version=draft, seen=draft.digest, by=place["clerk"].user, at=NOON)

    with pytest.raises(protocols.CannotAdopt, match="changed after you read it"):
        adopt(row, place["officer"].user, seen="another")


def test_a_change_makes_what_was_ready_a_draft_again(place: Town, draft: Protocol) -> None:
    row = versions.offer(version=draft, seen=draft.digest, by=place["clerk"].user, at=NOON)

    row = keep(place, row, replace(selectors.engine_protocol(row), title="Other"))

    assert (row.status, row.offered_by) == (engine.Status.DRAFT.value, None)


def test_what_blocks_adoption_cannot_be_said_to_be_ready(place: Town, draft: Protocol) -> None:
    inside = replace(selectors.engine_protocol(draft), safety_net=(Office.CLERK,))
    row = keep(place, draft, inside)

    with pytest.raises(versions.CannotChange, match="safety net"):
        versions.offer(version=row, seen=row.digest, by=place["clerk"].user, at=NOON)


def test_a_version_without_a_rule_is_never_ready(place: Town, draft: Protocol) -> None:
    row = keep(place, draft, replace(selectors.engine_protocol(draft), rules=()))

    with pytest.raises(versions.CannotChange, match="no rule yet"):
        versions.offer(version=row, seen=row.digest, by=place["clerk"].user, at=NOON)


def test_the_database_itself_refuses_one_person_for_both(place: Town, draft: Protocol) -> None:
    clerk = place["clerk"].user_id
    with (
        pytest.raises(IntegrityError, match="two_people_adopt"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE concerns_protocol SET status = 'adopted', in_force_from = '2026-07-01',"
            " offered_by_id = %s, adopted_by_id = %s WHERE id = %s",
            [clerk, clerk, draft.pk],
        )


def test_a_draft_can_be_thrown_away_and_a_version_in_force_cannot(
    place: Town, draft: Protocol
) -> None:
    versions.discard(version=draft, by=place["clerk"].user, at=NOON)
    left = Protocol.objects.get(council=place.council)

    with pytest.raises(versions.CannotChange, match="stays on record"):
        versions.discard(version=left, by=place["clerk"].user, at=NOON)


def test_an_administrator_of_another_council_may_not(place: Town, draft: Protocol) -> None:
    other = town("banbury")
    stranger = person(other.council, "Sid Other", Kind.OFFICER, is_administrator=True)

    with pytest.raises(NotAllowed):
        versions.discard(version=draft, by=stranger.user, at=NOON)
