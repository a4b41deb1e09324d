"""django-allauth's forms, with our labels and error sentences.

Named in the settings ACCOUNT_FORMS and MFA_FORMS; what they check is allauth's. It ships no types.
"""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as webauthn

from concerns.forms.base import GovukForm


class SignInForm(GovukForm, account.LoginForm):  # type: ignore[misc]
    names = {"login": "your email address", "password": "your password"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Email address"
        self.fields["password"].help_text = ""  # the page has its own link to reset it


class ResetPasswordForm(GovukForm, account.ResetPasswordForm):  # type: ignore[misc]
    names = {"email": "your email address"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "Email address"


class NewPasswordForm(GovukForm, account.ResetPasswordKeyForm):  # type: ignore[misc]
    names = {"password1": "a new password", "password2": "the new password again"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label_new_password(self)


class ChangePasswordForm(GovukForm, account.ChangePasswordForm):  # type: ignore[misc]
    names = NewPasswordForm.names | {"oldpassword": "your password as it is now"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = "Your password as it is now"
        self.fields["oldpassword"].help_text = ""
        _label_new_password(self)


class ConfirmPasswordForm(GovukForm, account.ReauthenticateForm):  # type: ignore[misc]
    names = {"password": "your password"}


class CodeForm(GovukForm, mfa.AuthenticateForm):  # type: ignore[misc]
    names = {"code": "your code"}


class ConfirmCodeForm(GovukForm, mfa.ReauthenticateForm):  # type: ignore[misc]
    names = {"code": "your code"}


class FirstCodeForm(GovukForm, ActivateTOTPForm):  # type: ignore[misc]
    names = {"code": "the code the app shows"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Code"


class AddKeyForm(GovukForm, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    names = {"name": "a name"}


class RenameKeyForm(GovukForm, webauthn.EditWebAuthnForm):  # type: ignore[misc]
    names = {"name": "a name"}


def _label_new_password(form: GovukForm) -> None:
    first, second = form.fields["password1"], form.fields["password2"]
    first.label, second.label = "New password", "New password again"
    first.help_text = "At least 15 characters. Three or four unrelated words are easy to remember."
