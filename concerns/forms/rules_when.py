"""What a rule waits for: what is raised, by whom, about whom, and how."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from django import forms

from concerns.engine import explain
from concerns.engine.facts import Event, Matter, Nature
from concerns.engine.offices import Office
from concerns.engine.protocol import When
from concerns.forms.raising_words import NATURES
from concerns.forms.rules_base import RuleForm
from concerns.protocols import rule_sentences, rule_terms


class SummaryForm(RuleForm):
    """What the rule is called. `now` is the rule."""

    def fill(self) -> None:
        self.put_text(
            "summary",
            "What does this rule do, in one sentence?",
            self.now.summary,
            help_text="It is the rule’s name in lists and where a decision is explained. Leave it"
            " empty to have it written for you, and written again whenever the rule changes.",
        )

    def made(self) -> Any:
        typed = self.cleaned_data["summary"]
        return replace(self.now, summary=typed or rule_sentences.summary(self.protocol, self.now))


class WhenForm(RuleForm):
    """Some of the conditions of a rule; the others stay. `now` is its `When`."""

    title_words: ClassVar[str] = ""
    now: When


class MatterForm(WhenForm):
    title_words = "What is raised, and by whom"

    def fill(self) -> None:
        self.put_some(
            "matter",
            "What kind of matter is it?",
            [(matter.value, words) for matter, words in explain.MATTER_WORDS.items()],
            self.now.matter,
            help_text="Choose one or more. With none, the rule is for every kind.",
        )
        self.put_people(
            "raised_by",
            "Who raises it?",
            self.now.raised_by,
            help_text="Any of those you choose. With none, it can be anybody.",
        )
        self.put_people(
            "raised_by_not",
            "Who must it not come from?",
            self.now.raised_by_not,
            help_text="Leave it empty if the rule leaves nobody out.",
        )

    def made(self) -> When:
        return replace(
            self.now,
            matter=self.some("matter", Matter),
            raised_by=self.some("raised_by", Office),
            raised_by_not=self.some("raised_by_not", Office),
        )


class AboutForm(WhenForm):
    title_words = "Whom it is about"

    def fill(self) -> None:
        self.put_either(
            "nobody",
            "Is it about anybody?",
            self.now.nobody,
            yes="It is about nobody in particular",
            no="It is about somebody",
        )
        self.put_people(
            "about_any",
            "Whom is it about?",
            self.now.about_any,
            help_text="At least one person it is about is one of these. With none, anybody.",
        )
        self.put_people(
            "about",
            "Is everybody it is about one of these?",
            self.now.about,
            help_text="For a rule that holds only if nobody else is named.",
        )
        self.put_people(
            "about_not",
            "Whom must it not be about?",
            self.now.about_not,
            help_text="Leave it empty if the rule leaves nobody out.",
        )
        self.put_either(
            "several",
            "How many people is it about?",
            self.now.several,
            yes="Several people",
            no="One person",
        )
        self.put_either(
            "former",
            "Do they still hold their office?",
            self.now.former,
            yes="Somebody no longer holds it",
            no="Everybody still holds it",
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        both = self.some("about", Office) & self.some("about_not", Office)
        if both:
            self.add_error("about_not", "You cannot both want and leave out the same office")
        return cleaned

    def made(self) -> When:
        return replace(
            self.now,
            nobody=self.either("nobody"),
            about=self.some("about", Office),
            about_any=self.some("about_any", Office),
            about_not=self.some("about_not", Office),
            several=self.either("several"),
            former=self.either("former"),
        )


class NatureForm(WhenForm):
    title_words = "What it is about, and how it is put"

    def fill(self) -> None:
        self.put_some(
            "natures",
            "What is it about?",
            [(nature.value, words) for nature, words in rule_terms.NATURES.items()],
            self.now.natures,
            help_text="Any of those you choose. With none, it can be about anything.",
            hints={nature.value: hint for nature, (_, hint) in NATURES.items() if hint},
        )
        self.put_either(
            "written",
            "Is it put as a formal complaint in writing?",
            self.now.written,
            yes="Yes, formally and in writing",
            no="No, not formally in writing",
        )
        self.put_either(
            "code_breach",
            "Does it say that the councillors’ code of conduct was broken?",
            self.now.code_breach,
            yes="Yes, a breach of the code is alleged",
            no="No breach of the code is alleged",
        )

    def made(self) -> When:
        return replace(
            self.now,
            natures=self.some("natures", Nature),
            written=self.either("written"),
            code_breach=self.either("code_breach"),
        )


class HistoryForm(WhenForm):
    title_words = "What happened before"
    names = {"within_months": "the number of months"}

    def fill(self) -> None:
        self.put_some(
            "event",
            "What has just happened?",
            [(event.value, words) for event, words in explain.EVENT_WORDS.items()],
            self.now.event,
            help_text="Any of those you choose. With none, the steps say at what each begins.",
        )
        self.fields["within_months"] = forms.IntegerField(
            label="Was the same thing raised before, within so many months?",
            help_text="A number of months. Leave it empty if that does not matter.",
            initial=self.now.within_months,
            min_value=0,
            max_value=1200,
            required=False,
            widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
        )
        self.put_people(
            "decider",
            "For an appeal: who made the decision?",
            self.now.decider,
            help_text="Any of those you choose. With none, it can be anybody.",
        )

    def made(self) -> When:
        return replace(
            self.now,
            event=self.some("event", Event),
            within_months=self.cleaned_data["within_months"],
            decider=self.some("decider", Office),
        )


WHEN_FORMS: dict[str, type[WhenForm]] = {
    "matter": MatterForm,
    "about": AboutForm,
    "nature": NatureForm,
    "before": HistoryForm,
}
"""Part of the address to the form that asks it."""
