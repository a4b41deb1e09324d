"""Every situation a council's protocol decides: written by hand, answered by the engine.

Each pack has a table beside this file, one row a situation, to be read by somebody who knows the
protocol and not the program. The columns up to `absent` say what happened; the rest say what must
come of it:

- `raised_by`, `about`: office codes; `councillor` and `officer` are people without a seat.
- `rule`: the rule that matched, or `law: <key>` where the law takes the matter over.
- `route`: `1 receive: clerk [5.2] / 2 disciplinary procedure [5.2]`; a recipient who is not the
  named holder has their standing after them, as in `vice_chair (deputy)`.
- `how` (may be blank, then it is not looked at): `1 informal should any / 2 formal may one`.
- `duties`: `3 inform leader + group_leader before_decision; 3 consult chair before_decision`.
- `limits`: `1 reply 5 working_days protocol`.
- `passed_over`: `clerk: subject; vice_chair: deputy_of_excluded`.
- `gaps`, `notices`: codes and kinds, one for each that is shown.
"""

from __future__ import annotations

import csv
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from concerns.engine.decision import Decision, Recipient, Standing, StepAhead
from concerns.engine.facts import Event, Facts, Matter, Nature, Party
from concerns.engine.offices import Office
from concerns.engine.routing import route
from concerns.protocols import loader
from concerns.protocols.rosters import Cast

Row = dict[str, str]

TABLES = sorted(Path(__file__).parent.glob("*.csv"))
AT = date(2026, 1, 15)
GIVEN = (
    "situation",
    "raised_by",
    "about",
    "matter",
    "natures",
    "written",
    "code_breach",
    "event",
    "decider",
    "vacant",
    "absent",
)
EXPECTED = (
    "outcome",
    "rule",
    "route",
    "duties",
    "limits",
    "passed_over",
    "gaps",
    "notices",
)
MAY_BE_LEFT_OUT = ("same_person", "how")


def rows(table: Path) -> list[Row]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def everything() -> list[object]:
    return [
        pytest.param(table.stem, row, id=f"{table.stem}: {row['situation']}")
        for table in TABLES
        for row in rows(table)
    ]


def offices(cell: str) -> tuple[Office, ...]:
    return tuple(Office(word) for word in cell.split())


def yes(cell: str) -> bool:
    assert cell in {"", "yes"}, f"“{cell}” is neither “yes” nor blank"
    return cell == "yes"


def answer(council: str, row: Row) -> Decision:
    """What the engine says of one row, with every seat of the pack filled but those named."""
    protocol = loader.find(council)
    pairs = [pair.split("=") for pair in (row.get("same_person") or "").split()]
    cast = Cast(protocol, same_person=[(Office(a), Office(b)) for a, b in pairs])
    numbers = count(1)  # two plain councillors are two people, whichever side they are on

    def parties(cell: str) -> tuple[Party, ...]:
        return tuple(cast.party(office, nth=next(numbers)) for office in offices(cell))

    facts = Facts(
        matter=Matter(row["matter"] or "concern"),
        raised_by=parties(row["raised_by"]),
        about=parties(row["about"]),
        natures=frozenset(Nature(word) for word in row["natures"].split()),
        written=yes(row["written"]),
        code_breach=yes(row["code_breach"]),
        event=Event(row["event"] or "first"),
        decider=Office(row["decider"]) if row["decider"] else None,
    )
    roster = cast.roster(
        parties=(*facts.raised_by, *facts.about),
        vacant=offices(row["vacant"]),
        absent=offices(row["absent"]),
    )
    return route(facts, protocol, roster, AT, loader.law())


def named(recipients: tuple[Recipient, ...]) -> str:
    return " + ".join(
        r.office.value if r.status is Standing.HOLDER else f"{r.office.value} ({r.status.value})"
        for r in recipients
    )


def told_step(step: StepAhead) -> str:
    parts = [named(step.to)] if step.to else []
    if step.procedure is not None:
        parts.append(f"{step.procedure.value} procedure")
    what = " + ".join(parts) or "nobody"
    cited = ", ".join(clause.label or clause.id for clause in step.clauses)
    doing = f"{step.capacity.value}: " if step.to or step.procedure is None else ""
    by_law = " by law" if step.law else ""
    return f"{step.n} {doing}{what}{by_law}" + (f" [{cited}]" if cited else "")


def told(decision: Decision) -> dict[str, str]:
    """A decision in the words of the tables."""
    steps = decision.steps
    return {
        "outcome": decision.outcome.value,
        "rule": decision.rule or (f"law: {decision.law}" if decision.law else ""),
        "route": " / ".join(told_step(step) for step in steps),
        "how": " / ".join(f"{s.n} {s.track} {s.force} {s.combine}" for s in steps),
        "duties": "; ".join(
            " ".join(filter(None, (str(s.n), d.kind, named(d.who), d.when)))
            for s in steps
            for d in s.duties
        ),
        "limits": "; ".join(
            f"{s.n} {limit.what} {limit.n} {limit.unit} {limit.source}"
            for s in steps
            for limit in s.limits
        ),
        "passed_over": "; ".join(sorted(f"{e.office}: {e.reason}" for e in decision.excluded)),
        "gaps": " ".join(sorted(gap.code for gap in decision.gaps)),
        "notices": " ".join(sorted(notice.kind for notice in decision.notices)),
    }


def in_order(column: str, cell: str) -> str:
    """Cells whose order carries no meaning, in one order; the others as they are."""
    if column in {"gaps", "notices"}:
        return " ".join(sorted(cell.split()))
    if column == "passed_over":
        return "; ".join(sorted(filter(None, (part.strip() for part in cell.split(";")))))
    return " ".join(cell.split())


@pytest.mark.parametrize(("council", "row"), everything())
def test_the_engine_answers_as_the_protocol_reads(council: str, row: Row) -> None:
    columns = [*EXPECTED, "how"] if row.get("how") else EXPECTED
    got = told(answer(council, row))
    wanted = [f"{column}: {in_order(column, row[column])}" for column in columns]
    assert [f"{column}: {got[column]}" for column in columns] == wanted, row["situation"]


@pytest.mark.parametrize("council", loader.shipped())
def test_every_pack_has_a_table_of_situations(council: str) -> None:
    assert council in {table.stem for table in TABLES}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_a_table_has_the_columns_and_no_situation_twice(table: Path) -> None:
    found = rows(table)
    assert found
    assert set(found[0]) - set(MAY_BE_LEFT_OUT) == {*GIVEN, *EXPECTED}
    assert all(None not in row and None not in row.values() for row in found), "a cell too many"
    situations = [row["situation"] for row in found]
    assert len(set(situations)) == len(situations)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_a_table_meets_every_rule_and_every_gap_of_its_pack(table: Path) -> None:
    protocol, found = loader.find(table.stem), rows(table)
    rules = {row["rule"] for row in found}
    gaps = {code for row in found for code in row["gaps"].split()}
    assert {rule.key for rule in protocol.rules} - rules == set()
    assert {gap.code for gap in protocol.gaps if gap.when is not None} - gaps == set()
