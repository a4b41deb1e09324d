from __future__ import annotations

from django.urls import path, register_converter

from concerns.views.case import do, evidence, hold, name, pages, part


class Reference:
    """Three groups of four letters, in either case: `K7QM-M2PB-XX24`."""

    regex = "[A-Za-z0-9]{4}-[A-Za-z0-9]{4}-[A-Za-z0-9]{4}"

    def to_python(self, value: str) -> str:
        return value.upper()

    def to_url(self, value: str) -> str:
        return value


class File:
    """The public id of a file: 128 bits in base64."""

    regex = "[A-Za-z0-9_-]{22}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Reference, "reference")
register_converter(File, "file")

_PART = "concerns/<reference:reference>/part"  # of the person it is about
_FILE = "concerns/<reference:reference>/evidence/<file:file>"

urlpatterns = [
    path("concerns/<reference:reference>/", pages.overview, name="case-detail"),
    path("concerns/<reference:reference>/route/", pages.route, name="case-route"),
    path("concerns/<reference:reference>/messages/", pages.messages, name="case-messages"),
    path("concerns/<reference:reference>/timeline/", pages.timeline, name="case-timeline"),
    path("concerns/<reference:reference>/evidence/", evidence.evidence, name="case-evidence"),
    path("concerns/<reference:reference>/evidence/add/", evidence.add, name="evidence-add"),
    path(f"{_FILE}/", evidence.download, name="evidence-download"),
    path(f"{_FILE}/preview/", evidence.preview, name="evidence-preview"),
    path(f"{_FILE}/remove/", evidence.remove, name="evidence-remove"),
    path("concerns/<reference:reference>/respondents/", pages.respondents, name="case-respondents"),
    path(f"{_PART}/reply/<int:share>/", part.reply, name="part-reply"),
    path(f"{_PART}/write/", part.write, name="part-write"),
    path(f"{_PART}/evidence/add/", part.add, name="part-evidence-add"),
    path(f"{_PART}/evidence/<file:file>/", part.download, name="part-evidence-download"),
    path("concerns/<reference:reference>/access/", pages.access, name="case-access"),
    path("concerns/<reference:reference>/name/", name.name, name="case-name"),
    path("concerns/<reference:reference>/hold/", hold.hold, name="case-hold"),
    path("concerns/<reference:reference>/do/<slug:act>/", do.do, name="case-do"),
]
