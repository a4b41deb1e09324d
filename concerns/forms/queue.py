"""The filter of the queue. Everything is in the address, so that a view can be shared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from concerns.forms.base import GovukForm
from concerns.selectors.queue import as_reference

Choices = Iterable[tuple[str, str]]
_ANY = ("", "Any")


class QueueFilter(GovukForm):
    """:param councils: and the others: what to choose from, as code and words."""

    mark_optional = False
    submit = "Apply filters"

    reference = forms.CharField(
        label="Reference",
        help_text=(
            "Or how it begins. Looks in all your lists, and not in what people wrote:"
            " that is sealed, so nobody can search it."
        ),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    council = forms.ChoiceField(label="Council", required=False)
    matter = forms.ChoiceField(label="What was filed", required=False)
    state = forms.ChoiceField(label="State", required=False)

    def __init__(
        self, *args: Any, councils: Choices, matters: Choices, states: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["matter"].choices = [_ANY, *matters]
        self.fields["state"].choices = [_ANY, *states]
        self.fields["council"].choices = [_ANY, *councils]
        if len(self.fields["council"].choices) <= 2:
            del self.fields["council"]  # only one to choose

    def clean_reference(self) -> str:
        return as_reference(self.cleaned_data["reference"])

    def wanted(self) -> dict[str, str]:
        """What was asked for and makes sense; anything else is as if it were not asked."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def chosen(self) -> dict[str, str]:
        """What is filtered by, in words, by field."""
        return {name: self._words(name, value) for name, value in self.wanted().items()}

    def _words(self, name: str, value: str) -> str:
        choices = dict(getattr(self.fields[name], "choices", ()))
        return str(choices.get(value, value))
