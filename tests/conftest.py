"""What every test may use. The servers are started by `tests.settings`, see there."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from tests import stack
from tests.examples import PROFILE

# A busy machine is slow and not wrong: what a property says does not depend on the time it takes.
# The same examples every time, so that a run fails for what was changed and not by luck;
# `make explore` looks for new ones.
settings.register_profile(
    "portal", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.register_profile(
    "explore", settings.get_profile("portal"), derandomize=False, print_blob=True
)
settings.load_profile(PROFILE)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    stack.stop()
