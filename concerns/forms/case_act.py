"""What every form that does something to a concern has in common."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from concerns.forms.base import GovukForm
from concerns.forms.widgets import DateParts

LONG = 5000  # characters of a text somebody writes


class ActForm(GovukForm):
    """A form made from one version of a concern."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    checked: ClassVar[bool] = False
    """Whether what was answered is shown once more before it is done."""

    def answers(self) -> list[tuple[str, str]]:
        """Everything typed and chosen, as text, whether or not it is valid: nothing is lost."""
        unseen = set(self._out_of_sight())  # an option left standing where another was chosen
        return [
            (str(field.label), text)
            for field in self.visible_fields()
            if not (field.name in unseen and hasattr(field.field, "choices"))
            and (text := _text(field.value(), getattr(field.field, "choices", ())))
        ]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The same as rows of a summary list."""
        return [{"key": label, "value": text, "long": True} for label, text in self.answers()]


def _text(value: Any, choices: Any) -> str:
    if isinstance(value, DateParts):
        return " ".join(part for part in value if part)
    words = {str(key): str(label) for key, label in choices}
    if isinstance(value, list | tuple):
        return ", ".join(words.get(str(each), str(each)) for each in value)
    if value in (None, "", False):
        return ""
    return "Yes" if value is True else words.get(str(value), str(value))
