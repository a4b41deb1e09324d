"""Where the text is not clear: what is not, how it is read, and who says so."""

from __future__ import annotations

from typing import Any

from django import forms

from concerns.engine.protocol import Doubt
from concerns.forms.rules_base import RuleForm
from concerns.forms.widgets import Radios


class DoubtForm(RuleForm):
    """A rule's doubt; `now` is None where there is none yet.

    :param by: the name of whoever answers, for who confirms the reading.
    """

    KEEP, MINE, NOBODY = "keep", "mine", "nobody"
    names = {
        "text": "what is not clear",
        "reading": "how this rule reads it",
        "confirmed": "who confirms this reading",
    }
    now: Doubt | None

    def __init__(self, *args: Any, by: str, **kwargs: Any) -> None:
        self.by = by
        super().__init__(*args, **kwargs)

    def fill(self) -> None:
        now = self.now
        self.put_text(
            "text",
            "What is not clear?",
            now.text if now else "",
            help_text="Where the text can be read in two ways, contradicts itself or is silent.",
            required=True,
        )
        self.put_text(
            "reading", "How does this rule read it?", now.reading if now else "", required=True
        )
        self.put_citations(
            "clause", "Which clause is it about?", now.clauses if now else (), needed=""
        )
        confirmed = now.confirmed_by if now else None
        keep = [(self.KEEP, f"{confirmed} confirmed it")] if confirmed else []
        self.fields["confirmed"] = forms.ChoiceField(
            label="Who confirms this reading?",
            help_text="A rule that rests on words which are not settled needs somebody’s name. If"
            " you change the reading, it has to be confirmed again.",
            choices=[
                *keep,
                (self.MINE, f"I confirm this reading ({self.by})"),
                (self.NOBODY, "Nobody yet"),
            ],
            initial=self.KEEP if confirmed else self.NOBODY,
            widget=Radios(),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        was = self.now
        if cleaned.get("confirmed") == self.KEEP and was is not None and not self.errors:
            said = (cleaned["text"], cleaned["reading"], self.citations("clause"))
            if said != (was.text, was.reading, was.clauses):
                self.add_error(
                    "confirmed",
                    f"{was.confirmed_by} confirmed another wording. Confirm it yourself, or choose"
                    " that nobody has yet",
                )
        return cleaned

    def made(self) -> Doubt:
        cleaned = self.cleaned_data
        was = self.now.confirmed_by if self.now else None
        names = {self.KEEP: was, self.MINE: self.by, self.NOBODY: None}
        return Doubt(
            text=cleaned["text"],
            reading=cleaned["reading"],
            clauses=self.citations("clause"),
            confirmed_by=names[cleaned["confirmed"]],
        )
