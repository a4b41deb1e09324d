"""Writing the record. Only actions may, in the transaction of what they record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import DatabaseError, connection

from concerns.actions.not_recorded import NotRecorded
from concerns.models import AuditEvent, Concern, Council, Person, User

Codes = str | int | bool | None | list[str]


def record(
    type: str,
    *,
    at: datetime,
    by: User | None,
    council: Council | None = None,
    concern: Concern | None = None,
    person: Person | None = None,
    codes: Mapping[str, Codes] | None = None,
    **data: Codes,
) -> int:
    """Add one event to the record. Must be called inside an engine scope.

    :param type: a namespaced code such as `concern.acknowledge`.
    :param by: the account that acted; None for the portal itself.
    :param codes: and :param data: codes and ids only: never a name, never what somebody wrote.
    :return: the event's id, which no other event ever has.
    :raises NotRecorded: if the row could not be written; nothing may be done or shown then.
    """
    event = AuditEvent(
        council_id=concern.council_id if concern else council.pk if council else None,
        concern_id=concern.pk if concern else None,
        actor_id=by.pk if by else None,
        person_id=person.pk if person else None,
        type=type,
        data={**data, **(codes or {})},
        at=at,
    )
    try:
        event.save(force_insert=True)
    except DatabaseError as error:
        raise NotRecorded from error
    return event.pk


_READING = """
INSERT INTO concerns_auditevent (council_id, concern_id, actor_id, type, data, at)
VALUES (%s, %s, %s, %s, %s::jsonb, %s)
"""


def record_reading(
    type: str, *, at: datetime, by: User, concern: Concern | None, **data: Codes
) -> None:
    """Add that somebody read something or was turned away from a page.

    :param type: `concern.view`, `draft.view`, `list.view` or `page.refused`.

    It needs no engine scope and one statement, for every page pays for it: the database lets
    anybody add a reading of their own. What was added is not asked for, since they may not see it.

    :raises NotRecorded: if the row could not be written; nothing may be shown then.
    """
    of = (concern.council_id, concern.pk) if concern else (None, None)
    try:
        with connection.cursor() as cursor:
            cursor.execute(_READING, [*of, by.pk, type, json.dumps(data), at])
    except DatabaseError as error:
        raise NotRecorded from error
