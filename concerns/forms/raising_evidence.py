"""Whether there is anything to add to a draft, or anything else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from concerns.evidence.limits import MOST_FILES
from concerns.forms.fields import YesNoField
from concerns.forms.raising_base import QuestionForm, Told
from concerns.forms.widgets import Radios
from concerns.selectors.drafts import Draft


class EvidenceForm(QuestionForm):
    """Whether there is anything, or anything else, to add."""

    step = "evidence"
    heading = "more"

    more = YesNoField(label="Do you have anything to add?", widget=Radios())

    @classmethod
    def saved(cls, draft: Draft) -> dict[str, Any]:
        said_no = cls.step in draft.concern.answered
        return {"more": False} if said_no else {}

    def prepare(self) -> None:
        field = self.fields["more"]
        if self.draft.files:
            self.heading = ""  # type: ignore[misc]  # the page says how many there are
            field.label = "Do you want to add another file?"
        else:
            field.help_text = (
                "For example, an email, a photo or the notes of a meeting. You can add up to"
                f" {MOST_FILES} files, and more after you have sent it."
            )

    @property
    def names(self) -> Mapping[str, str]:  # type: ignore[override]
        if self.draft.files:
            return {"more": "whether you want to add another file"}
        return {"more": "whether you have anything to add"}

    @classmethod
    def told(cls, draft: Draft) -> Iterable[Told]:
        lines = tuple(file.called for file in draft.files)
        yield Told("Files", "" if lines else "None", lines)
