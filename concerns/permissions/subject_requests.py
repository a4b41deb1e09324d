"""Who answers somebody's request for a copy of what is held about them."""

from __future__ import annotations

from collections.abc import Collection

from concerns.engine.offices import Office
from concerns.models import Person
from concerns.permissions import approvals
from concerns.permissions.refusal import NotAllowed

_RUN = frozenset({Office.MONITORING_OFFICER, Office.DEPUTY_MONITORING_OFFICER})


def check_can_see(*, person: Person | None, held: Collection[Office]) -> None:
    """Whoever could run one or be its second person sees the page, and of requests their own.

    :param held: the offices they hold that day.
    """
    if not may_be_second(person=person, held=held):
        raise NotAllowed(
            "Only administrators of your council, its monitoring officer and its clerk or chief"
            " executive answer requests for a copy of what is held about somebody."
        )


def may_be_second(*, person: Person | None, held: Collection[Office]) -> bool:
    return approvals.can_see(person=person, held=held)


def check_can_run(*, person: Person | None, held: Collection[Office]) -> None:
    if not can_run(person=person, held=held):
        raise NotAllowed(
            "Only the monitoring officer, their deputy or an administrator can record a request."
        )


def can_run(*, person: Person | None, held: Collection[Office]) -> bool:
    return person is not None and (person.is_administrator or bool(_RUN & set(held)))
