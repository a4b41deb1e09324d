"""Every text of a concern is classed in docs/data.md: sealed, or in the clear for a reason."""

from __future__ import annotations

import re
from pathlib import Path

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from concerns.models import AuditEvent, Concern
from concerns.sealing.field import SealedTextField

PAGE = Path(__file__).parents[2] / "docs" / "data.md"
TEXT = (models.CharField, models.TextField, models.JSONField, models.BinaryField, ArrayField)


def classed(page: str) -> dict[str, bool]:
    """Column to whether it is sealed."""
    rows = re.findall(r"^\| (\w+\.\w+) \| (yes|no) \| \S.*\|$", page, re.MULTILINE)
    assert len(rows) == len({name for name, _ in rows})
    return {name: sealed == "yes" for name, sealed in rows}


def belongs_to_a_concern(model: type[models.Model]) -> bool:
    if model in (Concern, AuditEvent):
        return True
    return any(field.related_model is Concern for field in model._meta.fields)


def columns() -> dict[str, bool]:
    """Every column of text, bytes or JSON of what belongs to a concern: whether it is sealed."""
    return {
        f"{model.__name__}.{field.name}": isinstance(field, SealedTextField)
        for model in apps.get_app_config("concerns").get_models()
        if belongs_to_a_concern(model)
        for field in model._meta.fields
        if isinstance(field, TEXT)
    }


def test_every_column_is_classed_as_it_is() -> None:
    found = columns()
    assert len(found) > 50
    assert classed(PAGE.read_text()) == found


def test_an_unclassed_column_would_be_noticed() -> None:
    page = PAGE.read_text()
    less = page.replace("| Message.body | yes |", "| Message.body | no |", 1)
    assert classed(less) != columns()
    assert classed(re.sub(r"\| Note.body .*\n", "", page)) != columns()
