"""Days that no council can mean are refused where they are typed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from concerns.forms.proposed import DateForm
from concerns.forms.versions import AdoptForm, ReviewForm

TODAY = date(2026, 7, 24)


def typed(name: str, day: date) -> dict[str, str]:
    return {f"{name}_{box}": f"{getattr(day, box):04}" for box in ("day", "month", "year")}


@pytest.mark.parametrize(
    ("form", "name", "last"),
    [
        (AdoptForm, "adopted_on", TODAY),
        (AdoptForm, "in_force_from", date(2027, 7, 24)),
        (AdoptForm, "review_due", date(2046, 7, 24)),
        (ReviewForm, "reviewed_on", TODAY),
        (ReviewForm, "next_due", date(2046, 7, 24)),
    ],
)
@pytest.mark.parametrize("day", [date.min, date.max])
def test_a_day_no_council_can_mean_is_refused(form: Any, name: str, last: date, day: date) -> None:
    assert name in form(typed(name, day), today=TODAY).errors
    assert name in form(typed(name, last.replace(day=25)), today=TODAY).errors
    assert name not in form(typed(name, last), today=TODAY).errors


def test_a_day_to_come_is_not_the_day_a_document_was_adopted() -> None:
    form = DateForm(typed("on", date(2026, 7, 25)), today=TODAY, years=0)
    assert form.errors["on"] == ["The date must be today or in the past"]
