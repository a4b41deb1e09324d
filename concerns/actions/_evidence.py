"""The content of evidence: sealed before it reaches the disk, opened when somebody may have it."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from concerns import sealing
from concerns.evidence.store import Store
from concerns.models import Concern, Evidence


def store() -> Store:
    """The folder outside everything that is served."""
    return Store(settings.EVIDENCE_ROOT)


def keep(data: bytes, *, concern: Concern, public_id: str, part: str) -> str:
    """Seal and write some bytes. :param part: `content` or `preview`. :return: where they are.

    :raises CannotKeep: if there is no room for them.
    """
    sealed = sealing.seal(
        data, council=concern.council_id, concern=concern.pk, place=_place(public_id, part)
    )
    return store().keep(sealed)


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


def discard(*names: str) -> None:
    """Take files away once it is certain that nothing refers to them."""
    for name in filter(None, names):
        transaction.on_commit(lambda name=name: store().remove(name))  # type: ignore[misc]


def _place(public_id: str, part: str) -> str:
    return f"concerns_evidence.{part}:{public_id}"
