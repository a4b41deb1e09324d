"""Choosing people of the register: whom it is about, and for whom somebody files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from concerns.engine.facts import Matter
from concerns.engine.offices import Kind, Office
from concerns.forms import raising_words as words
from concerns.forms.base import GovukForm
from concerns.forms.fields import CheckboxesField, DateField
from concerns.forms.raising_base import QuestionForm, Told
from concerns.forms.widgets import Checkboxes, Radios
from concerns.models import Party
from concerns.selectors.drafts import Draft
from concerns.selectors.register import Pickable

OTHER = "other"
NOBODY = "nobody"
SHOWN = 20  # of the register at a time; the rest is found by searching
ALL_OF_THEM = "all"

_PEOPLE: Mapping[str, tuple[str, str]] = {
    "councillor": ("Which councillor is it about?", "the councillor it is about"),
    "officer": ("Which officer is it about?", "the officer it is about"),
}
_ASKED: Mapping[Matter, str] = {
    Matter.ACCESS_REQUEST: "Which officer do you want to ask?",
    Matter.ENQUIRY: "Which officer deals with it?",
    Matter.DECLARATION: "Which officer deals with the case?",
    Matter.MEETING: "Which officer does the councillor want to meet?",
}


def found(people: Iterable[Pickable], query: str) -> list[Pickable]:
    """Those whose name, job or office has every word of the query."""
    wanted = query.casefold().split()
    return [
        person
        for person in people
        if all(
            word in " ".join((person.name, person.job, *person.offices)).casefold()
            for word in wanted
        )
    ]


class PersonForm(QuestionForm):
    """Who, from the register. Searching keeps what was picked, because every search saves it.

    :param people: everybody who can be picked. :param query: what was searched for.
    """

    step = "person"

    people = forms.MultipleChoiceField(label="", choices=[], required=False)
    name = forms.CharField(
        label="Their name, or who they are",
        max_length=200,
    )
    kind = forms.ChoiceField(
        label="What are they?",
        choices=[
            (Kind.COUNCILLOR.value, "A councillor"),
            (Kind.OFFICER.value, "An officer"),
            (Kind.OUTSIDE.value, "Neither"),
        ],
        widget=Radios(),
    )

    def __init__(
        self, *args: Any, people: Sequence[Pickable], query: str = "", **kwargs: Any
    ) -> None:
        self.pickable = people
        self.query = query
        super().__init__(*args, **kwargs)

    @classmethod
    def saved(cls, draft: Draft) -> dict[str, Any]:
        picked = [str(party.person_id) for party in draft.subjects if party.person_id]
        other = next((party for party in draft.subjects if not party.person_id), None)
        if other is not None:
            return {"people": [*picked, OTHER], "name": other.name, "kind": other.kind}
        asked_before = cls.step in draft.concern.answered and not draft.subjects
        return {"people": [NOBODY] if asked_before else picked}

    @property
    def several(self) -> bool:
        """Whether more than one can be picked."""
        return self.draft.concern.about_kind in {"several", "unsure"}

    @property
    def may_be_nobody(self) -> bool:
        return self.draft.matter is not Matter.CONCERN or self.draft.concern.about_kind == "unsure"

    def prepare(self) -> None:
        concern = self.draft.concern
        label, asked = _PEOPLE.get(
            concern.about_kind, ("Who is it about?", "who the concern is about")
        )
        self.question = _ASKED.get(self.draft.matter, label)
        if self.several:
            self.fields["name"].help_text = "Name each of them, if there are several."
        else:
            del self.fields["kind"]
        field_type = CheckboxesField if self.several else forms.ChoiceField
        matching = found(self.pickable, self.query)
        picked = set(self._picked())
        top = [p for p in self.pickable if str(p.pk) in picked]
        rest = [p for p in matching if str(p.pk) not in picked]
        self.matching, self.shown_count = len(matching), min(len(rest), SHOWN)
        self.hidden_count = len(rest) - self.shown_count
        ends = [(OTHER, "Somebody who is not in this list")]
        if self.may_be_nobody:
            ends.append((NOBODY, "Nobody in particular, or I do not know"))
        shown = [*top, *rest[:SHOWN]]
        options: dict[str, Any] = {
            "hints": {str(p.pk): about(p) for p in shown},
            "reveals": {OTHER: ("name", "kind") if self.several else ("name",)},
            "dividers": (OTHER,) if shown else (),
        }
        widget = Checkboxes(**options, exclusive=NOBODY) if self.several else Radios(**options)
        field = field_type(
            label="Choose from the register",
            choices=[*((str(p.pk), p.name) for p in self.pickable), *ends],
            widget=widget,
            error_messages={"required": f"Select {asked}, or say that they are not in the list"}
            if self.draft.matter is Matter.CONCERN
            else {},
        )
        self.fields["people"] = field
        field.widget.choices = [*((str(p.pk), p.name) for p in shown), *ends]
        if not self.several:
            initial = self.initial.get("people") or [""]
            self.initial["people"] = initial[-1] if OTHER in initial else initial[0]
        order = [name for name in ("people", "name", "kind") if name in self.fields]
        self.order_fields(order)

    @property
    def names(self) -> Mapping[str, str]:  # type: ignore[override]
        return {
            "people": "who it is",
            "name": "the name of the person who is not in the list",
            "kind": "what the person who is not in the list is",
        }

    def _picked(self) -> list[str]:
        if self.is_bound:
            return list(self.data.getlist("people"))  # type: ignore[attr-defined]
        return list(self.initial.get("people") or [])

    def picked(self) -> list[int]:
        """The ids of those of the register who are ticked, whatever else is still missing."""
        eligible = {str(p.pk): p.pk for p in self.pickable}
        return [eligible[each] for each in dict.fromkeys(self._picked()) if each in eligible]

    def other(self) -> tuple[str, Kind] | None:
        """Somebody who is not on the register: name and kind."""
        chosen = self.cleaned_data["people"]
        if OTHER not in ([chosen] if isinstance(chosen, str) else chosen):
            return None
        kind = self.cleaned_data.get("kind") or self.draft.concern.about_kind
        if kind not in set(Kind):
            kind = Kind.OFFICER.value  # a request is made to an officer
        return self.cleaned_data["name"], Kind(kind)

    @classmethod
    def told(cls, draft: Draft) -> Iterable[Told]:
        lines = tuple(p.person.name if p.person else p.name for p in draft.subjects)
        key = "Who it is about" if draft.matter is Matter.CONCERN else "Officer"
        yield Told(key, "" if lines else "Nobody in particular", lines)


class CapacityForm(QuestionForm):
    """In what role each of those who hold several offices was acting.

    :param held: person to the offices they held at the time, for those with more than one.
    """

    step = "capacity"

    def __init__(self, *args: Any, held: Mapping[int, Sequence[Office]], **kwargs: Any) -> None:
        self.held = held
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        subjects = [p for p in self.draft.subjects if p.person_id in self.held]
        for party in subjects:
            assert party.person is not None
            offices = self.held[party.person.pk]
            title = self.draft.protocol.title_of
            field = forms.ChoiceField(
                label=f"In what role was {party.person.name} acting?",
                help_text="They hold more than one office.",
                choices=[
                    *((office.value, title(office)) for office in offices),
                    (ALL_OF_THEM, "More than one of these, or I am not sure"),
                ],
                widget=Radios(),
                initial=self._before(party, offices),
                error_messages={"required": f"Select the role {party.person.name} was acting in"},
            )
            self.fields[f"role_{party.person.pk}"] = field
        if len(subjects) == 1:
            self.heading = next(iter(self.fields))  # type: ignore[misc]

    def _before(self, party: Party, offices: Sequence[Office]) -> str:
        if self.step not in self.draft.concern.answered:
            return ""
        return party.offices[0] if len(party.offices) == 1 < len(offices) else ALL_OF_THEM

    def acting(self) -> dict[int, tuple[Office, ...]]:
        """Person to the offices they acted in."""
        chosen: dict[int, tuple[Office, ...]] = {}
        for person, offices in self.held.items():
            answer = self.cleaned_data.get(f"role_{person}", ALL_OF_THEM)
            chosen[person] = tuple(offices) if answer == ALL_OF_THEM else (Office(answer),)
        return chosen

    @classmethod
    def told(cls, draft: Draft) -> Iterable[Told]:
        title = draft.protocol.title_of
        for party in draft.subjects:
            if party.person is not None and party.offices:
                titles = tuple(title(Office(code)) for code in party.offices)
                yield Told(f"Role of {party.person.name}", lines=titles)


class MatterForm(GovukForm):
    """What somebody wants to do here. :param matters: what the council's protocol lets them."""

    heading = "matter"
    names = {"matter": "what you want to do"}

    matter = forms.ChoiceField(label="What do you want to do?", choices=[], widget=Radios())

    def __init__(self, *args: Any, matters: Iterable[Matter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = list(matters)
        field = self.fields["matter"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(m.value, words.MATTERS[m][0]) for m in offered]
        field.widget.hints = {m.value: words.MATTERS[m][1] for m in offered}


class BehalfForm(GovukForm):
    """For whom somebody files what reached the council by telephone or letter."""

    names = {"raiser": "whose concern it is", "received_on": "the date it reached the council"}

    raiser = forms.ChoiceField(label="Who telephoned or wrote?", choices=[])
    received_on = DateField(
        label="When did it reach the council?",
        help_text="For example, 27 3 2026 or 27 Mar 2026. Time limits run from this day.",
        latest_words="today or in the past",
    )

    def __init__(self, *args: Any, people: Iterable[Pickable], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        raiser, received = self.fields["raiser"], self.fields["received_on"]
        assert isinstance(raiser, forms.ChoiceField)
        assert isinstance(received, DateField)
        raiser.choices = [
            ("", "Choose a person"),
            *((str(p.pk), ", ".join(filter(None, (p.name, about(p))))) for p in people),
        ]
        received.latest = today


class ChooseForm(GovukForm):
    """Who is to get it, where the protocol leaves that to the person who raises it.

    :param options: value and label.
    """

    heading = "to"
    names = {"to": "who you want to get it"}

    to = forms.ChoiceField(label="Who do you want to get it?", choices=[], widget=Radios())

    def __init__(self, *args: Any, options: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(options)
        field.help_text = "The protocol leaves the choice to you."


def about(person: Pickable) -> str:
    """What tells somebody from others: their offices, else their job."""
    return ", ".join(dict.fromkeys((*person.offices, *filter(None, (person.job,)))))
