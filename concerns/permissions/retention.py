"""Who sees that the council's records are erased in time, and who holds them back."""

from __future__ import annotations

from collections.abc import Collection

from concerns.engine.offices import Office
from concerns.models import Person
from concerns.permissions.approvals import AGREE
from concerns.permissions.refusal import NotAllowed


def check_can_keep(*, person: Person, held: Collection[Office]) -> None:
    """Whoever answers for the council's records. An administrator only agrees, or says no.

    :param held: the offices the person holds that day.
    """
    if not AGREE & set(held):
        raise NotAllowed(
            "Only the monitoring officer, their deputy, the clerk and the chief executive see what"
            " is due to be erased."
        )


def can_keep(*, person: Person, held: Collection[Office]) -> bool:
    try:
        check_can_keep(person=person, held=held)
    except NotAllowed:
        return False
    return True
