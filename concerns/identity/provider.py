"""Asking the council's provider who somebody is: authorization code with PKCE, by Authlib.

Authlib makes and checks state, nonce and code verifier, and checks of the ID token: signature by
the provider's keys, issuer, audience, authorized party, times, nonce and the access token's hash.
Here is what it leaves to us: that the description is the one of the issuer that was set and leads
nowhere in the clear, which algorithms count, that the answer came from that issuer (RFC 9207),
that there is a token at all, whose audience we are, and how long to wait.
"""

from __future__ import annotations

import time
from functools import lru_cache
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import DjangoOAuth2App, OAuth
from django.http import HttpRequest
from django.utils.http import urlencode
from joserfc.errors import JoseError
from requests import RequestException

from concerns.identity.said import Said, read
from concerns.identity.said import council as told

# By a key of the provider's alone: no "none", and nothing that our own secret could sign.
ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384"})

PATIENCE = 4  # seconds; three requests at most, within the 15 that a transaction may stand idle
LEEWAY = 60  # seconds between two clocks
_FRESH = 3600  # seconds: keys and addresses that the provider gave up are forgotten
_NO_ANSWER = (RequestException, ValueError, RuntimeError, KeyError, TypeError)
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class Away(Exception):
    """The provider did not answer, or with what is no answer."""


class NotBelieved(Exception):
    """An answer that does not prove who somebody is."""


class _Council(DjangoOAuth2App):  # type: ignore[misc]  # Authlib ships no types
    """The council's provider, by the description it publishes of itself."""

    def load_server_metadata(self) -> dict[str, Any]:
        described: dict[str, Any] = super().load_server_metadata()
        if described.get("issuer") != told().issuer or not all(
            _is_safe(described.get(name)) for name in _ENDPOINTS
        ):
            self.server_metadata.clear()  # it is asked for again
            raise Away("its description is another's, or leads nowhere safe")
        offered = described.get("id_token_signing_alg_values_supported") or []
        described["id_token_signing_alg_values_supported"] = sorted(ALGORITHMS & set(offered)) or [
            "RS256"
        ]
        # Basic is what every provider must take; Entra names only the other.
        ways = described.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        way = "client_secret_basic" if "client_secret_basic" in ways else "client_secret_post"
        self.client_kwargs["token_endpoint_auth_method"] = way
        return described


def _is_safe(address: object) -> bool:
    """An address in the clear only where the issuer itself has one, on this machine."""
    if not isinstance(address, str):
        return False
    if told().issuer.startswith("https://"):
        return address.startswith("https://")
    return address.startswith(("https://", "http://"))


def begin(request: HttpRequest, *, back: str, fresh: bool = False, **kept: Any) -> str:
    """Where the browser goes to sign in.

    :param back: where it comes back to, as registered. :param fresh: the provider must ask anew,
        whoever is signed in there.
    :param kept: what this is for; `finish` gives it back.
    :raises Away: if the provider does not say where.
    """
    asked = {"prompt": "login", "max_age": 0} if fresh else {}
    try:
        council = _council()
        made = council.create_authorization_url(back, **asked)
    except _NO_ANSWER as error:
        raise Away from error
    council.save_authorize_data(request, redirect_uri=back, began=time.time(), kept=kept, **made)
    return str(made["url"])


def finish(request: HttpRequest) -> tuple[Said, dict[str, Any]]:
    """Who came back, and what was kept when they went.

    What was kept is forgotten first: an answer counts once, and in the browser that asked.

    :raises NotBelieved: if it is not an answer to what this browser asked, or the token is not
        what it must be.
    :raises Away: if the provider does not answer.
    """
    try:
        council = _council()
        began = _what_was_asked(council, request)
        token = council.fetch_access_token(
            code=request.GET["code"],
            redirect_uri=began["redirect_uri"],
            code_verifier=began["code_verifier"],
        )
        council.fetch_jwk_set()
    except AuthlibBaseError as error:
        raise NotBelieved from error
    except _NO_ANSWER as error:
        raise Away from error
    return read(_checked(council, token, began["nonce"])), began["kept"] | {"began": began["began"]}


def _what_was_asked(council: _Council, request: HttpRequest) -> dict[str, Any]:
    described = council.load_server_metadata()
    state = request.GET.get("state", "")
    began: dict[str, Any] | None = council.framework.get_state_data(request.session, state)
    if began is None:
        raise NotBelieved("this browser did not ask")
    council.framework.clear_state_data(request.session, state)
    named = request.GET.get("iss")
    promised = described.get("authorization_response_iss_parameter_supported")
    if named != told().issuer and (named is not None or promised):
        raise NotBelieved("another issuer answered")
    if "code" not in request.GET:
        raise NotBelieved("no code")
    return began


def _checked(council: _Council, token: dict[str, Any], nonce: str) -> dict[str, Any]:
    """The claims of the ID token. Authlib compares `iss` and `aud` only if told with what."""
    must = {
        "iss": {"essential": True, "values": [told().issuer]},
        "aud": {"essential": True, "values": [told().client_id]},
        "sub": {"essential": True},
    }
    try:
        claims = council.parse_id_token(token, nonce=nonce, claims_options=must, leeway=LEEWAY)
    except RequestException as error:
        raise Away from error
    except (AuthlibBaseError, JoseError, ValueError, KeyError, TypeError) as error:
        raise NotBelieved from error
    if not claims or not isinstance(claims.get("sub"), str):
        raise NotBelieved("no token, or nobody in it")
    return dict(claims)


def sign_out_address(*, back: str) -> str | None:
    """Where somebody ends their session at the provider too, if it has such a place."""
    try:
        address = _council().load_server_metadata().get("end_session_endpoint")
    except (Away, *_NO_ANSWER):
        return None
    if not _is_safe(address):
        return None
    query = {"client_id": told().client_id, "post_logout_redirect_uri": back}
    return f"{address}?{urlencode(query)}"


def _council() -> _Council:
    return _described(told(), int(time.time() // _FRESH))


@lru_cache(maxsize=1)
def _described(provider: Any, _hour: int) -> _Council:
    """One for all requests of an hour, so that its description and keys are asked for once."""
    registered: _Council = OAuth().register(
        "council",
        client_cls=_Council,
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        server_metadata_url=f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "default_timeout": PATIENCE,
            "max_redirects": 0,
        },
    )
    return registered
