"""Faults put in on purpose. `make test` runs a part of each; FAULTS=full runs them whole."""

from __future__ import annotations

import os

import pytest


@pytest.fixture(scope="session")
def full() -> bool:
    """Whether the figures of the promises are wanted, or only that each still holds."""
    return os.environ.get("FAULTS") == "full"
