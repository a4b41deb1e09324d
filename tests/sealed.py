"""A concern with sealed words, and which keys they are sealed with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from concerns.actions import keys
from concerns.actions._scope import engine_scope
from concerns.models import Concern, Decision, Message
from concerns.sealing import cipher
from concerns.sealing.field import Sealed
from tests.people import NOON, Town, sent

WORDS = "It was said in the corridor."


@contextmanager
def as_owner() -> Iterator[None]:
    """As the command is run: by the owner of the tables."""
    both = [connections[alias] for alias in ("default", "keys")]
    for each in both:
        with each.cursor() as cursor:
            cursor.execute("SET ROLE NONE")
    yield
    for each in both:
        with each.cursor() as cursor:
            cursor.execute(f"SET ROLE {settings.APPLICATION_ROLE}")


def run(level: str, *options: str) -> str:
    said = StringIO()
    with as_owner():
        call_command("rotate_keys", level, *options, stdout=said)
    return said.getvalue()


def raised(place: Town) -> Concern:
    """A concern with words in every kind of row that is written once and in several."""
    concern = sent(place["officer"], [place["councillor"]], informal_tried="yes")
    with engine_scope():
        for body in ("One.", "Two."):
            Message.objects.create(
                council=concern.council, concern=concern, sender=concern.raiser, body=body,
                sent_at=NOON,
            )  # fmt: skip
        Decision.objects.create(
            council=concern.council, concern=concern, n=2, cause="amended", answer={}, roster={},
            digest="x", engine="3", reason="Why, indeed.", made_at=NOON,
        )  # fmt: skip
    return concern


def words_of(concern: Concern) -> list[str]:
    with engine_scope():
        return [
            Concern.objects.get(pk=concern.pk).what_happened,
            *(m.body for m in Message.objects.filter(concern=concern).order_by("pk")),
            *(d.reason for d in Decision.objects.filter(concern=concern).order_by("n")),
        ]


def keys_used(concern: Concern) -> set[int]:
    """The keys that anything of the concern is sealed with."""
    with engine_scope():
        return {
            cipher.key_id(row.__dict__[field.attname].bytes)
            for row, field in keys._texts(concern)
            if isinstance(row.__dict__[field.attname], Sealed)
        }


def stored(select: str) -> list[tuple[Any, ...]]:
    with connections["keys"].cursor() as cursor:
        cursor.execute(select)
        return list(cursor.fetchall())
