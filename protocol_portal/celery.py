"""The Celery application: a clock, never a queue of truth (design section 5)."""

from __future__ import annotations

import os
import sys
from typing import Any

from celery import Celery
from celery.signals import celeryd_init, setup_logging, worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "protocol_portal.settings")
os.environ.setdefault("PORTAL_PROCESS", "worker")

from django.conf import settings

from protocol_portal import env, logs, startup

try:
    settings.INSTALLED_APPS  # noqa: B018  (read them now: a refusal is for the operator to see)
except env.Refused as refused:
    sys.exit(str(refused))

app = Celery("protocol_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


def _log_as_django_does(**_: Any) -> None:
    """That this is here at all keeps Celery from logging in its own way, with every value."""
    logs.serve()


def _check(sender: Any = None, **_: Any) -> None:
    try:
        startup.check_database()
        startup.check_keys()
    except env.Refused as refused:
        sys.exit(str(refused))


# Celery's own signals, not Django's: the only hooks that run before the first task.
setup_logging.connect(_log_as_django_does, weak=False)
celeryd_init.connect(_check, weak=False)  # beat has neither to check


def _check_scanner(sender: Any = None, **_: Any) -> None:
    """At once, and not only when beat comes to it within the hour."""
    app.send_task("concerns.check_scanner", expires=3600)


worker_ready.connect(_check_scanner, weak=False)
