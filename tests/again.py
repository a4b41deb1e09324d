"""Rows that were made once in a run, put back as they were for the next test that needs them.

What a test writes is undone after it, but no id is ever given twice: so the same rows fit again.
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from concerns.actions._scope import engine_scope
from concerns.models import AuditEvent, Council, Protocol

_OF_COUNCIL = "SELECT * FROM concerns_{} WHERE council_id = {}"
_SELECT = {
    "council": "SELECT * FROM concerns_council WHERE id = {1}",
    # Nothing can be put into a version that is in force.
    "protocol": 'SELECT (jsonb_populate_record(p, \'{{"status": "draft"}}\')).*'
    " FROM concerns_protocol p WHERE council_id = {1}",
    "clause": _OF_COUNCIL,
    "rule": _OF_COUNCIL,
    "ruleclause": _OF_COUNCIL,
    "politicalgroup": _OF_COUNCIL,
    "user": "SELECT * FROM concerns_user WHERE id IN"
    " (SELECT user_id FROM concerns_person WHERE council_id = {1})",
    "person": _OF_COUNCIL,
    "office": _OF_COUNCIL,
    "appointment": _OF_COUNCIL,
}


@dataclass(frozen=True)
class Kept:
    """The rows of one council and what was made of them.

    :param rows: what PostgreSQL's COPY says of each table, in an order in which they fit.
    """

    council: int
    rows: dict[str, Sequence[bytes]]
    record: list[AuditEvent]
    made: bytes

    @classmethod
    def of(cls, council: Council, made: Any) -> Kept:
        """Keep the rows of a council in which nothing has been raised, and what stands for them."""
        rows = {table: _read(select.format(table, council.pk)) for table, select in _SELECT.items()}
        with engine_scope():
            record = list(AuditEvent.objects.filter(council_id=council.pk))
        return cls(council.pk, rows, record, pickle.dumps(made))

    def put_back(self) -> Any:
        """Write the rows again, under the ids they had. :return: what was made, as new."""
        for table, rows in self.rows.items():
            with (
                connection.cursor() as cursor,
                cursor.copy(f"COPY concerns_{table} FROM STDIN") as to,
            ):
                for row in rows:
                    to.write(row)
        Protocol.objects.filter(council_id=self.council).update(status="adopted")
        with engine_scope():
            AuditEvent.objects.bulk_create(self.record)
        return pickle.loads(self.made)


def _read(select: str) -> list[bytes]:
    with connection.cursor() as cursor, cursor.copy(f"COPY ({select}) TO STDOUT") as rows:
        return [bytes(row) for row in rows]
