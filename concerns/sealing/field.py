"""A text of a concern that is sealed in the database and opens when it is read.

The bytes that came from the database wait on the instance they came for, and are opened when
somebody asks that instance for the text; nothing is kept on the field, which all threads share. An
empty text says nothing and stays empty, in the clear, so that one can ask which are not.

What is sealed cannot be searched, compared or written by a query: `filter()` and `update()` take
the empty text alone, and `values()` gives a :class:`Sealed`, which nobody can print.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from concerns.sealing import store
from concerns.sealing.cipher import CannotOpen

_COMPARED = {"exact", "isnull"}


class Sealed:
    """Sealed bytes of a text, to be opened through their row."""

    __slots__ = ("bytes",)

    def __init__(self, sealed: bytes) -> None:
        self.bytes = sealed

    def __repr__(self) -> str:
        return "<sealed>"

    def _refuse(self, *_: object) -> NoReturn:
        raise CannotOpen("This is sealed: it is read from an instance of its model.")

    __str__ = __format__ = __html__ = __reduce__ = __len__ = __iter__ = __bytes__ = _refuse


class OpensOnAccess(DeferredAttribute):
    """The attribute of a sealed field."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        here = instance.__dict__
        name = self.field.attname
        if name not in here:
            here[name] = self._fetched(instance)
        if isinstance(here[name], Sealed):
            here[name] = open_for(instance, self.field, here[name].bytes)
        return here[name]

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value

    def _fetched(self, instance: Any) -> Any:
        """What the database has, where the row was read without it."""
        rows = type(instance)._base_manager.using(instance._state.db).filter(pk=instance.pk)
        return rows.values_list(self.field.attname, flat=True).get()


if TYPE_CHECKING:
    _Bytes = models.BinaryField[str, str]
else:
    _Bytes = models.BinaryField


class SealedTextField(_Bytes):
    """Text in Python, sealed bytes in the database. Its model derives from `SealedRow`."""

    if TYPE_CHECKING:
        _pyi_private_set_type: str
        _pyi_private_get_type: str  # type: ignore[assignment]
    descriptor_class = OpensOnAccess
    description = "Sealed text"

    def get_default(self) -> Any:
        return super().get_default() if self.has_default() else ""

    def to_python(self, value: Any) -> Any:
        return value

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | str | None:
        if value is None:
            return None
        return Sealed(bytes(value)) if value else ""

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        """Sealed for this row. What was not opened goes back as it came."""
        value = model_instance.__dict__.get(self.attname)
        if not isinstance(value, str) or not value:
            return value
        return Sealed(
            store.seal(
                value.encode(),
                council=model_instance.council_id,
                concern=concern_of(model_instance),
                place=place_of(model_instance, self),
            )
        )

    def get_prep_value(self, value: Any) -> Any:
        if value is None or isinstance(value, Sealed):
            return value
        if value in ("", b""):  # the latter is what a migration adds to the rows there are
            return b""
        if hasattr(value, "resolve_expression"):
            return value
        raise TypeError(f"{self.name} is sealed: save an instance; no query can hold its text.")

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        value = value if prepared else self.get_prep_value(value)
        value = value.bytes if isinstance(value, Sealed) else value
        return super().get_db_prep_value(value, connection, prepared=True)

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name in _COMPARED else None

    def value_to_string(self, obj: Any) -> str:
        raise CannotOpen(f"{self.name} is sealed and is not serialised.")


def open_for(row: Any, field: models.Field[Any, Any], sealed: bytes) -> str:
    """The text of a row's sealed column.

    :raises CannotOpen: if it does not open.
    """
    place = place_of(row, field)
    opened = store.open(sealed, council=row.council_id, concern=concern_of(row), place=place)
    return opened.decode()


def place_of(row: Any, field: models.Field[Any, Any]) -> str:
    """What binds a sealed text to its place: table, column and row."""
    if row.pk is None:
        raise ValueError("a row is sealed under its id, so it needs one first")
    return f"{row._meta.db_table}.{field.column}:{row.pk}"


def concern_of(row: Any) -> int:
    """The concern whose key seals the row: its own, if it is one.

    A row that can be about none says itself what seals it, with a number below zero.
    """
    if hasattr(row, "sealed_under"):
        return int(row.sealed_under)
    found = row.concern_id if hasattr(row, "concern_id") else row.pk
    return int(found)


def from_json(row: Any, name: str, shown: str) -> str:
    """The text of a sealed column that was read through JSON, where bytes are shown in hex.

    :param row: an instance that says which row it was: its id, council and concern.
    :raises CannotOpen: if it does not open.
    """
    sealed = bytes.fromhex(shown.removeprefix("\\x"))
    return open_for(row, row._meta.get_field(name), sealed) if sealed else ""
