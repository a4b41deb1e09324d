"""One's account. Where a path is django-allauth's, ours comes before it and keeps its name."""

from __future__ import annotations

from django.urls import path, re_path

from concerns.views.account import council_account, factors, page, passwords, signing_in

urlpatterns = [
    path("", page.account, name="account"),
    path("sessions/end/", page.end_others, name="session-end-others"),
    path("sessions/<slug:tag>/end/", page.end_session, name="session-end"),
    path("exit/", signing_in.leave, name="exit"),
    path("stay/", signing_in.stay, name="session-stay"),
    path("council/", council_account.begin, name="council-account"),
    path("council/back/", council_account.back, name="council-account-back"),
    path("council/confirm/", council_account.confirm, name="council-account-confirm"),
    path("council/left/", council_account.left, name="council-account-left"),
    path("logout/", signing_in.SignOut.as_view(), name="account_logout"),
    path("password/change/", passwords.PasswordChange.as_view(), name="account_change_password"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        passwords.PasswordFromLink.as_view(),
        name="account_reset_password_from_key",
    ),
    path("2fa/authenticate/", signing_in.Authenticate.as_view(), name="mfa_authenticate"),
    path("2fa/reauthenticate/", signing_in.ConfirmByCode.as_view(), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", factors.AppAdd.as_view(), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", factors.AppRemove.as_view(), name="mfa_deactivate_totp"),
    path("2fa/webauthn/add/", factors.KeyAdd.as_view(), name="mfa_add_webauthn"),
    path(
        "2fa/webauthn/keys/<int:pk>/remove/",
        factors.KeyRemove.as_view(),
        name="mfa_remove_webauthn",
    ),
    path(
        "2fa/recovery-codes/generate/",
        factors.CodesMake.as_view(),
        name="mfa_generate_recovery_codes",
    ),
    path("2fa/recovery-codes/", factors.CodesShow.as_view(), name="mfa_view_recovery_codes"),
]
