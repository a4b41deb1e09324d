"""The matrix in few lines: nothing lost, nothing said of anybody that is not so."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest

from concerns.engine.facts import Matter, Nature
from concerns.engine.offices import Office
from concerns.presenters.coverage import shown
from concerns.protocols import loader
from concerns.protocols.matrix import Answer, Cell, Matrix, matrix
from concerns.protocols.matrix_lines import any_of, lines, natures_words
from concerns.protocols.matrix_table import EVERYTHING, Filter, table

ON = date(2026, 1, 15)
EVERY_NATURE = tuple(Nature)


@pytest.fixture(scope="module")
def rushcliffe() -> Matrix:
    return matrix(loader.find("rushcliffe"), loader.law(), ON)


@pytest.mark.parametrize("council", loader.shipped())
def test_the_lines_open_out_to_every_cell_and_its_answer(council: str) -> None:
    whole = matrix(loader.find(council), loader.law(), ON)
    seen: dict[Cell, Answer] = {}
    for matter in Matter:
        for section in lines(whole, matter).sections:
            for line in section.lines:
                opened = [
                    cell
                    for raiser in section.raisers
                    for subject in line.subjects
                    for form in line.forms
                    for nature in line.natures
                    if (cell := Cell(matter, raiser, subject, nature, form)) in whole.cells
                ]
                assert len(opened) == line.size
                seen |= dict.fromkeys(opened, line.told)
    assert seen == {c: replace(a, rule=None, law=None) for c, a in whole.cells.items()}


def test_people_answered_alike_stand_together(rushcliffe: Matrix) -> None:
    few = lines(rushcliffe, Matter.CONCERN)
    assert {Office.COUNCILLOR, Office.LEADER} <= set(few.sections[0].raisers)
    drawn = sum(len(section.lines) for section in few.sections)
    assert drawn * 4 < len(table(rushcliffe, Matter.CONCERN).rows)


def test_only_what_is_not_said_can_be_asked_for(rushcliffe: Matrix) -> None:
    few = lines(rushcliffe, Matter.CONCERN, Filter(unstated=True))
    assert few.sections
    assert not any(line.told.stated for section in few.sections for line in section.lines)
    whole = lines(rushcliffe, Matter.CONCERN)
    assert [s.silent for s in few.sections] == [s.silent for s in whole.sections if s.silent]


def test_to_draw_it_takes_less_than_to_answer_it() -> None:
    protocol, law = loader.find("rushcliffe"), loader.law()
    began = time.process_time()
    whole = matrix(protocol, law, ON)
    answered = time.process_time()
    shown(whole, Matter.CONCERN, EVERYTHING)
    assert time.process_time() - answered < answered - began


def test_people_are_told_in_a_row(rushcliffe: Matrix) -> None:
    people = (Office.COUNCILLOR, Office.LEADER, None)
    assert any_of(rushcliffe.protocol, people) == (
        "any councillor, the Leader or nobody in particular"
    )


@pytest.mark.parametrize(
    ("some", "among", "words"),
    [
        (EVERY_NATURE, EVERY_NATURE, "anything"),
        ((None,), (None,), "anything"),
        (EVERY_NATURE[1:], EVERY_NATURE, "anything but conduct"),
        (EVERY_NATURE[:1], EVERY_NATURE, "conduct"),
        (EVERY_NATURE[:1], EVERY_NATURE[:1], "conduct"),  # the only one that was asked for
        ((None,), (None, Nature.CONDUCT), "anything but conduct"),
        ((Nature.CONDUCT,), (None, Nature.CONDUCT), "conduct"),
    ],
)
def test_natures_are_told_in_few_words(
    some: tuple[Nature | None, ...], among: tuple[Nature | None, ...], words: str
) -> None:
    assert natures_words(some, among) == words
