"""What every test may use. The servers are started by `tests.settings`, see there."""

from __future__ import annotations

import pytest

from tests import stack


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    stack.stop()
