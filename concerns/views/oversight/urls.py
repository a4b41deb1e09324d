from __future__ import annotations

from django.urls import path

from concerns.views.oversight import access, figures

urlpatterns = [
    path("oversight/", figures.oversight_list, name="oversight-list"),
    path("oversight/<slug:council>/access/", access.access, name="oversight-access"),
    path("oversight/<slug:council>/", figures.figures, name="oversight-detail"),
]
