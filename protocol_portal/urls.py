"""The site's addresses. `concerns.urls` holds the product's own."""

from __future__ import annotations

from django.urls import include, path

from protocol_portal import accounts, health, violations

handler500 = "protocol_portal.outage.server_error"

urlpatterns = [
    path("health", health.health, name="health"),
    path("csp-report", violations.report, name="csp-report"),
    # The register keeps addresses: somebody who changed their own would turn the post aside.
    path("account/email/", accounts.no_such_page, name="account_email"),
    # Nobody adds a password to an account that is entered by the council's provider alone.
    path("account/password/set/", accounts.no_such_page, name="account_set_password"),
    path("account/", include("concerns.views.account.urls")),
    path("account/", include("allauth.urls")),
    path("", include("concerns.urls")),
]
