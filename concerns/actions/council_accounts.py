"""Whose account somebody's at the council's provider is. Nobody is made by it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from concerns.actions import accounts
from concerns.identity import said as claims
from concerns.identity.said import Said
from concerns.models import Identity, User
from concerns.selectors import sign_in


class NotKnown(ValueError):
    """They may not come in. Why is told to nobody: it would tell who has an account."""


def account_of(said: Said, *, invited: int | None) -> User:
    """The account of whoever the provider says it is.

    Whoever is linked is known by issuer and subject alone. Others are found by their address, once,
    if nobody is linked to that account, and if either they came through the link of an invitation
    to it, or the provider stands for the address and they have chosen a password, which takes that
    link as well. So whoever only controls a directory enters no account that was never used.

    :param invited: whose invitation's link this browser came through.
    :raises NotKnown: if there is none, it is switched off, or it may not be linked.
    """
    linked = Identity.objects.filter(issuer=said.issuer, subject=said.subject)
    if identity := linked.select_related("user").first():
        user = identity.user
        if not user.is_active or not claims.speaks_for(user.email):
            raise NotKnown
        return user
    found = User.objects.filter(email=said.address, is_active=True).first()
    if found is None or not said.address:
        raise NotKnown
    if Identity.objects.filter(user=found, issuer=said.issuer).exists():
        raise NotKnown
    if found.pk != invited and not (said.vouches and found.has_usable_password()):
        raise NotKnown
    return found


@transaction.atomic
def link(user: User, *, issuer: str, subject: str, at: datetime) -> None:
    """Know them by issuer and subject from now on, if nobody is known by it.

    Call it once everything was shown that signing in asks for. It leaves no weaker way in beside:
    a password alone would go round the factor that they show to the provider.

    :raises IntegrityError: if another link of theirs, or of it, was made a moment ago.
    """
    _, is_new = Identity.objects.get_or_create(
        user=user, issuer=issuer, subject=subject, defaults={"linked_at": at}
    )
    if not is_new:
        return
    if not sign_in.has_factor(user) and user.has_usable_password():
        user.set_unusable_password()
        user.save(update_fields=["password"])
    accounts.record("linked", user=user, by=user, at=at)
