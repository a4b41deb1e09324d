"""Who else may have seen it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from concerns.engine.offices import Kind
from concerns.forms.fields import YesNoField
from concerns.forms.raising_base import QuestionForm, Told
from concerns.forms.raising_pick import OTHER, PickForm
from concerns.forms.widgets import Radios
from concerns.selectors.drafts import Draft


class WitnessesForm(QuestionForm):
    """Whether there is anybody, or anybody else, to name."""

    step = "witnesses"
    heading = "more"

    more = YesNoField(label="Did anyone else see it?", widget=Radios())

    @classmethod
    def saved(cls, draft: Draft) -> dict[str, Any]:
        said_no = cls.step in draft.concern.answered and not draft.witnesses
        return {"more": False} if said_no else {}

    def prepare(self) -> None:
        field = self.fields["more"]
        if self.draft.witnesses:
            self.heading = ""  # type: ignore[misc]  # the page says whom they have named
            field.label = "Do you want to add somebody else?"
        else:
            field.help_text = (
                "Somebody who was there, or who saw or heard what happened. Nothing is sent to"
                " them, and being named does not let them see the concern. Whoever deals with it"
                " may ask them about it."
            )

    @property
    def names(self) -> Mapping[str, str]:  # type: ignore[override]
        if self.draft.witnesses:
            return {"more": "whether you want to add somebody else"}
        return {"more": "whether anyone else saw it"}

    @classmethod
    def told(cls, draft: Draft) -> Iterable[Told]:
        lines = tuple(w.person.name if w.person else w.name for w in draft.witnesses)
        yield Told("People who may have seen it", "" if lines else "Nobody", lines)


class WitnessForm(PickForm):
    """Somebody who may have seen it, to be put on the list."""

    step = "witnesses"
    submit = "Add this person"

    @property
    def question(self) -> str:
        return "Who else saw it?"

    @property
    def missing(self) -> str:
        return "Select who saw it, or say that they are not in the list"

    def other(self) -> tuple[str, Kind] | None:
        """Somebody named in words: the words, and what they are."""
        if OTHER not in self._chosen():
            return None
        return self.cleaned_data["name"], Kind(self.cleaned_data["kind"])
