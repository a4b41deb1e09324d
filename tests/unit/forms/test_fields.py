"""Dates in three boxes, and long texts."""

from __future__ import annotations

from datetime import date

import pytest

from concerns.forms.base import GovukForm
from concerns.forms.fields import DateField, TextField, whole_number
from concerns.forms.widgets import DateParts
from concerns.templatetags import govuk


class When(GovukForm):
    names = {"when": "the date it happened"}
    when = DateField(label="When did it happen?")


def filled(day: str = "", month: str = "", year: str = "") -> When:
    return When({"when_day": day, "when_month": month, "when_year": year})


@pytest.mark.parametrize(
    "month", ["3", "03", "Mar", "mar.", "March", "MARCH", "Mawrth", "maw", " march "]
)
def test_a_month_may_be_a_number_or_a_name(month: str) -> None:
    form = filled("27", month, "2026")

    assert form.is_valid()
    assert form.cleaned_data["when"] == date(2026, 3, 27)


@pytest.mark.parametrize(
    ("typed", "sentence", "boxes"),
    [
        (("", "", ""), "Enter the date it happened", {"day", "month", "year"}),
        (("27", "3", ""), "The date it happened must include a year", {"year"}),
        (("", "", "2026"), "The date it happened must include a day and month", {"day", "month"}),
        (("27", "13", "2026"), "The date it happened must be a real date", {"month"}),
        (("27", "9" * 5_000, "2026"), "The date it happened must be a real date", {"month"}),
        (("9" * 5_000, "3", "2026"), "The date it happened must be a real date", {"day"}),
        (("27", "Smarch", "2026"), "The date it happened must be a real date", {"month"}),
        (("27", "m", "2026"), "The date it happened must be a real date", {"month"}),
        (("x", "3", "2026"), "The date it happened must be a real date", {"day"}),
        (("0", "3", "2026"), "The date it happened must be a real date", {"day"}),
        (("31", "2", "2026"), "The date it happened must be a real date", {"day"}),
        (("27", "3", "soon"), "The date it happened must be a real date", {"year"}),
        (("27", "3", "26"), "Year must include 4 numbers", {"year"}),
        (("27", "3", "0000"), "The date it happened must be a real date", {"year"}),
        (("²", "3", "2026"), "The date it happened must be a real date", {"day"}),
    ],
)
def test_an_error_names_what_is_wrong_and_marks_its_boxes(
    typed: tuple[str, str, str], sentence: str, boxes: set[str]
) -> None:
    form = filled(*typed)

    assert form.errors["when"] == [sentence]
    assert {box["label"].lower() for box in govuk.boxes(form["when"]) if box["wrong"]} == boxes


def test_what_was_typed_is_shown_again_as_typed() -> None:
    assert [box["value"] for box in govuk.boxes(filled("x", "Smarch", "26")["when"])] == [
        "x",
        "Smarch",
        "26",
    ]


@pytest.mark.parametrize("kept", [date(2026, 3, 7), "2026-03-07"])
def test_a_kept_date_is_shown_in_its_boxes(kept: object) -> None:
    form = When(initial={"when": kept})

    assert form["when"].value() == kept
    assert form.fields["when"].widget.format_value(kept) == DateParts("7", "3", "2026")


def test_a_date_after_the_last_allowed_says_so() -> None:
    form = filled("28", "3", "2026")
    form.fields["when"].latest = date(2026, 3, 27)
    named = filled("28", "3", "2026")
    named.fields["when"].latest = date(2026, 3, 27)
    named.fields["when"].latest_words = "today or in the past"

    assert form.errors["when"] == [
        "The date it happened must be the same as or before 27 March 2026"
    ]
    assert named.errors["when"] == ["The date it happened must be today or in the past"]


def test_a_date_before_the_first_allowed_says_so() -> None:
    form = filled("26", "3", "2026")
    form.fields["when"].earliest = date(2026, 3, 27)

    assert form.errors["when"] == [
        "The date it happened must be the same as or after 27 March 2026"
    ]


def test_the_first_and_last_dates_themselves_are_allowed() -> None:
    form = filled("27", "3", "2026")
    form.fields["when"].earliest = form.fields["when"].latest = date(2026, 3, 27)

    assert form.is_valid()


def test_a_date_that_need_not_be_given_may_be_left_out() -> None:
    form = filled()
    form.fields["when"].required = False

    assert form.is_valid()
    assert form.cleaned_data["when"] is None


def test_a_line_break_counts_as_one_character() -> None:
    form = type("Form", (GovukForm,), {"what": TextField(max_length=5)})({"what": "ab\r\ncd"})

    assert form.is_valid()
    assert form.cleaned_data["what"] == "ab\ncd"


def test_what_is_no_number_of_use_is_none() -> None:
    texts = ["", "-1", "1.5", "²", "\u0663", "9" * 19, "9" * 5_000, "1\x00", " 1"]
    assert [whole_number(text) for text in texts] == [None] * len(texts)


def test_a_number_is_itself() -> None:
    assert whole_number("007") == 7
