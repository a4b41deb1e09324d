"""One step of a rule: who has it, what they do with it, by which clause, and what comes next."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from django import forms

from concerns.engine.facts import Event
from concerns.engine.protocol import (
    CLOSE,
    Capacity,
    Combine,
    Force,
    Panel,
    Procedure,
    Rule,
    Step,
    Track,
)
from concerns.forms.fields import YesNoField
from concerns.forms.rules_base import RuleForm
from concerns.forms.widgets import Radios
from concerns.presenters import rule_options
from concerns.protocols import rule_terms
from concerns.protocols.rule_terms import capital

DOES = {capacity: one for capacity, (one, _) in rule_terms.DOES.items()}
NEEDS_WHO = "Choose who it goes to, or the procedure that follows"


class StepForm(RuleForm):
    """A form about one step. `now` is the step, `rule` the rule it belongs to."""

    title_words: ClassVar[str] = ""
    now: Step

    def __init__(self, *args: Any, rule: Rule, **kwargs: Any) -> None:
        self.rule = rule
        super().__init__(*args, **kwargs)

    def made(self) -> Step:
        raise NotImplementedError


def put_who(form: RuleForm, step: Step | None) -> None:
    """Who has a step, how they stand to each other, and the procedure that it follows."""
    form.put_targets(
        "to",
        "Who does it go to?",
        step.to if step else (),
        help_text="Leave it empty if the protocol names only a procedure.",
    )
    form.put_one(
        "combine",
        "If you chose several: which of them?",
        rule_terms.COMBINES,
        step.combine if step else Combine.ONE,
    )
    form.fields["procedure"] = forms.ChoiceField(
        label="Which procedure does it follow?",
        choices=[
            ("", "None that the protocol names"),
            *((code.value, capital(words)) for code, words in rule_terms.PROCEDURES.items()),
        ],
        initial=step.procedure.value if step and step.procedure else "",
        required=False,
    )


def who_is_missing(form: RuleForm) -> bool:
    """Say so if neither somebody nor a procedure was chosen."""
    missing = not form.targets("to") and not form.cleaned_data.get("procedure")
    if missing:
        form.add_error("to_1", NEEDS_WHO)
    return missing


def who(form: RuleForm) -> dict[str, Any]:
    """What was answered to `put_who`."""
    procedure = form.cleaned_data["procedure"]
    return {
        "to": form.targets("to"),
        "combine": Combine(form.cleaned_data["combine"]),
        "procedure": Procedure(procedure) if procedure else None,
    }


def put_track(form: RuleForm, now: Track) -> None:
    form.put_one(
        "track",
        "What kind of step is it?",
        rule_terms.TRACKS,
        now,
        hints={
            Track.INFORMAL.value: "Trying to settle it without a decision.",
            Track.APPEAL.value: "Against what was decided before.",
        },
    )


class WhoForm(StepForm):
    title_words = "Who it goes to"
    names = {"combine": "which of them"}

    def fill(self) -> None:
        put_who(self, self.now)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        who_is_missing(self)
        return cleaned

    def made(self) -> Step:
        return replace(self.now, **who(self))


class DoesForm(StepForm):
    title_words = "What they do with it"
    names = {
        "capacity": "what they do with it",
        "track": "what kind of step it is",
        "force": "how strongly the clause puts it",
    }

    def fill(self) -> None:
        step = self.now
        self.put_one("capacity", "What do they do with it?", DOES, step.capacity)
        put_track(self, step.track)
        self.put_one("force", "How strongly does the clause put it?", rule_terms.FORCES, step.force)
        self.put_text(
            "condition",
            "What must be so before this step?",
            step.condition,
            help_text="In plain words, such as “if it cannot be resolved informally”. Leave it"
            " empty if nothing must.",
        )
        self.put_some(
            "on",
            "Does somebody come straight to this step when something has happened?",
            [(event.value, f"When {words}") for event, words in rule_terms.OUTCOMES.items()],
            step.on,
            help_text="Leave it empty for the first step of a rule. What an earlier step leads to"
            " is ticked: it is the same for what was dealt with elsewhere before.",
        )
        self.fields["final"] = forms.BooleanField(
            label="What is decided here is final",
            help_text="Nobody in the council can be asked to look at it again.",
            initial=step.final,
            required=False,
        )
        self.fields["not_alone"] = forms.BooleanField(
            label="They may receive it, but not decide it by themselves",
            initial=step.not_alone,
            required=False,
        )

    def made(self) -> Step:
        cleaned = self.cleaned_data
        return replace(
            self.now,
            capacity=Capacity(cleaned["capacity"]),
            track=Track(cleaned["track"]),
            force=Force(cleaned["force"]),
            condition=cleaned["condition"] or None,
            on=self.some("on", Event),
            final=cleaned["final"],
            not_alone=cleaned["not_alone"],
        )


class ClausesForm(StepForm):
    title_words = "The clauses it rests on"

    def fill(self) -> None:
        self.put_citations("clause", "Which clause says so?", self.now.clauses)

    def made(self) -> Step:
        return replace(self.now, clauses=self.citations("clause"))


class PanelForm(StepForm):
    title_words = "The panel that hears it"
    names = {
        "has": "whether a panel or committee hears it",
        "size": "the number of members",
        "quorum": "the number that must be there",
    }

    def fill(self) -> None:
        panel = self.now.panel or Panel()
        for name, label, number in (
            ("size", "How many members does it have?", panel.size),
            ("quorum", "How many of them must be there?", panel.quorum),
        ):
            self.fields[name] = forms.IntegerField(
                label=label,
                help_text="Leave it empty if the protocol does not say.",
                initial=number,
                min_value=1,
                max_value=1000,
                required=False,
                widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
            )
        barred = self.put_targets("may_not_sit", "Who may not sit on it?", panel.may_not_sit)
        self.fields["has"] = YesNoField(
            label="Does a panel or committee hear it?",
            initial=self.now.panel is not None,
            widget=Radios(reveals={"yes": ("size", "quorum", *barred)}),
        )
        self.order_fields(["seen", "has"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        size, quorum = cleaned.get("size"), cleaned.get("quorum")
        if size is not None and quorum is not None and quorum > size:
            self.add_error("quorum", "More cannot have to be there than there are members")
        return cleaned

    def made(self) -> Step:
        cleaned = self.cleaned_data
        panel = Panel(cleaned["size"], cleaned["quorum"], self.targets("may_not_sit"))
        return replace(self.now, panel=panel if cleaned["has"] else None)


class NextForm(StepForm):
    title_words = "What comes next"

    def fill(self) -> None:
        following = [
            (key, words)
            for key, words in rule_options.steps(self.protocol, self.rule)
            if key != self.now.key or key in self.now.next.values()
        ]
        for event, words in rule_terms.OUTCOMES.items():
            if event is Event.FIRST and event not in self.now.next:
                continue  # nothing ends with being raised
            self.fields[f"next_{event.value}"] = forms.ChoiceField(
                label=f"If {words}",
                choices=[("", "The protocol does not say"), *following, (CLOSE, "It ends here")],
                initial=self.now.next.get(event, ""),
                required=False,
            )

    def made(self) -> Step:
        answers = {event: self.cleaned_data.get(f"next_{event.value}") for event in Event}
        return replace(self.now, next={event: key for event, key in answers.items() if key})


class AddStepForm(StepForm):
    """A further step, and what leads to it. There is no `now`."""

    title_words = "Add a step"
    names = {
        "combine": "which of them",
        "capacity": "what they do with it",
        "track": "what kind of step it is",
    }

    def fill(self) -> None:
        before = rule_options.steps(self.protocol, self.rule)
        self.fields["after"] = forms.ChoiceField(
            label="Which step does it follow?",
            choices=[*before, ("", "None of them yet")],
            initial=before[-1][0] if before else "",
            required=False,
        )
        outcomes = {
            e.value: f"If {w}" for e, w in rule_terms.OUTCOMES.items() if e.value != "first"
        }
        self.fields["outcome"] = forms.ChoiceField(
            label="When does it follow?",
            choices=list(outcomes.items()),
            initial=Event.UNRESOLVED.value,
            required=False,
        )
        self.put_text(
            "condition",
            "What else must be so?",
            None,
            help_text="In plain words, such as “if it cannot be resolved informally”. Leave it"
            " empty if nothing must.",
        )
        put_who(self, None)
        self.put_one("capacity", "What do they do with it?", DOES, Capacity.HEAR)
        put_track(self, Track.FORMAL)
        self.put_citations("clause", "Which clause says so?", ())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        who_is_missing(self)
        after, outcome = cleaned.get("after"), cleaned.get("outcome")
        if after and not outcome and "outcome" not in self.errors:
            self.add_error("outcome", "Choose when it follows")
        steps = {step.key: step for step in self.rule.steps}
        if after and outcome and Event(outcome) in steps[after].next:
            words = rule_terms.OUTCOMES[Event(outcome)]
            self.add_error(
                "outcome",
                f"That step says already what comes next if {words}. Choose something else, or"
                " change what comes next there",
            )
        return cleaned

    def made(self) -> Step:
        """The step; its key is given by whoever adds it to the rule."""
        cleaned = self.cleaned_data
        return Step(
            key="",
            capacity=Capacity(cleaned["capacity"]),
            clauses=self.citations("clause"),
            track=Track(cleaned["track"]),
            condition=cleaned["condition"] or None,
            **who(self),
        )


STEP_FORMS: dict[str, type[StepForm]] = {
    "who": WhoForm,
    "does": DoesForm,
    "clauses": ClausesForm,
    "panel": PanelForm,
    "next": NextForm,
}
"""Part of the address to the form that asks it."""
