"""What kind of matter it is: what the rules of the protocol look at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from concerns.engine.facts import Nature
from concerns.forms import raising_told as theirs
from concerns.forms import raising_words as words
from concerns.forms.fields import CheckboxesField, TextField, YesNoField
from concerns.forms.raising_base import LONG, QuestionForm, Told, yes_no
from concerns.forms.widgets import Checkboxes, Radios, Textarea
from concerns.selectors.drafts import Draft

NONE = "none"


class NatureForm(QuestionForm):
    step = "nature"
    heading = "natures"
    names = {"natures": "what it is about"}

    natures = CheckboxesField(
        label="What is it about?",
        help_text="Select all that apply.",
        required=False,
        choices=[
            (nature.value, words.NATURES[nature][0])
            for nature in words.NATURES
            if nature is not Nature.SEXUAL_HARASSMENT
        ],
        widget=Checkboxes(hints={n.value: hint for n, (_, hint) in words.NATURES.items()}),
    )
    sexual_harassment = forms.BooleanField(
        label="It is about sexual harassment", help_text=words.SEXUAL_HARASSMENT, required=False
    )
    mark_optional = False

    @classmethod
    def saved(cls, draft: Draft) -> dict[str, Any]:
        natures = set(draft.concern.natures)
        return {
            "natures": sorted(natures - {Nature.SEXUAL_HARASSMENT.value}),
            "sexual_harassment": Nature.SEXUAL_HARASSMENT.value in natures,
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not cleaned["natures"] and not cleaned["sexual_harassment"]:
            self.add_error("natures", "Select what it is about")
        return cleaned

    def answers(self) -> dict[str, Any]:
        natures = list(self.cleaned_data["natures"])
        if self.cleaned_data["sexual_harassment"]:
            natures.append(Nature.SEXUAL_HARASSMENT.value)
        return {"natures": natures}

    @classmethod
    def told(cls, draft: Draft) -> Iterable[Told]:
        labels = tuple(words.NATURES[Nature(code)][0] for code in draft.concern.natures)
        yield Told("What it is about", lines=labels)


class InterestForm(QuestionForm):
    """Of a request: which of the things that the rules for it look at are so."""

    step = "nature"
    heading = "natures"
    names = {"natures": "whether this is so"}

    natures = CheckboxesField(
        label="Is any of this so?", choices=[], widget=Checkboxes(exclusive=NONE)
    )

    @classmethod
    def _choices(cls, draft: Draft) -> list[tuple[str, str]]:
        own = (theirs if draft.is_for_somebody else words).NATURES_OF_A_REQUEST
        return [
            (n.value, own.get(n, words.NATURES[n][0]))
            for n in words.NATURES
            if n in draft.asks.natures
        ]

    @classmethod
    def saved(cls, draft: Draft) -> dict[str, Any]:
        none = [NONE] if cls.step in draft.concern.answered else []
        return {"natures": draft.concern.natures or none}

    def prepare(self) -> None:
        field = self.fields["natures"]
        assert isinstance(field, CheckboxesField)
        field.choices = [*self._choices(self.draft), (NONE, "No, none of this")]

    def answers(self) -> dict[str, Any]:
        return {"natures": [code for code in self.cleaned_data["natures"] if code != NONE]}

    @classmethod
    def told(cls, draft: Draft) -> Iterable[Told]:
        labels = dict(cls._choices(draft))
        lines = tuple(labels[code] for code in draft.concern.natures if code in labels)
        yield Told("Your interest", "None" if not lines else "", lines)


class WrittenForm(QuestionForm):
    step = "written"
    heading = "written"
    names = {"written": "whether you want to make this a formal written complaint"}

    written = YesNoField(
        label="Do you want to make this a formal written complaint?",
        yes="Yes, make it formal",
        no="No, not now",
        widget=Radios(
            hints={
                "yes": "What you write here becomes the complaint. For a member of staff it starts"
                " the grievance procedure. It is not held back for an informal attempt.",
                "no": "Somebody can often put it right by talking. It can be made formal later, if"
                " you ask.",
            }
        ),
    )

    @classmethod
    def saved(cls, draft: Draft) -> dict[str, Any]:
        return {"written": draft.concern.written}

    def answers(self) -> dict[str, Any]:
        return {"written": self.cleaned_data["written"]}

    @classmethod
    def told(cls, draft: Draft) -> Iterable[Told]:
        yield Told("A formal written complaint", yes_no(draft.concern.written))


class CodeForm(QuestionForm):
    step = "code"
    heading = "breach"
    names = {"breach": "whether it breaks the councillors’ code of conduct"}

    breach = YesNoField(
        label="Do you think it breaks the councillors’ code of conduct?",
        help_text="Every council has a code of conduct that its councillors agree to follow. It"
        " covers respect, bullying, honesty, declaring interests, confidential information and"
        " misuse of position. The law says who deals with a written allegation that it was"
        " broken, whatever the protocol says.",
        yes="Yes",
        no="No, or I am not sure",
        widget=Radios(hints={"no": "Whoever deals with it can change this later, and tells you."}),
    )

    @classmethod
    def saved(cls, draft: Draft) -> dict[str, Any]:
        return {"breach": draft.concern.code_breach}

    def answers(self) -> dict[str, Any]:
        return {"code_breach": self.cleaned_data["breach"]}

    @classmethod
    def told(cls, draft: Draft) -> Iterable[Told]:
        # In the words that were chosen: a plain "No" would read as a denial.
        labels = dict(cls.base_fields["breach"].choices)  # type: ignore[attr-defined]
        chosen = yes_no(draft.concern.code_breach).lower()
        yield Told("Said to break the code of conduct", labels.get(chosen, ""))


class InformalForm(QuestionForm):
    step = "informal"
    heading = "tried"
    names = {
        "tried": "whether you have tried to sort it out informally",
        "what": "what you tried",
        "why": "why it would not be safe or right",
    }

    tried = forms.ChoiceField(
        label="Have you tried to sort it out informally?",
        choices=[
            ("yes", "Yes"),
            ("no", "No"),
            ("unsafe", "It would not be safe or right to try"),
        ],
        widget=Radios(
            hints={"unsafe": "Nobody will ask you to try."},
            reveals={"yes": ("what",), "unsafe": ("why",)},
        ),
    )
    what = TextField(
        label="What did you try?",
        help_text="Who you spoke to, when, and what came of it.",
        max_length=LONG,
        widget=Textarea(rows=4),
    )
    why = TextField(
        label="Why would it not be safe or right?",
        max_length=LONG,
        required=False,
        widget=Textarea(rows=4),
    )

    @classmethod
    def saved(cls, draft: Draft) -> dict[str, Any]:
        concern = draft.concern
        detail = {"yes": "what", "unsafe": "why"}.get(concern.informal_tried)
        return {"tried": concern.informal_tried} | (
            {detail: concern.informal_detail} if detail else {}
        )

    def answers(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"informal_tried": given["tried"], "informal_detail": given["what"] or given["why"]}

    @classmethod
    def told(cls, draft: Draft) -> Iterable[Told]:
        labels = dict(cls.base_fields["tried"].choices)  # type: ignore[attr-defined]
        yield Told("Tried informally", labels.get(draft.concern.informal_tried, ""))
        if draft.concern.informal_detail:
            yield Told("About that", draft.concern.informal_detail, long=True)


class OutcomeForm(QuestionForm):
    step = "outcome"
    heading = "wanted"
    names = {"wanted": "what you would like to happen", "other": "what else you would like"}

    wanted = CheckboxesField(
        label="What would you like to happen?",
        help_text="Select all that apply. Nobody can promise it, but it helps to know.",
        choices=words.WANTED,
        widget=Checkboxes(reveals={"other": ("other",)}, exclusive="unsure"),
    )
    other = TextField(label="What else?", max_length=LONG, widget=Textarea(rows=4))

    @classmethod
    def saved(cls, draft: Draft) -> dict[str, Any]:
        return {"wanted": draft.concern.wanted, "other": draft.concern.wanted_detail}

    def answers(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"wanted": given["wanted"], "wanted_detail": given["other"]}

    @classmethod
    def told(cls, draft: Draft) -> Iterable[Told]:
        labels = dict(words.WANTED)
        if draft.is_for_somebody:
            labels |= theirs.FIELDS[cls.step]["wanted"].options
        yield Told(
            "What you would like", lines=tuple(labels.get(w, w) for w in draft.concern.wanted)
        )
        if draft.concern.wanted_detail:
            yield Told("What else", draft.concern.wanted_detail, long=True)


class ExpectationsForm(QuestionForm):
    """Which of the protocol's expectations were not met, in its own words.

    :param everything: offer all that apply to such people, not only those near what was ticked.
    """

    step = "expectations"
    heading = "breached"
    names = {"breached": "which of these were not met"}

    breached = CheckboxesField(
        label="Which of these were not met?", choices=[], widget=Checkboxes(exclusive=NONE)
    )

    def __init__(self, *args: Any, everything: bool = False, **kwargs: Any) -> None:
        self.everything = everything
        super().__init__(*args, **kwargs)

    @classmethod
    def saved(cls, draft: Draft) -> dict[str, Any]:
        none = [NONE] if cls.step in draft.concern.answered else []
        return {"breached": draft.concern.breached or none}

    def prepare(self) -> None:
        clauses = self.draft.expectations
        natures = {Nature(code) for code in self.draft.concern.natures}
        near = {clause.id for clause in clauses if clause.natures & natures}
        ticked = set(self._ticked())  # never hidden, or an error elsewhere would lose them
        shown = [c for c in clauses if self.everything or not near or c.id in near | ticked]
        self.hidden_count = len(clauses) - len(shown)
        field = self.fields["breached"]
        assert isinstance(field, CheckboxesField)
        last = (NONE, "None of these, or I am not sure")
        field.choices = [*((c.id, f"“{c.quote}”") for c in clauses), last]
        field.widget.choices = [*((c.id, f"“{c.quote}”") for c in shown), last]
        field.widget.hints = {c.id: _source(c.label, c.heading) for c in shown}
        field.help_text = (
            "These are the protocol’s own words. You do not have to find one: the concern is"
            " looked at just the same."
        )

    def _ticked(self) -> list[str]:
        if self.is_bound:
            return list(self.data.getlist("breached"))  # type: ignore[attr-defined]
        return list(self.draft.concern.breached)

    @property
    def nothing_ticked(self) -> bool:
        return not self._ticked()

    def answers(self) -> dict[str, Any]:
        return {"breached": [each for each in self.cleaned_data["breached"] if each != NONE]}

    @classmethod
    def told(cls, draft: Draft) -> Iterable[Told]:
        by_id = draft.protocol.clause_by_id
        lines = tuple(
            f"“{by_id[key].quote}” ({_source(by_id[key].label, by_id[key].heading)})"
            for key in draft.concern.breached
            if key in by_id
        )
        yield Told("Expectations not met", "" if lines else "None chosen", lines)


class AgainForm(QuestionForm):
    step = "again"
    heading = "before"
    names = {
        "before": "whether the same thing was raised before",
        "months": "how many months ago it was",
    }

    before = YesNoField(
        label="Was the same thing raised before?",
        widget=Radios(reveals={"yes": ("months",)}),
    )
    months = forms.IntegerField(
        label="How many months ago?",
        help_text="Enter 0 if it was less than a month ago.",
        min_value=0,
        max_value=600,
    )

    @classmethod
    def saved(cls, draft: Draft) -> dict[str, Any]:
        months = draft.concern.months_since_last
        if cls.step not in draft.concern.answered:
            return {}
        return {"before": months is not None, "months": months}

    def answers(self) -> dict[str, Any]:
        return {"months_since_last": self.cleaned_data["months"]}

    @classmethod
    def told(cls, draft: Draft) -> Iterable[Told]:
        months = draft.concern.months_since_last
        yield Told("Raised before", "No" if months is None else f"Yes, {months} months ago")


def _source(label: str | None, heading: str) -> str:
    return f"Clause {label}, {heading}" if label else heading
