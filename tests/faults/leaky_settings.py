"""The service's settings, with pages and a task that fail while they hold what people wrote."""

from __future__ import annotations

from protocol_portal.settings import *  # noqa: F403, TID251

ROOT_URLCONF = "tests.faults.leaky"
CELERY_IMPORTS = ["tests.faults.leaky"]
# As in the settings of the tests: hashed names need a collectstatic.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
