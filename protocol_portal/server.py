"""How gunicorn serves: ``gunicorn --config python:protocol_portal.server``."""

from __future__ import annotations

import os

wsgi_app = "protocol_portal.wsgi:application"
bind = os.environ.get("WEB_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
# The start-up checks run once, in the parent, and a refusal ends it instead of being retried.
preload_app = True
# Heartbeats on disk can block a worker; memory where there is some.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
control_socket_disable = True
timeout = 30
graceful_timeout = 20
max_requests = 5000
max_requests_jitter = 500
worker_class = "protocol_portal.serving.Worker"
logger_class = "protocol_portal.serving.Logger"
# Django's own lines tell of the requests (WEB_ACCESS_LOG): they know the route, the person and the
# request's id. Gunicorn knows the address, which names a concern.
accesslog = None
