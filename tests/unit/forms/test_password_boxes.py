"""The boxes that passwords are typed into: hidden, taken as they are, filled in by a manager."""

from __future__ import annotations

import pytest
from django import forms

from concerns.forms import account

LONG = "a" * 64
FORMS = [
    account.SignInForm,
    account.NewPasswordForm,
    account.ChangePasswordForm,
    account.ConfirmPasswordForm,
]


def boxes(form: type[forms.Form]) -> dict[str, forms.Field]:
    return {name: field for name, field in form.base_fields.items() if "password" in name}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_a_password_is_hidden_and_taken_as_it_is(form: type[forms.Form]) -> None:
    found = boxes(form)
    assert found
    for name, field in found.items():
        assert field.widget.input_type == "password", name
        assert field.strip is False, name
        assert field.max_length is None or field.max_length > len(LONG), name
        assert field.widget.attrs.get("autocomplete", "").endswith("-password"), name
        assert "readonly" not in field.widget.attrs
        assert not [key for key in field.widget.attrs if key.startswith("on")], name


def test_to_change_it_the_old_one_is_asked_for() -> None:
    assert account.ChangePasswordForm.base_fields["oldpassword"].required
