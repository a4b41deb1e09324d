"""Make the tables, or bring them up to date, before a new version of the service starts."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = (
        "Make every table, or bring it up to date. Signs in with OWNER_DATABASE_URL and gives the"
        " role in DATABASE_URL its rights. Safe to run again."
    )

    def handle(self, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=options["verbosity"])
        call_command("createcachetable", verbosity=options["verbosity"])
