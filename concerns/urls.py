"""The product's addresses, one group of pages a line."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("concerns.views.sent_mail.urls")),
    path("", include("concerns.views.demonstration.urls")),
    path("", include("concerns.views.home.urls")),
    path("", include("concerns.views.about.urls")),
    path("", include("concerns.views.register.urls")),
    path("", include("concerns.views.approvals.urls")),
    path("", include("concerns.views.subject_requests.urls")),
    path("", include("concerns.views.exports.urls")),
    path("", include("concerns.views.queue.urls")),
    path("", include("concerns.views.case.urls")),
    path("", include("concerns.views.review.urls")),
    path("", include("concerns.views.oversight.urls")),
    path("", include("concerns.views.raising.urls")),
    path("", include("concerns.views.reader.urls")),
    path("", include("concerns.views.protocols.urls")),
]
