"""Replacing the keys of what people wrote, while it is read and written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from concerns.actions import _audit, _evidence, factors
from concerns.actions._scope import engine_scope
from concerns.models import Concern, Council
from concerns.sealing import cipher, rotation, store
from concerns.sealing.field import Sealed, SealedTextField, open_for, place_of
from concerns.sealing.rows import SealedRow

_PASSES = 10


class Unfinished(RuntimeError):
    """Something was written under the old key each time; running it again goes on."""


@dataclass(frozen=True, slots=True)
class Rotated:
    """:param keys: how many keys were wrapped anew. :param texts: how many texts sealed anew.
    :param factors: how many second factors were sealed anew."""

    keys: int = 0
    texts: int = 0
    factors: int = 0


def rotate_master(*, at: datetime) -> Rotated:
    """Wrap the key of every council, and seal second factors, with the first key of KEY_FILE.

    :raises CannotOpen: if KEY_FILE lacks the key of one; what was done stays done.
    """
    done = Rotated(keys=sum(rotation.rewrap_councils().values()), factors=factors.reseal())
    with engine_scope():
        _audit.record("keys.master", at=at, by=None, keys=done.keys, factors=done.factors)
    return done


def master_keys_in_use() -> set[int]:
    """The numbers of the keys of KEY_FILE that something still needs."""
    return rotation.master_keys_in_use() | factors.keys_in_use()


def rotate_council(*, council: Council, at: datetime) -> Rotated:
    """Give a council a new key, and wrap with it the keys of its concerns."""
    store.current_council_key(council.pk)
    rotation.replace_council_key(council.pk)
    count = rotation.rewrap_concerns(council.pk)
    with engine_scope():
        _audit.record("keys.council", at=at, by=None, council=council, keys=count)
    return Rotated(keys=count)


def rotate_concern(*, concern: Concern, at: datetime) -> Rotated:
    """Give a concern a new key, and seal with it all that was written in it.

    Whoever acts on the concern meanwhile waits; whoever reads it does not.

    :raises Unfinished: if that did not come to an end.
    """
    with transaction.atomic(), engine_scope():
        locked = Concern.objects.select_for_update(of=("self",)).get(pk=concern.pk)
        outer = store.current_council_key(locked.council_id)
        if not rotation.replace_concern_key(locked.council_id, locked.pk, outer):
            return Rotated()
        count = reseal(locked)
        _audit.record("keys.concern", at=at, by=None, concern=locked, texts=count)
    for _ in range(_PASSES):  # what was sealed before and written while we waited for the lock
        late = reseal(concern)
        if not late:
            rotation.mark_emptied(concern.pk)
            return Rotated(keys=1, texts=count)
        count += late
    raise Unfinished(f"Concern {concern.pk} was written to all the time: run it again.")


def concerned(*, slug: str = "", reference: str = "") -> list[Concern]:
    """The concerns to go through: all, those of one council, or one."""
    with engine_scope():
        found = Concern.objects.only("council_id").order_by("pk")
        if slug:
            found = found.filter(council__slug=slug)
        if reference:
            found = found.filter(reference=reference.upper())
        return list(found)


def councils(slug: str = "") -> list[Council]:
    """The councils to go through: all, or one."""
    found = Council.objects.order_by("pk")
    return list(found.filter(slug=slug) if slug else found)


def delete_retired() -> int:
    """Delete the keys that were retired long enough ago. :return: how many."""
    deleted = 0
    for key, concern_id in rotation.retired_long_ago():
        with engine_scope():
            concern = Concern.objects.filter(pk=concern_id).first()
        if concern is not None:
            reseal(concern)  # nothing, unless something took longer than anything can
        rotation.delete(key)
        deleted += 1
    return deleted + rotation.delete_council_keys()


@transaction.atomic
def reseal(concern: Concern) -> int:
    """Seal with the concern's current key whatever is not. :return: how many texts."""
    with engine_scope():
        key = store.current_key(concern.council_id, concern.pk)
        _set_resealing("on")
        count = sum(_reseal(row, field, key.id) for row, field in _texts(concern))
        count += _evidence.reseal(concern, key.id)
        _set_resealing("")
    return count


def _texts(concern: Concern) -> Iterator[tuple[Any, SealedTextField]]:
    for model in apps.get_models():
        if not issubclass(model, SealedRow):
            continue
        if model is not Concern and not any(f.name == "concern" for f in model._meta.fields):
            continue  # it has a key of its own
        mine = {"pk": concern.pk} if model is Concern else {"concern": concern.pk}
        for row in model._base_manager.filter(**mine).order_by("pk"):
            for field in model._meta.fields:
                if isinstance(field, SealedTextField):
                    yield row, field


def _reseal(row: Any, field: SealedTextField, key: int) -> int:
    """:return: 1 if it was sealed with another key, 0 if not or if somebody wrote it anew since."""
    sealed = row.__dict__[field.attname]
    if not isinstance(sealed, Sealed) or cipher.key_id(sealed.bytes) == key:
        return 0
    concern = row.pk if isinstance(row, Concern) else row.concern_id
    text = open_for(row, field, sealed.bytes).encode()
    anew = store.seal(text, council=row.council_id, concern=concern, place=place_of(row, field))
    same = type(row)._base_manager.filter(pk=row.pk, **{field.attname: sealed})
    return int(same.update(**{field.attname: Sealed(anew)}))


def _set_resealing(value: str) -> None:
    """Tell the tables that are only added to that words are sealed anew, and nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.resealing', %s, true)", [value])
