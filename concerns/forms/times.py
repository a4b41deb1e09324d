"""Questions about a council's own times and the days it is closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from concerns.forms.base import GovukForm
from concerns.forms.fields import CheckboxesField, DateField
from concerns.forms.widgets import Radios

_MOST_DAYS = 400  # the database says so too


class StandardForm(GovukForm):
    """Whether the council has a time of its own for something, and how long it is.

    :param question: the question that is the page's heading.
    """

    heading = "has"
    submit = "Save"
    names = {"has": "whether your council has a time of its own", "n": "the number of working days"}

    has = forms.ChoiceField(
        choices=[("yes", "Yes"), ("no", "No, we have no time of our own")],
        widget=Radios(
            reveals={"yes": ("n",)},
            hints={"no": "A date is then given only where your protocol gives one."},
        ),
    )
    n = forms.IntegerField(
        label="How many working days?",
        help_text="For example, 5. The day a step begins is not counted.",
        min_value=1,
        max_value=_MOST_DAYS,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, question: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["has"].label = question


class ClosureForm(GovukForm):
    """When the offices are closed, and why."""

    submit = "Save"
    names = {
        "first": "the first day closed",
        "last": "the last day closed",
        "called": "why the offices are closed",
    }

    first = DateField(label="First day closed", help_text="For example, 24 12 2026 or 24 Dec 2026.")
    last = DateField(
        label="Last day closed", help_text="Leave this empty if it is one day.", required=False
    )
    called = forms.CharField(
        label="Why are the offices closed?",
        help_text=(
            "For example, Christmas closure. It is shown wherever a date is worked out, so do not"
            " name anybody."
        ),
        max_length=100,
    )


class OpenForm(GovukForm):
    """Which days of a closure are taken off the list.

    :param days: the days that are still to come.
    """

    heading = "days"
    submit = "Take off the list"
    submit_is_dangerous = True
    names = {"days": "the days on which the offices will be open"}

    days = CheckboxesField(
        label="On which of these days will the offices be open after all?",
        help_text="Select all that apply.",
    )

    def __init__(self, *args: Any, days: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["days"].choices = list(days)
