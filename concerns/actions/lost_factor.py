"""Letting somebody who lost their second factor set up another, which takes two people.

Whoever could do it alone could enter as anybody whose mail they read (security 5.8).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction

from concerns.actions import _register, accounts, approvals, notifications, sessions
from concerns.actions._scope import engine_scope
from concerns.actions.notifications import Kind, Mail
from concerns.models import Approval, Identity, Person, User
from concerns.permissions.refusal import NotAllowed

#: So long an account stands open to whoever has its password, or its mailbox, alone.
SET_UP_WITHIN = timedelta(hours=72)


@transaction.atomic
def ask_for(*, person: Person, by: User, at: datetime) -> Approval:
    """Ask that their app, keys, recovery codes and linked council account are taken away.

    :raises NotAllowed: if `by` does not keep the register or it is themselves, if they have none,
        or if it waits already.
    """
    _register.begin(person.council, by=by, at=at)
    has_one = (
        Authenticator.objects.filter(user=person.user).exists()
        or Identity.objects.filter(user=person.user).exists()
    )
    if not has_one and not is_too_late(person.user, at=at):
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


def is_too_late(user: User, *, at: datetime) -> bool:
    """Whether theirs was taken away and they set up no other in time: two people agree anew."""
    agreed = _last_agreed(user)
    if agreed is None or agreed.settled_at is None:
        return False
    has_one = Authenticator.objects.filter(user=user).exists()
    return not has_one and at >= agreed.settled_at + SET_UP_WITHIN


@transaction.atomic
def tell_it_is_set_up(user: User, *, at: datetime) -> None:
    """Tell the two who agreed that there is another now: they may know that it was not theirs.

    Whose it is is told by `accounts.record`. Whoever never lost one has nobody who agreed.
    """
    agreed = _last_agreed(user)
    if agreed is None:
        return
    both = (agreed.asked_by_id, agreed.settled_by_id)
    mails = [
        Mail(
            kind=Kind.FACTOR_ANEW,
            council_id=agreed.council_id,
            concern_id=None,
            reference="register",
            user_id=each,
            not_before=at,
            discriminator=f"approval{agreed.pk}",
        )
        for each in both
        if each is not None
    ]
    notifications.queue_all(mails, at=at)


def _last_agreed(user: User) -> Approval | None:
    with engine_scope():
        agreed = Approval.objects.filter(
            kind=Approval.Kind.LOST_FACTOR,
            person__user=user,
            outcome=Approval.Outcome.AGREED,
        )
        return agreed.order_by("-settled_at").first()
