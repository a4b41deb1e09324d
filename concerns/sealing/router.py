"""Which tables are in which database: the keys in theirs, everything else in the main one."""

from __future__ import annotations

from typing import Any

from concerns.sealing.store import ALIAS


class KeysApart:
    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return (app_label == "sealing") == (db == ALIAS)
