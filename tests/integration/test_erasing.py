"""What is erased, when, by whom, and what nobody can erase (G15, G17)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from concerns.actions import agreeing, approvals, deciding, erasing, handover, holds, oversight
from concerns.actions._scope import engine_scope
from concerns.models import Approval, AuditEvent, Concern, Decision, Hold, Interest, Party, Person
from concerns.permissions.refusal import NotAllowed
from concerns.sealing import store
from concerns.sealing.field import SealedTextField
from concerns.selectors import retention
from tests import retention as kept
from tests.people import Town, town
from tests.retention import NOW, THEN, ask, ended, erase, hold, now

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Town:
    return town("rushcliffe")


@pytest.fixture
def two(place: Town) -> tuple[Person, Person]:
    return place["monitoring_officer"], place["chief_executive"]


def due(who: Person) -> set[str]:
    return {row.concern.reference for row in erasing.board(person=who, by=who.user, at=NOW).due}


def test_what_ended_long_ago_is_due_and_what_ended_lately_is_not(
    place: Town, two: tuple[Person, Person]
) -> None:
    old, new = ended(place), ended(place, at=NOW - timedelta(days=300))
    assert due(two[0]) == {old.reference}
    assert erasing.ask_for(person=two[0], reference=new.reference, by=two[0].user, at=NOW) is False


def test_two_people_erase_it_whole(
    place: Town, two: tuple[Person, Person], django_capture_on_commit_callbacks: object
) -> None:
    concern = ended(place)
    hold_released(concern, two)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        erase(concern, *two)
    row = now(concern)
    assert row.erased_at == NOW
    assert (row.reference, row.outcome) == (concern.reference, "resolved_informally")
    left = {f.name for f in Concern._meta.fields if f.is_relation and getattr(row, f.attname)}
    assert left == {"council", "protocol"}
    sealed = [f.attname for f in Concern._meta.fields if isinstance(f, SealedTextField)]
    assert [row.__dict__[name] for name in sealed] == [""] * len(sealed)
    with engine_scope():
        for model in apps.get_app_config("concerns").get_models():
            if any(f.related_model is Concern for f in model._meta.fields) and model not in (
                Concern,
                Approval,
            ):
                assert not model._base_manager.filter(concern=row.pk).exists(), model
        certificate = AuditEvent.objects.get(concern_id=row.pk, type="retention.erased")
        assert AuditEvent.objects.filter(concern_id=row.pk, type="retention.key_shredded").exists()
    assert certificate.data["rows_party"] == certificate.data["subject_councillor"] == 1
    assert certificate.data["kept_as"] == "settled"
    assert store.living([row.pk]) == set()
    board = erasing.board(person=two[0], by=two[0].user, at=NOW)
    assert [each.reference for each in board.erased] == [concern.reference]
    other = place["councillor"]
    with engine_scope():
        assert retention.erased_by(place.council, user=other.user_id) == []


def hold_released(concern: Concern, two: tuple[Person, Person]) -> None:
    """A hold that was placed and let go again by two people."""
    held = hold(concern, two[0])
    with pytest.raises(NotAllowed, match="held"):
        ask(concern, two[0])
    holds.ask_release(hold=held, person=two[1], by=two[1].user, at=NOW)
    agreeing.agree(approval=kept.waiting(concern), by=two[0].user, at=NOW)


def test_a_hold_placed_after_it_was_asked_for_stops_it(
    place: Town, two: tuple[Person, Person]
) -> None:
    concern = ended(place)
    approval = ask(concern, two[0])
    hold(concern, kept.handler(concern))
    with pytest.raises(NotAllowed, match="held now"):
        agreeing.agree(approval=approval, by=two[1].user, at=NOW)
    assert now(concern).erased_at is None


def test_reopening_begins_the_period_anew(place: Town, two: tuple[Person, Person]) -> None:
    """OpenWhistle 1.1.1 and GlobaLeaks #4192: the date of the first closing was kept."""
    concern = ended(place)
    approval = ask(concern, two[0])
    kept.act(concern, deciding.reopen, at=NOW, reasons="It came back.")
    assert due(two[0]) == set()
    kept.close(concern, at=NOW)
    assert due(two[0]) == set()
    with pytest.raises(NotAllowed, match="for longer"):
        agreeing.agree(approval=approval, by=two[1].user, at=NOW + timedelta(days=1))


def test_one_person_does_not(place: Town, two: tuple[Person, Person]) -> None:
    approval = ask(ended(place), two[0])
    with pytest.raises(NotAllowed, match="somebody else"):
        agreeing.agree(approval=approval, by=two[0].user, at=NOW)


def test_what_was_taken_back_is_not_erased(place: Town, two: tuple[Person, Person]) -> None:
    concern = ended(place)
    approval = ask(concern, two[0])
    approvals.withdraw(approval=approval, by=two[0].user, at=NOW)
    with pytest.raises(NotAllowed, match="settled"):
        agreeing.agree(approval=approval, by=two[1].user, at=NOW)
    assert now(concern).erased_at is None


