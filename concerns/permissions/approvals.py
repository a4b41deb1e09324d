"""Who may ask for a grave act, and who may agree to it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from concerns.engine.offices import Office
from concerns.models import Approval, Person, User
from concerns.permissions.refusal import NotAllowed

# Beside the administrators. Not everybody: whoever agrees must be in a place to know.
AGREE = frozenset(
    {
        Office.MONITORING_OFFICER,
        Office.DEPUTY_MONITORING_OFFICER,
        Office.CLERK,
        Office.CHIEF_EXECUTIVE,
        Office.HEAD_OF_PAID_SERVICE,
    }
)


def check_can_see(*, person: Person | None, held: Collection[Office]) -> None:
    """Whoever could agree to something sees what waits.

    :param person: their own entry on the register; None for a stranger.
    :param held: the offices they hold that day.
    """
    if person is None or not (person.is_administrator or AGREE & set(held)):
        raise NotAllowed(
            "Only administrators of your council, its monitoring officer and its clerk or chief"
            " executive see what waits for a second person."
        )


def can_see(*, person: Person | None, held: Collection[Office]) -> bool:
    try:
        check_can_see(person=person, held=held)
    except NotAllowed:
        return False
    return True


def check_can_agree(
    *, approval: Approval, person: Person | None, held: Collection[Office], at: datetime
) -> None:
    """A second person agrees: not who asked, and not whom it is done to.

    :param held: the offices the person holds that day.
    """
    check_can_see(person=person, held=held)
    assert person is not None
    check_is_waiting(approval, at=at)
    if approval.asked_by_id == person.user_id:
        raise NotAllowed("You asked for this, so somebody else has to agree to it.")
    if approval.person is not None and approval.person.user_id == person.user_id:
        raise NotAllowed("This is about you, so somebody else has to agree to it.")


def can_agree(
    *, approval: Approval, person: Person | None, held: Collection[Office], at: datetime
) -> bool:
    try:
        check_can_agree(approval=approval, person=person, held=held, at=at)
    except NotAllowed:
        return False
    return True


def check_can_withdraw(*, approval: Approval, user: User, at: datetime) -> None:
    """Whoever asked takes it back, as long as nobody has settled it."""
    check_is_waiting(approval, at=at)
    if approval.asked_by_id != user.pk:
        raise NotAllowed("Only the person who asked for this can take it back.")


def check_is_waiting(approval: Approval, *, at: datetime) -> None:
    if approval.outcome:
        raise NotAllowed("This has been settled meanwhile. Nothing was changed.")
    if approval.expires_at <= at:
        raise NotAllowed("Nobody agreed to this in time. It can be asked for again.")
