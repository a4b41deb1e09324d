"""One rule: its page, its name, its conditions and its doubt."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse

from concerns.engine import protocol as engine
from concerns.forms import versions as forms
from concerns.forms.rules_base import RuleForm
from concerns.forms.rules_doubt import DoubtForm
from concerns.forms.rules_when import WHEN_FORMS, SummaryForm
from concerns.presenters.rule_page import RulePage
from concerns.protocols import editing, rule_sentences, rule_terms
from concerns.views.protocols._page import VersionPage
from concerns.views.protocols.rules import RuleQuestion, rule_of


class RuleChange(VersionPage):
    """One rule, part by part."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rule = rule_of(self.protocol, self.kwargs["rule"])

        def address(name: str, **more: Any) -> str:
            return self.at_version(name, rule=rule.key, **more)

        may_change = self.writes and self.is_open
        shown = RulePage(self.protocol, rule, address if may_change else None)
        return self.page(
            "protocols/rule.html",
            rule=rule,
            sentence=rule_sentences.sentence(self.protocol, rule),
            when=shown.when(),
            steps=shown.steps(),
            doubt=shown.doubt(),
            back_href=self.at_version("rule-list"),
        )


class PartQuestion(RuleQuestion):
    """A form about a part of a rule; what it makes is put back into the draft."""

    asked: RuleForm

    def load(self, pk: int | None) -> None:
        super().load(pk)
        self.text = rule_terms.stopped(f"The rule: {self.rule.summary}")

    def back(self) -> str:
        return self.at_rule("rule-change")

    def form(self, data: Any = None) -> RuleForm:
        self.asked = self.ask(data)
        return self.asked

    def ask(self, data: Any) -> RuleForm:
        raise NotImplementedError

    def remade(self) -> engine.Rule:
        """The rule as it was answered. :raises CannotEdit: if it cannot be so."""
        raise NotImplementedError

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        return editing.put_rule(self.protocol, self.remade(), key=self.rule.key)


class RuleSummary(PartQuestion):
    heading = "The name of the rule"

    def ask(self, data: Any) -> RuleForm:
        return SummaryForm(data, seen=self.row.digest, protocol=self.protocol, now=self.rule)

    def remade(self) -> engine.Rule:
        rule: engine.Rule = self.asked.made()
        return rule


class RuleWhen(PartQuestion):
    """Some of the conditions; `part` in the address says which."""

    def load(self, pk: int | None) -> None:
        super().load(pk)
        if self.kwargs["part"] not in WHEN_FORMS:
            raise Http404
        self.kind = WHEN_FORMS[self.kwargs["part"]]
        self.heading = self.kind.title_words

    def ask(self, data: Any) -> RuleForm:
        return self.kind(data, seen=self.row.digest, protocol=self.protocol, now=self.rule.when)

    def remade(self) -> engine.Rule:
        return replace(self.rule, when=self.asked.made())


class RuleDoubt(PartQuestion):
    template: ClassVar[str] = "protocols/part.html"
    heading = "Where the text is not clear"

    def ask(self, data: Any) -> RuleForm:
        return DoubtForm(
            data,
            seen=self.row.digest,
            protocol=self.protocol,
            now=self.rule.doubt,
            by=self.me.name,
        )

    def remade(self) -> engine.Rule:
        return replace(self.rule, doubt=self.asked.made())

    def page(self, template: str, **context: Any) -> HttpResponse:
        there = self.rule.doubt is not None
        remove = self.at_rule("rule-doubt-remove") if there else ""
        return super().page(template, remove_href=remove, **context)


class RuleDoubtRemove(RuleQuestion):
    heading = "Is the text clear now?"

    def load(self, pk: int | None) -> None:
        super().load(pk)
        if self.rule.doubt is None:
            raise Http404
        self.text = self.rule.doubt.text

    def back(self) -> str:
        return self.at_rule("rule-change")

    def form(self, data: Any = None) -> forms.DraftForm:
        return forms.SureForm(data, seen=self.row.digest, submit="It is clear now", dangerous=True)

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        rule = replace(self.rule, doubt=None)
        return editing.put_rule(self.protocol, rule, key=self.rule.key)
