"""The settings of signing in with the council's own account (OpenID Connect).

Off unless OIDC_ISSUER is set. Half set, or set so that it would let in whom it should not, there is
no start: one sentence says what to change. `docs/security.md` says how to register the portal.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from protocol_portal import env


@dataclass(frozen=True, slots=True)
class Provider:
    """The council's identity provider, and how far its word counts.

    :param issuer: exactly what its tokens name as `iss`.
    :param name: what the button says.
    :param email_claim: which claim of the ID token holds somebody's address.
    :param domains: the only addresses it speaks for, in small letters; other councils' people are
        beyond it.
    :param trusts_email: its addresses count even where the token does not say that they were
        verified.
    :param second_factors: what in `amr`, `acr` or `acrs` of a token shows a second factor.
    :param does_mfa: the operator states that nobody signs in there without one.
    :param requires_mfa: whoever's token shows none is turned away, whatever factor they have here.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str
    email_claim: str
    domains: frozenset[str]
    trusts_email: bool
    second_factors: frozenset[str]
    does_mfa: bool
    requires_mfa: bool


def provider(*, https_only: bool) -> Provider | None:
    """What the environment says of it; None where it names none.

    :param https_only: false where the whole site is on this machine, and its provider may be.
    :raises env.Refused: if it is half set or says two things at once.
    """
    issuer = env.text("OIDC_ISSUER", "")
    if not issuer:
        for name in ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_EMAIL_DOMAINS"):
            if env.text(name, ""):
                env.refuse(f"{name} is set and OIDC_ISSUER is not: set both or neither.")
        return None
    parts = urlsplit(issuer)
    near = not https_only and env.is_loopback(parts.hostname or "")
    if not parts.hostname or (parts.scheme != "https" and not (near and parts.scheme == "http")):
        env.refuse("OIDC_ISSUER is not an address that begins with https://.")
    found = Provider(
        issuer=issuer,
        client_id=env.text("OIDC_CLIENT_ID"),
        client_secret=env.text("OIDC_CLIENT_SECRET"),
        name=env.text("OIDC_NAME", "Sign in with your council account"),
        email_claim=env.text("OIDC_EMAIL_CLAIM", "email"),
        domains=frozenset(each.lower().lstrip("@") for each in env.words("OIDC_EMAIL_DOMAINS")),
        trusts_email=env.flag("OIDC_TRUSTS_EMAIL"),
        second_factors=frozenset(env.words("OIDC_MFA_VALUES", "mfa")),
        does_mfa=env.flag("OIDC_PROVIDER_DOES_MFA"),
        requires_mfa=env.flag("OIDC_REQUIRES_MFA"),
    )
    if found.does_mfa and found.requires_mfa:
        env.refuse(
            "OIDC_PROVIDER_DOES_MFA and OIDC_REQUIRES_MFA are both on: the first takes a second "
            "factor on trust, the second wants to see it in the token."
        )
    return found
