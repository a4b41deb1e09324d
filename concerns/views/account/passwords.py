"""Changing a password: django-allauth's pages, with what they change on record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from allauth.account.views import PasswordChangeView, PasswordResetFromKeyView
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.decorators import method_decorator

from concerns.actions import accounts, sessions
from concerns.views.account import council_account

if TYPE_CHECKING:
    from concerns.models import User


class PasswordChange(PasswordChangeView):  # type: ignore[misc]  # allauth ships no types
    def form_valid(self, form: Any) -> HttpResponseBase:
        user = cast("User", self.request.user)  # the page signs them out
        response: HttpResponseBase = super().form_valid(form)
        accounts.record("password_changed", user=user, by=user, at=timezone.now())
        sessions.end_all(user)
        return response


@method_decorator(login_not_required, name="dispatch")
class PasswordFromLink(PasswordResetFromKeyView):  # type: ignore[misc]
    """Behind the link of an invitation, or of a mail to somebody who forgot their password."""

    def dispatch(
        self, request: HttpRequest, uidb36: str, key: str, **kwargs: Any
    ) -> HttpResponseBase:
        # Allauth counts only posts: looking whether a link works is a guess as well.
        refused: HttpResponseBase | None = ratelimit.consume_or_429(
            request, app="allauth.account", action="open_link", limit_get=True
        )
        if refused is not None:
            return refused
        answer: HttpResponseBase = super().dispatch(request, uidb36, key, **kwargs)
        return answer

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self._may_use_council_account() and "council_account" in request.GET:
            return council_account.go(request, invited=cast("User", self.reset_user).pk)
        answer: HttpResponseBase = super().get(request, *args, **kwargs)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"may_use_council_account": self._may_use_council_account()}

    def _may_use_council_account(self) -> bool:
        """Instead of choosing a first password, which a link is for only where there is none."""
        user: User | None = getattr(self, "reset_user", None)
        return settings.OIDC is not None and user is not None and not user.has_usable_password()

    def form_valid(self, form: Any) -> HttpResponseBase:
        user = cast("User", self.reset_user)
        first = not user.has_usable_password()
        response: HttpResponseBase = super().form_valid(form)
        what = "password_chosen" if first else "password_changed"
        accounts.record(what, user=user, by=user, at=timezone.now())
        sessions.end_all(user)
        return response
