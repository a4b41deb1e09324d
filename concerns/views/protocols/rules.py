"""The rules of a draft, as sentences in the order they are tried."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from concerns.engine import protocol as engine
from concerns.forms import versions as forms
from concerns.presenters import rule_words
from concerns.protocols import editing
from concerns.views.protocols._page import VersionPage, VersionQuestion


class RuleList(VersionPage):
    def get(self, request: HttpRequest, council: str, version: int) -> HttpResponse:
        last = len(self.protocol.rules) - 1
        return self.page(
            "protocols/rules.html",
            rows=[
                {
                    "rule": rule,
                    "sentence": rule_words.sentence(self.protocol, rule),
                    "clauses": rule_words.clauses(self.protocol, rule),
                    "change": self.at_version("rule-change", rule=rule.key),
                    "move": self.at_version("rule-move", rule=rule.key),
                    "is_first": place == 0,
                    "is_last": place == last,
                }
                for place, rule in enumerate(self.protocol.rules)
            ],
            back_href=self.at_version("version-detail"),
        )


class RuleQuestion(VersionQuestion):
    """A form about one rule of the draft."""

    rule: engine.Rule

    def load(self, pk: int | None) -> None:
        rule = next((r for r in self.protocol.rules if r.key == self.kwargs["rule"]), None)
        if rule is None:
            raise Http404
        self.rule = rule

    def back(self) -> str:
        return self.at_version("rule-list")


class RuleChange(VersionPage):
    """One rule, step by step."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rule = next((r for r in self.protocol.rules if r.key == self.kwargs["rule"]), None)
        if rule is None:
            raise Http404
        return self.page(
            "protocols/rule.html",
            rule=rule,
            sentence=rule_words.sentence(self.protocol, rule),
            back_href=self.at_version("rule-list"),
        )


class RuleMove(RuleQuestion):
    """A press of a button in the list: one place up or down."""

    def form(self, data: Any = None) -> forms.DraftForm:
        return forms.DraftForm(data, seen=self.row.digest)

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        way = editing.UP if "up" in self.request.POST else editing.DOWN
        return editing.move_rule(self.protocol, self.rule.key, way)


class RuleRemove(RuleQuestion):
    heading = "Leave this rule out?"

    def load(self, pk: int | None) -> None:
        super().load(pk)
        self.text = rule_words.sentence(self.protocol, self.rule)

    def form(self, data: Any = None) -> forms.DraftForm:
        return forms.SureForm(data, seen=self.row.digest, submit="Leave it out", dangerous=True)

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        return editing.remove_rule(self.protocol, self.rule.key)
