"""The demonstration's list of sent mail; outside the demonstration there is no such address."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, path

from concerns.views.sent_mail import sent_mail


def routes(*, demo: bool) -> list[URLPattern]:
    if not demo:
        return []
    return [path("demo/mail/", sent_mail.SentMailList.as_view(), name="sent-mail-list")]


urlpatterns = routes(demo=settings.DEMO)
