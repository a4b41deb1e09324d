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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.draft.files:  # asked alike of whoever types what another told them
            self.heading = ""  # type: ignore[misc]  # the page says how many there are
            self.fields["more"].label = "Is there another file to add?"

    def prepare(self) -> None:
        if not self.draft.files:
            self.fields["more"].help_text = (
                "For example, an email, a photo or the notes of a meeting. There can be up to"
                f" {MOST_FILES} files, and more can be added once it is sent."
            )

    @property
    def names(self) -> Mapping[str, str]:  # type: ignore[override]
        if self.draft.files:
            return {"more": "whether there is another file to add"}
        return {"more": "whether you have anything to add"}

    @classmethod
    def told(cls, draft: Draft) -> Iterable[Told]:
        lines = tuple(file.called for file in draft.files)
        yield Told("Files", "" if lines else "None", lines)
