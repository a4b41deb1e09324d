"""What goes with a step: duties, time limits, and whom the protocol names instead."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import forms

from concerns.engine.deadlines import LONGEST_LIMIT, Unit
from concerns.engine.offices import Office
from concerns.engine.protocol import (
    Duty,
    DutyKind,
    DutyWhen,
    Force,
    Limit,
    LimitOf,
    LimitStart,
    Otherwise,
    Reason,
    Source,
)
from concerns.forms.rules_base import RuleForm
from concerns.presenters import rule_options
from concerns.protocols import rule_terms


class DutyForm(RuleForm):
    names = {
        "kind": "what kind of duty it is",
        "when": "when it has to be done",
        "text": "what has to be done",
        "force": "how strongly the clause puts it",
    }
    now: Duty | None

    def fill(self) -> None:
        now = self.now
        self.put_one("kind", "What has to be done?", rule_terms.DUTIES, now.kind if now else None)
        self.put_one(
            "when",
            "When?",
            rule_terms.DUTY_WHENS,
            now.when if now else None,
            hints={
                DutyWhen.BEFORE_DECISION.value: "Nothing can be decided until it is done, if it"
                " must be done."
            },
        )
        self.put_targets(
            "who",
            "Who is told or asked?",
            now.who if now else (),
            help_text="Leave it empty for reasons and notes.",
        )
        self.put_text(
            "text",
            "Say it in a sentence to whoever has to do it",
            now.text if now else "",
            help_text="For example, “Tell the Leader before you decide.”",
        )
        self.put_one(
            "force",
            "How strongly does the clause put it?",
            rule_terms.FORCES,
            now.force if now else Force.MUST,
        )
        self.put_citations("clause", "Which clause says so?", now.clauses if now else ())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("kind") in {DutyKind.INFORM, DutyKind.CONSULT} and not self.targets("who"):
            self.add_error("who_1", "Choose who is told or asked")
        return cleaned

    def made(self) -> Duty:
        cleaned = self.cleaned_data
        return Duty(
            kind=DutyKind(cleaned["kind"]),
            when=DutyWhen(cleaned["when"]),
            clauses=self.citations("clause"),
            who=self.targets("who"),
            text=cleaned["text"],
            force=Force(cleaned["force"]),
        )


class LimitForm(RuleForm):
    names = {
        "what": "what has to be done in that time",
        "n": "how long there is",
        "unit": "what it is counted in",
        "start": "from when it is counted",
        "source": "where the limit comes from",
    }
    now: Limit | None

    def fill(self) -> None:
        now = self.now
        self.put_one(
            "what", "What has to be done in time?", rule_terms.LIMITS, now.what if now else None
        )
        self.fields["n"] = forms.IntegerField(
            label="How long is there?",
            initial=now.n if now else None,
            min_value=0,
            max_value=LONGEST_LIMIT,
            widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
        )
        self.put_one(
            "unit",
            "What is that counted in?",
            rule_terms.UNITS,
            now.unit if now else Unit.WORKING_DAYS,
        )
        self.put_one(
            "start",
            "From when is it counted?",
            rule_terms.STARTS,
            now.start if now else LimitStart.RECEIVED,
        )
        self.fields["actor"] = forms.ChoiceField(
            label="Who has to do it?",
            choices=[
                ("", "Whoever has the step"),
                *rule_options.targets(self.protocol, [now.actor] if now and now.actor else ()),
            ],
            initial=rule_options.target_code(now.actor) if now and now.actor else "",
            required=False,
        )
        self.put_text(
            "extension",
            "Does the clause say when there is longer?",
            now.extension if now else "",
            help_text="In a sentence. Leave it empty if it does not.",
        )
        sources = {Source.PROTOCOL: "A clause of the protocol", Source.LAW: "The law"}
        if now is not None and now.source is Source.LOCAL:
            sources[Source.LOCAL] = "The council’s own standard"
        self.put_one(
            "source",
            "Where does the limit come from?",
            sources,
            now.source if now else Source.PROTOCOL,
            help_text="Your council’s own standards do not belong here: set them in the register,"
            " under times. They are never shown as if the protocol said so.",
        )
        self.put_citations("clause", "Which clause says so?", now.clauses if now else (), needed="")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("source") == Source.PROTOCOL and not self.citations("clause"):
            self.add_error("clause_1", "Choose the clause that gives this limit")
        if cleaned.get("n") == 0 and cleaned.get("unit") != Unit.NEXT_MEETING:
            self.add_error("n", "How long there is must be 1 or more")
        return cleaned

    def made(self) -> Limit:
        cleaned = self.cleaned_data
        actor = cleaned["actor"]
        return Limit(
            what=LimitOf(cleaned["what"]),
            n=cleaned["n"],
            unit=Unit(cleaned["unit"]),
            source=Source(cleaned["source"]),
            start=LimitStart(cleaned["start"]),
            actor=rule_options.target_of(actor) if actor else None,
            extension=cleaned["extension"],
            clauses=self.citations("clause"),
        )


class OtherwiseForm(RuleForm):
    now: Otherwise | None

    def fill(self) -> None:
        now = self.now
        self.put_targets("to", "Who does it go to instead?", now.to if now else ())
        self.fields["instead_of"] = forms.ChoiceField(
            label="In whose place?",
            help_text="Where it goes to several, and the clause names somebody for one of them.",
            choices=[("", "Whoever cannot take it"), *rule_options.offices(self.protocol)],
            initial=now.instead_of.value if now and now.instead_of else "",
            required=False,
        )
        self.put_some(
            "when",
            "For which reasons?",
            [(reason.value, words) for reason, words in rule_terms.REASONS.items()],
            now.when if now else (),
            help_text="Why the first cannot take it. With none chosen, for any reason.",
        )
        self.put_citations("clause", "Which clause says so?", now.clauses if now else ())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.targets("to"):
            self.add_error("to_1", "Choose who it goes to instead")
        return cleaned

    def made(self) -> Otherwise:
        instead_of = self.cleaned_data["instead_of"]
        return Otherwise(
            self.targets("to"),
            self.citations("clause"),
            self.some("when", Reason),
            Office(instead_of) if instead_of else None,
        )


class PartKind(NamedTuple):
    """A kind of thing a step has several of. :param field: where the step keeps them."""

    field: str
    form: type[RuleForm]
    add: str
    change: str
    remove: str


PART_KINDS: dict[str, PartKind] = {
    "duties": PartKind("duties", DutyForm, "Add a duty", "Change a duty", "Leave this duty out?"),
    "limits": PartKind(
        "limits", LimitForm, "Add a time limit", "Change a time limit", "Leave this limit out?"
    ),
    "instead": PartKind(
        "otherwise",
        OtherwiseForm,
        "Say who takes it instead",
        "Change who takes it instead",
        "Leave this out?",
    ),
}
"""Part of the address to what is asked there."""
