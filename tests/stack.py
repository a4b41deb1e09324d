"""The one PostgreSQL and the one Valkey that a whole test run shares."""

from __future__ import annotations

import os
from contextlib import ExitStack

import pytest

from protocol_portal import embedded

_running = ExitStack()


def start() -> None:
    """Start the servers unless this run, or the run this is a worker of, has them already."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    try:
        servers = _running.enter_context(embedded.servers("test"))
    except embedded.EmbeddedError as error:
        raise pytest.UsageError(str(error)) from error
    os.environ.update(servers.environment())


def stop() -> None:
    _running.close()
