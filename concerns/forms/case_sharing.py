"""What whoever has a concern shares with the person it is about, and writes to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django import forms

from concerns.actions.sharing import NoSuchDay
from concerns.forms.case_act import LONG, ActForm
from concerns.forms.fields import CheckboxesField, DateField, TextField, YesNoField
from concerns.forms.widgets import Checkboxes, Radios, Textarea

Choices = Iterable[tuple[str, str]]
Reckon = Callable[[date], Any]

SUPPORT = (
    "You can ask somebody you trust to help you with your reply: your trade union or professional"
    " body, your political group, or a colleague. If this is weighing on you, your doctor or the"
    " Samaritans (telephone 116 123, free at any time) can help."
)


class ShareForm(ActForm):
    """:param people: whom it is about, as id and name. :param files: as public id and name.

    :param reckon: raises `NoSuchDay` for a day on which no reply can be due.
    :param closed: it is closed, so that nobody is asked for a reply.
    """

    checked = True
    names = {
        "person": "whom you share it with",
        "told": "what they are told",
        "asks": "whether you ask them to reply",
        "due_on": "the date they reply by",
    }
    person = forms.TypedChoiceField(
        label="Whom do you share it with?",
        coerce=int,
        widget=Radios,
        error_messages={"required": "Select whom you share it with"},
    )
    told = TextField(
        label="What are they told?",
        help_text="Say what is alleged, in enough detail that they can answer it: what, when and"
        " where. Leave out what they do not need, above all about other people. They read this word"
        " for word.",
        max_length=LONG,
    )
    may_open = CheckboxesField(
        label="Which files may they open?",
        help_text="They see the file itself and its name, and not who added it or what was said"
        " about it. A file may say who made it.",
        widget=Checkboxes,
        required=False,
    )
    asks = YesNoField(
        label="Do you ask them to reply?",
        widget=Radios(reveals={"yes": ("due_on",)}),
        error_messages={"required": "Select whether you ask them to reply"},
    )
    due_on = DateField(
        label="By when do they have to reply?",
        help_text="A day on which the council works. They need time to take advice.",
    )
    support = TextField(
        label="Whom can they turn to for support?",
        max_length=LONG,
        required=False,
        widget=Textarea(rows=4),
        initial=SUPPORT,
    )

    def __init__(
        self,
        *args: Any,
        people: Choices,
        files: Choices,
        reckon: Reckon,
        closed: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.reckon = reckon
        who = list(people)
        self.fields["person"].choices = who
        if len(who) == 1:
            self.fields["person"].initial = who[0][0]
        self.fields["may_open"].choices = list(files)
        if not self.fields["may_open"].choices:
            del self.fields["may_open"]
        if closed:
            del self.fields["asks"], self.fields["due_on"]

    def clean_due_on(self) -> date | None:
        return _possible(self.cleaned_data["due_on"], self.reckon)


class GiveTimeForm(ActForm):
    """:param shares: those that wait for a reply, as id and words.

    :param reckon: share and day; raises `NoSuchDay` for one that is not later.
    """

    names = {"share": "whose reply it is", "due_on": "the new date"}
    share = forms.TypedChoiceField(
        label="Whose reply is it?",
        coerce=int,
        widget=Radios,
        error_messages={"required": "Select whose reply it is"},
    )
    due_on = DateField(
        label="By when do they have to reply now?",
        help_text="A later day, on which the council works.",
    )

    def __init__(
        self, *args: Any, shares: Choices, reckon: Callable[[int, date], Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.reckon = reckon
        waiting = list(shares)
        self.fields["share"].choices = waiting
        if len(waiting) == 1:
            self.fields["share"].initial = waiting[0][0]

    def clean_due_on(self) -> date | None:
        share = self.cleaned_data.get("share")
        if share is None:
            day: date = self.cleaned_data["due_on"]
            return day
        return _possible(self.cleaned_data["due_on"], lambda day: self.reckon(share, day))


class CorrespondForm(ActForm):
    """:param people: with whom something was shared, as id and name."""

    names = {"person": "whom you write to", "body": "your message"}
    person = forms.TypedChoiceField(
        label="Whom do you write to?",
        coerce=int,
        widget=Radios,
        error_messages={"required": "Select whom you write to"},
    )
    body = TextField(
        label="Your message",
        help_text="They read it word for word. The person who raised it does not see it.",
        max_length=LONG,
    )
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who = list(people)
        self.fields["person"].choices = who
        if len(who) == 1:
            self.fields["person"].initial = who[0][0]


def _possible(day: date | None, reckon: Reckon) -> date | None:
    if day is not None:
        try:
            reckon(day)
        except NoSuchDay as error:
            raise forms.ValidationError(str(error)) from error
    return day
