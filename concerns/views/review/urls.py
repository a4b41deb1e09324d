from __future__ import annotations

from django.urls import path

from concerns.views.review import reviews

urlpatterns = [
    path("reviews/", reviews.review_list, name="review-list"),
    path("reviews/<reference:reference>/", reviews.pack, name="review-pack"),
    path("reviews/<reference:reference>/interest/", reviews.interest, name="review-interest"),
]
