"""What every test may use. The servers are started by `tests.settings`, see there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections

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


_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever test has the database has the one with its keys too."""
    for item in items:
        for mark in item.iter_markers("django_db"):
            mark.kwargs.setdefault("databases", ["default", "keys"])
        if _FIXTURES & set(getattr(item, "fixturenames", ())) and not item.get_closest_marker(
            "django_db"
        ):
            item.add_marker(pytest.mark.django_db(databases=["default", "keys"]))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The test databases, made by their owner and used by the application's role alone."""
    with django_db_blocker.unblock():
        call_command("migrate", "sealing", database="keys", verbosity=0)
        for each in connections.all():
            each.settings_dict["OPTIONS"]["options"] = f"-c role={settings.APPLICATION_ROLE}"
            each.close()
    yield
    with django_db_blocker.unblock():
        for each in connections.all():
            del each.settings_dict["OPTIONS"]["options"]
            each.close()


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    stack.stop()
