"""The form every page starts from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from concerns.forms import wording


class GovukForm(forms.Form):
    """A form that words its errors, shows its question as the page's heading and draws its buttons.

    A field that an option reveals (`Radios(reveals=…)`) counts only while that option is chosen:
    otherwise it is left empty, whatever was typed in it, and is never missing.
    """

    fields: dict[str, Any]  # each kind of field has settings of its own

    heading: ClassVar[str] = ""
    """Name of the field whose label is the page's h1; empty when the template has its own."""

    caption: str = ""
    """Small text above that heading, such as the section's name."""

    names: Mapping[str, str] = {}
    """Field to what it asks for, as said inside an error: {"when": "the date it happened"}.
    By default the label without its question mark."""

    submit: str = "Continue"
    submit_is_dangerous: bool = False
    secondary: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Further buttons as (name, text); the view looks for the name in `request.POST`."""

    cancel_href: str = ""
    mark_optional: ClassVar[bool] = True
    """Whether the labels of optional fields say so; a search or filter does not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    @property
    def title(self) -> str:
        """The question of a one-question page, for the page's title."""
        return str(self[self.heading].label) if self.heading else ""

    @property
    def helper(self) -> FormHelper:
        """What `{% crispy form %}` draws: every field but those drawn under an option."""
        helper = FormHelper()
        revealed = self.revealed
        helper.layout = Layout(*(name for name in self.fields if name not in revealed))
        return helper

    @property
    def revealed(self) -> dict[str, tuple[str, str]]:
        """Field to the (field, option) that reveals it."""
        return {
            name: (owner, option)
            for owner, field in self.fields.items()
            for option, names in getattr(field.widget, "reveals", {}).items()
            for name in names
        }

    def full_clean(self) -> None:
        for name, field in self.fields.items():
            wording.reword(
                field, self.names.get(name) or wording.thing_asked_for(str(self[name].label))
            )
        super().full_clean()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in self._out_of_sight():
            self.errors.pop(name, None)
            cleaned[name] = self.fields[name].to_python(None)
        return cleaned

    def _out_of_sight(self) -> Iterator[str]:
        revealed = self.revealed
        for name in revealed:
            link = revealed.get(name)
            while link is not None:
                owner, option = link
                if option not in _chosen(self[owner].value()):
                    yield name
                    break
                link = revealed.get(owner)


def _chosen(value: Any) -> list[str]:
    if value is None:
        return []
    return [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)]
