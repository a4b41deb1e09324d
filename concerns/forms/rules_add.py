"""The smallest whole rule: when something is raised, who does what with it, by which clause."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict

from concerns.engine import explain
from concerns.engine.facts import Matter, Nature
from concerns.engine.protocol import Capacity, Rule, Step, When
from concerns.forms.rules_base import RuleForm
from concerns.forms.rules_steps import DOES
from concerns.forms.widgets import Radios
from concerns.presenters import rule_options
from concerns.protocols import rule_sentences, rule_terms
from concerns.protocols.rule_terms import capital

_SOME = "some"


class AddRuleForm(RuleForm):
    """What a new rule needs. Everything else is added on the rule’s own page."""

    PLACES = 1
    names = {
        "matter": "what kind of matter it is",
        "capacity": "what they do with it",
        "kinds": "what it is about",
        "to_1": "who it goes to",
    }

    def fill(self) -> None:
        self.put_raised_by("When somebody raises something: who?")
        self.fields["matter"] = forms.ChoiceField(
            label="What do they raise?",
            choices=[(each.value, capital(words)) for each, words in explain.MATTER_WORDS.items()],
            initial=Matter.CONCERN.value,
        )
        self.put_about("Whom is it about?")
        self.fields["kinds"] = forms.ChoiceField(
            label="What is it about?",
            choices=[("any", "Anything"), (_SOME, "Only some things")],
            initial="any",
            widget=Radios(reveals={_SOME: ("natures",)}),
        )
        self.put_some(
            "natures",
            "Which of these?",
            [(nature.value, words) for nature, words in rule_terms.NATURES.items()],
            (),
        )
        self.put_targets("to", "Who does it go to?", (), places=1)
        self.fields["to_1"].choices = [
            ("", "Choose an office"),
            *rule_options.targets(self.protocol),
        ]
        self.put_one("capacity", "What do they do with it?", DOES, Capacity.RECEIVE)
        self.put_citations("clause", "Which clause says so?", ())
        self.put_text(
            "summary",
            "What does this rule do, in one sentence?",
            "",
            help_text="It is the rule’s name. Leave it empty to have it written for you, and"
            " written again whenever the rule changes.",
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.targets("to") and "to_1" not in self.errors:
            self.add_error("to_1", "Choose who it goes to")
        if cleaned.get("kinds") == _SOME and not cleaned.get("natures"):
            self.add_error("natures", "Select what it is about")
        return cleaned

    def made(self) -> Rule:
        """The rule; its key is given by whoever adds it to the draft."""
        cleaned = self.cleaned_data
        matter = When(matter=frozenset({Matter(cleaned["matter"])}))
        when = replace(self.with_parties(matter), natures=self.some("natures", Nature))
        capacity = Capacity(cleaned["capacity"])
        step = Step("first", capacity, self.citations("clause"), self.targets("to"))
        rule = Rule("", cleaned["summary"], when, (step,))
        summary = rule.summary or rule_sentences.summary(self.protocol, rule)
        return Rule("", summary, when, (step,))


def known_beforehand(given: QueryDict) -> dict[str, Any]:
    """What the address says of the situation a rule is missing for; the form offers no more.

    Natures that are no natures are passed over, and so is an office that is not of the draft.
    """
    known = {name: given[name] for name in ("raised_by", "matter", "about") if name in given}
    natures = [each for each in given.getlist("natures") if each in set(Nature)]
    return known | ({"kinds": _SOME, "natures": natures} if natures else {})
