"""An act that opens the engine's scope rolls back by itself what it refuses.

A scope has no savepoint of its own: an error inside marks the nearest transaction as lost. Where
that is the request's, the page that would say why can read nothing, and answers 500.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ACTIONS = Path(__file__).parents[2] / "concerns" / "actions"

# Called by the sweep or a command and not in a request, or with nothing inside the scope that
# refuses. Keys are replaced, and drafts deleted, in several transactions, so that it can be gone on
# with.
WITHOUT = {
    "anchors.anchor",
    "anchors.check",
    "delivery.given_up",
    "erasing.finish_all",
    "keys.concerned",
    "keys.delete_retired",
    "keys.rotate_concern",
    "keys.rotate_council",
    "keys.rotate_master",
    "reminders.sweep",
    "reply_reminders.sweep",
    "retention_clock.delete_drafts",
    "sending.preview",
}


def acts() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in sorted(ACTIONS.glob("[a-z]*.py")):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield f"{path.stem}.{node.name}", node


def opens_scope(act: ast.FunctionDef) -> bool:
    opened = (
        ast.unparse(item.context_expr)
        for node in ast.walk(act)
        if isinstance(node, ast.With)
        for item in node.items
    )
    return any(each.startswith(("engine_scope(", "_work.work(", "work(")) for each in opened)


def is_atomic(act: ast.FunctionDef) -> bool:
    return any("transaction.atomic" in ast.unparse(each) for each in act.decorator_list)


def test_every_act_that_opens_a_scope_rolls_itself_back() -> None:
    opening = {name: act for name, act in acts() if opens_scope(act)}
    assert len(opening) > 30
    assert {name for name, act in opening.items() if not is_atomic(act)} == WITHOUT
