"""Fields that GOV.UK pages use and Django does not have."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.encoding import punycode
from django.utils.formats import date_format

from concerns.forms.widgets import (
    Checkboxes,
    DateBoxes,
    DateParts,
    HiddenDateBoxes,
    Radios,
    Textarea,
)

_MONTHS = (
    ("january", "ionawr"),
    ("february", "chwefror"),
    ("march", "mawrth"),
    ("april", "ebrill"),
    ("may", "mai"),
    ("june", "mehefin"),
    ("july", "gorffennaf"),
    ("august", "awst"),
    ("september", "medi"),
    ("october", "hydref"),
    ("november", "tachwedd"),
    ("december", "rhagfyr"),
)
_SHORTEST_MONTH_NAME = 3
_LONGEST_NUMBER = 18  # digits: what the database still takes; Python itself refuses thousands


def whole_number(text: str) -> int | None:
    """The number that stands there in plain digits; None where none does, or one beyond use."""
    is_one = text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER
    return int(text) if is_one else None


def can_be_mailed(address: str) -> None:
    """A validator: there are names of sites that look like one and that no mail can be sent to.

    :raises ValidationError: with the field's own words for an address that is none.
    """
    try:
        punycode(address.rpartition("@")[2])
    except UnicodeError:
        raise ValidationError("Enter an email address", code="invalid") from None


class TextField(forms.CharField):
    """A longer text, with its characters counted where there is a limit."""

    widget = Textarea


class YesNoField(forms.TypedChoiceField):
    """Yes or no, as True or False."""

    def __init__(self, *, yes: str = "Yes", no: str = "No", **kwargs: Any) -> None:
        kwargs.setdefault("widget", Radios(inline=True))
        kwargs.setdefault("empty_value", None)
        super().__init__(
            choices=[("yes", yes), ("no", no)],
            coerce=lambda value: value in (True, "yes"),
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        """Show a stored True or False as the option it stands for."""
        return {True: "yes", False: "no"}.get(value, value)


class CheckboxesField(forms.MultipleChoiceField):
    """Any of several options, of which one may exclude all others."""

    widget = Checkboxes
    default_error_messages = {"exclusive": "Select your answers, or select “%(option)s”"}

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        alone = getattr(self.widget, "exclusive", None)
        if alone is not None and alone in value and len(value) > 1:
            label = {str(key): text for key, text in self.widget.choices}[alone]
            raise ValidationError(
                self.error_messages["exclusive"], code="exclusive", params={"option": label}
            )


class DateField(forms.Field):
    """A date in three boxes. The month may be a number or a name, English or Welsh.

    Each error names what is wrong and carries in `params["boxes"]` the boxes it is about, so
    that the page can mark them. The texts follow the date input of the GOV.UK Design System.

    :param earliest: the first date allowed.
    :param latest: the last date allowed. A form that needs "today" is told it by its view.
    :param latest_words: how to say the latter, such as "today or in the past"; by default the
        date itself.
    """

    widget = DateBoxes
    hidden_widget = HiddenDateBoxes
    default_error_messages = {
        "required": "Enter a date",
        "incomplete": "Date must include a %(missing)s",
        "not_real": "Date must be a real date",
        "short_year": "Year must include 4 numbers",
        "too_early": "Date must be the same as or after %(earliest)s",
        "too_late": "Date must be %(latest)s",
    }

    def __init__(
        self,
        *,
        earliest: date | None = None,
        latest: date | None = None,
        latest_words: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.earliest = earliest
        self.latest = latest
        self.latest_words = latest_words

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, DateParts):
            return value or None
        if not any(value):
            return None
        if missing := tuple(box for box in DateParts._fields if not getattr(value, box)):
            raise self._error("incomplete", missing, missing=" and ".join(missing))
        month = _month_number(value.month)
        if month is None:
            raise self._error("not_real", ("month",))
        if not value.day.isdecimal():
            raise self._error("not_real", ("day",))
        if not value.year.isdecimal():
            raise self._error("not_real", ("year",))
        if len(value.year) != len("2026"):
            raise self._error("short_year", ("year",))
        if int(value.year) < date.min.year:
            raise self._error("not_real", ("year",))
        try:
            return date(int(value.year), month, int(value.day))
        except ValueError:
            raise self._error("not_real", ("day",)) from None

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is None:
            return
        if self.earliest and value < self.earliest:
            raise self._error("too_early", earliest=date_format(self.earliest, "j F Y"))
        if self.latest and value > self.latest:
            words = f"the same as or before {date_format(self.latest, 'j F Y')}"
            raise self._error("too_late", latest=self.latest_words or words)

    def _error(
        self, code: str, boxes: tuple[str, ...] = DateParts._fields, **params: str
    ) -> ValidationError:
        return ValidationError(
            self.error_messages[code], code=code, params={"boxes": boxes, **params}
        )


def _month_number(text: str) -> int | None:
    """1 to 12 for "3", "03", "Mar", "March" or "Mawrth"; None when it is none of them."""
    if text.isdecimal():
        number = whole_number(text)
        return number if number in range(1, len(_MONTHS) + 1) else None
    typed = text.lower().rstrip(".")
    if len(typed) < _SHORTEST_MONTH_NAME:
        return None
    for number, names in enumerate(_MONTHS, start=1):
        if any(name.startswith(typed) for name in names):
            return number
    return None


def paragraphs(text: str) -> list[list[str]]:
    """The lines of each part of a text that empty lines divide."""
    parts: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            parts[-1].append(line.strip())
        elif parts[-1]:
            parts.append([])
    return [lines for lines in parts if lines]
