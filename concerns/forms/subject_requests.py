"""The forms of a request for a copy of what is held about somebody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms

from concerns.forms.base import GovukForm
from concerns.forms.dated import Dated
from concerns.forms.fields import DateField, TextField
from concerns.forms.widgets import Radios, Textarea
from concerns.models import SubjectItem
from concerns.models.subject_request import Why

__all__ = ["DecideForm", "RecordForm", "SeenForm", "Why", "WithholdForm"]
LONGEST = 200_000  # of what is given instead: the record of years is longer than any message
_WHY: Final = [("", "Select a reason"), *Why.choices]
_WORDS = (
    "For the record, and never part of the pack. Name the paragraph of the Data Protection Act that"
    " you rely on, if you know it."
)


class RecordForm(Dated, GovukForm):
    """:param people: everybody who may ask, as id and name."""

    submit = "Record and gather what is held"
    mark_optional = True
    ahead = {"received_on": 0}
    names = {"about": "who asks", "received_on": "the day it was received"}

    about = forms.ChoiceField(
        label="Who asks?",
        help_text="Somebody on the register, or who was on it. Be sure that it is them.",
    )
    received_on = DateField(
        label="When did the council receive it?",
        help_text="The month that the law gives is counted from this day.",
    )
    asked = TextField(
        label="What do they ask for?",
        help_text="If they want only part of it, such as one matter or one year.",
        required=False,
        max_length=2000,
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [("", "Select somebody"), *people]


class DecideForm(GovukForm):
    """What becomes of one item. It carries what tells the text that was read from any other."""

    submit = "Save the decision"
    mark_optional = True
    names = {
        "decision": "what becomes of it",
        "text": "what to give instead",
        "why": "why it is withheld",
    }

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label="What becomes of it?",
        choices=[
            (SubjectItem.Decision.DISCLOSE.value, "Give it as it is"),
            (SubjectItem.Decision.REDACT.value, "Give it without some of it"),
            (SubjectItem.Decision.WITHHOLD.value, "Do not give it"),
        ],
        widget=Radios(
            reveals={
                SubjectItem.Decision.REDACT.value: ("text",),
                SubjectItem.Decision.WITHHOLD.value: ("why", "words"),
            },
        ),
        error_messages={"required": "Select what becomes of it"},
    )
    text = TextField(
        label="What to give instead",
        help_text="Take out the words that are not for them. What stands here is given, and nothing"
        " else: no black bars lie over other words.",
        max_length=LONGEST,
        widget=Textarea(rows=14, count=False),
    )
    why = forms.ChoiceField(label="Why is it withheld?", choices=_WHY)
    words = TextField(label="In your words", help_text=_WORDS, required=False, max_length=2000)


class WithholdForm(GovukForm):
    """Everything of one concern at once."""

    submit = "Withhold all of it"
    submit_is_dangerous = True
    mark_optional = True
    names = {"why": "why it is withheld"}

    why = forms.ChoiceField(label="Why is it withheld?", choices=_WHY)
    words = TextField(label="In your words", help_text=_WORDS, required=False, max_length=2000)


class SeenForm(GovukForm):
    """A yes to what was seen."""

    submit = "I agree"
    submit_is_dangerous = True
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
