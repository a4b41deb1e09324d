"""`manage.py make_key`: put a new key first in KEY_FILE, which is made if there is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from concerns.sealing import master


class Command(BaseCommand):
    help = (
        "Put a new key first in KEY_FILE, making the file if there is none. The keys that are in "
        "it stay; rotate_keys master then wraps every council's key anew with the first."
    )
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        path = Path(settings.KEY_FILE)
        try:
            key = master.add(path)
        except master.KeyFileRefused as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"KEY_FILE {path} cannot be written: {error.strerror}.") from None
        self.stdout.write(f"Key {key.id} is the first in {path}. Keep a copy off this machine.")
