"""What a checked token proves."""

from __future__ import annotations

from typing import Any

import pytest

from concerns.identity.said import Said, read
from tests.identity_provider import Council

ISSUER = "https://idp.example"


@pytest.fixture(autouse=True)
def told(settings: Any) -> None:
    settings.OIDC = Council(ISSUER).settings()


def said(**claims: Any) -> Said:
    return read({"iss": ISSUER, "sub": "s-1"} | claims)


def test_an_address_is_one_of_the_councils_own_or_none() -> None:
    assert said(email=" Bea@Upton.Example ").address == "bea@upton.example"
    for other in ("bea@other.example", "bea@upton.example.other.example", "upton.example", "", 7):
        assert said(email=other).address == "", other


def test_it_vouches_only_where_it_says_so_or_the_operator_does(settings: Any) -> None:
    assert said(email="bea@upton.example", email_verified=True).vouches
    for value in (False, None, "true", 1):
        assert not said(email="bea@upton.example", email_verified=value).vouches
    settings.OIDC = Council(ISSUER).settings(email_claim="preferred_username")
    # `email_verified` is about `email`, and says nothing of another claim.
    named = said(preferred_username="bea@upton.example", email_verified=True)
    assert named.address == "bea@upton.example"
    assert not named.vouches
    settings.OIDC = Council(ISSUER).settings(trusts_email=True)
    assert said(email="bea@upton.example").vouches


@pytest.mark.parametrize("claims", [{"amr": ["pwd", "mfa"]}, {"acr": "mfa"}, {"acrs": ["mfa"]}])
def test_a_second_factor_is_one_the_token_names(claims: dict[str, Any]) -> None:
    assert said(**claims).second_factor


@pytest.mark.parametrize(
    "claims", [{}, {"amr": ["pwd"]}, {"amr": "nomfa"}, {"amr": [["mfa"]]}, {"amr": {"mfa": 1}}]
)
def test_nothing_else_is_one(claims: dict[str, Any], settings: Any) -> None:
    assert not said(**claims).second_factor
    settings.OIDC = Council(ISSUER).settings(does_mfa=True)
    assert said(**claims).second_factor


@pytest.mark.parametrize(("value", "at"), [(17, 17.0), (None, 0.0), ("17", 0.0), (True, 0.0)])
def test_when_they_signed_in_there_is_a_number_or_long_ago(value: Any, at: float) -> None:
    assert said(auth_time=value).at == at
