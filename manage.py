#!/usr/bin/env python
"""Django's command line for Protocol Portal."""

from __future__ import annotations

import os
import sys

# These read a protocol from its file and answer from it alone: they need no secret, no database.
PACK_COMMANDS = {"route", "show_protocol", "check_protocol", "import_protocol"}
# These make and change tables, which the application itself may not: they sign in as the owner.
OWNER_COMMANDS = {"prepare_database", "migrate", "makemigrations", "createcachetable"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "protocol_portal.settings")
    if sys.argv[1:2] and sys.argv[1] in PACK_COMMANDS:
        os.environ.setdefault("PORTAL_PACKS_ONLY", "1")
    if sys.argv[1:2] and sys.argv[1] in OWNER_COMMANDS:
        os.environ["PORTAL_AS_OWNER"] = "1"

    from django.core.management import execute_from_command_line

    from protocol_portal import env

    try:
        execute_from_command_line(sys.argv)
    except env.Refused as refused:
        sys.exit(str(refused))


if __name__ == "__main__":
    main()
