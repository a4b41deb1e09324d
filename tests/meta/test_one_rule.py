"""Who may see a concern is decided in one place, which everything else asks.

A list that asks for grants by itself is how a page and its list come to disagree.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PRODUCT = Path(__file__).parents[2] / "concerns"

# The rule itself; the rows it reads, and who keeps them; the table of states.
ALLOWED = {"permissions/concerns.py", "actions/_grants.py", "models/grant.py", "engine/states.py"}
# The step's own capacity is another word: what the protocol wants of an office.
_RULE = "concerns.engine.states"


def offences(source: str) -> Iterator[tuple[int, str]]:
    """Where a module asks for grants, or weighs capacities, by itself."""
    tree = ast.parse(source)
    weighed = _imported(tree, "Capacity", frm=_RULE)
    rows = _imported(tree, "Grant", frm="concerns.models")
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr="objects" | "_base_manager"):
                if name in rows:
                    yield node.lineno, "asks for grants"
            case ast.Attribute(attr="grants"):
                yield node.lineno, "goes from a row to its grants"
            case ast.keyword(arg=str(name)) if name.startswith(("grants__", "grant__")):
                yield node.value.lineno, "filters by grants"
            case ast.Constant(value=str(text)) if "concerns_grant" in text:
                yield node.lineno, "asks for grants in SQL"
            case ast.Compare() | ast.BinOp() | ast.Set() | ast.Tuple():
                if any(_is_one_of(part, weighed) for part in ast.iter_child_nodes(node)):
                    yield node.lineno, "weighs a capacity"
            case ast.Attribute(attr="capacities"):
                yield node.lineno, "weighs capacities"


def _imported(tree: ast.Module, name: str, *, frm: str) -> set[str]:
    """What a module calls something that it imports."""
    return {
        each.asname or each.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(frm)
        for each in node.names
        if each.name == name
    }


def _is_one_of(node: ast.AST, names: set[str]) -> bool:
    """Whether it is `Capacity.X`, or `Capacity.X.value`."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name) and node.id in names


def modules() -> list[Path]:
    return [
        path
        for path in sorted(PRODUCT.rglob("*.py"))
        if "migrations" not in path.parts and str(path.relative_to(PRODUCT)) not in ALLOWED
    ]


def test_nothing_but_the_rule_asks_for_grants_or_weighs_capacities() -> None:
    assert len(modules()) > 300
    found = [
        f"{path.relative_to(PRODUCT)}:{line} {what}"
        for path in modules()
        for line, what in offences(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "from concerns.models import Grant\nGrant.objects.filter(user=user)",
        "from concerns.models.grant import Grant as Row\nRow.objects.all()",
        "concern.grants.filter(user=user)",
        "Concern.objects.filter(grants__user=user)",
        "cursor.execute('SELECT 1 FROM concerns_grant')",
        "from concerns.engine.states import Capacity\nCapacity.HANDLER in mine",
        "from concerns.engine.states import Capacity\nmine & {Capacity.HANDLER}",
        "from concerns.engine.states import Capacity\ngrant.capacity == Capacity.RAISER.value",
        "sight.capacities",
    ],
)
def test_the_reading_of_the_source_finds_it(source: str) -> None:
    assert list(offences(source))
