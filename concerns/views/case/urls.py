from __future__ import annotations

from django.urls import path, register_converter

from concerns.views.case import do, pages


class Reference:
    """Three groups of four letters, in either case: `K7QM-M2PB-XX24`."""

    regex = "[A-Za-z0-9]{4}-[A-Za-z0-9]{4}-[A-Za-z0-9]{4}"

    def to_python(self, value: str) -> str:
        return value.upper()

    def to_url(self, value: str) -> str:
        return value


register_converter(Reference, "reference")

urlpatterns = [
    path("concerns/<reference:reference>/", pages.overview, name="case-detail"),
    path("concerns/<reference:reference>/route/", pages.route, name="case-route"),
    path("concerns/<reference:reference>/messages/", pages.messages, name="case-messages"),
    path("concerns/<reference:reference>/timeline/", pages.timeline, name="case-timeline"),
    path("concerns/<reference:reference>/access/", pages.access, name="case-access"),
    path("concerns/<reference:reference>/do/<slug:act>/", do.do, name="case-do"),
]
