"""Second factors and recovery codes: django-allauth's pages, with what they change on record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from concerns.actions import accounts, factors, lost_factor, sessions
from concerns.selectors import sign_in

if TYPE_CHECKING:
    from concerns.models import User


class Changes:
    """Something that changes how one signs in: every other session ends with it."""

    request: HttpRequest
    what: ClassVar[str]
    kind: ClassVar[str] = ""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # of the view
        user = cast("User", self.request.user)
        codes = {"kind": self.kind} if self.kind else {}
        accounts.record(self.what, user=user, by=user, at=timezone.now(), **codes)
        sessions.end_all(user)
        update_session_auth_hash(self.request, user)
        return response


class Added(Changes):
    """A new factor: whoever has just set it up has shown it."""

    what = "factor_added"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if lost_factor.is_too_late(cast("User", request.user), at=timezone.now()):
            return render(request, "account/too_late.html", status=403)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        user = cast("User", self.request.user)
        is_first = not sign_in.has_factor(user)
        response = super().form_valid(form)
        if is_first:
            lost_factor.tell_it_is_set_up(user, at=timezone.now())
        record_authentication(self.request, user, "mfa", type=self.kind)
        if not sign_in.has_kept_codes(user):
            self.request.session[sign_in.CODES_NOT_KEPT] = True
        return response


class AppAdd(Added, ActivateTOTPView):  # type: ignore[misc]  # allauth ships no types
    kind = Authenticator.Type.TOTP.value

    def form_valid(self, form: Any) -> HttpResponse:
        user = cast("User", self.request.user)
        accounts.one_at_a_time(user)
        response = super().form_valid(form)
        factors.note_code_used(user, form.cleaned_data["code"])
        return response


class AppRemove(Changes, DeactivateTOTPView):  # type: ignore[misc]
    what, kind = "factor_removed", Authenticator.Type.TOTP.value


class KeyAdd(Added, AddWebAuthnView):  # type: ignore[misc]
    kind = Authenticator.Type.WEBAUTHN.value


class KeyRemove(Changes, RemoveWebAuthnView):  # type: ignore[misc]
    what, kind = "factor_removed", Authenticator.Type.WEBAUTHN.value

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"is_last": self._is_last()}

    def form_valid(self, form: Any) -> HttpResponse:
        if self._is_last():  # the page said so instead of asking
            return redirect("mfa_list_webauthn")
        return super().form_valid(form)

    def _is_last(self) -> bool:
        return not sign_in.has_factor(cast("User", self.request.user), but=self.object.pk)


class CodesMake(Changes, GenerateRecoveryCodesView):  # type: ignore[misc]
    what = "codes_made"

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        self.request.session[sign_in.CODES_NOT_KEPT] = True
        return response


class CodesShow(ViewRecoveryCodesView):  # type: ignore[misc]
    """Shows the codes once; whoever has kept them says so, and goes on."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"keep_codes": sign_in.CODES_NOT_KEPT in self.request.session}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        factors.keep_codes(user=cast("User", request.user), at=timezone.now())
        request.session.pop(sign_in.CODES_NOT_KEPT, None)
        return redirect("/")
