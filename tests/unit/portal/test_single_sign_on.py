"""The settings of the council's own sign-in: all of them, or none."""

from __future__ import annotations

from typing import Any

import pytest

from protocol_portal import env
from protocol_portal.single_sign_on import Provider, provider

ENTRA = {
    "OIDC_ISSUER": "https://login.microsoftonline.com/0f1e/v2.0",
    "OIDC_CLIENT_ID": "portal",
    "OIDC_CLIENT_SECRET": "hush",
    "OIDC_EMAIL_DOMAINS": "Upton.example, @upton.gov.example",
}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Any:
    def settings(*, https_only: bool = True, **variables: str) -> Provider | None:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return provider(https_only=https_only)

    return settings


def test_it_is_off_unless_an_issuer_is_named(read: Any) -> None:
    assert read() is None
    assert read(OIDC_ISSUER="  ", OIDC_MFA_VALUES="mfa") is None


def test_what_is_not_said_is_the_careful_way(read: Any) -> None:
    found = read(**ENTRA)
    assert found.email_claim == "email"
    assert found.domains == {"upton.example", "upton.gov.example"}
    assert found.second_factors == {"mfa"}
    assert [found.trusts_email, found.does_mfa, found.requires_mfa] == [False] * 3
    assert "hush" not in repr(found)


@pytest.mark.parametrize("name", sorted(set(ENTRA) - {"OIDC_ISSUER"}))
def test_half_of_it_is_refused(read: Any, name: str) -> None:
    with pytest.raises(env.Refused, match=f"^{name} is not set"):
        read(**{**ENTRA, name: ""})


@pytest.mark.parametrize("name", sorted(set(ENTRA) - {"OIDC_ISSUER"}))
def test_the_other_half_is_refused(read: Any, name: str) -> None:
    with pytest.raises(env.Refused, match=f"^{name} is set and OIDC_ISSUER is not"):
        read(**{name: ENTRA[name]})


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"OIDC_ISSUER": "http://idp.example"}, "^OIDC_ISSUER is not an address"),
        ({"OIDC_ISSUER": "idp.example"}, "^OIDC_ISSUER is not an address"),
        ({"OIDC_ISSUER": "http://127.0.0.1:9"}, "^OIDC_ISSUER is not an address"),
        (
            {"OIDC_PROVIDER_DOES_MFA": "1", "OIDC_REQUIRES_MFA": "1"},
            "^OIDC_PROVIDER_DOES_MFA and OIDC_REQUIRES_MFA are both on",
        ),
    ],
)
def test_what_would_let_in_too_much_is_refused(
    read: Any, changes: dict[str, str], sentence: str
) -> None:
    with pytest.raises(env.Refused, match=sentence):
        read(**(ENTRA | changes))


def test_on_one_machine_the_provider_may_be_there_too(read: Any) -> None:
    assert read(https_only=False, **(ENTRA | {"OIDC_ISSUER": "http://127.0.0.1:9"})) is not None
    with pytest.raises(env.Refused):
        read(https_only=False, **(ENTRA | {"OIDC_ISSUER": "http://idp.example"}))
