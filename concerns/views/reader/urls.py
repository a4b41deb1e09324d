"""A council's protocol, to be read by everyone on its register."""

from __future__ import annotations

from django.urls import path

from concerns.views.reader import reader

urlpatterns = [
    path("c/<slug:council>/protocol/", reader.read, name="protocol-read"),
    path("c/<slug:council>/protocol/<str:version>/", reader.read, name="protocol-read"),
]
