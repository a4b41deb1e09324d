"""Choosing people of the register: whom it is about, and for whom somebody files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from concerns.engine.facts import Matter
from concerns.engine.offices import Kind, Office
from concerns.forms import raising_told as theirs
from concerns.forms import raising_words as words
from concerns.forms.base import GovukForm
from concerns.forms.fields import DateField
from concerns.forms.raising_base import QuestionForm, Told
from concerns.forms.raising_pick import OTHER as OTHER
from concerns.forms.raising_pick import PickForm, about
from concerns.forms.widgets import Radios
from concerns.models import Party
from concerns.selectors.drafts import Draft
from concerns.selectors.register import Pickable

NOBODY = "nobody"
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


class PersonForm(PickForm):
    """Whom it is about, or who is asked. Searching keeps what was picked: every search saves it."""

    step = "person"

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
        return self.draft.concern.about_kind in {"several", "unsure"}

    @property
    def asks_kind(self) -> bool:
        return self.several

    @property
    def ends(self) -> list[tuple[str, str]]:
        may_be_nobody = (
            self.draft.matter is not Matter.CONCERN or self.draft.concern.about_kind == "unsure"
        )
        nobody = [(NOBODY, "Nobody in particular, or I do not know")] if may_be_nobody else []
        return [*super().ends, *nobody]

    @property
    def missing(self) -> str:
        if self.draft.matter is not Matter.CONCERN:
            return "Select who it is, or say that you do not know"
        _, asked = self._words
        return f"Select {asked}, or say that they are not in the list"

    @property
    def question(self) -> str:
        label, _ = self._words
        return _ASKED.get(self.draft.matter, label)

    @property
    def _words(self) -> tuple[str, str]:
        fallback = ("Who is it about?", "who the concern is about")
        return _PEOPLE.get(self.draft.concern.about_kind, fallback)

    def other(self) -> tuple[str, Kind] | None:
        """Somebody who is not on the register: name and kind."""
        if OTHER not in self._chosen():
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
    """What somebody wants to do here.

    :param matters: what the council's protocol lets them.
    :param told: it is asked of somebody who files what another told them.
    """

    heading = "matter"
    names = {"matter": "what you want to do"}

    matter = forms.ChoiceField(label="What do you want to do?", choices=[], widget=Radios())

    def __init__(
        self, *args: Any, matters: Iterable[Matter], told: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = list(matters)
        hints = {m: words.MATTERS[m][1] for m in offered}
        if told:
            hints |= theirs.MATTER_HINTS
        field = self.fields["matter"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(m.value, words.MATTERS[m][0]) for m in offered]
        field.widget.hints = {m.value: hints[m] for m in offered}
        if told:
            field.label = theirs.MATTER
            field.error_messages["required"] = "Select what they want to do"


class BehalfForm(GovukForm):
    """For whom somebody files what reached the council by telephone or letter.

    :param earliest: the first day it can have reached the council: what came before a protocol
        was in force goes by none.
    """

    names = {"raiser": "who telephoned or wrote", "received_on": "the date it reached the council"}

    raiser = forms.ChoiceField(label="Who telephoned or wrote?", choices=[])
    received_on = DateField(
        label="When did it reach the council?",
        help_text="For example, 27 3 2026 or 27 Mar 2026. Time limits run from this day.",
        latest_words="today or in the past",
        error_messages={
            "too_early": "The date it reached the council must be %(earliest)s or later, because"
            " the council’s protocol was not in force before that day"
        },
    )

    def __init__(
        self,
        *args: Any,
        people: Iterable[Pickable],
        earliest: date,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        raiser, received = self.fields["raiser"], self.fields["received_on"]
        assert isinstance(raiser, forms.ChoiceField)
        assert isinstance(received, DateField)
        raiser.choices = [
            ("", "Choose a person"),
            *((str(p.pk), ", ".join(filter(None, (p.name, about(p))))) for p in people),
        ]
        received.earliest, received.latest = earliest, today
