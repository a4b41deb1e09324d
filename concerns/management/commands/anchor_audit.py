"""`manage.py anchor_audit`: sign how far the record has come, now."""

from __future__ import annotations

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from concerns.actions import anchors
from concerns.management.plain_command import PlainCommand


class Command(PlainCommand):
    help = (
        "Signs the last entry of every chain of the record and adds it to ANCHOR_FILE, as the"
        " clock does every hour. The exit status is 1 if the record is no longer what was signed"
        " before; nothing is signed then."
    )

    def handle(self, **options: Any) -> None:
        file = settings.ANCHOR_FILE
        try:
            heads = anchors.anchor(file=file, key_file=settings.ANCHOR_KEY_FILE, at=timezone.now())
        except anchors.NotAsAnchored as alarm:
            self.stderr.write(f"ALARM: {alarm}")
            sys.exit(1)
        except anchors.CannotAnchor as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{len(heads.links)} chains were anchored in {file}.")
