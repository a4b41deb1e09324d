from __future__ import annotations

from django.urls import path

from concerns.views.about import packs, pages

urlpatterns = [
    path("help/", pages.help_page, name="help"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("schema/pack-1.json", packs.pack_schema, name="pack-schema"),
]
