"""Questions about the register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from concerns.engine.offices import Kind
from concerns.forms.base import GovukForm
from concerns.forms.fields import DateField, TextField
from concerns.forms.widgets import Radios, Textarea
from concerns.presenters.office_kinds import COMMITTEES

Choices = Sequence[tuple[str, str]]


class _Seen(GovukForm):
    """A form about something that exists: it carries how that looked when it was shown."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class ChangePersonForm(_Seen):
    """Somebody on the register. What belongs to their account is not here.

    :param officers: options for the managers. :param groups: options for the group.
    """

    submit = "Save"
    names = {
        "name": "their name",
        "kind": "whether they are a councillor or an officer",
    }

    name = forms.CharField(label="Name", max_length=200)
    kind = forms.ChoiceField(
        label="What are they?",
        choices=[
            (Kind.COUNCILLOR.value, "Councillor"),
            (Kind.OFFICER.value, "Officer"),
            (Kind.OUTSIDE.value, "Somebody from outside the council"),
        ],
        widget=Radios(
            hints={
                Kind.OFFICER.value: "Anybody the council employs.",
                Kind.OUTSIDE.value: "For example, an independent person.",
            },
            reveals={
                Kind.COUNCILLOR.value: ("group",),
                Kind.OFFICER.value: ("job", "line_manager", "director"),
            },
        ),
    )
    group = forms.ChoiceField(label="Political group", required=False)
    job = forms.CharField(label="Job title", max_length=200, required=False)
    line_manager = forms.ChoiceField(label="Line manager", required=False)
    director = forms.ChoiceField(label="Director", required=False)
    is_administrator = forms.BooleanField(
        label="They can change this register",
        help_text="Administrators see no concerns by being administrators. A second person has to"
        " agree before somebody becomes one.",
        required=False,
    )

    def __init__(self, *args: Any, officers: Choices, groups: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _options(self, "group", groups, "No group")
        for manager in ("line_manager", "director"):
            _options(self, manager, officers, "Not recorded")


class AddPersonForm(ChangePersonForm):
    """The same, with what is asked only once."""

    names = ChangePersonForm.names | {
        "email": "their email address",
        "active_from": "the day they joined",
    }
    field_order: Sequence[str] = ("name", "email", "kind", "active_from", "is_administrator")

    email = forms.EmailField(
        label="Email address",
        max_length=254,
        help_text="Invitations and reminders go to this address. It must be theirs alone.",
    )
    active_from = DateField(
        label="First day on the register", help_text="For example, 27 3 2026 or 27 Mar 2026."
    )


class AddNamesakeForm(AddPersonForm):
    """The same once somebody of that name is on the register: is it them?

    :param namesakes: id and description of each.
    """

    field_order = ("same", *AddPersonForm.field_order)

    same = forms.ChoiceField(
        widget=Radios(), error_messages={"required": "Select whether it is the same person"}
    )

    def __init__(self, *args: Any, namesakes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = " or ".join(name for _, name in namesakes)
        same = self.fields["same"]
        same.label = f"Is this the same person as {names}?"
        same.help_text = (
            "Nobody should be on the register twice: what is about them could then reach them."
        )
        same.choices = [
            *((pk, f"Yes, this is {name}") for pk, name in namesakes),
            # With their ids, so that it answers for these and for nobody who came meanwhile.
            (
                "-".join(("other", *(pk for pk, _ in namesakes))),
                "No, this is another person of the same name",
            ),
        ]


def same_person(cleaned: Mapping[str, Any]) -> int | None:
    """The entry that whoever is to be added has already, if somebody said so."""
    answer = cleaned.get("same", "")
    return int(answer) if answer.isdigit() else None


def other_people(cleaned: Mapping[str, Any]) -> list[int]:
    """The entries of the same name that somebody said are of other people."""
    return [int(pk) for pk in cleaned.get("same", "").split("-")[1:]]


class LastDayForm(GovukForm):
    """The last day of something."""

    heading = "last_day"
    submit = "Save"
    names = {"last_day": "the last day"}

    last_day = DateField(help_text="For example, 27 3 2026 or 27 Mar 2026.")

    def __init__(self, *args: Any, question: str, earliest: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_day"].label = question
        self.fields["last_day"].earliest = earliest


class AbsenceForm(GovukForm):
    """When somebody cannot act."""

    submit = "Save"
    names = {"starts_on": "the first day they are away", "ends_on": "the last day they are away"}

    starts_on = DateField(
        label="First day away", help_text="For example, 27 3 2026 or 27 Mar 2026."
    )
    ends_on = DateField(
        label="Last day away", help_text="Leave this empty if you do not know yet.", required=False
    )


class AppointForm(GovukForm):
    """Who holds an office, and when.

    :param people: the options. :param holder: who holds it now, if only one person can.
    """

    submit = "Appoint"
    names = {
        "person": "a person",
        "starts_on": "the first day they hold it",
        "ends_on": "the last day they hold it",
    }

    person = forms.ChoiceField(
        label="Who is appointed?", error_messages={"required": "Select a person"}
    )
    starts_on = DateField(
        label="First day they hold it", help_text="For example, 27 3 2026 or 27 Mar 2026."
    )
    ends_on = DateField(
        label="Last day they hold it",
        help_text="Leave this empty if nobody has said.",
        required=False,
    )
    replacing = forms.BooleanField(required=False)

    def __init__(self, *args: Any, people: Choices, holder: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _options(self, "person", people, "Choose a person")
        if holder:
            self.fields["replacing"].label = f"{holder} stops holding it the day before"
        else:
            del self.fields["replacing"]


class OfficeForm(_Seen):
    """An office of this council.

    :param kinds: the kinds of office to choose from; empty where it is known already.
    """

    submit = "Save"
    names = {"code": "the kind of office", "called": "what your council calls it"}

    code = forms.ChoiceField(
        label="What kind of office is it?",
        help_text=COMMITTEES,
        error_messages={"required": "Select what kind of office it is"},
    )
    called = forms.CharField(
        label="What does your council call it?",
        max_length=200,
        help_text="For example, Town Mayor.",
    )
    aliases = TextField(
        label="Other names for it",
        help_text="One on each line, such as a name your protocol uses.",
        max_length=1000,
        required=False,
        widget=Textarea(rows=3, count=False),
    )
    group = forms.ChoiceField(
        label="Political group",
        help_text="Only for the leader of a group.",
        required=False,
    )
    external = forms.BooleanField(
        label="It is held by somebody of another authority",
        help_text="For example, the monitoring officer of the district council.",
        required=False,
    )

    def __init__(self, *args: Any, kinds: Choices, groups: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kinds:
            _options(self, "code", kinds, "Choose a kind of office")
        else:
            del self.fields["code"]
        if groups:
            _options(self, "group", groups, "No group")
        else:
            del self.fields["group"]

    def clean_aliases(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["aliases"].splitlines() if line.strip()]


class GroupForm(_Seen):
    """A political group."""

    heading = "name"
    submit = "Save"
    names = {"name": "the name of the group"}

    name = forms.CharField(label="What is the group called?", max_length=100)


class ConfirmForm(GovukForm):
    """A page that only asks whether to go on."""

    def __init__(self, *args: Any, submit: str, dangerous: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.submit = submit
        self.submit_is_dangerous = dangerous


def _options(form: GovukForm, name: str, choices: Choices, nothing: str) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", nothing), *choices]


def picked(cleaned: Mapping[str, Any], name: str) -> int | None:
    """The id chosen in a select, None for its first, empty option."""
    return int(cleaned[name]) if cleaned.get(name) else None
