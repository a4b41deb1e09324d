"""Inviting somebody on the register to choose a password. Nobody signs up by themselves."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string

from concerns.actions import _register, account_links
from concerns.models import Person, User
from concerns.selectors import sign_in


class CannotInvite(ValueError):
    """No invitation was sent. The text is fit to show."""


@transaction.atomic
def invite(*, person: Person, by: User | None, at: datetime) -> None:
    """Mail somebody a link that lets them choose a password, once, and for a few days.

    The link is django-allauth's own for a new password: it stops working when it is used and
    after PASSWORD_RESET_TIMEOUT, and is stored nowhere. An account without a password can only
    be entered through it, so whoever enters has shown that the address is theirs.

    :raises CannotInvite: if they have a password, have left, or the mail cannot be sent.
    """
    on = _register.begin(person.council, by=by, at=at)
    user = person.user
    if user.has_usable_password():
        raise CannotInvite(
            f"{person.name} has a password already. If they forgot it, they can ask for a new one"
            " on the sign-in page"
        )
    if sign_in.enters_there_only(user):
        raise CannotInvite(f"{person.name} signs in with their council account already")
    if not user.is_active or (person.active_to is not None and person.active_to <= on):
        raise CannotInvite(f"{person.name} is no longer on the register")
    if not EmailAddress.objects.filter(user=user, email=user.email).exists():
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    _register.record("invite", person.council, by=by, at=at, person=person)
    _send(person, link=account_links.password_link(user))


def _send(person: Person, *, link: str) -> None:
    words = {
        "person": person,
        "council": person.council,
        "link": link,
        "days": settings.PASSWORD_RESET_TIMEOUT // 86400,
    }
    try:
        send_mail(
            subject=f"Choose your password for {person.council.name}’s Protocol Portal",
            message=render_to_string("register/invitation.txt", words),
            from_email=None,
            recipient_list=[person.user.email],
        )
    except OSError as error:  # what smtplib's errors are, too
        raise CannotInvite(
            "The invitation could not be sent because the mail server did not answer."
            " Try again later"
        ) from error
