"""Where it will go: the choice the protocol leaves, and what is said against the route."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from concerns.forms.base import GovukForm
from concerns.forms.fields import TextField
from concerns.forms.raising_base import LONG
from concerns.forms.widgets import Radios, Textarea


class ChooseForm(GovukForm):
    """Who is to get it, where the protocol leaves that to the person who raises it.

    :param options: value and label. :param told: somebody answers what another told them.
    """

    heading = "to"
    names = {"to": "who you want to get it"}

    to = forms.ChoiceField(label="Who do you want to get it?", choices=[], widget=Radios())

    def __init__(
        self,
        *args: Any,
        options: Iterable[tuple[str, str]],
        told: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(options)
        field.help_text = "The protocol leaves the choice to you."
        if told:
            field.label = "Who do they want to get it?"
            field.help_text = "The protocol leaves the choice to them."
            field.error_messages["required"] = "Select who they want to get it"


class WrongForm(GovukForm):
    """Why the route is wrong. It is kept and shown, and changes nothing about the route.

    :param kept: they said so before, and can take it back. :param told: as for `ChooseForm`.
    """

    names = {"why": "why you think this route is wrong", "instead": "what should happen instead"}

    why = TextField(label="Why do you think it is wrong?", max_length=LONG, widget=Textarea(rows=5))
    instead = TextField(
        label="What should happen instead?",
        help_text="For example, who should get it. You can leave this empty if you do not know.",
        required=False,
        max_length=LONG,
        widget=Textarea(rows=5),
    )

    def __init__(self, *args: Any, kept: bool, told: bool = False, **kwargs: Any) -> None:
        self.kept = kept
        super().__init__(*args, **kwargs)
        if told:
            self.fields["why"].label = "Why do they think it is wrong?"
            self.fields["why"].error_messages["required"] = "Enter why they think it is wrong"

    @property
    def secondary(self) -> tuple[tuple[str, str], ...]:  # type: ignore[override]
        return (("remove", "Take it back"),) if self.kept else ()
