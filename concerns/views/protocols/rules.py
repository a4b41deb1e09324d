"""The rules of a draft, as sentences in the order they are tried."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html

from concerns.engine import protocol as engine
from concerns.forms import versions as forms
from concerns.forms.clauses import END, MoveRuleForm
from concerns.forms.rules_add import AddRuleForm, known_beforehand
from concerns.presenters import rule_options
from concerns.protocols import editing, editing_rules, ordering, rule_sentences, rule_words
from concerns.selectors import proposals
from concerns.views.protocols._page import VersionPage, VersionQuestion


class RuleList(VersionPage):
    def get(self, request: HttpRequest, council: str, version: int) -> HttpResponse:
        last = len(self.protocol.rules) - 1
        proposed = proposals.waiting(self.row, self.protocol, what=proposals.ALL)
        return self.page(
            "protocols/rules.html",
            rows=[
                {
                    "rule": rule,
                    "sentence": rule_sentences.sentence(self.protocol, rule),
                    "clauses": rule_words.clauses(
                        self.protocol, (c for step in rule.steps for c in step.clauses)
                    ),
                    "change": self.at_version("rule-change", rule=rule.key),
                    "move": self.at_version("rule-move", rule=rule.key),
                    "is_first": place == 0,
                    "is_last": place == last,
                }
                for place, rule in enumerate(self.protocol.rules)
            ],
            proposed=len(proposed) if self.writes else 0,
            back_href=self.at_version("version-detail"),
        )


class RuleQuestion(VersionQuestion):
    """A form about one rule of the draft."""

    rule: engine.Rule

    def load(self, pk: int | None) -> None:
        self.rule = rule_of(self.protocol, self.kwargs["rule"])

    def back(self) -> str:
        return self.at_version("rule-list")

    def said(self) -> str:
        return "The rule is changed."

    def at_rule(self, name: str, **more: Any) -> str:
        """The address of another page of this rule."""
        return self.at_version(name, rule=self.rule.key, **more)


def rule_of(protocol: engine.Protocol, key: str) -> engine.Rule:
    """:raises Http404: if the draft has no rule of that key."""
    rule = next((rule for rule in protocol.rules if rule.key == key), None)
    if rule is None:
        raise Http404
    return rule


class RuleAdd(VersionQuestion):
    heading = "Add a rule"
    text = (
        "Say when it holds, who does what with it, and which clause says so. Further steps, duties"
        " and time limits come after."
    )
    added: engine.Rule
    above: engine.Rule | None = None

    def form(self, data: Any = None) -> AddRuleForm:
        self.asked = AddRuleForm(
            data,
            seen=self.row.digest,
            protocol=self.protocol,
            initial=known_beforehand(self.request.GET),
        )
        return self.asked

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        rule = self.asked.made()
        key = editing_rules.new_rule_key(self.protocol, rule.summary)
        (step,) = rule.steps
        first = editing_rules.new_step_key(replace(rule, steps=()), step.to[0].office.value)
        self.added = replace(rule, key=key, steps=(replace(step, key=first),))
        draft, self.above = ordering.put_where_used(self.protocol, self.added)
        return draft

    @property
    def from_checks(self) -> bool:
        """Whether one came from what is wrong or missing, to mend it here."""
        return self.request.GET.get("from") == "checks"

    def back(self) -> str:
        return self.at_version("finding-list" if self.from_checks else "rule-list")

    def after(self) -> str:
        return self.at_version("rule-change", rule=self.added.key)

    def said(self) -> str:
        added = (
            "The rule is added, as the last that is tried. Move it up if it has to come earlier."
        )
        if self.above is not None:
            added = f"The rule is added. {put_above(self.above)}"
        if not self.from_checks:
            return added
        return format_html(
            '{} <a class="govuk-notification-banner__link" href="{}">Back to what is wrong or'
            " missing</a>.",
            added,
            self.at_version("finding-list"),
        )


def put_above(above: engine.Rule | None) -> str:
    """Why a new rule is not the last; nothing where it is."""
    if above is None:
        return ""
    return f"It was put above “{above.summary}”, which would otherwise have answered first."


class RuleMove(RuleQuestion):
    """Before any other rule; or one place up or down, by a button in the list."""

    heading = "When is this rule tried?"

    def load(self, pk: int | None) -> None:
        super().load(pk)
        self.text = self.rule.summary

    def form(self, data: Any = None) -> forms.DraftForm:
        if self.by_button is not None:
            return forms.DraftForm(data, seen=self.row.digest)
        return MoveRuleForm(
            data,
            seen=self.row.digest,
            others=rule_options.rules_in_order(self.protocol, but=self.rule.key),
        )

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        if self.by_button is not None:
            return editing.move_rule(self.protocol, self.rule.key, self.by_button)
        before = cleaned["before"] if cleaned["before"] != END else None
        return editing.move_rule_before(self.protocol, self.rule.key, before)

    def said(self) -> str:
        return "The rule is moved."


class RuleRemove(RuleQuestion):
    heading = "Leave this rule out?"

    def load(self, pk: int | None) -> None:
        super().load(pk)
        self.text = rule_sentences.sentence(self.protocol, self.rule)

    def form(self, data: Any = None) -> forms.DraftForm:
        return forms.SureForm(data, seen=self.row.digest, submit="Leave it out", dangerous=True)

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        return editing.remove_rule(self.protocol, self.rule.key)

    def said(self) -> str:
        return "The rule is left out."
