from __future__ import annotations

from django.urls import path

from concerns.views.queue import queue

urlpatterns = [path("queue/", queue.queue_list, name="queue-list")]
