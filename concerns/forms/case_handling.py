"""The everyday forms of whoever has a concern, and the raiser's answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from concerns.forms.case_act import LONG, ActForm
from concerns.forms.fields import DateField, TextField, YesNoField
from concerns.forms.widgets import Radios

YEARS_BACK = 50  # of what a note is about: longer ago is a slip of the finger


class AcknowledgeForm(ActForm):
    """Nothing to ask: the button says it."""


class ResumeForm(ActForm):
    """Nothing to ask: the button says it."""


class AskForm(ActForm):
    names = {"question": "your question"}
    question = TextField(
        label="What do you need to know?",
        help_text="Ask only for what you need to go on.",
        max_length=LONG,
    )


class AnswerForm(ActForm):
    names = {"answer": "your answer"}
    answer = TextField(label="Your answer", max_length=LONG)


class MessageForm(ActForm):
    names = {"body": "your message"}
    body = TextField(label="Your message", max_length=LONG)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)


class NoteForm(ActForm):
    names = {"kind": "what kind of note it is", "happened_on": "the date", "body": "the note"}
    kind = forms.ChoiceField(
        label="What kind of note is it?",
        choices=[("informal", "An attempt to sort it out informally"), ("file", "Something else")],
        widget=Radios,
        error_messages={"required": "Select what kind of note it is"},
    )
    happened_on = DateField(
        label="When did it happen?",
        help_text="For example, 27 3 2026.",
        latest_words="today or in the past",
    )
    body = TextField(
        label="The note",
        help_text="What was done, who was there, and how it ended. Write what happened, not what"
        " you think of anybody.",
        max_length=LONG,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].latest = today
        self.fields["happened_on"].earliest = date(today.year - YEARS_BACK, 1, 1)
        self.fields["happened_on"].initial = today


class DutyForm(ActForm):
    """One duty of the step under way. :param duties: those still to be done, as id and words."""

    names = {"duty": "what you have done", "note": "how you did it"}
    duty = forms.TypedChoiceField(
        label="What have you done?",
        coerce=int,
        widget=Radios,
        error_messages={"required": "Select what you have done"},
    )
    note = TextField(
        label="How did you do it?",
        help_text="For example, by email on Monday. The person who raised it does not see this.",
        max_length=LONG,
        required=False,
    )

    def __init__(self, *args: Any, duties: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["duty"].choices = list(duties)


class InterestForm(ActForm):
    interest = YesNoField(
        label="Do you have an interest in this matter?",
        yes="Yes, somebody else should deal with it",
        no="No, I have none",
        widget=Radios,
        error_messages={"required": "Select whether you have an interest in this matter"},
    )
