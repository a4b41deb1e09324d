"""What a checked ID token proves, by the operator's settings. No protocol, no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

# Claims that tell how somebody signed in: RFC 8176, OpenID Connect Core 2, Microsoft Entra.
_HOW = ("amr", "acr", "acrs")


@dataclass(frozen=True, slots=True)
class Said:
    """One person at the council's provider.

    :param issuer: which provider. :param subject: who there, for good; with the issuer it is all
        that anybody is known by once they are linked.
    :param address: theirs in small letters, if it is one the provider speaks for; else empty.
    :param vouches: the provider stands for the address being theirs.
    :param second_factor: they showed one there.
    :param at: when they last showed there that it is them, seconds since 1970; 0 if not told.
    """

    issuer: str
    subject: str
    address: str
    vouches: bool
    second_factor: bool
    at: float


def read(claims: Mapping[str, Any]) -> Said:
    """Read the claims of an ID token. :param claims: checked by `provider`."""
    address = claims.get(council().email_claim)
    address = address.strip().lower() if isinstance(address, str) else ""
    verified = council().email_claim == "email" and claims.get("email_verified") is True
    at = claims.get("auth_time")
    return Said(
        issuer=str(claims["iss"]),
        subject=str(claims["sub"]),
        address=address if speaks_for(address) else "",
        vouches=verified or council().trusts_email,
        second_factor=council().does_mfa or bool(_how(claims) & council().second_factors),
        at=float(at) if isinstance(at, int | float) and not isinstance(at, bool) else 0.0,
    )


def council() -> Any:
    """The operator's settings of the provider (`protocol_portal.single_sign_on`).

    Asked for only where there is one: the pages are not there otherwise.
    """
    assert settings.OIDC is not None
    return settings.OIDC


def speaks_for(address: str) -> bool:
    """Whether the provider may say anything of this address: it is one of its own council's."""
    _, at, domain = address.rpartition("@")
    return bool(at) and domain.lower() in council().domains


def _how(claims: Mapping[str, Any]) -> set[str]:
    found: set[str] = set()
    for name in _HOW:
        value = claims.get(name)
        found |= {value} if isinstance(value, str) else set()
        found |= (
            {each for each in value if isinstance(each, str)} if isinstance(value, list) else set()
        )
    return found
