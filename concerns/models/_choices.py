"""Codes as choices in forms and as constraints in the database, from one enumeration."""

from __future__ import annotations

from enum import StrEnum

from django.db.models import CheckConstraint, Q


def choices(codes: type[StrEnum]) -> list[tuple[str, str]]:
    """Code and plain words, for a field."""
    return [(code.value, code.value.replace("_", " ").capitalize()) for code in codes]


def one_of(name: str, field: str, codes: type[StrEnum], *, blank: bool = False) -> CheckConstraint:
    """The database refuses any other code. :param blank: whether the empty string is one."""
    values = [code.value for code in codes] + ([""] if blank else [])
    return CheckConstraint(condition=Q(**{f"{field}__in": values}), name=name)
