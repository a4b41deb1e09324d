"""Two changes of one register at the same moment, over two connections."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from django.db import connection

from concerns.actions import register
from concerns.actions._scope import engine_scope
from concerns.actions.register import CannotRecord
from concerns.engine.offices import Kind
from concerns.models import AuditEvent, Council, Person, User
from concerns.permissions.refusal import NotAllowed
from concerns.selectors import register as selectors
from tests.people import LONG_AGO, NOON

pytestmark = pytest.mark.integration

TODAY = NOON.date()


@pytest.fixture
def committed(request: pytest.FixtureRequest) -> Iterator[Council]:
    """A council that other connections see too; with what hangs on it, gone afterwards.

    pytest-django would empty the tables, which the append-only record rightly refuses.
    """
    request.getfixturevalue("django_db_setup")
    with request.getfixturevalue("django_db_blocker").unblock():
        yield Council.objects.create(slug="upton", name="Upton", nation="england", tier="parish")
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE concerns_auditevent DISABLE TRIGGER append_only")
            try:
                with engine_scope():
                    AuditEvent.objects.all().delete()
            finally:
                cursor.execute("ALTER TABLE concerns_auditevent ENABLE TRIGGER append_only")
        for model in (Person, Council, User):
            model.objects.all().delete()
        connection.close()


def end_at_the_same_moment(pairs: list[tuple[Person, User]]) -> list[str]:
    """:return: the refusals."""
    start = threading.Barrier(len(pairs))
    refused: list[str] = []

    def end(person: Person, by: User) -> None:
        start.wait()
        try:
            register.end_person(person=person, until=TODAY, by=by, at=NOON)
        except (CannotRecord, NotAllowed) as refusal:
            refused.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=end, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def test_two_administrators_who_end_each_other_at_once_leave_one(committed: Council) -> None:
    ada, bea = (
        register.add_person(
            council=committed,
            email=f"{name}@upton.example",
            name=name,
            kind=Kind.COUNCILLOR,
            active_from=LONG_AGO,
            is_administrator=True,
            by=None,
            at=NOON,
        )
        for name in ("ada", "bea")
    )
    assert len(end_at_the_same_moment([(ada, bea.user), (bea, ada.user)])) == 1
    assert len(selectors.administrators(committed, TODAY)) == 1
