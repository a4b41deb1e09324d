"""What django-allauth asks us: who may sign up (nobody), what signing in leaves on record."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from concerns.actions import accounts, council_accounts, sessions
from concerns.actions.accounts import Failure
from concerns.models import User
from concerns.sealing import factors
from concerns.selectors import sign_in


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by invitation."""
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        """Everything asked for was shown: the session begins, under a new key."""
        at = timezone.now()
        came_as = request.session.pop(sign_in.CAME_AS, None)
        if came_as is not None and came_as["user"] == user.pk:
            council_accounts.link(user, issuer=came_as["issuer"], subject=came_as["subject"], at=at)
        super().login(request, user)
        sessions.begin(request.session, device=self.get_http_user_agent(request), at=at)
        if sign_in.has_factor(user) and not sign_in.has_kept_codes(user):
            request.session[sign_in.CODES_NOT_KEPT] = True
        codes = {"how": sign_in.COUNCIL_ACCOUNT} if sign_in.came_by_council_account(request) else {}
        accounts.record("signed_in", user=user, by=user, at=at, **codes)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        accounts.note_failure(request, Failure(credentials.get("email", ""), "password"))

    def logout(self, request: HttpRequest) -> None:
        user = request.user
        super().logout(request)
        if isinstance(user, User):
            accounts.record("signed_out", user=user, by=user, at=timezone.now())

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not of somebody who signed in, or confirmed that it is them, a few minutes ago.

        :raises ReauthenticationRequired: of everybody else. To answer yes would not do: an account
            with neither password nor factor, as one of the council's own may be, then counts for
            allauth as confirmed.
        """
        if sign_in.has_just_confirmed(self.request):
            return False
        raise ReauthenticationRequired

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """With the second factor where there is one: a browser fills in passwords by itself.

        Otherwise where they came from, if that was the council's own account.
        """
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        stronger = [method for method in methods if method["id"] != "reauthenticate"]
        if stronger or settings.OIDC is None or not sign_in.came_by_council_account(self.request):
            return stronger or methods
        there = reverse("council-account-confirm")
        return [{"id": there, "description": "Use your council account", "url": there}]

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Ours are queued with the record of what they tell (`concerns.actions.accounts`)."""

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        if not sign_in.enters_there_only(user):
            accounts.send_password_link(user=user, at=timezone.now())

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """One count an account. Allauth's holds the Host header, whose port anybody may choose."""
        return str(credentials.get("email", "")).strip().lower()


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    def encrypt(self, text: str) -> str:
        return factors.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return factors.open(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Never the last app or passkey: there is always a second factor."""
        return sign_in.has_factor(authenticator.user, but=authenticator.pk)


def no_such_page(request: HttpRequest) -> HttpResponse:
    """A page of the library for accounts that this site does not have.

    :raises Http404: always.
    """
    raise Http404
