"""The figures of a council's concerns, under the council's own address."""

from __future__ import annotations

from django.urls import path

from concerns.views.exports import exports

_AT = "c/<slug:council>/figures/"

urlpatterns = [
    path(_AT, exports.ExportList.as_view(), name="export-list"),
    path(f"{_AT}ask/", exports.ExportAsk.as_view(), name="export-ask"),
    path(f"{_AT}<int:pk>/download/", exports.ExportDownload.as_view(), name="export-download"),
]
