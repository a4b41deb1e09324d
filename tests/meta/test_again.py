"""A town that is put back is the town that was made."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from concerns.protocols import loader
from tests import people
from tests.again import Kept

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", loader.shipped())
def test_what_is_put_back_is_what_was_made(slug: str) -> None:
    with transaction.atomic():
        made = people._town(slug)
        kept = Kept.of(made.council, made)
        transaction.set_rollback(True)
    again: people.Town = kept.put_back()
    assert again == made
    assert again.council is not made.council
    anew = Kept.of(again.council, again)
    for table, rows in kept.rows.items():
        assert sorted(anew.rows[table]) == sorted(rows), table
    assert [vars(event) | {"_state": None} for event in anew.record] == [
        vars(event) | {"_state": None} for event in kept.record
    ]
    adopted = again.council.protocols.get()
    assert (adopted.status, adopted.in_force_from) == ("adopted", people.LONG_AGO)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
