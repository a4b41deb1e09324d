"""Rows with sealed fields. They have their id before they are written, for it binds the seal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.db import connections, models, router

_Row = TypeVar("_Row", bound=models.Model)


class SealedQuerySet(models.QuerySet[_Row]):
    def bulk_create(self, objs: Iterable[_Row], *args: Any, **kwargs: Any) -> list[_Row]:
        rows = list(objs)
        _give_ids(self.model, [row for row in rows if row.pk is None], self.db)
        return super().bulk_create(rows, *args, **kwargs)


class SealedRow(models.Model):
    """The base of a model with sealed fields."""

    if TYPE_CHECKING:
        objects: ClassVar[models.Manager[Self]]
    else:
        objects = SealedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is None:
            using = kwargs.get("using") or router.db_for_write(type(self), instance=self)
            _give_ids(type(self), [self], using)
            kwargs["force_insert"] = True
        super().save(*args, **kwargs)


def _give_ids(model: type[models.Model], rows: list[Any], using: str) -> None:
    """The next ids of the table's own sequence: one query for all."""
    if not rows:
        return
    meta = model._meta
    assert meta.pk is not None
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [meta.db_table, meta.pk.column, len(rows)],
        )
        for row, (id,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = id
