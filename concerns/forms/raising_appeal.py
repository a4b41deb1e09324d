"""Which refusal an appeal is about, and who refused it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms

from concerns.engine import asking
from concerns.engine.offices import Office
from concerns.forms.raising_base import QuestionForm, Told
from concerns.forms.widgets import Radios
from concerns.presenters import refusals as words
from concerns.selectors.drafts import Draft
from concerns.templatetags.dates import day_text


class RequestForm(QuestionForm):
    """Of the raiser's own requests that were refused, the one the appeal is about."""

    step = "request"
    heading = "request"
    names = {"request": "which request was refused"}
    other = "other"

    request = forms.ChoiceField(
        label="Which request was refused?",
        help_text="If you choose one, what you asked for, who refused it, when, and the reasons you"
        " were given go along with your appeal. Whoever gets it can read them, and sees nothing"
        " else of the request.",
        choices=[],
        widget=Radios(),
    )

    @classmethod
    def saved(cls, draft: Draft) -> dict[str, Any]:
        if cls.step not in draft.concern.answered:
            return {}
        if draft.concern.appeal_of_id is None:
            return {"request": cls.other}
        return {"request": draft.appealed.reference} if draft.appealed else {}

    def prepare(self) -> None:
        field = self.fields["request"]
        refused = self.draft.refused
        field.choices = [
            *((r.reference, f"{r.reference}, sent on {day_text(r.asked_on)}") for r in refused),
            (self.other, "It is not in this list"),
        ]
        field.widget.hints = {
            r.reference: f"{words.first_words(r)} {words.ended(r.outcome, r.decided_on)}."
            for r in refused
        } | {
            self.other: "Or you do not want to send it along. You say in your own words what you"
            " asked for."
        }
        field.widget.dividers = frozenset({self.other} if refused else ())

    @property
    def chosen(self) -> str:
        """The reference of the request; empty where it is not in the list."""
        request = str(self.cleaned_data["request"])
        return "" if request == self.other else request

    @classmethod
    def told(cls, draft: Draft) -> Iterable[Told]:
        if draft.concern.appeal_of_id is None:
            return
        if draft.appealed is not None:
            lines = (draft.appealed.reference, words.first_words(draft.appealed))
            yield Told("The request it is about", lines=lines)
        yield from _who(draft)


class DeciderForm(QuestionForm):
    step = "decider"
    heading = "decider"
    names = {"decider": "who refused it"}
    other = "other"

    decider = forms.ChoiceField(label="Who refused it?", choices=[], widget=Radios())

    @classmethod
    def saved(cls, draft: Draft) -> dict[str, Any]:
        unknown = cls.other if cls.step in draft.concern.answered else ""
        return {"decider": draft.concern.decider or unknown}

    def prepare(self) -> None:
        protocol = self.draft.protocol
        seats = [(o.value, f"The {protocol.title_of(o)}") for o in asking.deciders(protocol)]
        field = self.fields["decider"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*seats, (self.other, "Somebody else, or I am not sure")]

    def answers(self) -> dict[str, Any]:
        decider = self.cleaned_data["decider"]
        return {"decider": "" if decider == self.other else decider}

    @classmethod
    def told(cls, draft: Draft) -> Iterable[Told]:
        yield from _who(draft)


def _who(draft: Draft) -> Iterator[Told]:
    code = draft.concern.decider
    title = draft.protocol.title_of(Office(code)) if code else "Somebody else, or not sure"
    yield Told("Who refused it", title)
