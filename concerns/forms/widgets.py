"""Controls that GOV.UK pages use and Django does not have.

The `govuk` template pack draws them (and Django's own controls) from `templates/govuk/`; what is
here decides only the values and the options.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString


class _Options:
    """Options that may have a hint, fields they reveal, or the word "or" before them.

    :param hints: option value to a sentence under its label.
    :param reveals: option value to names of fields of the same form, shown under that option
        and asked for only when it is chosen (see `GovukForm`).
    :param dividers: values of options that "or" stands before.
    """

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Iterable[Any] = (),
        *,
        hints: Mapping[str, str] | None = None,
        reveals: Mapping[str, Sequence[str]] | None = None,
        dividers: Iterable[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(attrs, choices, **kwargs)  # type: ignore[call-arg]
        self.hints = dict(hints or {})
        self.reveals = {value: tuple(names) for value, names in (reveals or {}).items()}
        self.dividers = frozenset(dividers)

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        key = str(value)
        return option | {
            "hint": self.hints.get(key, ""),
            "reveals": self.reveals.get(key, ()),
            "divider": key in self.dividers,
        }


class Radios(_Options, forms.RadioSelect):
    """Radio buttons, stacked unless `inline`."""

    def __init__(self, *args: Any, inline: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inline = inline


class Checkboxes(_Options, forms.CheckboxSelectMultiple):
    """Checkboxes, of which one may exclude all others ("None of these").

    :param exclusive: the value of that option. `CheckboxesField` also enforces it.
    """

    def __init__(self, *args: Any, exclusive: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.exclusive = exclusive

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        return option | {"exclusive": str(value) == self.exclusive}


class Textarea(forms.Textarea):
    """A text box that counts characters as its reader does.

    A browser shows a line break as one character and sends two, so they are made one again:
    otherwise a text that the page calls short enough is refused.

    :param rows: height in lines.
    :param count: show how many characters are left, where the field has a `max_length`.
    """

    def __init__(
        self, attrs: dict[str, Any] | None = None, *, rows: int = 8, count: bool = True
    ) -> None:
        super().__init__({"rows": rows, **(attrs or {})})
        self.count = count

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value


class DateParts(NamedTuple):
    """A date as it was typed."""

    day: str = ""
    month: str = ""
    year: str = ""


class DateBoxes(forms.Widget):
    """Three boxes: day, month and year. What was typed comes back as typed."""

    use_fieldset = True
    kind = "dates"  # how the template pack knows it

    def value_from_datadict(self, data: Any, files: Any, name: str) -> DateParts:
        return DateParts(
            *(str(data.get(f"{name}_{box}") or "").strip() for box in DateParts._fields)
        )

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return all(f"{name}_{box}" not in data for box in DateParts._fields)

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}_day" if id_ else id_

    def format_value(self, value: DateParts | date | str | None) -> DateParts:
        """The three texts to show for a typed, a stored or a written-out (ISO 8601) date."""
        if isinstance(value, DateParts):
            return value
        if isinstance(value, str) and value:
            value = date.fromisoformat(value)
        if isinstance(value, date):
            return DateParts(str(value.day), str(value.month), str(value.year))
        return DateParts()


class HiddenDateBoxes(DateBoxes):
    """The same three boxes, unseen: for a page that shows the answers once more."""

    input_type = "hidden"

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        parts = self.format_value(value)._asdict().items()
        return format_html_join(
            "",
            '<input type="hidden" name="{}_{}" value="{}">',
            ((name, box, text) for box, text in parts),
        )
