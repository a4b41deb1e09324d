"""The filing questions without names, and what is so at the council that day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from concerns.engine import explain
from concerns.engine.facts import Event, Matter, Nature
from concerns.engine.offices import GENERAL, Office
from concerns.forms import raising_words as words
from concerns.forms.base import GovukForm
from concerns.forms.fields import CheckboxesField
from concerns.forms.widgets import Radios
from concerns.protocols.onward import MOST, Outcomes
from concerns.protocols.trying import Question

Choices = Sequence[tuple[str, str]]

PLACES = 3  # how many people a question may be about
MONTHS = 600  # the most that the filing form takes, too

EVENTS: Mapping[Event, str] = {
    event: text[0].upper() + text[1:] for event, text in explain.EVENT_WORDS.items()
}


class TryForm(GovukForm):
    """Sent by GET, so that an address can be kept, shared and opened again.

    :param people: who can raise something or be complained of. :param offices: every office of
        the version that a person holds, for what is ticked.
    :param vacancies: every one that can be empty.
    """

    mark_optional = False
    submit = "See where it goes"
    names = {
        "matter": "what is filed",
        "raised_by": "who raises it",
        "event": "what has happened so far",
        "months": "how many months ago the same was raised",
        "decider": "who made the decision that is appealed against",
        **{f"about_{place}": "whom it is about" for place in range(1, PLACES + 1)},
        "same_one": "the first office of the same person",
        "same_other": "the second office of the same person",
        "vacant": "which offices are vacant",
        "absent": "who is away",
        "interests": "who has an interest in it",
        "natures": "what it is about",
    }

    matter = forms.ChoiceField(
        label="What is filed?",
        choices=[(m.value, t[0].upper() + t[1:]) for m, t in explain.MATTER_WORDS.items()],
    )
    raised_by = forms.ChoiceField(label="Who raises it?")
    about_1 = forms.ChoiceField(label="Whom is it about?", required=False)
    about_2 = forms.ChoiceField(label="And a second person", required=False)
    about_3 = forms.ChoiceField(label="And a third person", required=False)
    natures = CheckboxesField(
        label="What is it about?",
        choices=[(nature.value, text) for nature, (text, _) in words.NATURES.items()],
        required=False,
    )
    form = CheckboxesField(
        label="How is it put?",
        choices=[
            ("written", "As a formal written complaint"),
            ("code_breach", "It says that the councillors’ code of conduct was broken"),
        ],
        required=False,
    )
    event = forms.ChoiceField(
        label="What has happened so far?",
        choices=[(event.value, text) for event, text in EVENTS.items()],
    )
    months = forms.IntegerField(
        label="How many months ago was the same thing raised before?",
        help_text="Leave it empty if it never was.",
        min_value=0,
        max_value=MONTHS,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    decider = forms.ChoiceField(label="For an appeal, who decided?", required=False)
    vacant = CheckboxesField(label="Which offices does nobody hold?", required=False)
    absent = CheckboxesField(label="Whose holder is away?", required=False)
    interests = CheckboxesField(label="Whose holder has an interest in it?", required=False)
    same_one = forms.ChoiceField(
        label="One person holds two offices: the first of them", required=False
    )
    same_other = forms.ChoiceField(label="And the second", required=False)

    # What is asked, and what is ticked; the page draws them under two headings.
    ASKED = (
        "matter", "raised_by", "about_1", "about_2", "about_3", "natures", "form", "event",
        "months", "decider",
    )  # fmt: skip
    TICKED = ("vacant", "absent", "interests", "same_one", "same_other")

    def __init__(
        self, data: Any = None, *, people: Choices, offices: Choices, vacancies: Choices
    ) -> None:
        super().__init__(data)
        fields = self.fields
        fields["raised_by"].choices = [("", "Choose who raises it"), *people]
        for place in range(1, PLACES + 1):
            nobody = "Nobody in particular" if place == 1 else "Nobody else"
            fields[f"about_{place}"].choices = [("", nobody), *people]
        fields["decider"].choices = [("", "It is not an appeal"), *people]
        fields["vacant"].choices = list(vacancies)
        for name in ("absent", "interests"):
            fields[name].choices = list(offices)
        for name in ("same_one", "same_other"):
            fields[name].choices = [("", "None"), *offices]

    @property
    def asked(self) -> list[Any]:
        return [self[name] for name in self.ASKED]

    @property
    def ticked(self) -> list[Any]:
        return [self[name] for name in self.TICKED]

    @property
    def is_ticked(self) -> bool:
        """Whether anything of what is ticked was, or is wrong, so that it must be seen."""
        return any(field.errors or field.value() for field in self.ticked)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        seats = [a for a in self._about(cleaned) if a not in GENERAL]
        if len(seats) != len(set(seats)):
            self.add_error("about_1", "Select each office once: one person holds it")
        one, other = cleaned.get("same_one"), cleaned.get("same_other")
        if bool(one) != bool(other):
            self.add_error(
                "same_other" if one else "same_one", "Select both offices of the same person"
            )
        elif one and one == other:
            self.add_error("same_other", "Select two different offices of the same person")
        return cleaned

    def question(self) -> Question:
        """What was asked; only of a form that is valid."""
        given = self.cleaned_data
        pair = (given["same_one"], given["same_other"])
        return Question(
            matter=Matter(given["matter"]),
            raised_by=(Office(given["raised_by"]),),
            about=tuple(self._about(given)),
            natures=frozenset(map(Nature, given["natures"])),
            written="written" in given["form"],
            code_breach="code_breach" in given["form"],
            event=Event(given["event"]),
            decider=Office(given["decider"]) if given["decider"] else None,
            months_since_last=given["months"],
            vacant=frozenset(map(Office, given["vacant"])),
            absent=frozenset(map(Office, given["absent"])),
            interests=frozenset(map(Office, given["interests"])),
            same_person=(tuple(map(Office, pair)),) if all(pair) else (),
        )

    def _about(self, given: Mapping[str, Any]) -> list[Office]:
        chosen = (given.get(f"about_{place}") for place in range(1, PLACES + 1))
        return [Office(each) for each in chosen if each]


def outcomes_asked(data: QueryDict) -> Outcomes:
    """What came of it step by step, from an address; what is no outcome is passed over."""
    known = {event.value: event for event in Event if event is not Event.FIRST}
    return tuple(known[each] for each in data.getlist("then")[:MOST] if each in known)


def as_query(question: Question, outcomes: Outcomes = ()) -> str:
    """The address of a question: what the form sends for it, and what came of it then."""
    data = QueryDict(mutable=True)
    data["matter"] = question.matter.value
    if question.raised_by:
        data["raised_by"] = question.raised_by[0].value
    for place, office in enumerate(question.about[:PLACES], start=1):
        data[f"about_{place}"] = office.value
    data.setlist("natures", sorted(question.natures))
    data.setlist("form", [n for n in ("written", "code_breach") if getattr(question, n)])
    data["event"] = question.event.value
    if question.months_since_last is not None:
        data["months"] = str(question.months_since_last)
    if question.decider is not None:
        data["decider"] = question.decider.value
    for name in ("vacant", "absent", "interests"):
        data.setlist(name, sorted(getattr(question, name)))
    for one, other in question.same_person[:1]:
        data["same_one"], data["same_other"] = one.value, other.value
    data.setlist("then", [event.value for event in outcomes])
    return data.urlencode()


class SaveForm(GovukForm):
    """A name for a question that is kept as a test."""

    submit = "Save as a test"
    names = {"name": "a name for the test", "held": "what the test looks at"}
    mark_optional = False

    name = forms.CharField(
        label="What does this test show?",
        help_text="For example, An officer’s grievance about a councillor goes to the Monitoring"
        " Officer. Give offices, and no names of people.",
        max_length=200,
    )
    held = forms.ChoiceField(label="What does the test look at?", required=False, widget=Radios())

    def __init__(self, *args: Any, held: Choices, **kwargs: Any) -> None:
        """:param held: options for what it looks at; the first is chosen beforehand."""
        super().__init__(*args, **kwargs)
        self.fields["held"].choices = list(held)
        self.fields["held"].initial = held[0][0]


class YesForm(GovukForm):
    """A button that asks to be sure."""

    submit = "Remove this test"
    submit_is_dangerous = True