def test_to_whoever_is_in_it_there_is_nothing(place: Town, two: tuple[Person, Person]) -> None:
    officer, chief = two
    about = kept.ended(place)
    with engine_scope():
        Party.objects.create(
            council=place.council, concern=about, person=chief, role="witness", kind="officer"
        )
    interest = kept.ended(place)
    with engine_scope():
        Interest.objects.create(
            council=place.council, concern=interest, person=chief, declared_at=NOW
        )
    assert due(officer) == {about.reference, interest.reference}
    assert due(chief) == set()
    approval = ask(about, officer)
    hold(interest, officer)
    board = erasing.board(person=chief, by=chief.user, at=NOW)
    assert (board.waiting, board.due, board.holds) == ([], [], [])
    assert erasing.asked(person=chief, pk=approval.pk, at=NOW) is None
    with pytest.raises(NotAllowed, match="not there"):
        agreeing.agree(approval=approval, by=chief.user, at=NOW)
    for reference in (about.reference, interest.reference, "BBBB-CCCC-DDDD"):
        assert not erasing.ask_for(person=chief, reference=reference, by=chief.user, at=NOW)


def test_a_clock_that_runs_ahead_erases_nothing(place: Town, two: tuple[Person, Person]) -> None:
    concern = ended(place, at=NOW - timedelta(days=500))
    ahead = NOW + timedelta(days=3650)
    assert erasing.board(person=two[0], by=two[0].user, at=ahead).due == []
    assert now(concern).erased_at is None


def test_what_was_erased_is_counted_and_found_by_nobody(
    place: Town, two: tuple[Person, Person]
) -> None:
    concern, officer = ended(place), two[0]
    erase(concern, *two)
    counted = oversight.figures(council=place.council, person=officer, by=officer.user, at=NOW)
    assert counted.total == 0
    handover.follow_register(since=THEN.date(), at=NOW)
    with engine_scope():
        assert not concern.grants.exists()


# ---------------------------------------------------------------- the database


def ask_database(statement: str, *values: object) -> None:
    with transaction.atomic(), engine_scope(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_the_application_cannot_erase_by_itself(place: Town, two: tuple[Person, Person]) -> None:
    concern = ended(place)
    approval = ask(concern, two[0])
    for statement, says in (
        ("DELETE FROM concerns_decision", "permission denied"),
        ("DELETE FROM concerns_hold", "permission denied"),
        (f"UPDATE concerns_concern SET erased_at = now() WHERE id = {concern.pk}", "by two people"),
        (
            f"SELECT set_config('app.erasing', '{concern.pk}', true);"
            f" UPDATE concerns_concern SET erased_at = now() WHERE id = {concern.pk}",
            "by two people",
        ),
        (f"UPDATE concerns_concern SET raiser_id = NULL WHERE id = {concern.pk}", "has_no_raiser"),
        (f"SELECT pp_erase_concern({approval.pk}, now())", "two people agree"),
        ("SELECT pp_erase_concern(0, now())", "two people agree"),
    ):
        with pytest.raises(DatabaseError, match=says):
            ask_database(statement)
    with engine_scope():
        assert Decision.objects.filter(concern=concern).exists()


@pytest.mark.parametrize("why", ["held", "open", "young", "closed since"])
def test_the_database_refuses_it_though_two_agreed(
    place: Town, two: tuple[Person, Person], why: str
) -> None:
    concern = ended(place, at=NOW - timedelta(days=300) if why == "young" else THEN)
    with engine_scope():
        approval = approvals.ask(
            kind=Approval.Kind.ERASE, council=place.council, concern=concern, by=two[0].user,
            at=NOW,
        )  # fmt: skip
    if why == "held":
        hold(concern, two[0])
    if why in {"open", "closed since"}:
        kept.act(concern, deciding.reopen, at=NOW, reasons="It came back.")
    if why == "closed since":
        kept.close(concern, at=NOW + timedelta(minutes=1))
    approvals.agree(approval=approval, by=two[1].user, at=NOW)
    with pytest.raises(DatabaseError, match="it is held" if why == "held" else "it is open"):
        ask_database("SELECT pp_erase_concern(%s, now())", approval.pk)


def test_the_control_without_any_of_these_it_does(place: Town, two: tuple[Person, Person]) -> None:
    concern = ended(place)
    approval = ask(concern, two[0])
    approvals.agree(approval=approval, by=two[1].user, at=NOW)
    ask_database("SELECT pp_erase_concern(%s, now())", approval.pk)
    assert now(concern).erased_at is not None
    with pytest.raises(DatabaseError, match="it is open"):
        ask_database("SELECT pp_erase_concern(%s, now())", approval.pk)


def test_two_people_release_a_hold_whatever_code_runs(
    place: Town, two: tuple[Person, Person]
) -> None:
    held = hold(ended(place), two[0])
    for column in ("released_at = now()", "reason = ''", "kind = 'other'"):
        with pytest.raises(DatabaseError, match=r"released|two people"):
            ask_database(f"UPDATE concerns_hold SET {column} WHERE id = {held.pk}")
    with engine_scope():
        assert Hold.objects.get(pk=held.pk).reason == kept.WORDS
