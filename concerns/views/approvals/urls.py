"""What waits for a second person, under the council's own address."""

from __future__ import annotations

from django.urls import path

from concerns.views.approvals import approvals

_AT = "c/<slug:council>/second-person/"

urlpatterns = [
    path(_AT, approvals.ApprovalList.as_view(), name="approval-list"),
    path(f"{_AT}<int:pk>/agree/", approvals.ApprovalAgree.as_view(), name="approval-agree"),
    path(f"{_AT}<int:pk>/refuse/", approvals.ApprovalRefuse.as_view(), name="approval-refuse"),
    path(
        f"{_AT}<int:pk>/take-back/", approvals.ApprovalTakeBack.as_view(), name="approval-withdraw"
    ),
]
