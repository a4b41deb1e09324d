"""Requests for a copy of what is held about somebody, under the council's own address."""

from __future__ import annotations

from django.urls import path

from concerns.views.subject_requests import items, requests

_AT = "c/<slug:council>/access-requests/"
_ONE = f"{_AT}<int:pk>/"

urlpatterns = [
    path(_AT, requests.RequestList.as_view(), name="subject-request-list"),
    path(f"{_AT}add/", requests.RequestAdd.as_view(), name="subject-request-add"),
    path(_ONE, requests.RequestDetail.as_view(), name="subject-request-detail"),
    path(f"{_ONE}ask/", requests.RequestAsk.as_view(), name="subject-request-ask"),
    path(f"{_ONE}agree/", requests.RequestAgree.as_view(), name="subject-request-agree"),
    path(f"{_ONE}refuse/", requests.RequestRefuse.as_view(), name="subject-request-refuse"),
    path(f"{_ONE}pack/", requests.PackMake.as_view(), name="subject-pack-make"),
    path(f"{_ONE}pack/download/", requests.PackDownload.as_view(), name="subject-pack-download"),
    path(f"{_ONE}items/<int:item>/", items.Item.as_view(), name="subject-item"),
    path(
        f"{_ONE}items/<int:item>/withhold-all/",
        items.WithholdAll.as_view(),
        name="subject-item-withhold",
    ),
]
