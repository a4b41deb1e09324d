"""The coverage matrix: every cell is the engine's own answer."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from concerns.engine.decision import Standing
from concerns.engine.facts import Matter, Nature
from concerns.engine.law import Law
from concerns.engine.offices import Office
from concerns.engine.protocol import Protocol
from concerns.engine.routing import route
from concerns.protocols import loader
from concerns.protocols.matrix import Axes, Cell, Form, Receiver, Says, answer, matrix
from tests.examples import examples
from tests.strategies import protocols

ON = date(2026, 1, 15)
NO_LAW = Law()
FIVE = loader.shipped()
INFORMAL = Form()


def by_route(protocol: Protocol, law: Law, cell: Cell) -> Any:
    axes = Axes(protocol)
    facts = axes.facts(cell)
    roster = axes.roster(facts)
    return answer(route(facts, protocol, roster, ON, law), protocol, roster, law)


@settings(max_examples=examples(25), deadline=None)
@given(protocols())
def test_every_cell_is_what_the_router_answers(protocol: Protocol) -> None:
    law = loader.law()
    cells = list(matrix(protocol, law, ON).cells.items())
    for cell, told in cells[:: max(1, len(cells) // 60)]:
        assert told == by_route(protocol, law, cell), cell


@pytest.mark.parametrize("council", FIVE)
def test_every_tenth_cell_of_a_real_protocol_is_what_the_router_answers(council: str) -> None:
    protocol, law = loader.find(council), loader.law()
    for cell, told in list(matrix(protocol, law, ON).cells.items())[::37]:
        assert told == by_route(protocol, law, cell), cell


def test_the_largest_matrix_takes_well_under_two_seconds() -> None:
    protocol, law = loader.find("rushcliffe"), loader.law()
    began = time.process_time()
    assert len(matrix(protocol, law, ON).cells) > 10_000
    assert time.process_time() - began < 2


def test_a_cell_names_the_first_recipient_and_the_clause() -> None:
    told = matrix(loader.find("banbury"), NO_LAW, ON).cells[
        Cell(Matter.CONCERN, Office.COUNCILLOR, Office.CLERK, Nature.CONDUCT, INFORMAL)
    ]
    assert told.to == (Receiver(Office.CHAIR, "Chairman of the Council", Standing.HOLDER),)
    assert told.clauses == ("5.2",)
    assert told.text == "It goes to the Chairman of the Council."
    assert told.stated


@pytest.mark.parametrize(
    ("council", "raiser", "subject", "form", "says", "text"),
    [
        pytest.param(
            "banbury",
            Office.COUNCILLOR,
            Office.COUNCILLOR,
            INFORMAL,
            Says.SILENT,
            "The protocol does not say. By the council’s own arrangements it goes to the Town"
            " Clerk.",
            id="no rule",
        ),
        pytest.param(
            "banbury",
            Office.COUNCILLOR,
            Office.COUNCILLOR,
            Form(written=True, code_breach=True),
            Says.LAW,
            "By law it goes to the Monitoring Officer, under the code of conduct procedure.",
            id="law",
        ),
        pytest.param(
            "banbury",
            Office.CHAIR,
            Office.CLERK,
            INFORMAL,
            Says.NOT_INSTEAD,
            "The protocol does not say who acts instead of whoever it names. By the council’s own"
            " arrangements it goes to the Monitoring Officer.",
            id="nobody named instead",
        ),
    ],
)
def test_on_whose_word_somebody_gets_it(
    council: str, raiser: Office, subject: Office, form: Form, says: Says, text: str
) -> None:
    told = matrix(loader.find(council), loader.law(), ON).cells[
        Cell(Matter.CONCERN, raiser, subject, Nature.CONDUCT, form)
    ]
    assert (told.says, told.text) == (says, text)


def test_a_fallback_the_protocol_itself_gives_counts_as_said() -> None:
    for council in FIVE:
        for told in matrix(loader.find(council), loader.law(), ON).cells.values():
            if any(receiver.status is Standing.DEPUTY for receiver in told.to):
                assert not told.stated


def test_whoever_refused_does_not_hear_the_appeal_under_the_same_rule_either() -> None:
    protocol = loader.find("rushcliffe")
    rules = tuple(
        replace(rule, when=replace(rule.when, decider=frozenset({Office.CHIEF_EXECUTIVE})))
        if rule.when.decider
        else rule
        for rule in protocol.rules
    )
    cells = matrix(replace(protocol, rules=rules), NO_LAW, ON).cells

    def first(decider: Office | None) -> Office:
        form = Form(decider=decider)
        return cells[Cell(Matter.ACCESS_APPEAL, Office.COUNCILLOR, None, None, form)].to[0].office

    assert first(None) is Office.MONITORING_OFFICER
    assert first(Office.MONITORING_OFFICER) is not Office.MONITORING_OFFICER


def test_nobody_is_asked_about_a_concern_of_their_own() -> None:
    cells = matrix(loader.find("banbury"), NO_LAW, ON).cells
    assert not [c for c in cells if c.raiser is c.subject is Office.CLERK]
    assert [c for c in cells if c.raiser is c.subject is Office.COUNCILLOR]


def test_every_matter_has_cells() -> None:
    for council in FIVE:
        assert {c.matter for c in matrix(loader.find(council), NO_LAW, ON).cells} == set(Matter)


def test_the_silent_cells_are_those_nobody_is_named_for() -> None:
    whole = matrix(loader.find("langport"), NO_LAW, ON)
    silent = set(whole.silent())
    assert silent
    assert all((cell in silent) is not told.stated for cell, told in whole.cells.items())
