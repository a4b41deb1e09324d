from __future__ import annotations

from django.urls import path

from concerns.views.home import home

urlpatterns = [path("", home.home, name="home")]
