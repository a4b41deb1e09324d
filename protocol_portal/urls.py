"""The site's addresses. `concerns.urls` holds the product's own."""

from __future__ import annotations

from django.urls import include, path

from protocol_portal import health

handler500 = "protocol_portal.outage.server_error"

urlpatterns = [
    path("health", health.health, name="health"),
    path("account/", include("allauth.urls")),
    path("", include("concerns.urls")),
]
