"""The matrix laid out to be read, and as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from concerns.engine.facts import Matter, Nature
from concerns.engine.law import Law
from concerns.engine.offices import Office
from concerns.engine.protocol import OfficeEntry
from concerns.protocols import loader
from concerns.protocols.matrix import Cell, Form, Matrix, matrix
from concerns.protocols.matrix_table import (
    HEADINGS,
    Column,
    Filter,
    csv_text,
    form_words,
    nature_words,
    person_words,
    table,
)

ON = date(2026, 1, 15)
EVERY_FORM = tuple(Form(w, b) for w in (False, True) for b in (False, True))


@pytest.fixture(scope="module")
def banbury() -> Matrix:
    return matrix(loader.find("banbury"), loader.law(), ON)


@pytest.mark.parametrize("council", loader.shipped())
def test_the_table_says_of_every_cell_what_the_matrix_says(council: str) -> None:
    whole = matrix(loader.find(council), loader.law(), ON)
    seen = {}
    for matter in Matter:
        laid = table(whole, matter)
        for row in laid.rows:
            for column, told in zip(laid.columns, row.cells, strict=True):
                for nature in column.natures or (None,):
                    for form in row.forms:
                        seen[Cell(matter, row.raiser, row.subject, nature, form)] = told
    assert seen == whole.cells


def test_natures_with_the_same_answers_everywhere_share_a_column(banbury: Matrix) -> None:
    columns = [column.natures for column in table(banbury, Matter.CONCERN).columns]
    assert (Nature.STRAINED_RELATIONSHIP,) in columns
    assert (Nature.SEXUAL_HARASSMENT,) in columns
    assert len(columns) == 3


def test_forms_answered_alike_share_a_row(banbury: Matrix) -> None:
    rows = table(banbury, Matter.CONCERN, Filter(Office.COUNCILLOR, Office.CLERK)).rows
    assert [row.forms for row in rows] == [EVERY_FORM]


def test_a_filter_leaves_only_what_is_asked_for(banbury: Matrix) -> None:
    wanted = Filter(raiser=Office.OFFICER, nature=Nature.CONDUCT, written=True, code_breach=False)
    laid = table(banbury, Matter.CONCERN, wanted)
    assert {row.raiser for row in laid.rows} == {Office.OFFICER}
    assert [column.natures for column in laid.columns] == [(Nature.CONDUCT,)]
    assert laid.forms == (Form(written=True),)


def test_nobody_in_particular_can_be_asked_for(banbury: Matrix) -> None:
    laid = table(banbury, Matter.CONCERN, Filter(nobody=True))
    assert {row.subject for row in laid.rows} == {None}


def test_only_the_silent_rows_can_be_asked_for(banbury: Matrix) -> None:
    laid = table(banbury, Matter.CONCERN, Filter(raiser=Office.COUNCILLOR, unstated=True))
    assert laid.rows
    assert not any(all(told.stated for told in row.cells) for row in laid.rows)
    assert Office.CLERK not in {row.subject for row in laid.rows}


def test_a_filter_that_fits_nothing_gives_an_empty_table(banbury: Matrix) -> None:
    assert table(banbury, Matter.CONCERN, Filter(raiser=Office.OMBUDSMAN)).rows == ()


@pytest.mark.parametrize(
    ("forms", "words"),
    [
        (EVERY_FORM, "However it is put"),
        (EVERY_FORM[:2], "Not in writing"),
        (EVERY_FORM[2:], "In writing"),
        (EVERY_FORM[1::2], "A breach of the code alleged"),
        (EVERY_FORM[:1], "Not in writing with no breach of the code alleged"),
        (
            EVERY_FORM[:3],
            "However it is put, unless in writing with a breach of the code alleged",
        ),
    ],
)
def test_forms_are_told_in_few_words(banbury: Matrix, forms: tuple[Form, ...], words: str) -> None:
    assert form_words(banbury.protocol, forms, EVERY_FORM) == words


def test_people_and_natures_have_words(banbury: Matrix) -> None:
    assert person_words(banbury.protocol, None) == "Nobody in particular"
    assert person_words(banbury.protocol, Office.COUNCILLOR) == "Any councillor"
    assert person_words(banbury.protocol, Office.CLERK) == "Town Clerk"
    assert nature_words(Column(())) == nature_words(Column(tuple(Nature))) == "Any"
    some = Column((Nature.CONDUCT, Nature.OBSTRUCTION))
    assert nature_words(some) == "Conduct, getting in the way of somebody’s duties"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_the_csv_is_a_formula(start: str) -> None:
    protocol = loader.find("banbury")
    title = f"{start}cmd|’ /C calc’!A0"
    offices = {**protocol.offices, Office.CLERK: OfficeEntry(title)}
    text = csv_text(matrix(replace(protocol, offices=offices), Law(), ON))
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert f"'{title}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_csv_has_headings_and_a_line_for_each_cell(banbury: Matrix) -> None:
    rows = list(csv.reader(io.StringIO(csv_text(banbury), newline="")))
    tables = [table(banbury, matter) for matter in Matter]
    assert rows[0] == list(HEADINGS)
    assert len(rows) - 1 == sum(len(laid.rows) * len(laid.columns) for laid in tables)
