"""Error sentences in place of Django's own ("This field is required")."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.core import validators

from concerns.forms.fields import CheckboxesField, DateField

_EMAIL = "Enter an email address in the correct format, like name@example.com"
_WEB = "Enter a web address in the correct format, like https://www.example.com"


def thing_asked_for(label: str) -> str:
    """The words of a label that fit inside a sentence: "What happened?" is "what happened"."""
    thing = label.strip().rstrip("?:").strip()
    is_acronym = thing[1:2].isupper()
    is_i = thing[:1] == "I" and not thing[1:2].isalpha()
    return thing if is_acronym or is_i else thing[:1].lower() + thing[1:]


def reword(field: forms.Field, thing: str) -> None:
    """Replace the field's default error texts by sentences about `thing`.

    A text that the form's author wrote, in the field's `error_messages`, stays.

    :param thing: what the field asks for, fit to follow "Enter" or "Select" and, with a capital,
        to begin a sentence: "what happened".
    """
    defaults = _default_messages(field)
    for code, sentence in _sentences(field, thing).items():
        if field.error_messages.get(code) == defaults.get(code):
            field.error_messages[code] = sentence


def _default_messages(field: forms.Field) -> Mapping[str, str]:
    messages: dict[str, str] = {}
    for cls in reversed(type(field).__mro__):
        messages.update(getattr(cls, "default_error_messages", {}))
    return messages


def _sentences(field: forms.Field, thing: str) -> dict[str, str]:
    start = thing[:1].upper() + thing[1:]
    # Django fills these with % and the thing is council or author text.
    filled, filled_start = thing.replace("%", "%%"), start.replace("%", "%%")
    verb = "Select" if _is_chosen(field) else "Enter"
    sentences = {
        "required": f"{verb} {thing}",
        "invalid": f"{verb} {filled}",
        "invalid_choice": f"Select {filled} from the list",  # noqa: S608 (no SQL)
        "invalid_list": f"Select {thing}",
        "null_characters_not_allowed": f"{filled_start} must only include characters you can type",
    }
    if isinstance(field, forms.CharField):
        sentences |= _length_sentences(field, start)
    if isinstance(field, forms.EmailField):
        sentences["invalid"] = _EMAIL
    if isinstance(field, forms.URLField):
        sentences["invalid"] = _WEB
    if isinstance(field, forms.IntegerField):
        sentences |= _number_sentences(field, start)
    if isinstance(field, forms.FileField):
        sentences |= {
            "required": f"Select {thing}",
            "invalid": "The selected file could not be uploaded – try again",
            "missing": f"Select {thing}",
            "empty": "The selected file is empty",
            "max_length": "The selected file’s name is too long",
        }
    if isinstance(field, CheckboxesField):
        sentences["exclusive"] = f"Select {filled}, or select “%(option)s”"
    if isinstance(field, DateField):
        sentences |= {
            "incomplete": f"{filled_start} must include a %(missing)s",
            "not_real": f"{filled_start} must be a real date",
            "too_early": f"{filled_start} must be the same as or after %(earliest)s",
            "too_late": f"{filled_start} must be %(latest)s",
        }
    return sentences


def _is_chosen(field: forms.Field) -> bool:
    return isinstance(field, forms.ChoiceField | forms.BooleanField)


def _length_sentences(field: forms.CharField, start: str) -> dict[str, str]:
    safe = start.replace("%", "%%")
    sentences = {}
    if field.max_length is not None:
        sentences["max_length"] = f"{safe} must be {field.max_length:,} characters or fewer"
    if field.min_length is not None:
        sentences["min_length"] = f"{safe} must be {field.min_length:,} characters or more"
    return sentences


def _number_sentences(field: forms.IntegerField, start: str) -> dict[str, str]:
    whole = type(field) is forms.IntegerField
    sentences = {"invalid": f"{start} must be {'a whole number' if whole else 'a number'}"}
    limits = {type(v): v.limit_value for v in field.validators if hasattr(v, "limit_value")}
    safe = start.replace("%", "%%")
    if (least := limits.get(validators.MinValueValidator)) is not None:
        sentences["min_value"] = f"{safe} must be {least} or more"
    if (most := limits.get(validators.MaxValueValidator)) is not None:
        sentences["max_value"] = f"{safe} must be {most} or fewer"
    return sentences
