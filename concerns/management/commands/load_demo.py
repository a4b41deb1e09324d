"""`manage.py load_demo`: the five protocols with invented people and concerns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from concerns.actions import demonstration
from concerns.protocols import loader

FILES = Path(__file__).parent.parent / "demo"


class Command(BaseCommand):
    help = "Load the five protocols with invented people and concerns. Only in the demonstration."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("load_demo works only in the demonstration (PORTAL_DEMO=1).")
        at = timezone.now()
        for path in sorted(FILES.glob("*.yaml")):
            data = yaml.safe_load(path.read_text(encoding="utf-8"))
            if demonstration.exists(data["council"]):
                continue
            council = demonstration.make(data=data, pack=loader.find(data["council"]), at=at)
            self.stdout.write(f"Loaded {council.name}.")
