"""Days that make sense: a slip of the keyboard is not a date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from concerns.actions.protocols import YEARS_AHEAD
from concerns.engine.deadlines import months_later
from concerns.forms.fields import DateField

EARLIEST = date(1900, 1, 1)  # older than any document a council of today goes by
FIRST_DAY, REVIEW = YEARS_AHEAD, 20  # years a first day in force, or a review, may lie ahead


class Dated(forms.Form):
    """Put before a form: none of its days lies before 1900, nor further ahead than it says.

    :param today: the day in the council's calendar.
    """

    ahead: Mapping[str, int] = {}
    """Field to how many years ahead it may lie; 0 is today or in the past."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        for name, years in self.ahead.items():
            field = self.fields[name]
            assert isinstance(field, DateField)
            field.earliest = EARLIEST
            field.latest = months_later(self.today, 12 * years)
            field.latest_words = "" if years else "today or in the past"
        super().full_clean()
