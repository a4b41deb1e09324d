from __future__ import annotations

from django.urls import path

from concerns.views.about import pages

urlpatterns = [
    path("help/", pages.help_page, name="help"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
]
