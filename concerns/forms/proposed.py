"""Questions about what a document seems to say beside its rules."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms

from concerns.forms.dated import Dated
from concerns.forms.fields import CheckboxesField, DateField
from concerns.forms.versions import Choices, DraftForm


class DutyForm(DraftForm):
    """Which rules a duty belongs to.

    :param rules: all of the draft, the likely ones first. :param likely: the keys of those that
        rest on the clause it follows.
    """

    submit = "Add the duty"
    names = {"rules": "the rule that it belongs to"}

    rules = CheckboxesField(label="Which rule does it belong to?")

    def __init__(self, *args: Any, rules: Choices, likely: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, initial={"rules": list(likely)}, **kwargs)
        self.fields["rules"].choices = list(rules)


class TimeForm(DutyForm):
    """Which rules a time belongs to."""

    submit = "Add the time"


class NextForm(DraftForm):
    """Which rule a step goes on from. :param rules: all of the draft, the likely ones first."""

    submit = "Add it as the next step"
    names = {"rule": "the rule that it goes on from"}

    rule = forms.ChoiceField(label="Which rule does it go on from?")

    def __init__(self, *args: Any, rules: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = list(rules)


class NoticeForm(DraftForm):
    """How a notice is worded for whoever raises something."""

    submit = "Add the notice"
    names = {"text": "the words of the notice"}

    text = forms.CharField(
        label="What are people told before they send anything?",
        help_text="In plain words. The clause is quoted beside it.",
        max_length=300,
    )


class DateForm(Dated, DraftForm):
    """The day itself, which the document may give only as a month.

    :param years: how many it may lie ahead.
    """

    submit = "Save the date"
    names = {"on": "the date"}

    on = DateField(label="Which day is it?")

    def __init__(self, *args: Any, years: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ahead = {"on": years}


class IntervalForm(DateForm):
    """The document says how often it is looked at again; the first day is for whoever knows it."""

    submit = "Save how often"

    on = DateField(label="When is the first review due, if you know?", required=False)
