"""How the `govuk` template pack draws a form."""

from __future__ import annotations

from copy import copy
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

register = template.Library()

_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
    (forms.PasswordInput, "password"),
)
_CLASSES = {
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "file": "govuk-file-upload",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
    "input": "govuk-input",
}


@register.filter
def kind(field: BoundField) -> str:
    """Which of the pack's controls draws this field: "radios", "dates", "input"…"""
    widget = field.field.widget
    own = getattr(widget, "kind", "")
    return own or next((name for cls, name in _KINDS if isinstance(widget, cls)), "input")


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The input, select or text box itself, as the field's widget draws it."""
    widget = copy(field.field.widget)
    if isinstance(widget, forms.ClearableFileInput):
        widget = forms.FileInput(widget.attrs)
    if isinstance(widget, forms.NumberInput):
        widget.input_type = "text"
    attrs = {"id": field.auto_id} if widget.is_hidden else _attributes(field, widget)
    html: SafeString = widget.render(field.html_name, field.value(), attrs, field.form.renderer)
    return html


def _attributes(field: BoundField, widget: forms.Widget) -> dict[str, Any]:
    """The attributes of a visible control.

    Without `required` and `maxlength`: a browser would hide its own message or cut a pasted
    text without a word, and the server says both in a sentence.
    """
    name = _CLASSES[kind(field)]
    classes = [name, str(widget.attrs.get("class", ""))]
    extra: dict[str, Any] = {"id": field.auto_id}
    if field.errors:
        classes.append(f"{name.split()[0]}--error")
    if isinstance(widget, forms.NumberInput):
        extra["inputmode"] = "numeric"
        classes.append("govuk-input--width-5")
    if isinstance(widget, forms.EmailInput | forms.PasswordInput):
        extra |= {"spellcheck": "false", "autocapitalize": "none"}
    if counted(field):
        classes.append("govuk-js-character-count")
        described = [field.aria_describedby, f"{field.auto_id}-info"]
        extra["aria-describedby"] = " ".join(filter(None, described))
    return field.build_widget_attrs(extra, widget) | {
        "class": " ".join(filter(None, classes)),
        "required": False,
        "maxlength": False,
        "minlength": False,
        "placeholder": False,
    }


@register.filter
def counted(field: BoundField) -> int | None:
    """The most characters allowed, where the field counts them on the page."""
    limit = getattr(field.field, "max_length", None)
    return limit if limit and getattr(field.field.widget, "count", False) else None


@register.filter
def options(field: BoundField) -> list[dict[str, Any]]:
    """The radio buttons or checkboxes of a field, each with the fields it reveals.

    The first has the field's own id, so that a link to the field lands on it.
    """
    shown = []
    for index, bound in enumerate(field.subwidgets):
        option = bound.data
        option_id = f"{field.auto_id}_{index}" if index else field.auto_id
        reveals = [field.form[name] for name in option.get("reveals", ())]
        shown.append(
            {
                "id": option_id,
                "name": option["name"],
                "value": option["value"],
                "label": option["label"],
                "checked": option["selected"],
                "disabled": bool(option["attrs"].get("disabled")),
                "hint": option.get("hint", ""),
                "divider": option.get("divider", False),
                "exclusive": option.get("exclusive", False),
                "reveals": reveals,
            }
        )
    return shown


@register.filter
def boxes(field: BoundField) -> list[dict[str, Any]]:
    """The day, month and year boxes of a date, with those in error marked."""
    wrong = _boxes_in_error(field)
    return [
        {
            "id": f"{field.auto_id}_{name}",
            "name": f"{field.html_name}_{name}",
            "label": name.capitalize(),
            "value": text,
            "width": {"day": 2, "month": 3, "year": 4}[name],
            "wrong": name in wrong,
        }
        for name, text in field.field.widget.format_value(field.value())._asdict().items()
    ]


@register.filter
def own_fields(form: forms.BaseForm) -> list[BoundField]:
    """The fields of a form but those drawn under the option that reveals them."""
    revealed = getattr(form, "revealed", {})
    return [field for field in form if field.name not in revealed]


@register.filter
def optional(field: BoundField) -> bool:
    """Whether the label says "(optional)"."""
    return (
        not field.field.required
        and getattr(field.form, "mark_optional", True)
        and kind(field) != "checkbox"
    )


@register.filter
def is_heading(field: BoundField) -> bool:
    """Whether the field's label is the page's h1."""
    return getattr(field.form, "heading", "") == field.name


@register.inclusion_tag("_components/error_summary.html")
def error_summary(form: forms.BaseForm | None) -> dict[str, Any]:
    """What is wrong with the form, first thing in `main`, each linking to where it is put right."""
    return {"errors": error_links(form) if form else []}


def error_links(form: forms.BaseForm) -> list[dict[str, str]]:
    """Each error's text with the address, within the page, of the control to correct."""
    links = []
    for name, messages in form.errors.items():
        href = ""
        if name in form.fields and not form[name].is_hidden:
            href = f"#{_target(form[name])}"
        links += [{"text": str(message), "href": href} for message in messages]
    return links


def _target(field: BoundField) -> str:
    if kind(field) == "dates":
        return next(str(box["id"]) for box in boxes(field) if box["wrong"])
    return str(field.auto_id)


def _boxes_in_error(field: BoundField) -> set[str]:
    errors = field.form.errors.as_data().get(field.name, [])
    every = ("day", "month", "year")
    return {box for error in errors for box in (error.params or {}).get("boxes", every)}
