"""`manage.py load_demo`: the five protocols with invented people and concerns."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from concerns.actions import demonstration
from concerns.engine.working_days import local_date
from concerns.protocols import loader
from concerns.selectors import demonstration as reading

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
            demonstration.make(data=data, pack=loader.find(data["council"]), at=at)
        self._say_who(at)

    def _say_who(self, at: datetime) -> None:
        """Everybody one can be, council by council."""
        for listed in reading.by_council(local_date(at), domain=demonstration.DOMAIN):
            self.stdout.write(f"\n  {listed.council.name}")
            for person in listed.people:
                self.stdout.write(f"    {person.name:22}{person.what}")
