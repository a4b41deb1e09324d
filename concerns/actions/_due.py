"""What is due to be erased. Inside an engine scope."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from concerns.actions import _keepers
from concerns.engine.working_days import local_date
from concerns.models import Concern, Person
from concerns.selectors import retention


def due_for(person: Person, *, at: datetime) -> list[Concern]:
    """What is due and may be there for somebody who answers for the records, held or not.

    Each with its live holds as `live`.
    """
    at = sure(at)
    own = retention.periods_of(person.council_id)
    on = local_date(at)
    found = [
        concern
        for concern in retention.ended_long_ago(person.council, at=at, own=own)
        if retention.is_due(concern, own, on)
    ]
    theirs = _keepers.theirs(found, person)
    return [concern for concern in found if concern.pk in theirs]


def is_due(concern: Concern, *, at: datetime) -> bool:
    """Whether its period is over, whoever asks."""
    own = retention.periods_of(concern.council_id)
    return retention.is_due(concern, own, local_date(sure(at)))


def sure(at: datetime) -> datetime:
    """The earlier of two clocks, ours and the database's: one that runs ahead erases nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT LEAST(%s, statement_timestamp())", [at])
        earlier: datetime = cursor.fetchone()[0]
    return earlier
