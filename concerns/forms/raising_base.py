"""What every question of the journey has in common."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms

from concerns.forms import raising_told
from concerns.forms.base import GovukForm
from concerns.selectors.drafts import Draft

LONG = 2_000  # characters of any text but what happened


@dataclass(frozen=True, slots=True)
class Told:
    """An answer as the page shows it that checks them all."""

    key: str
    value: str = ""
    lines: tuple[str, ...] = ()
    long: bool = False


class QuestionForm(GovukForm):
    """One question about a draft. It knows how its answer is kept and how it is told again."""

    step: ClassVar[str]
    secondary = (("save", "Save and come back later"),)

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        self.draft = draft
        kwargs.setdefault("initial", self.saved(draft))
        super().__init__(*args, **kwargs)
        self.prepare()
        if draft.is_for_somebody:
            raising_told.reword(self, self.step, draft.matter)

    @classmethod
    def saved(cls, draft: Draft) -> dict[str, Any]:
        """The stored answer, as the form's initial values."""
        return {}

    def prepare(self) -> None:
        """Fit the fields to the draft."""

    def answers(self) -> dict[str, Any]:
        """What to keep, by the names of `actions.drafts.answer`."""
        return {}

    @property
    def has_words(self) -> bool:
        """Whether something is typed in it that would be lost if the answer were not kept."""
        return any(
            str(self[name].value() or "").strip()
            for name, field in self.fields.items()
            if isinstance(field, forms.CharField)
        )

    @classmethod
    def told(cls, draft: Draft) -> Iterable[Told]:
        return ()


def yes_no(value: bool | None) -> str:
    return {True: "Yes", False: "No", None: ""}[value]
