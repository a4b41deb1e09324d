"""Tests that share something costly run in one worker, where the run has several."""

from __future__ import annotations

import os

import pytest


@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="There is one worker.")
@pytest.mark.xdist_group("demonstration")
def test_a_group_is_told_to_whoever_hands_out_the_tests(request: pytest.FixtureRequest) -> None:
    """By the name of the test. Not told, nothing fails: every worker starts a demonstration."""
    assert request.node.nodeid.endswith("@demonstration")
