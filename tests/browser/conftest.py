"""The whole demonstration, started once, and a visitor who looks at every page twice."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from protocol_portal import demo, embedded
from tests import chromium, identity_provider
from tests.browser.visitor import Visitor
from tests.scanners import signatures

CHECKOUT = Path(__file__).resolve().parents[2]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PATIENCE = 10_000  # milliseconds; the machine may be busy


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    found = chromium.find()
    if found is None:
        pytest.fail("There is no Chromium on this machine: run make setup.")
    return {"executable_path": str(found), "args": ARGUMENTS}


@pytest.fixture(scope="session")
def portal() -> Iterator[str]:
    """The address of a demonstration of its own, with a sweep and a delivery every few seconds.

    A council's identity provider stands beside it.
    """
    port = demo.any_port()
    with identity_provider.running(f"http://localhost:{port}") as council:
        yield from _portal(port, council)


def _portal(port: int, council: identity_provider.Council) -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="pp-", dir="/var/tmp"))
    folder.chmod(0o755)
    ours = {"KEY_FILE", "SECRET_KEY", "PORTAL_DEMO", "EMAIL_URL", "SITE_URL"}
    left_out = {*embedded.GIVEN, *ours}
    environment = {
        **{k: v for k, v in os.environ.items() if k not in left_out},
        "PORTAL_STATE_DIR": str(folder),
        "SWEEP_EVERY_SECONDS": "2",
        "CLAMD_SIGNATURES": str(signatures(folder / "signatures")),
        "DELIVER_EVERY_SECONDS": "2",
        "OIDC_ISSUER": council.issuer,
        "OIDC_CLIENT_ID": "portal",
        "OIDC_CLIENT_SECRET": identity_provider.SECRET,
        "OIDC_EMAIL_DOMAINS": "demo.example",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "protocol_portal.demo", "--port", str(port)],
        cwd=CHECKOUT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield _address(process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
        shutil.rmtree(folder, ignore_errors=True)


def _address(process: subprocess.Popen[str]) -> str:
    said = ""
    for line in process.stdout or ():
        said += line
        if "Stop with" in line:
            found = re.search(r"http://localhost:\d+", said)
            assert found, said
            return found[0]
    pytest.fail(f"The demonstration did not start:\n{said}")


@pytest.fixture
def visitor(browser: Browser, portal: str) -> Iterator[Callable[..., Visitor]]:
    """Makes visitors, each with a browser of their own; every page they see is examined."""
    opened: list[BrowserContext] = []

    def one(*, javascript: bool = True) -> Visitor:
        context = browser.new_context(
            base_url=portal, java_script_enabled=javascript, locale="en-GB"
        )
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        return Visitor(context.new_page(), examines=javascript)

    yield one
    for context in opened:
        context.close()
