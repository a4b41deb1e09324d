"""Whether the name of whoever raises it is kept from those it is about, and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django import forms

from concerns.engine.facts import Ground
from concerns.forms.fields import CheckboxesField, TextField
from concerns.forms.raising_base import LONG, QuestionForm, Told
from concerns.forms.widgets import Radios, Textarea
from concerns.selectors.drafts import Draft

GROUNDS: Final[tuple[tuple[str, str], ...]] = (
    (Ground.RETALIATION.value, "I fear that they would make me suffer for it"),
    (Ground.LINE_MANAGER.value, "They manage me, or decide about my work"),
    (Ground.HEALTH.value, "My health, or that of somebody close to me"),
    (Ground.OTHER.value, "Something else"),
)


class IdentityForm(QuestionForm):
    step = "identity"
    heading = "withhold"
    names = {
        "withhold": "whether you ask for your name to be withheld",
        "grounds": "why you ask for it",
    }

    withhold = forms.ChoiceField(
        label="Do you want your name to be withheld from the person it is about?",
        help_text="Whoever deals with your concern always knows who you are: nothing here is"
        " anonymous. They decide, and tell you first. If they say no, you can withdraw your concern"
        " before your name is given to anybody it is about. The person may still guess from what"
        " you write.",
        choices=[("no", "No"), ("yes", "Yes, I ask for it")],
        widget=Radios(reveals={"yes": ("grounds", "words")}),
    )
    grounds = CheckboxesField(label="Why?", help_text="Select all that apply.", choices=GROUNDS)
    words = TextField(
        label="What whoever decides this should know",
        required=False,
        max_length=LONG,
        widget=Textarea(rows=4),
    )

    @classmethod
    def saved(cls, draft: Draft) -> dict[str, Any]:
        concern = draft.concern
        if cls.step not in concern.answered:
            return {}
        return {
            "withhold": "yes" if concern.withhold_grounds else "no",
            "grounds": concern.withhold_grounds,
            "words": concern.withhold_words,
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if Ground.OTHER.value in cleaned.get("grounds", ()) and not cleaned.get("words"):
            self.add_error("words", "Say what else is the reason")
        return cleaned

    def answers(self) -> dict[str, Any]:
        asks = self.cleaned_data["withhold"] == "yes"
        return {
            "withhold_grounds": self.cleaned_data["grounds"] if asks else [],
            "withhold_words": self.cleaned_data["words"] if asks else "",
        }

    @classmethod
    def told(cls, draft: Draft) -> Iterable[Told]:
        concern = draft.concern
        said = dict(GROUNDS)
        lines = tuple(f"“{said[code]}”" for code in concern.withhold_grounds if code in said)
        if not lines:
            yield Told("Withholding your name", "Not asked for")
            return
        words = (concern.withhold_words,) if concern.withhold_words else ()
        yield Told("Withholding your name", lines=("Asked for", *lines, *words))
