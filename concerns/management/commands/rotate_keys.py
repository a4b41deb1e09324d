"""`manage.py rotate_keys`: replace the keys of what people wrote, while the service runs."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from concerns.actions import keys
from concerns.sealing import CannotOpen, rotation


class Command(BaseCommand):
    help = (
        "Replaces keys while the service runs. master: wraps the key of every council, and seals"
        " second factors, with the first key of KEY_FILE (see make_key). council: gives councils"
        " new keys and wraps those of their concerns. concern: seals everything written in a"
        " concern anew under a new key."
        " A run that was broken off is gone on with by the next."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("level", choices=["master", "council", "concern"])
        parser.add_argument("--council", metavar="SLUG", default="", help="only of this council")
        parser.add_argument("--reference", default="", help="only this concern")

    def handle(self, **options: Any) -> None:
        slug, reference = options["council"], options["reference"]
        if options["level"] != "concern" and reference:
            raise CommandError("--reference goes with concern.")
        if options["level"] == "master" and slug:
            raise CommandError("The master key is of all councils: leave out --council.")
        try:
            if options["level"] == "master":
                self._master()
            elif options["level"] == "council":
                self._council(slug)
            else:
                self._concern(slug, reference)
            deleted = keys.delete_retired()
        except (CannotOpen, keys.Unfinished) as error:
            raise CommandError(str(error)) from None
        if deleted:
            self.stdout.write(f"Deleted {deleted} keys that were retired before.")

    def _master(self) -> None:
        done = keys.rotate_master(at=timezone.now())
        self.stdout.write(
            f"Wrapped {done.keys} keys of councils and sealed {done.factors} second factors"
            " with the first of KEY_FILE."
        )
        used = ", ".join(map(str, sorted(keys.master_keys_in_use()))) or "none"
        self.stdout.write(f"In use of KEY_FILE: {used}. The lines of others can be removed.")

    def _council(self, slug: str) -> None:
        found = keys.councils(slug)
        if not found:
            raise CommandError(f"There is no council “{slug}”.")
        count = sum(keys.rotate_council(council=each, at=timezone.now()).keys for each in found)
        self.stdout.write(
            f"Made {len(found)} new keys of councils and wrapped {count} keys of concerns."
        )

    def _concern(self, slug: str, reference: str) -> None:
        found = keys.concerned(slug=slug, reference=reference)
        if not found:
            raise CommandError("There is no such concern.")
        done = [keys.rotate_concern(concern=each, at=timezone.now()) for each in found]
        made, texts = sum(each.keys for each in done), sum(each.texts for each in done)
        self.stdout.write(f"Made {made} new keys of concerns and sealed {texts} texts anew.")
        if made:
            hours = int(rotation.KEPT.total_seconds() // 3600)
            self.stdout.write(f"The keys before them are deleted after {hours} h, within a day.")
