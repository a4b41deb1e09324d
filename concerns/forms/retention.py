"""Questions about how long things are kept."""

from __future__ import annotations

from typing import Any

from django import forms

from concerns.engine.retention import DEFAULTS, Class
from concerns.forms.base import GovukForm
from concerns.forms.fields import DateField, TextField
from concerns.forms.widgets import Radios
from concerns.models import Hold

_LONG = 2000
_REFERENCE = 40


class PeriodForm(GovukForm):
    """How many months. :param question: the page's heading."""

    heading = "months"
    submit = "Save"
    names = {"months": "the number of months"}

    months = forms.IntegerField(
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: Class, question: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bounds = DEFAULTS[kind]
        field = self.fields["months"]
        field.label = question
        field.help_text = f"From {bounds.least} to {bounds.most} months. Six years are 72 months."
        field.min_value, field.max_value = bounds.least, bounds.most


class ReviewForm(GovukForm):
    """Until when it is still needed."""

    submit = "Save"
    names = {"review_on": "the day to look at it again"}

    review_on = DateField(
        label="When will you look at it again?",
        help_text="You are reminded on that day. For example, 27 3 2027.",
    )


class HoldForm(ReviewForm):
    """Why it is kept."""

    submit = "Keep it"
    names = {
        **ReviewForm.names,
        "kind": "why it has to be kept",
        "reason": "what it is about",
    }

    kind = forms.ChoiceField(
        label="Why does it have to be kept?", choices=Hold.Kind.choices, widget=Radios
    )
    reason = TextField(
        label="What is it about?",
        help_text="For example, the number of the claim. Whoever deals with it reads this.",
        max_length=_LONG,
    )
    field_order = ["reference", "kind", "reason", "review_on"]


class HoldByReferenceForm(HoldForm):
    """The same, for whoever does not see the concern itself."""

    names = {**HoldForm.names, "reference": "its reference"}

    reference = forms.CharField(
        label="Its reference",
        help_text="Three groups of four letters and numbers.",
        max_length=_REFERENCE,
    )
