"""The pages of signing in and its second step, each with what allauth's view gives it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm
from django.template.loader import render_to_string
from django.test import RequestFactory

from concerns.forms import account

ADA = SimpleNamespace(is_authenticated=True, name="Ada Moss")
KEY = SimpleNamespace(pk=1, created_at=datetime(2026, 11, 20, tzinfo=UTC), last_used_at=None)
CODE = {"code": ""}
MFA = {"MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"]}


def pages() -> dict[str, dict[str, Any]]:
    password = account.NewPasswordForm(user=None, temp_key="")
    code = account.CodeForm(CODE, user=ADA)
    first = account.AccountForm()
    first.secret = "SECRETKEY"  # type: ignore[attr-defined]
    key = AuthenticateWebAuthnForm(user=ADA)
    return {
        "account/login": {"form": account.SignInForm()},
        "account/logout": {},
        "account/password_reset": {"form": account.ResetPasswordForm()},
        "account/password_reset_done": {},
        "account/password_reset_from_key": {"form": password, "action_url": "/key"},
        "account/password_reset_from_key_done": {},
        "account/account_inactive": {},
        "account/signup_closed": {},
        "account/reauthenticate": {
            "form": account.AccountForm(),
            "reauthentication_alternatives": [{"url": "/code", "description": "Use a code"}],
        },
        "mfa/index": MFA | {"authenticators": {"webauthn": [KEY]}, "is_mfa_enabled": True},
        "mfa/authenticate": MFA | {"form": code, "webauthn_form": key, "js_data": {}},
        "mfa/reauthenticate": {"form": code},
        "mfa/totp/activate_form": {"form": first, "totp_svg": "<svg></svg>"},
        "mfa/totp/deactivate_form": {},
        "mfa/recovery_codes/index": {
            "unused_codes": ["11112222"],
            "total_count": 10,
            "can_view_codes": True,
            "MFA_RECOVERY_CODES_SHOW_ONCE": True,
        },
        "mfa/recovery_codes/generate": {"unused_code_count": 3},
        "mfa/webauthn/reauthenticate": {"form": key, "js_data": {}},
        "mfa/webauthn/authenticator_list": {"authenticators": [KEY]},
        "mfa/webauthn/authenticator_confirm_delete": {"authenticator": "My laptop"},
        "mfa/webauthn/edit_form": {},
    }


def drawn(name: str) -> str:
    request = RequestFactory().get("/")
    request.user = ADA  # type: ignore[assignment]
    return render_to_string(f"{name}.html", pages()[name] | {"nav": []}, request)


@pytest.mark.parametrize("name", sorted(pages()))
def test_a_page_has_our_frame_one_heading_and_a_title_that_says_it(name: str) -> None:
    html = drawn(name)

    heading = re.search(r"<h1[^>]*>\s*(.+?)\s*</h1>", html, re.S)
    title = re.search(r"<title>(.*?)</title>", html, re.S)

    assert heading is not None
    assert title is not None
    assert html.count("<h1") == 1
    assert heading.group(1) in title.group(1)
    assert "app-header" in html


@pytest.mark.parametrize("name", sorted(pages()))
def test_every_form_that_posts_carries_its_token(name: str) -> None:
    html = drawn(name)

    assert html.count("csrfmiddlewaretoken") == len(re.findall(r'<form[^>]*method="post"', html))


def test_nobody_is_offered_an_account_at_the_sign_in() -> None:
    html = drawn("account/login")

    assert "Accounts are made by your council" in html
    assert "signup" not in html


def test_a_wrong_code_is_told_first_and_at_the_box() -> None:
    html = drawn("mfa/authenticate")

    assert "<title>Error: " in html
    assert html.count("Enter your code</") >= 2
    assert 'href="#id_code"' in html
    assert 'autocomplete="one-time-code"' in html


def test_the_setup_key_can_be_typed_where_the_picture_cannot_be_seen() -> None:
    html = drawn("mfa/totp/activate_form")

    assert "<svg></svg>" in html
    assert "SECRETKEY" in html


def test_recovery_codes_shown_once_say_so() -> None:
    html = drawn("mfa/recovery_codes/index")

    assert "11112222" in html
    assert "only now" in html
