"""Signing in as anybody, in the demonstration; outside it there is no such address."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, path

from concerns.views.demonstration import councils, people


def routes(*, demo: bool) -> list[URLPattern]:
    if not demo:
        return []
    return [
        path("demo/", people.people, name="demonstration-people"),
        path("demo/council/", councils.council_add, name="demonstration-council"),
        path("demo/sign-in/<int:pk>/", people.sign_in, name="demonstration-sign-in"),
    ]


urlpatterns = routes(demo=settings.DEMO)
