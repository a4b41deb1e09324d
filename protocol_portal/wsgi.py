"""What gunicorn serves."""

from __future__ import annotations

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "protocol_portal.settings")
os.environ.setdefault("PORTAL_PROCESS", "web")

from django.core.wsgi import get_wsgi_application

from protocol_portal import env, logs, startup

try:
    application = get_wsgi_application()
    startup.check_database()
    startup.check_keys()
    logs.serve()
except env.Refused as refused:
    sys.exit(str(refused))
