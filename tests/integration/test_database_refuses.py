"""What the database itself refuses, whatever code runs (design section 4)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction

from concerns.actions import reviews
from concerns.actions._scope import engine_scope
from concerns.engine.states import Capacity
from concerns.middleware import set_user
from concerns.models import (
    Appointment,
    AuditEvent,
    Clause,
    Concern,
    Decision,
    Grant,
    Party,
    Person,
    Protocol,
    Refusal,
    Rule,
)
from tests.people import LONG_AGO, NOON, Town, sent, town
from tests.roles import owner

pytestmark = pytest.mark.django_db

# Tables that neither hold nor describe a concern. A new table must be put here or be secured.
OPEN = {
    "concerns_absence",
    "concerns_appointment",
    "concerns_clause",
    "concerns_closure",
    "concerns_council",
    "concerns_document",
    "concerns_heartbeat",
    "concerns_identity",
    "concerns_localstandard",
    "concerns_office",
    "concerns_passage",
    "concerns_person",
    "concerns_politicalgroup",
    "concerns_protocol",
    "concerns_protocolreview",
    "concerns_retentionperiod",
    "concerns_rule",
    "concerns_ruleclause",
    "concerns_session",
    "concerns_trial",
    "concerns_user",
}


# Secured, and the application has no right even to ask.
UNREADABLE = {"concerns_audithead"}


@pytest.fixture
def place() -> Town:
    return town("banbury")


@pytest.fixture
def concern(place: Town) -> Concern:
    return sent(place["officer"], [place["councillor"]], informal_tried="yes")


def refused(statement: str, *values: object) -> str:
    """What the database says to a statement it refuses."""
    with pytest.raises(DatabaseError) as refusal:
        _execute("SET CONSTRAINTS ALL IMMEDIATE", statement, values)
    return str(refusal.value)


def refused_for_good(statement: str) -> bool:
    """Whether the application has no right to it, and the owner is refused it as well."""
    no_right = "permission denied" in refused(statement)
    with owner():
        return no_right and "never changed" in refused(statement)


def _execute(before: str, statement: str, values: tuple[object, ...]) -> None:
    with transaction.atomic(), engine_scope(), connection.cursor() as cursor:
        cursor.execute(before)
        cursor.execute(statement, values)


def test_the_tests_run_as_a_role_that_is_bound() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)


def test_every_table_is_open_or_secured_and_forced() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, relrowsecurity AND relforcerowsecurity,"
            " (SELECT count(*) FROM pg_policy WHERE polrelid = pg_class.oid)"
            " FROM pg_class WHERE relkind = 'r' AND relname LIKE 'concerns\\_%%'"
        )
        found = {name: (forced, policies) for name, forced, policies in cursor.fetchall()}
    secured = {name for name, (forced, policies) in found.items() if forced and policies}
    assert secured | OPEN == set(found)
    assert not secured & OPEN
    assert {m._meta.db_table for m in apps.get_app_config("concerns").get_models()} <= set(found)


def test_every_secured_table_is_empty_to_nobody_and_to_a_stranger(
    place: Town, concern: Concern
) -> None:
    for user in (None, place["clerk"].user_id):
        set_user(user)
        for model in apps.get_app_config("concerns").get_models():
            if model._meta.db_table not in OPEN | UNREADABLE:
                assert not model._default_manager.exists(), (model, user)


def test_a_setting_left_by_another_request_is_cleared(place: Town, concern: Concern) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.engine', 'on', true)")
    set_user(place["clerk"].user_id)
    assert not Concern.objects.exists()


def test_writing_without_the_engines_scope_is_refused(place: Town, concern: Concern) -> None:
    set_user(place["officer"].user_id)
    assert Concern.objects.count() == 1
    assert Concern.objects.update(what_happened="") == 0
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        AuditEvent.objects.create(type="forged", at=NOON)


def test_the_subject_is_never_given_it(place: Town, concern: Concern) -> None:
    subject = place["councillor"]
    with pytest.raises(IntegrityError, match="cannot be given it"), engine_scope():
        Grant.objects.create(
            council=place.council, concern=concern, user=subject.user, person=subject,
            capacity=Capacity.HANDLER.value, reason="forced", granted_at=NOON,
            state=concern.state, matter="concern",
        )  # fmt: skip


def test_a_handler_is_never_made_its_subject(place: Town, concern: Concern) -> None:
    with pytest.raises(IntegrityError, match="cannot be made its subject"), engine_scope():
        Party.objects.create(
            council=place.council, concern=concern, person=place["monitoring_officer"],
            kind="officer",
        )  # fmt: skip


@pytest.mark.parametrize("table", ["concerns_auditevent", "concerns_decision"])
@pytest.mark.parametrize("act", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_record_is_never_rewritten(concern: Concern, table: str, act: str) -> None:
    with engine_scope():
        assert AuditEvent.objects.exists()
        assert Decision.objects.exists()
    assert refused_for_good(act.format(table))


@pytest.mark.parametrize(
    "act",
    [
        "UPDATE concerns_refusal SET asked = 'x'",
        "SET LOCAL app.resealing = 'on'; UPDATE concerns_refusal SET asked = ''",
        "SET LOCAL app.resealing = 'on'; UPDATE concerns_refusal SET reasons = 'x'",
        "SET LOCAL app.resealing = 'on'; UPDATE concerns_refusal SET reference = 'y', asked = 'x'",
        "DELETE FROM concerns_refusal",
        "TRUNCATE concerns_refusal",
    ],
)
def test_what_went_along_with_an_appeal_is_never_rewritten(concern: Concern, act: str) -> None:
    with engine_scope():
        Refusal.objects.create(
            council=concern.council, concern=concern, reference="x", asked_on=LONG_AGO, asked="x",
            decided_on=LONG_AGO, outcome="not_upheld",
        )  # fmt: skip
    assert refused_for_good(act)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE concerns_protocol SET title = 'x'",
        "UPDATE concerns_protocol SET status = 'draft'",
        "DELETE FROM concerns_protocol",
        "UPDATE concerns_clause SET quote = 'x'",
        "DELETE FROM concerns_rule",
        "INSERT INTO concerns_rule (council_id, protocol_id, position, key, body)"
        " SELECT council_id, id, 999, 'new', '{}' FROM concerns_protocol",
        "DELETE FROM concerns_ruleclause",
    ],
)
def test_an_adopted_protocol_never_changes(place: Town, statement: str) -> None:
    assert Clause.objects.exists()
    assert Rule.objects.exists()
    assert "never changes" in refused(statement)


REVIEWED = (
    "INSERT INTO concerns_protocolreview (council_id, protocol_id, reviewed_on, minute, next_due,"
    " recorded_by_id, recorded_at) SELECT council_id, id, {on}, {minute}, {next}, {by}, now()"
    " FROM concerns_protocol"
)


@pytest.mark.parametrize(
    ("on", "minute", "next_due", "why"),
    [
        ("in_force_from - 1", "'Item 9'", "in_force_from + 9", "only a version in force"),
        ("in_force_from + 1", "''", "in_force_from + 9", "review_is_minuted"),
        ("in_force_from + 1", "'Item 9'", "in_force_from", "next_review_after_this_one"),
    ],
)
def test_a_review_is_of_what_was_in_force_minuted_and_followed_by_another(
    place: Town, on: str, minute: str, next_due: str, why: str
) -> None:
    by = place["clerk"].user_id
    assert why in refused(REVIEWED.format(on=on, minute=minute, next=next_due, by=by))


@pytest.mark.parametrize("act", ["UPDATE concerns_protocolreview SET next_due = '2099-01-01'",
    "DELETE FROM concerns_protocolreview", "TRUNCATE concerns_protocolreview"])  # fmt: skip
def test_a_review_is_never_rewritten(place: Town, act: str) -> None:
    reviews.record(
        version=Protocol.objects.get(), reviewed_on=NOON.date(), minute="Item 9",
        due=NOON.date().replace(year=NOON.year + 1), by=place["monitoring_officer"].user, at=NOON,
    )  # fmt: skip
    assert refused_for_good(act)


def test_a_single_seat_has_one_holder_at_a_time(place: Town) -> None:
    held = place["clerk"].appointments.get()
    with pytest.raises(IntegrityError, match="one_holder_at_a_time"), transaction.atomic():
        Appointment.objects.create(
            council=place.council, office=held.office, person=place["officer"],
            starts_on=LONG_AGO, single_seat=True,
        )  # fmt: skip


def test_several_may_hold_an_office_of_many_seats(place: Town) -> None:
    held = place["senior_manager"].appointments.get()
    Appointment.objects.create(
        council=place.council, office=held.office, person=place["officer"],
        starts_on=LONG_AGO, single_seat=False,
    )  # fmt: skip


def _another_councils_raiser(place: Town, concern: Concern, other: Town) -> None:
    Concern.objects.filter(pk=concern.pk).update(raiser=other["officer"])


def _another_councils_manager(place: Town, concern: Concern, other: Town) -> None:
    Person.objects.filter(pk=place["officer"].pk).update(line_manager=other["clerk"])


def _another_councils_decider(place: Town, concern: Concern, other: Town) -> None:
    Refusal.objects.create(
        council=place.council, concern=concern, reference="x", asked_on=LONG_AGO, asked="x",
        decided_on=LONG_AGO, outcome="not_upheld", decided_by=other["clerk"],
    )  # fmt: skip


@pytest.mark.parametrize(
    "act", [_another_councils_raiser, _another_councils_manager, _another_councils_decider]
)
def test_no_row_reaches_into_another_council(
    place: Town, concern: Concern, act: Callable[[Town, Concern, Town], None]
) -> None:
    other = town("langport")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="same_council"), engine_scope():
        act(place, concern, other)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("concerns_concern", "state", "lost"),
        ("concerns_concern", "matter", "gossip"),
        ("concerns_grant", "capacity", "spectator"),
        ("concerns_step", "state", "forgotten"),
        ("concerns_party", "kind", "ghost"),
        ("concerns_party", "role", "onlooker"),
    ],
)
def test_a_code_that_is_not_one_is_refused(
    concern: Concern, table: str, column: str, value: str
) -> None:
    assert "violates check constraint" in refused(f"UPDATE {table} SET {column} = %s", value)


@pytest.mark.parametrize(
    "change",
    ["state = 'closed'", "outcome = 'upheld'", "state = 'paused'", "sent_at = NULL"],
)
def test_half_a_state_is_refused(concern: Concern, change: str) -> None:
    assert "violates check constraint" in refused(f"UPDATE concerns_concern SET {change}")
