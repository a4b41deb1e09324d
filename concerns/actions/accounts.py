"""What happens to somebody's account: on record, and told to whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from concerns.actions import _audit, notifications
from concerns.actions._scope import engine_scope
from concerns.actions.notifications import Kind, Mail
from concerns.engine.working_days import local_date
from concerns.models import User

# What is told to the person by mail, whoever did it.
_TOLD = {
    "password_changed": Kind.PASSWORD_CHANGED,
    "factor_added": Kind.FACTOR_ADDED,
    "factor_removed": Kind.FACTOR_REMOVED,
    "codes_made": Kind.CODES_MADE,
    "code_used": Kind.CODE_USED,
    "factors_lost": Kind.FACTORS_LOST,
    "linked": Kind.LINKED,
}


@dataclass(frozen=True, slots=True)
class Failure:
    """A sign-in that did not succeed.

    :param name: what was entered as the address; kept only as a keyed hash.
    :param step: `password`, `code`, `passkey` or `council_account`.
    """

    name: str
    step: str


@transaction.atomic
def record(what: str, *, user: User, by: User | None, at: datetime, **codes: Any) -> None:
    """Add to the record what happened to an account, and tell the person where they should know.

    :param what: a code such as `signed_in`. :param user: whose account.
    :param codes: codes and ids only.
    """
    with engine_scope():
        event = _audit.record(f"account.{what}", at=at, by=by, user=user.pk, **codes)
    if what in _TOLD:
        _tell(_TOLD[what], user, at=at, discriminator=f"event{event}")


def note_failure(request: HttpRequest, failure: Failure) -> None:
    """Keep a failed sign-in for the record until the request's transaction is over.

    `FailedSignInMiddleware` writes it then: it must not go with a rollback.
    """
    request.__dict__.setdefault("failures", []).append(failure)


@transaction.atomic
def fail(failure: Failure, *, at: datetime) -> None:
    """Add a failed sign-in to the record: a keyed hash of the name, never the name."""
    with engine_scope():
        _audit.record(
            "account.sign_in_failed",
            at=at,
            by=None,
            name=hash_of(failure.name),
            step=failure.step,
        )


def hash_of(name: str) -> str:
    """The same for the same address, and of no use to whoever has the record and not the key."""
    return salted_hmac(
        "concerns.sign_in_failed", name.strip().lower(), algorithm="sha256"
    ).hexdigest()[:32]


def send_password_link(*, user: User, at: datetime) -> None:
    """Queue the mail with which somebody chooses a new password.

    It is written and sent by the worker, so that asking takes as long for an address that nobody
    has. The link is made when it is sent, and stands in no row.
    """
    _tell(Kind.PASSWORD_LINK, user, at=at, discriminator=f"{at.timestamp():.6f}")


def tell_of_failures(*, user: User, at: datetime) -> None:
    """Queue the mail that somebody tried to sign in as them, once a day."""
    _tell(Kind.SIGN_IN_FAILED, user, at=at, discriminator=local_date(at).isoformat())


def _tell(kind: Kind, user: User, *, at: datetime, discriminator: str) -> None:
    mail = Mail(
        kind=kind,
        council_id=None,
        concern_id=None,
        reference="account",
        user_id=user.pk,
        not_before=at,
        discriminator=discriminator,
    )
    notifications.queue_all([mail], at=at)


@transaction.atomic
def one_at_a_time(user: User) -> None:
    """Let codes of one account be checked one after the other, until the transaction ends.

    A code is good once: between looking whether it was used and noting that it is, nobody else
    may look.
    """
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
