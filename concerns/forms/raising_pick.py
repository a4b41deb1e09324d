"""Picking somebody: from the council's register, or in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from concerns.engine.offices import Kind
from concerns.forms.fields import CheckboxesField
from concerns.forms.raising_base import QuestionForm
from concerns.forms.widgets import Checkboxes, Radios
from concerns.models import Party
from concerns.selectors.register import Pickable

OTHER = "other"
SHOWN = 20  # of the register at a time; the rest is found by searching
LONGEST_QUERY = 200  # every word of it is looked for in everybody


def found(people: Iterable[Pickable], query: str) -> list[Pickable]:
    """Those whose name, job or office has every word of the query."""
    wanted = query.casefold().split()

    def fits(person: Pickable) -> bool:
        told = " ".join((person.name, person.job, *person.offices)).casefold()
        return all(word in told for word in wanted)

    return [person for person in people if fits(person)]


def about(person: Pickable) -> str:
    """What tells somebody from others: their offices, else their job."""
    return ", ".join(dict.fromkeys((*person.offices, *filter(None, (person.job,)))))


class PickForm(QuestionForm):
    """Who, from the register or in words.

    :param people: everybody who can be picked. :param query: what was searched for.
    """

    people = forms.MultipleChoiceField(label="", choices=[], required=False)
    name = forms.CharField(label="Their name, or who they are", max_length=Party.LONGEST_NAME)
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

    @property
    def several(self) -> bool:
        """Whether more than one can be picked at once."""
        return False

    @property
    def asks_kind(self) -> bool:
        """Whether it has to be said what somebody in words is."""
        return True

    @property
    def ends(self) -> list[tuple[str, str]]:
        """What follows the people of the register."""
        return [(OTHER, "Somebody who is not in this list")]

    @property
    def question(self) -> str:
        """The heading of the page."""
        raise NotImplementedError

    @property
    def missing(self) -> str:
        """What the error says where nothing was picked."""
        raise NotImplementedError

    def prepare(self) -> None:
        if self.several:
            self.fields["name"].help_text = "Name each of them, if there are several."
        if not self.asks_kind:
            del self.fields["kind"]
        self.fields["people"] = self._field()
        if not self.several:
            initial = self.initial.get("people") or [""]
            self.initial["people"] = initial[-1] if OTHER in initial else initial[0]
        self.order_fields([name for name in ("people", "name", "kind") if name in self.fields])

    def _field(self) -> forms.ChoiceField:
        matching = found(self.pickable, self.query)
        picked = set(self._picked())
        top = [p for p in self.pickable if str(p.pk) in picked]
        rest = [p for p in matching if str(p.pk) not in picked]
        self.matching = len(matching)
        self.hidden_count = len(rest) - min(len(rest), SHOWN)
        shown, ends = [*top, *rest[:SHOWN]], self.ends
        options: dict[str, Any] = {
            "hints": {str(p.pk): about(p) for p in shown},
            "reveals": {OTHER: ("name", "kind") if self.asks_kind else ("name",)},
            "dividers": (OTHER,) if shown else (),
        }
        alone = next((value for value, _ in ends if value != OTHER), None)
        widget = Checkboxes(**options, exclusive=alone) if self.several else Radios(**options)
        field_type = CheckboxesField if self.several else forms.ChoiceField
        field: forms.ChoiceField = field_type(
            label="Choose from the register",
            choices=[*((str(p.pk), p.name) for p in self.pickable), *ends],
            widget=widget,
            error_messages={"required": self.missing},
        )
        field.widget.choices = [*((str(p.pk), p.name) for p in shown), *ends]
        return field

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

    def _chosen(self) -> list[str]:
        chosen = self.cleaned_data["people"]
        return [chosen] if isinstance(chosen, str) else chosen
