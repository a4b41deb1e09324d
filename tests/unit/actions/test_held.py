"""Nothing that belongs to a concern is forgotten when somebody asks what is held about them."""

from __future__ import annotations

from django.apps import apps

from concerns.actions import _held, _held_words
from concerns.models import (
    Approval,
    Concern,
    Grant,
    Notification,
    SharedFile,
    SubjectItem,
)
from concerns.models.subject_request import Held
from concerns.sealing.field import SealedTextField

# Told of otherwise: what part they had, which mail they got; or holding nothing but ids.
BY_OTHER_WAYS = {Grant, Notification, SharedFile, Approval, SubjectItem}


def test_every_table_of_a_concern_is_gone_through() -> None:
    belonging = {
        model
        for model in apps.get_app_config("concerns").get_models()
        if any(f.name == "concern" and f.related_model is Concern for f in model._meta.fields)
    }
    assert len(belonging) > 12
    assert belonging - BY_OTHER_WAYS == {model for model, _ in _held.ROWS.values()}


def test_every_kind_has_words() -> None:
    assert set(_held_words._WORDS) | set(_held_words._TOGETHER) == set(Held)


def test_every_text_somebody_wrote_is_among_them() -> None:
    class Probe:
        """Notes which of its attributes are asked for."""

        def __init__(self) -> None:
            self.looked_at: set[str] = set()

        def __getattr__(self, name: str) -> object:
            self.looked_at.add(name)
            return "" if not name.startswith("get_") else lambda: ""

    rows = {Held.FILED: Concern} | {kind: model for kind, (model, _) in _held.ROWS.items()}
    for kind, model in rows.items():
        probe = Probe()
        list(_held_words._WORDS[kind](probe))
        texts = {f.name for f in model._meta.fields if isinstance(f, SealedTextField)}
        assert texts <= probe.looked_at, kind
