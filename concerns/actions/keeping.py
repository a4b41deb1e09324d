"""Keeping the folder of evidence and packs, and the rows about them, at one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from concerns.actions import _evidence
from concerns.actions._scope import engine_scope
from concerns.models import Evidence, SubjectPack

A_DAY = 24 * 60 * 60  # seconds; no transaction takes longer between its file and its row


@dataclass(frozen=True, slots=True)
class Swept:
    """:param removed: files that no row knows. :param missing: ids of rows whose file is gone."""

    removed: int
    missing: tuple[int, ...]


@transaction.atomic
def sweep() -> Swept:
    """Take away files that no row has known for a day, and find rows without their file."""
    store = _evidence.store()
    removed = 0
    with engine_scope():
        for name in list(store.older_than(A_DAY)):
            known = Evidence.objects.filter(Q(kept_as=name) | Q(preview_as=name)).exists()
            if not known and not SubjectPack.objects.filter(kept_as=name).exists():
                store.remove(name)
                removed += 1
        kept = Evidence.objects.exclude(state=Evidence.State.REMOVED)
        missing = tuple(
            pk
            for pk, *names in kept.values_list("pk", "kept_as", "preview_as").iterator()
            if not all(store.holds(name) for name in names if name)
        )
    return Swept(removed, missing)
