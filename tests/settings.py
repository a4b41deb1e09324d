"""The settings of the tests: the product's own, in an environment the tests control.

Importing this starts the embedded servers (pytest-django reads the settings before any conftest),
so nothing but pytest may use it. Workers of a parallel run inherit the addresses.
"""

from __future__ import annotations

import os

from tests import stack

stack.start()
os.environ.update(
    SECRET_KEY="only for tests: " + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    ALLOWED_HOSTS="localhost,127.0.0.1",
    SITE_URL="http://localhost",
    EMAIL_URL="smtp://localhost:8025",
    PORTAL_DEMO="0",
    DEBUG="0",
    # Playwright keeps a loop running in the worker that has the browser; tests that follow it there
    # are no less synchronous for that.
    DJANGO_ALLOW_ASYNC_UNSAFE="1",
    # The owner makes the test database; `tests.conftest` then acts as the application.
    PORTAL_AS_OWNER="1",
)
for name in ("PORTAL_PACKS_ONLY", "PORTAL_PROCESS", "TRUSTED_PROXY_COUNT", "EMAIL_FROM"):
    os.environ.pop(name, None)

from protocol_portal.settings import *  # noqa: E402, F403, TID251

# Hashed names need a collectstatic; the tests read the files where they are.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
