"""A council's identity provider, as a process of its own: `oidc-provider`, certified by OpenID.

Beside it stands `identity_provider.mjs`, with what the tests switch: how people sign in there, what
is said of them, and what of it is spoilt.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from django.test import Client

from protocol_portal.demo import any_port
from protocol_portal.single_sign_on import Provider as Settings

SCRIPT = Path(__file__).with_suffix(".mjs")
SECRET = "a secret of the tests that is long enough"


def _node() -> Path:
    """Node's program, the machine's or that of a wheel, as the build finds it."""
    file = SCRIPT.parents[1] / "requirements" / "install.py"
    spec = importlib.util.spec_from_file_location("install", file)
    assert spec
    assert spec.loader
    install = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(install)
    node: Path = install.find_node()[0]
    return node


class Council:
    """The running provider.

    :param issuer: its address.
    """

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer

    def settings(self, **changed: Any) -> Settings:
        """How the portal is told of it. :param changed: by the name of the setting."""
        told: dict[str, Any] = {
            "issuer": self.issuer,
            "client_id": "portal",
            "client_secret": SECRET,
            "name": "Sign in with your council account",
            "email_claim": "email",
            "domains": frozenset({"example.org", "upton.example"}),
            "trusts_email": False,
            "second_factors": frozenset({"mfa"}),
            "does_mfa": False,
            "requires_mfa": False,
        }
        return Settings(**(told | changed))

    def switch(self, **state: Any) -> None:
        """From now on, and nothing of what was before: `amr`, `subjects`, `spoil`..."""
        answer = requests.post(f"{self.issuer}/switch", data=json.dumps(state), timeout=10)
        answer.raise_for_status()

    def answers(self, address: str, login: str, session: requests.Session | None = None) -> str:
        """Go where the portal sent the browser, sign in there. :return: where it sends it back."""
        session = session or requests.Session()
        page = session.get(address, allow_redirects=False, timeout=10)
        while page.is_redirect:
            there = requests.compat.urljoin(page.url, page.headers["Location"])
            if not there.startswith(self.issuer):
                parts = urlsplit(there)
                return f"{parts.path}?{parts.query}"
            page = session.get(there, allow_redirects=False, timeout=10)
            if page.status_code == 200:
                page = session.post(
                    page.url, data={"login": login}, allow_redirects=False, timeout=10
                )
        pytest.fail(f"{page.status_code}: {page.text[:300]}")


@contextmanager
def running(portal: str) -> Iterator[Council]:
    """The provider, for the length of the block. :param portal: where the portal is."""
    port = any_port()
    process = subprocess.Popen(
        [_node(), SCRIPT, str(port), portal],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        said = ""
        for line in process.stdout or ():
            said += line
            if line.strip() == "ready":
                break
        else:
            pytest.fail(f"The identity provider did not start (it needs Node 20 or newer):\n{said}")
        yield Council(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.communicate(timeout=20)


def enter(council: Council, login: str, *, client: Client | None = None, path: str = "") -> Any:
    """Sign in with the council's account. :return: the portal's answer, whose client it knows."""
    client = client or Client()
    begun = client.get(path or "/account/council/")
    assert begun.status_code == 302, begun.status_code
    return client.get(council.answers(begun["Location"], login))
