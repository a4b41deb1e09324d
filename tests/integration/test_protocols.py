"""A version of a protocol as rows: stored whole, read back the same, frozen once adopted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from concerns.actions import protocols
from concerns.engine import protocol as engine
from concerns.engine.facts import Event, Matter, Nature
from concerns.engine.offices import Kind, Office
from concerns.models import AuditEvent, Clause, Council, Protocol, Rule, RuleClause
from concerns.selectors import protocols as selectors

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

AT = datetime(2026, 1, 15, 10, tzinfo=UTC)


def westbury(version: str = "1", **changes: object) -> engine.Protocol:
    """A small protocol with something of everything a row must keep."""
    protocol = engine.Protocol(
        format=1,
        council="westbury",
        name="Westbury Town Council",
        nation=engine.Nation.ENGLAND,
        tier=engine.Tier.PARISH,
        version=version,
        title="Member and officer protocol",
        status=engine.Status.ADOPTED,
        offices={
            Office.CLERK: engine.OfficeEntry("Town Clerk", deputy=Office.DEPUTY_CLERK),
            Office.DEPUTY_CLERK: engine.OfficeEntry("Deputy Town Clerk"),
            Office.CHAIR: engine.OfficeEntry("Town Mayor", aliases=("Chairman of the Council",)),
            Office.EXTERNAL_ADVISER: engine.OfficeEntry("External adviser", external=True),
        },
        safety_net=(Office.CHAIR, Office.EXTERNAL_ADVISER),
        clauses=(
            engine.Clause("1", "1", "Purpose", "Why there is a protocol."),
            engine.Clause(
                "3.1",
                "3.1",
                "Complaints",
                "Complaints go to the clerk.",
                "All complaints shall be made to the Town Clerk.",
                frozenset({engine.ClauseKind.ROUTING}),
                frozenset({Kind.COUNCILLOR}),
                frozenset({Nature.CONDUCT}),
                unresolved=False,
            ),
            engine.Clause("appeals/1", None, "Appeals", "The mayor hears appeals."),
        ),
        rules=(
            engine.Rule(
                "complaints",
                "Complaints are made to the clerk",
                engine.When(matter=frozenset({Matter.CONCERN})),
                (
                    engine.Step(
                        "receive",
                        engine.Capacity.RECEIVE,
                        (engine.Citation("3.1"),),
                        (engine.Target(Office.CLERK),),
                        next={Event.UNRESOLVED: "hear"},
                    ),
                    engine.Step(
                        "hear",
                        engine.Capacity.HEAR,
                        (engine.Citation("appeals/1"),),
                        (engine.Target(Office.CHAIR),),
                        on=frozenset({Event.UNRESOLVED}),
                    ),
                ),
            ),
        ),
        adopted_on=date(2025, 5, 1),
    )
    return replace(protocol, **changes)  # type: ignore[arg-type]


@pytest.fixture
def council() -> Council:
    return Council.objects.create(
        slug="westbury", name="Westbury Town Council", nation="england", tier="parish"
    )


def bring(council: Council, version: str = "1", **changes: object) -> Protocol:
    return protocols.bring(council=council, protocol=westbury(version, **changes), by=None, at=AT)


def adopt(protocol: Protocol, day: date) -> Protocol:
    return protocols.adopt(protocol=protocol, in_force_from=day, by=None, at=AT)


def execute(sql: str, *values: object) -> None:
    """As any program might that has the database's password."""
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))


def test_a_version_read_back_is_the_version_brought(council: Council) -> None:
    row = bring(council)

    assert row.status == "draft"
    assert selectors.engine_protocol(row) == westbury()
    assert selectors.engine_protocol(row).digest == row.digest


