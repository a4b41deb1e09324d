from __future__ import annotations

from django.urls import path

from concerns.views.oversight import access, figures, retention

_AT = "oversight/<slug:council>/"
_KEPT = f"{_AT}retention/"

urlpatterns = [
    path("oversight/", figures.oversight_list, name="oversight-list"),
    path(f"{_AT}access/", access.access, name="oversight-access"),
    path(_KEPT, retention.RetentionList.as_view(), name="retention-list"),
    path(f"{_KEPT}all/", retention.EraseAll.as_view(), name="retention-all"),
    path(f"{_KEPT}erase/<reference:reference>/", retention.Erase.as_view(), name="retention-erase"),
    path(f"{_KEPT}asked/<int:pk>/agree/", retention.Agree.as_view(), name="retention-agree"),
    path(f"{_KEPT}asked/<int:pk>/refuse/", retention.Refuse.as_view(), name="retention-refuse"),
    path(
        f"{_KEPT}asked/<int:pk>/take-back/", retention.TakeBack.as_view(), name="retention-withdraw"
    ),
    path(f"{_KEPT}hold/", retention.HoldAdd.as_view(), name="hold-add"),
    path(f"{_KEPT}holds/<int:pk>/", retention.HoldReview.as_view(), name="hold-review"),
    path(f"{_KEPT}holds/<int:pk>/release/", retention.HoldRelease.as_view(), name="hold-release"),
    path(_AT, figures.figures, name="oversight-detail"),
]
