"""allauth's forms speak as ours do."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError

from concerns.forms import account
from concerns.forms.fields import can_be_mailed


def new_password(**typed: str) -> forms.Form:
    form: forms.Form = account.NewPasswordForm(typed, user=None, temp_key="")
    return form


def test_an_empty_sign_in_says_what_to_enter() -> None:
    form = account.SignInForm({})

    assert dict(form.errors) == {
        "login": ["Enter your email address"],
        "password": ["Enter your password"],
    }


def test_browsers_and_password_managers_may_fill_in_the_sign_in() -> None:
    fields = account.SignInForm().fields

    assert fields["login"].widget.attrs["autocomplete"] == "email"
    assert fields["password"].widget.attrs["autocomplete"] == "current-password"
    assert account.NewPasswordForm(user=None, temp_key="").fields["password1"].widget.attrs[
        "autocomplete"
    ] == ("new-password")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("email_password_mismatch", "The email address or the password is not right"),
        ("incorrect_code", "The code is not right, or it is no longer valid"),
        (
            "too_many_login_attempts",
            "You have tried too often. Wait a few minutes, then try again",
        ),
    ],
)
def test_an_error_of_allauth_is_said_in_our_words(code: str, sentence: str) -> None:
    form = account.AccountForm({})

    form.add_error(None, ValidationError("Theirs.", code=code))

    assert form.non_field_errors() == [sentence]


@pytest.mark.parametrize("error", ["Plain.", ValidationError("Plain.", code="something_else")])
def test_an_error_without_words_of_ours_stays(error: Any) -> None:
    form = account.AccountForm({})

    form.add_error(None, error)

    assert form.non_field_errors() == ["Plain."]


def test_two_new_passwords_that_differ_are_refused() -> None:
    form = new_password(password1="three unrelated words", password2="three other words")

    assert form.errors["password2"] == ["You must type the same password each time."]


@pytest.mark.parametrize("domain", ["\u2488com.xn--\u00e9", "b" * 64 + "\u00e9.example"])
def test_an_address_that_no_mail_can_be_sent_to_is_none(domain: str) -> None:
    form = account.ResetPasswordForm({"email": f"a@{domain}"})

    assert form.errors.get("email")
    with pytest.raises(ValidationError):
        can_be_mailed(f"a@{domain}")
