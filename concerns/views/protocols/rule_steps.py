"""The steps of a rule: add, change part by part, move and leave out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from django.http import Http404, HttpResponse

from concerns.engine import protocol as engine
from concerns.engine.facts import Event
from concerns.forms import versions as forms
from concerns.forms.rules_base import RuleForm
from concerns.forms.rules_steps import STEP_FORMS, AddStepForm
from concerns.presenters import rule_options
from concerns.protocols import editing, editing_rules
from concerns.views.protocols.rule_when import PartQuestion
from concerns.views.protocols.rules import RuleQuestion


class StepAdd(PartQuestion):
    heading = "Add a step"

    def ask(self, data: Any) -> RuleForm:
        return AddStepForm(data, seen=self.row.digest, protocol=self.protocol, rule=self.rule)

    def remade(self) -> engine.Rule:
        step: engine.Step = self.asked.made()
        wanted = step.procedure or step.to[0].office
        step = replace(step, key=editing_rules.new_step_key(self.rule, wanted.value))
        after, outcome = (self.asked.cleaned_data[name] for name in ("after", "outcome"))
        if not after:
            return editing_rules.put_step(self.rule, step)
        return editing_rules.follow(self.rule, step, after=after, outcome=Event(outcome))

    def said(self) -> str:
        return "The step is added. Duties and time limits can be added to it now."


class StepQuestion(PartQuestion):
    """A form about one step."""

    step: engine.Step

    def load(self, pk: int | None) -> None:
        super().load(pk)
        self.step = step_of(self.rule, self.kwargs["step"])

    def said(self) -> str:
        return f"Step {self.rule.steps.index(self.step) + 1} is changed."


def step_of(rule: engine.Rule, key: str) -> engine.Step:
    """:raises Http404: if the rule has no step of that key."""
    try:
        return editing_rules.step_of(rule, key)
    except KeyError:
        raise Http404 from None


class StepPart(StepQuestion):
    """Some of what is said of a step; `part` in the address says which."""

    template: ClassVar[str] = "protocols/part.html"

    def load(self, pk: int | None) -> None:
        super().load(pk)
        if self.kwargs["part"] not in STEP_FORMS:
            raise Http404
        self.kind = STEP_FORMS[self.kwargs["part"]]
        place = self.rule.steps.index(self.step) + 1
        self.heading = (
            f"Step {place}: {self.kind.title_words[:1].lower()}{self.kind.title_words[1:]}"
        )

    def ask(self, data: Any) -> RuleForm:
        return self.kind(
            data, seen=self.row.digest, protocol=self.protocol, now=self.step, rule=self.rule
        )

    def remade(self) -> engine.Rule:
        return editing_rules.put_step(self.rule, self.asked.made())

    def page(self, template: str, **context: Any) -> HttpResponse:
        links = []
        if self.kwargs["part"] == "next" and len(self.rule.steps) == 1:
            links = [("To say what comes next, add a step first", self.at_rule("step-add"))]
        return super().page(template, links=links, **context)


class _StepButton(RuleQuestion):
    """Something done to a whole step by one press."""

    step: engine.Step

    def load(self, pk: int | None) -> None:
        super().load(pk)
        self.step = step_of(self.rule, self.kwargs["step"])

    def back(self) -> str:
        return self.at_rule("rule-change")

    def put(self, rule: engine.Rule) -> engine.Protocol:
        return editing.put_rule(self.protocol, rule, key=self.rule.key)


class StepMove(_StepButton):
    """A press of a button: one place up or down."""

    def form(self, data: Any = None) -> forms.DraftForm:
        return forms.DraftForm(data, seen=self.row.digest)

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        way = self.by_button or editing.DOWN
        return self.put(editing_rules.move_step(self.rule, self.step.key, way))

    def said(self) -> str:
        return "The step is moved."


class StepRemove(_StepButton):
    heading = "Leave this step out?"

    def load(self, pk: int | None) -> None:
        super().load(pk)
        names = dict(rule_options.steps(self.protocol, self.rule))
        self.text = names[self.step.key]
        self.then = rule_options.ending_words(self.rule, self.step.key)

    def form(self, data: Any = None) -> forms.DraftForm:
        return forms.SureForm(data, seen=self.row.digest, submit="Leave it out", dangerous=True)

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        return self.put(editing_rules.remove_step(self.rule, self.step.key))

    def said(self) -> str:
        return "The step is left out."
