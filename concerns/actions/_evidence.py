"""The content of evidence: sealed before it reaches the disk, opened when somebody may have it."""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.db import transaction

from concerns import sealing
from concerns.evidence.store import Store
from concerns.models import Concern, Evidence
from concerns.sealing import cipher


def store() -> Store:
    """The folder outside everything that is served."""
    return Store(settings.EVIDENCE_ROOT)


def keep(data: bytes, *, concern: Concern, public_id: str, part: str) -> str:
    """Seal and write some bytes. :param part: `content` or `preview`. :return: where they are.

    :raises CannotKeep: if there is no room for them.
    """
    return store().keep(_sealed(data, concern, public_id, part))


def opened(evidence: Evidence, part: str) -> bytes:
    """The bytes, as they were added.

    :raises FileNotFoundError: if they are gone. :raises sealing.CannotOpen: if a key is missing or
        wrong, or they were changed or moved.
    """
    name = evidence.kept_as if part == "content" else evidence.preview_as
    return sealing.open(
        store().read(name),
        council=evidence.council_id,
        concern=evidence.concern_id,
        place=_place(evidence.public_id, part),
    )


def reseal(concern: Concern, key: int) -> int:
    """Seal with the concern's current key what is under another. Inside an engine scope.

    Each file keeps its name: before and after it opens, whatever becomes of this transaction.

    :param key: the id of the current one. :return: how many that were.
    """
    count = 0
    for row in Evidence.objects.filter(concern=concern).exclude(state=Evidence.State.REMOVED):
        for part, name in (("content", row.kept_as), ("preview", row.preview_as)):
            if not name or not store().holds(name):  # one that is gone is told by the sweep
                continue
            if cipher.key_id(store().read(name)) != key:
                store().put(name, _sealed(opened(row, part), concern, row.public_id, part))
                count += 1
    return count


def discard(*names: str) -> None:
    """Take files away once it is certain that nothing refers to them."""
    for name in filter(None, names):
        transaction.on_commit(partial(store().remove, name))


def _sealed(data: bytes, concern: Concern, public_id: str, part: str) -> bytes:
    return sealing.seal(
        data, council=concern.council_id, concern=concern.pk, place=_place(public_id, part)
    )


def _place(public_id: str, part: str) -> str:
    return f"concerns_evidence.{part}:{public_id}"
