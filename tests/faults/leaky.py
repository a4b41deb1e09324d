"""What must not be told, at every place where a program tells it by itself."""

from __future__ import annotations

import logging
import sys
import threading
import warnings

from celery import shared_task
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from protocol_portal import urls

handler500 = urls.handler500
EXISTING = "zanzibarina@example.org"  # somebody's address, known to the database
_library = logging.getLogger("somebody.elses")


@shared_task(name="tests.fails")
def fails() -> None:
    """Any task that dies of somebody's data."""
    get_user_model().objects.create_user(EXISTING, name="Zanzibarina")


def dies(request: HttpRequest) -> HttpResponse:
    words = request.POST["words"]
    try:
        int(words)
    except ValueError as error:
        raise RuntimeError(words) from error
    return HttpResponse()


def duplicates(request: HttpRequest) -> HttpResponse:
    get_user_model().objects.create_user(EXISTING, name=request.POST["words"])
    return HttpResponse()


def is_away(request: HttpRequest) -> HttpResponse:
    raise OperationalError(request.POST["words"])


def is_bad(request: HttpRequest) -> HttpResponse:
    raise BadRequest(request.POST["words"])


def is_hostile(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation(request.POST["words"])


def tells(request: HttpRequest) -> HttpResponse:
    """Everything short of writing it."""
    words = request.POST["words"]
    _library.error("about %s", words)
    _library.error(f"about {words}")
    _library.error("about %d", words)
    warnings.warn(words, stacklevel=1)
    thread = threading.Thread(target=int, args=[words])
    thread.start()
    thread.join()
    return HttpResponse()


def prints(request: HttpRequest) -> HttpResponse:
    """The control: this is what a leak looks like."""
    print(request.POST["words"], file=sys.stderr, flush=True)
    return HttpResponse()


FAULTS = (dies, duplicates, is_away, is_bad, is_hostile, tells)
urlpatterns = [
    *urls.urlpatterns,
    *(
        path(f"leaky/{view.__name__}/", csrf_exempt(login_not_required(view)))
        for view in (*FAULTS, prints)
    ),
]
