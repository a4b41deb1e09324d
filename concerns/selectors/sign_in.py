"""How somebody is signed in: with what, since when, and on which devices."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from concerns.models import Identity, Session, User
from concerns.models.session import BEGAN, SEEN

#: The method that "sign in as" of the demonstration leaves in a session; worth nothing elsewhere.
DEMONSTRATION = "demonstration"
#: The method that signing in with the council's own account leaves in a session.
COUNCIL_ACCOUNT = "council_account"
#: In a session that is being entered: the user, and the issuer and subject they came as.
CAME_AS = "came_as"
#: In a session: their recovery codes were made and they have not said that they kept them.
CODES_NOT_KEPT = "codes_not_kept"

_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


# ---------------------------------------------------------------- with what


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session was entered with an app's code, a passkey or a recovery code.

    Or with one shown to the council's provider, where its word counts for that.
    """
    proved = {record["method"] for record in _proofs(request)}
    return "mfa" in proved or (settings.DEMO and DEMONSTRATION in proved)


def came_by_council_account(request: HttpRequest) -> bool:
    """Whether this session was entered with the council's own account."""
    return any(proof["method"] == COUNCIL_ACCOUNT for proof in _proofs(request))


def is_linked(user: User, *, issuer: str, subject: str) -> bool:
    """Whether this is whom the account is linked to at the council's provider."""
    linked = Identity.objects.filter(user=user, issuer=issuer, subject=subject)
    return bool(linked.exists())


def enters_there_only(user: User) -> bool:
    """Whether the council's provider is their one way in.

    A link in a mail must not become another: whoever reads their mail would need nothing else.
    """
    return (
        settings.OIDC is not None
        and Identity.objects.filter(user=user, issuer=settings.OIDC.issuer).exists()
        and not has_factor(user)
    )


def may_enter(request: HttpRequest) -> bool:
    """Whether this session may see anything but the pages that set up a second factor."""
    return (
        request.user.is_authenticated
        and has_second_factor(request)
        and CODES_NOT_KEPT not in request.session
    )


def has_just_confirmed(request: HttpRequest) -> bool:
    """Whether they showed within the last minutes that it is them.

    In the demonstration somebody chosen from the list has nothing to show.
    """
    proofs = _proofs(request)
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    if settings.DEMO and any(proof["method"] == DEMONSTRATION for proof in proofs):
        return True
    return any(proof["at"] > since for proof in proofs)


def _proofs(request: HttpRequest) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = get_authentication_records(request, request.user)
    return found


def has_factor(user: User, *, but: int | None = None) -> bool:
    """Whether they have an app or a passkey. :param but: one that does not count."""
    factors = Authenticator.objects.filter(user=user, type__in=_FACTORS).exclude(pk=but)
    return bool(factors.exists())


def has_kept_codes(user: User) -> bool:
    """Whether they have recovery codes and said that they kept them."""
    codes = Authenticator.objects.filter(
        user=user, type=Authenticator.Type.RECOVERY_CODES, data__has_key="kept_at"
    )
    return bool(codes.exists())


# ---------------------------------------------------------------- since when, and where


def seconds_left(session: SessionBase, *, at: datetime) -> float:
    """Until the session ends whatever they do; none for one that nobody began."""
    if BEGAN not in session:
        return 0
    return float(session[BEGAN]) + settings.SESSION_LONGEST_SECONDS - at.timestamp()


def seconds_idle(session: SessionBase, *, at: datetime) -> float:
    return at.timestamp() - float(session.get(SEEN) or 0)


def sessions_of(user: User, *, at: datetime) -> list[Session]:
    """The live sessions of an account, the one used last first."""
    return list(Session.objects.filter(user=user, expire_date__gt=at).order_by("-seen_at"))


def session_of(user: User, tag: str, *, at: datetime) -> Session | None:
    """One of their own live sessions by what stands for it on a page."""
    return next((each for each in sessions_of(user, at=at) if each.tag == tag), None)