def test_a_version_is_rebuilt_in_one_query_and_then_in_none(
    council: Council, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    row = bring(council)

    with django_assert_num_queries(1):  # type: ignore[operator]
        selectors.engine_protocol(row)
    with django_assert_num_queries(0):  # type: ignore[operator]
        selectors.engine_protocol(row)


def test_a_rule_is_linked_to_every_clause_it_rests_on_once(council: Council) -> None:
    bring(council)

    links = RuleClause.objects.values_list("clause__key", flat=True)
    assert sorted(links) == ["3.1", "appeals/1"]


def test_bringing_the_same_version_again_changes_nothing(council: Council) -> None:
    first = bring(council)

    assert bring(council) == first
    assert Clause.objects.count() == 3


def test_other_words_under_a_name_already_given_are_refused(council: Council) -> None:
    bring(council)

    with pytest.raises(protocols.CannotBring, match="different words"):
        bring(council, title="Something else")


def test_another_councils_protocol_is_refused(council: Council) -> None:
    with pytest.raises(protocols.CannotBring, match="for eastbury, not for westbury"):
        protocols.bring(council=council, protocol=westbury(council="eastbury"), by=None, at=AT)


def test_what_is_too_long_to_keep_is_refused_whole(council: Council) -> None:
    with pytest.raises(protocols.CannotBring, match="keeps 300 characters"):
        bring(council, title="x" * 301)

    assert not Protocol.objects.exists()


def test_rows_that_do_not_give_the_digest_are_refused(council: Council) -> None:
    row = bring(council)
    Clause.objects.filter(key="3.1").update(quote="All complaints shall be made to the Mayor.")

    with pytest.raises(selectors.DigestMismatch):
        selectors.engine_protocol(row)


def test_nothing_is_in_force_before_the_first_day(council: Council) -> None:
    row = adopt(bring(council), date(2026, 2, 1))

    assert selectors.in_force(council, date(2026, 1, 31)) is None
    assert selectors.in_force(council, date(2026, 2, 1)) == row


def test_a_draft_is_never_in_force(council: Council) -> None:
    bring(council)

    assert selectors.in_force(council, date(2026, 2, 1)) is None


def test_a_new_version_ends_the_one_before_on_its_own_first_day(council: Council) -> None:
    first = adopt(bring(council), date(2026, 1, 1))
    second = adopt(bring(council, "2"), date(2026, 3, 1))

    first.refresh_from_db()
    assert (first.status, first.in_force_until) == ("superseded", date(2026, 3, 1))
    assert selectors.in_force(council, date(2026, 2, 28)) == first
    assert selectors.in_force(council, date(2026, 3, 1)) == second
    assert list(selectors.versions(council)) == [second, first]


def test_a_version_is_adopted_once(council: Council) -> None:
    row = adopt(bring(council), date(2026, 1, 1))

    with pytest.raises(protocols.CannotAdopt, match="was adopted before"):
        adopt(row, date(2026, 2, 1))


def test_a_version_with_a_rule_never_used_is_not_adopted(council: Council) -> None:
    (rule,) = westbury().rules
    twice = (rule, replace(rule, key="again"))

    with pytest.raises(protocols.CannotAdopt, match="“again” is never used"):
        adopt(bring(council, rules=twice), date(2026, 1, 1))


def test_a_version_cannot_begin_before_the_one_it_replaces(council: Council) -> None:
    adopt(bring(council), date(2026, 3, 1))

    with pytest.raises(protocols.CannotAdopt, match="in force from a later day"):
        adopt(bring(council, "2"), date(2026, 2, 1))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE concerns_protocol SET title = 'x' WHERE id = %s",
        "UPDATE concerns_protocol SET status = 'draft' WHERE id = %s",
        "DELETE FROM concerns_protocol WHERE id = %s",
        "UPDATE concerns_clause SET quote = 'x' WHERE protocol_id = %s",
        "DELETE FROM concerns_clause WHERE protocol_id = %s",
        "UPDATE concerns_rule SET body = '{}' WHERE protocol_id = %s",
        "UPDATE concerns_rule SET position = position + 100 WHERE protocol_id = %s",
        """INSERT INTO concerns_rule (council_id, protocol_id, position, key, body)
           SELECT council_id, id, 9, 'another', '{}' FROM concerns_protocol WHERE id = %s""",
        """INSERT INTO concerns_clause
             (council_id, protocol_id, position, key, heading, summary, body)
           SELECT council_id, id, 9, 'x', 'x', 'x', '{}' FROM concerns_protocol WHERE id = %s""",
        """DELETE FROM concerns_ruleclause WHERE rule_id IN
             (SELECT id FROM concerns_rule WHERE protocol_id = %s)""",
    ],
)
@pytest.mark.parametrize("superseded", [False, True])
def test_the_database_refuses_any_change_of_an_adopted_version(
    council: Council, sql: str, *, superseded: bool
) -> None:
    row = adopt(bring(council), date(2026, 1, 1))
    if superseded:
        adopt(bring(council, "2"), date(2026, 3, 1))

    with (
        pytest.raises(DatabaseError, match="an adopted protocol never changes"),
        transaction.atomic(),
    ):
        execute(sql, row.pk)


def test_the_database_lets_a_draft_be_changed(council: Council) -> None:
    row = bring(council)

    execute("UPDATE concerns_rule SET position = position + 100 WHERE protocol_id = %s", row.pk)

    assert Rule.objects.get().position == 100


def test_bringing_and_adopting_are_on_record(council: Council) -> None:
    row = adopt(bring(council), date(2026, 1, 1))

    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.engine', 'on', true)")
    events = AuditEvent.objects.order_by("pk").values_list("type", "data__protocol")
    assert list(events) == [("protocol.bring", row.pk), ("protocol.adopt", row.pk)]


def test_nothing_is_adopted_if_it_cannot_be_put_on_record(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = bring(council)

    def fails(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the record is full")

    monkeypatch.setattr("concerns.actions._audit.record", fails)
    with pytest.raises(RuntimeError), transaction.atomic():
        adopt(row, date(2026, 1, 1))

    row.refresh_from_db()
    assert row.status == "draft"
