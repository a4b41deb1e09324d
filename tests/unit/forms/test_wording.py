"""Error texts are sentences about the thing asked for."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms

from concerns.forms.base import GovukForm
from concerns.forms.fields import CheckboxesField, TextField, YesNoField
from concerns.forms.widgets import Checkboxes, Radios
from concerns.forms.wording import thing_asked_for


def first_error(field: forms.Field, data: Any = None, files: Any = None) -> str:
    form = type("Form", (GovukForm,), {"field": field})({"field": data}, files)
    return form.errors["field"][0] if "field" in form.errors else ""


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        (forms.CharField(label="What happened?"), "", "Enter what happened"),
        (
            TextField(label="What happened?", max_length=2000),
            "x" * 2001,
            "What happened must be 2,000 characters or fewer",
        ),
        (
            forms.CharField(label="Reason", min_length=10),
            "short",
            "Reason must be 10 characters or more",
        ),
        (
            forms.CharField(label="Reason"),
            "a\x00b",
            "Reason must only include characters you can type",
        ),
        (
            forms.EmailField(label="Email address"),
            "ada@",
            "Enter an email address in the correct format, like name@example.com",
        ),
        (
            forms.URLField(label="Web page", assume_scheme="https"),
            "nowhere",
            "Enter a web address in the correct format, like https://www.example.com",
        ),
        (forms.IntegerField(label="Meetings"), "few", "Meetings must be a whole number"),
        (forms.FloatField(label="Hours"), "few", "Hours must be a number"),
        (forms.IntegerField(label="Meetings", min_value=1), "0", "Meetings must be 1 or more"),
        (forms.IntegerField(label="Meetings", max_value=9), "10", "Meetings must be 9 or fewer"),
        (forms.ChoiceField(label="Role", choices=[("a", "A")]), "", "Select role"),
        (forms.ChoiceField(label="Role", choices=[("a", "A")]), "b", "Select role from the list"),
        (YesNoField(label="Your answer"), "", "Select your answer"),
        (forms.BooleanField(label="That this is true"), "", "Select that this is true"),
        (forms.FileField(label="A file"), None, "Select a file"),
    ],
)
def test_a_default_error_is_a_sentence_about_the_field(
    field: forms.Field, typed: Any, sentence: str
) -> None:
    assert first_error(field, typed) == sentence


def test_an_error_text_written_for_the_field_is_kept() -> None:
    field = forms.CharField(error_messages={"required": "Say what you saw"})

    assert first_error(field, "") == "Say what you saw"


def test_a_form_may_say_what_each_field_asks_for() -> None:
    class Form(GovukForm):
        names = {"who": "who it is about"}
        who = forms.ChoiceField(label="Who is this about, then?", choices=[("a", "A")])

    assert Form({}).errors["who"] == ["Select who it is about"]


def test_a_field_added_after_the_form_was_made_is_worded_too() -> None:
    form = GovukForm({})
    form.fields["reason"] = forms.CharField(label="Your reason")

    assert form.errors["reason"] == ["Enter your reason"]


@pytest.mark.parametrize("typed", ["no such option", "x" * 60])
def test_a_label_with_a_percent_sign_breaks_no_message(typed: str) -> None:
    choice = forms.ChoiceField(label="100% of %(value)s", choices=[("a", "A")])
    text = forms.CharField(label="100% of %(value)s", max_length=50)

    assert first_error(choice, typed) == "Select 100% of %(value)s from the list"
    if len(typed) > 50:
        assert first_error(text, typed) == "100% of %(value)s must be 50 characters or fewer"


def test_none_of_these_cannot_be_chosen_with_anything_else() -> None:
    field = CheckboxesField(
        label="What it is about",
        choices=[("conduct", "Conduct"), ("none", "None of these")],
        widget=Checkboxes(exclusive="none"),
    )

    form = type("Form", (GovukForm,), {"natures": field})({"natures": ["conduct", "none"]})
    alone = type("Form", (GovukForm,), {"natures": field})({"natures": ["none"]})

    assert form.errors["natures"] == ["Select what it is about, or select “None of these”"]
    assert alone.is_valid()


@pytest.mark.parametrize(
    ("label", "thing"),
    [
        ("What happened?", "what happened"),
        ("Your name:", "your name"),
        ("ID number", "ID number"),
        ("I agree to this", "I agree to this"),
        ("I’m sure", "I’m sure"),
        ("", ""),
    ],
)
def test_a_label_becomes_words_inside_a_sentence(label: str, thing: str) -> None:
    assert thing_asked_for(label) == thing


class Tried(GovukForm):
    names = {"tried": "whether you tried", "with_whom": "who you spoke to"}
    tried = forms.ChoiceField(
        choices=[("yes", "Yes"), ("no", "No")],
        widget=Radios(reveals={"yes": ("how",), "no": ("why",)}),
    )
    how = forms.ChoiceField(
        choices=[("spoke", "I spoke to them"), ("wrote", "I wrote")],
        widget=Radios(reveals={"spoke": ("with_whom",)}),
    )
    with_whom = forms.CharField(label="With whom?")
    why = forms.CharField(label="Why not?", required=False)


def test_a_revealed_field_is_asked_for_when_its_option_is_chosen() -> None:
    form = Tried({"tried": "yes", "how": "spoke"})

    assert dict(form.errors) == {"with_whom": ["Enter who you spoke to"]}


def test_what_was_typed_under_an_option_not_chosen_is_dropped() -> None:
    form = Tried({"tried": "no", "how": "spoke", "with_whom": "Ada", "why": "I was afraid"})

    assert form.is_valid()
    assert form.cleaned_data == {"tried": "no", "how": "", "with_whom": "", "why": "I was afraid"}


def test_a_field_under_an_option_under_an_option_not_chosen_is_never_missing() -> None:
    assert Tried({"tried": "no", "how": "spoke"}).is_valid()


def test_yes_and_no_become_true_and_false() -> None:
    form = type("Form", (GovukForm,), {"written": YesNoField()})

    answers = [form({"written": word}) for word in ("yes", "no")]

    assert all(answer.is_valid() for answer in answers)
    assert [answer.cleaned_data["written"] for answer in answers] == [True, False]
    assert form(initial={"written": False})["written"].value() == "no"
