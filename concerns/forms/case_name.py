"""Questions about a name that is withheld from those a concern is about."""

from __future__ import annotations

from typing import Any

from django import forms

from concerns.forms.case_act import LONG, ActForm
from concerns.forms.fields import TextField, YesNoField
from concerns.forms.widgets import Radios


class WithholdForm(ActForm):
    """Whether the name is withheld, as the person who raised it asks."""

    names = {"withheld": "whether the name is withheld", "reason": "why not"}

    withheld = YesNoField(
        label="Is the name withheld from those it is about?",
        yes="Yes, it is withheld",
        no="No",
        widget=Radios(reveals={"no": ("reason",)}),
    )
    reason = TextField(
        label="Why not?", help_text="The person who raised it reads this.", max_length=LONG
    )


class AnnounceForm(ActForm):
    """Why it is to be revealed after all."""

    names = {"reason": "why the name has to be revealed"}
    submit = "Tell them that their name will be revealed"
    submit_is_dangerous = True

    reason = TextField(
        label="Why does the name have to be revealed to those it is about?",
        help_text="The person who raised it reads this.",
        max_length=LONG,
    )


class SettleForm(ActForm):
    """What becomes of a name that is to be revealed. :param due: its day has come."""

    names = {"what": "what happens with the name"}

    what = forms.ChoiceField(label="What happens with the name?", widget=Radios)

    def __init__(self, *args: Any, due: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reveal = [("reveal", "It is revealed to those it is about")] if due else []
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*reveal, ("take_back", "It is withheld after all")]


class LearnForm(ActForm):
    """Why somebody who gives advice has to know the name."""

    names = {"reason": "why you have to know the name"}
    submit = "Show me the name"

    reason = TextField(
        label="Why do you have to know who raised it?",
        help_text="Whoever deals with it reads this, and that you asked is on record.",
        max_length=LONG,
    )
