"""`manage.py pack_schema`: the format of a pack as JSON Schema."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand

from concerns.protocols.schema import schema


class Command(BaseCommand):
    help = "Prints the format of a pack as JSON Schema (draft 2020-12), for editors and programs."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(schema(), ensure_ascii=False, indent=2))
