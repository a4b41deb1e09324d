"""What every test may use. The servers are started by `tests.settings`, see there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connection

from tests import stack
from tests.examples import PROFILE

# A busy machine is slow and not wrong: what a property says does not depend on the time it takes.
# The same examples every time, so that a run fails for what was changed and not by luck;
# `make explore` looks for new ones.
hypothesis.settings.register_profile(
    "portal",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
    derandomize=True,
)
hypothesis.settings.register_profile(
    "explore", hypothesis.settings.get_profile("portal"), derandomize=False, print_blob=True
)
hypothesis.settings.load_profile(PROFILE)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The test database, made by its owner and used by the application's role alone."""
    options = connection.settings_dict["OPTIONS"]
    options["options"] = f"-c role={settings.APPLICATION_ROLE}"
    with django_db_blocker.unblock():
        connection.close()
    yield
    del options["options"]
    with django_db_blocker.unblock():
        connection.close()


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    stack.stop()
