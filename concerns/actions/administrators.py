"""Making somebody an administrator of a council, which takes two people (security G17)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from concerns.actions import _register, approvals
from concerns.models import Approval, Person, User


@transaction.atomic
def ask_for(*, person: Person, by: User, at: datetime) -> Approval:
    """Ask that somebody becomes an administrator.

    :raises NotAllowed: if `by` does not keep the register, or it waits already.
    """
    _register.begin(person.council, by=by, at=at)
    return approvals.ask(
        kind=Approval.Kind.ADMINISTRATOR, council=person.council, person=person, by=by, at=at
    )


def carry_out(approval: Approval, *, by: User, at: datetime) -> None:
    """Make them one, and tell them and the other administrators. `agreeing` calls this."""
    person = approval.person
    assert person is not None
    if _register.change(person, is_administrator=True):
        _register.record(
            "change_person",
            approval.council,
            by=by,
            at=at,
            person=person,
            changed=["is_administrator"],
            administrator=True,
            asked_by=approval.asked_by_id,
        )
