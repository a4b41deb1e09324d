"""django-allauth's forms, with our labels and error sentences.

Named in the settings ACCOUNT_FORMS and MFA_FORMS; what they check is allauth's. It ships no types.
"""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as webauthn
from django.core.exceptions import ValidationError

from concerns.forms.base import GovukForm
from concerns.forms.fields import can_be_mailed

_SENTENCES = {
    "email_password_mismatch": "The email address or the password is not right",
    "enter_current_password": "The password you entered is not right",
    "incorrect_code": "The code is not right, or it is no longer valid",
    "incorrect_password": "The password you entered is not right",
    "rate_limited": "You have tried too often. Wait a few minutes, then try again",
    "too_many_login_attempts": "You have tried too often. Wait a few minutes, then try again",
}


class AccountForm(GovukForm):
    """Says allauth's errors, known by their codes, in our words."""

    def add_error(self, field: str | None, error: Any) -> None:
        sentence = _SENTENCES.get(getattr(error, "code", None) or "")
        super().add_error(field, ValidationError(sentence, error.code) if sentence else error)


class SignInForm(AccountForm, account.LoginForm):  # type: ignore[misc]
    names = {"login": "your email address", "password": "your password"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Email address"
        self.fields["password"].help_text = ""  # the page has its own link to reset it


class ResetPasswordForm(AccountForm, account.ResetPasswordForm):  # type: ignore[misc]
    names = {"email": "your email address"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "Email address"
        self.fields["email"].validators.append(can_be_mailed)


class NewPasswordForm(AccountForm, account.ResetPasswordKeyForm):  # type: ignore[misc]
    names = {"password1": "a new password", "password2": "the new password again"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label_new_password(self)


class ChangePasswordForm(AccountForm, account.ChangePasswordForm):  # type: ignore[misc]
    names = NewPasswordForm.names | {"oldpassword": "your password as it is now"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = "Your password as it is now"
        self.fields["oldpassword"].help_text = ""
        _label_new_password(self)


class ConfirmPasswordForm(AccountForm, account.ReauthenticateForm):  # type: ignore[misc]
    names = {"password": "your password"}


class CodeForm(AccountForm, mfa.AuthenticateForm):  # type: ignore[misc]
    names = {"code": "your code"}


class ConfirmCodeForm(AccountForm, mfa.ReauthenticateForm):  # type: ignore[misc]
    names = {"code": "your code"}


class FirstCodeForm(AccountForm, ActivateTOTPForm):  # type: ignore[misc]
    names = {"code": "the code the app shows"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Code"


class AddKeyForm(AccountForm, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    names = {"name": "a name"}


class RenameKeyForm(AccountForm, webauthn.EditWebAuthnForm):  # type: ignore[misc]
    names = {"name": "a name"}


def _label_new_password(form: GovukForm) -> None:
    first, second = form.fields["password1"], form.fields["password2"]
    first.label, second.label = "New password", "New password again"
    first.help_text = "At least 15 characters. Three or four unrelated words are easy to remember."
