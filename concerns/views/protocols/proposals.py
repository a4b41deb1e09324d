"""Rules proposed from a document: the sentence, what it seems to say, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from concerns.actions import proposals as actions
from concerns.engine import protocol as engine
from concerns.engine.explain import join
from concerns.engine.offices import GENERAL
from concerns.forms import versions as forms
from concerns.presenters import register as register_words
from concerns.presenters import rule_terms, rule_words
from concerns.protocols import editing, editing_rules
from concerns.protocols.importer.proposals.rules import NotARule, as_rule
from concerns.selectors import proposals as selectors
from concerns.selectors.proposals import Proposal
from concerns.views.protocols._page import VersionPage, VersionQuestion


class ProposalList(VersionPage):
    def get(self, request: HttpRequest, council: str, version: int) -> HttpResponse:
        return self.page(
            "protocols/proposals.html",
            rows=[self._row(p) for p in selectors.waiting(self.row, self.protocol)],
            back_href=self.at_version("rule-list"),
        )

    def _row(self, proposal: Proposal) -> dict[str, Any]:
        rule, refusal = _rule(self.protocol, proposal)
        where = {"passage": proposal.passage.pk, "place": proposal.place}
        questions = list(proposal.draft.questions)
        return {
            "clause": rule_terms.capital(rule_terms.clause(self.protocol, proposal.clause.id)),
            "sentence": proposal.sentence,
            "rule": rule_words.sentence(self.protocol, rule) if rule else "",
            "questions": [refusal, *questions] if refusal else questions,
            "may_use": not refusal,
            "use": self.at_version("proposal-use", **where),
            "refuse": self.at_version("proposal-refuse", **where),
        }


def _rule(protocol: engine.Protocol, proposal: Proposal) -> tuple[engine.Rule | None, str]:
    """The rule it would become, and why it cannot yet."""
    clause = proposal.clause
    try:
        stem = engine.Citation(proposal.other.id) if proposal.other else None
        rule = as_rule(proposal.draft, clause.id, clause.quote or "", stem)
    except NotARule as refused:
        return None, str(refused)
    missing = sorted(editing.offices_of(rule) - protocol.offices.keys() - GENERAL)
    if missing:
        named = join((register_words.kind_of_office(office) for office in missing), "and")
        return rule, f"It names offices this version does not have yet: {named}. Add them first."
    if clause.unresolved:
        return rule, "The words of its clause are not settled. Settle them first."
    return rule, ""


class _ProposalQuestion(VersionQuestion):
    proposal: Proposal

    def load(self, pk: int | None) -> None:
        found = selectors.one(
            self.row,
            self.protocol,
            passage=self.kwargs["passage"],
            place=self.kwargs["place"],
        )
        if found is None:
            raise Http404
        self.proposal = found
        self.text = f"“{found.sentence}”"

    def back(self) -> str:
        return self.at_version("proposal-list")


class ProposalUse(_ProposalQuestion):
    heading = "Make a rule of this?"
    added: engine.Rule

    def form(self, data: Any = None) -> forms.DraftForm:
        return forms.SureForm(data, seen=self.row.digest, submit="Use this")

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        rule, refusal = _rule(self.protocol, self.proposal)
        if rule is None or refusal:
            raise editing.CannotEdit(refusal)
        key = editing_rules.new_rule_key(self.protocol, rule.key)
        self.added = replace(rule, key=key)
        return editing.put_rule(self.protocol, self.added)

    def act(self, cleaned: dict[str, Any]) -> str:
        actions.use(
            version=self.row,
            passage=self.proposal.passage,
            place=self.proposal.place,
            protocol=self.changed(cleaned),
            seen=cleaned["seen"],
            by=self.by,
            at=self.at,
        )
        return "It is a rule of this version now. Look whether it says what the clause says."

    def after(self) -> str:
        return self.at_version("rule-change", rule=self.added.key)


class ProposalRefuse(_ProposalQuestion):
    heading = "Is this not a rule?"

    def form(self, data: Any = None) -> forms.DraftForm:
        return forms.SureForm(data, seen=self.row.digest, submit="Not a rule")

    def act(self, cleaned: dict[str, Any]) -> str:
        actions.set_aside(
            passage=self.proposal.passage, place=self.proposal.place, by=self.by, at=self.at
        )
        return ""
