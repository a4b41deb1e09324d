"""Letting somebody who lost their second factor set up another, which takes two people.

Whoever could do it alone could enter as anybody whose mail they read (security 5.8).
"""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from concerns.actions import _register, accounts, approvals, sessions
from concerns.models import Approval, Identity, Person, User
from concerns.permissions.refusal import NotAllowed


@transaction.atomic
def ask_for(*, person: Person, by: User, at: datetime) -> Approval:
    """Ask that their app, keys, recovery codes and linked council account are taken away.

    :raises NotAllowed: if `by` does not keep the register or it is themselves, if they have none,
        or if it waits already.
    """
    _register.begin(person.council, by=by, at=at)
    has_factor = Authenticator.objects.filter(user=person.user).exists()
    if not has_factor and not Identity.objects.filter(user=person.user).exists():
        raise NotAllowed(
            f"{person.name} has no second step. They set one up when they sign in next."
        )
    return approvals.ask(
        kind=Approval.Kind.LOST_FACTOR, council=person.council, person=person, by=by, at=at
    )


def carry_out(approval: Approval, *, by: User, at: datetime) -> None:
    """Take them away, end every session, and tell the person. `agreeing` calls this.

    Their password stays theirs: it and their mailbox are still needed to come back in.
    """
    person = approval.person
    assert person is not None
    # Their account at the council's provider too: a new one there has another subject.
    Identity.objects.filter(user=person.user).delete()
    removed, _ = Authenticator.objects.filter(user=person.user).delete()
    sessions.end_all(person.user)
    accounts.record(
        "factors_lost",
        user=person.user,
        by=by,
        at=at,
        asked_by=approval.asked_by_id,
        approval=approval.pk,
        removed=removed,
    )
