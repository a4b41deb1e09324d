"""What every test may use. The servers are started by `tests.settings`, see there."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from tests import stack

# A busy machine is slow and not wrong: what a property says does not depend on the time it takes.
settings.register_profile("portal", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("portal")


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    stack.stop()
