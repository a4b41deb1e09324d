"""Rules proposed from a document: the sentence, what it seems to say, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html

from concerns.actions import proposals as actions
from concerns.engine import protocol as engine
from concerns.engine.explain import join
from concerns.engine.offices import GENERAL
from concerns.forms import versions as forms
from concerns.forms.proposed import NextForm
from concerns.presenters import proposed as words
from concerns.presenters.office_kinds import kind_of_office
from concerns.presenters.outstanding import left
from concerns.protocols import (
    confirming,
    editing,
    editing_rules,
    rule_sentences,
    rule_terms,
    rule_words,
)
from concerns.protocols.importer.rules import NotARule, as_rule
from concerns.selectors import proposals as selectors
from concerns.selectors.proposals import Proposal
from concerns.views.protocols._page import VersionPage, VersionQuestion
from concerns.views.protocols.proposed_parts import rule_choices


class ProposalList(VersionPage):
    def get(self, request: HttpRequest, council: str, version: int) -> HttpResponse:
        proposed = selectors.waiting(self.row, self.protocol, what=selectors.ALL)
        return self.page(
            "protocols/proposals.html",
            rows=[self._row(p) for p in proposed if p.what == selectors.RULE],
            parts=[self._part(p) for p in proposed if p.what != selectors.RULE],
            back_href=self.at_version("rule-list"),
        )

    def _row(self, proposal: Proposal) -> dict[str, Any]:
        rule, refusal = _rule(self.protocol, proposal)
        where = {"passage": proposal.passage.pk, "place": proposal.place}
        questions = list(proposal.draft.questions)
        follows = proposal.draft.follows
        return {
            "clause": rule_terms.capital(rule_terms.clause(self.protocol, proposal.clause.id)),
            "sentence": f"{proposal.other.quote} {proposal.sentence}"
            if proposal.other and not follows
            else proposal.sentence,
            "follows": rule_terms.clause(self.protocol, proposal.other.id)
            if proposal.other and follows
            else "",
            "next": self.at_version("proposal-next", **where)
            if follows and self.protocol.rules
            else "",
            "rule": _in_words(self.protocol, rule) if rule else "",
            "questions": [refusal, *questions] if refusal else questions,
            "may_use": not refusal,
            "use": self.at_version("proposal-use", **where),
            "refuse": self.at_version("proposal-refuse", **where),
        }

    def _part(self, proposal: Proposal) -> dict[str, Any]:
        where = {
            "passage": proposal.passage.pk,
            "what": proposal.what,
            "place": proposal.place,
        }
        return {
            "clause": rule_terms.capital(rule_terms.clause(self.protocol, proposal.clause.id)),
            "sentence": proposal.sentence,
            "seems": words.seems(proposal.draft),
            "belongs": rule_terms.clause(self.protocol, proposal.other.id)
            if proposal.other and proposal.other.id != proposal.clause.id
            else "",
            "needs": self._needs(proposal),
            "use": self.at_version("proposed-use", **where),
            "refuse": self.at_version("proposed-refuse", **where),
        }

    def _needs(self, proposal: Proposal) -> str:
        """Why it cannot be used yet; empty where it can."""
        if proposal.what not in {selectors.DUTY, selectors.TIME}:
            return ""
        if not self.protocol.rules:
            return "There is no rule yet that it could belong to. Use or write that first."
        if proposal.what == selectors.TIME:
            return ""
        offices = confirming.missing(
            self.protocol, [target.office for target in proposal.draft.who]
        )
        named = join((kind_of_office(office) for office in offices), "and")
        return _NO_OFFICE.format(named) if offices else ""


def _in_words(protocol: engine.Protocol, rule: engine.Rule) -> str:
    """The rule as a sentence, and who takes it where the first cannot: that is confirmed too."""
    instead = (
        f"{rule_terms.capital(rule_words.otherwise_words(protocol, other))}."
        for step in rule.steps
        for other in step.otherwise
    )
    return " ".join([rule_sentences.sentence(protocol, rule), *instead])


_NO_OFFICE = "It names offices this version does not have yet: {}. Add them first."


def _rule(protocol: engine.Protocol, proposal: Proposal) -> tuple[engine.Rule | None, str]:
    """The rule it would become, and why it cannot yet."""
    clause = proposal.clause
    try:
        led = proposal.other is not None and bool(proposal.draft.stem)
        stem = engine.Citation(proposal.other.id) if proposal.other and led else None
        rule = as_rule(proposal.draft, clause.id, clause.quote or "", stem)
    except NotARule as refused:
        return None, str(refused)
    rule = replace(rule, summary=rule_sentences.summary(protocol, rule))
    doubt = proposal.passage.proposal.get("doubt")
    if doubt:
        rule = replace(rule, doubt=engine.Doubt(**doubt, clauses=(engine.Citation(clause.id),)))
    missing = sorted(editing.offices_of(rule) - protocol.offices.keys() - GENERAL)
    if missing:
        named = join((kind_of_office(office) for office in missing), "and")
        return rule, _NO_OFFICE.format(named)
    if clause.unresolved and not doubt:
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

    def use(self, cleaned: dict[str, Any]) -> None:
        """Put it into the draft as the form has it, and count it as decided on."""
        actions.use(
            version=self.row,
            passage=self.proposal.passage,
            place=self.proposal.place,
            protocol=self.changed(cleaned),
            seen=cleaned["seen"],
            by=self.by,
            at=self.at,
        )

    def left(self) -> str:
        """How many of the others nobody has decided on."""
        others = selectors.waiting(self.row, self.protocol, what=selectors.ALL)
        return left(len(others))


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
        return confirming.put_rule(self.protocol, self.added)

    def act(self, cleaned: dict[str, Any]) -> str:
        self.use(cleaned)
        return format_html(
            'It is a rule of this version now. <a class="govuk-notification-banner__link"'
            ' href="{}">Look whether it says what the clause says</a>. {}',
            self.at_version("rule-change", rule=self.added.key),
            self.left(),
        )


class ProposalNext(_ProposalQuestion):
    """Put it after the last step of a rule of the draft, and make no rule of it."""

    heading = "What does this go on from?"

    def form(self, data: Any = None) -> forms.DraftForm:
        likely = confirming.resting_on(self.protocol, self.proposal.other)
        return NextForm(data, seen=self.row.digest, rules=rule_choices(self.protocol, likely))

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        proposed, refusal = _rule(self.protocol, self.proposal)
        if proposed is None or refusal:
            raise editing.CannotEdit(refusal)
        return confirming.put_next(self.protocol, proposed, cleaned["rule"])

    def act(self, cleaned: dict[str, Any]) -> str:
        self.use(cleaned)
        return format_html(
            'It is the last step of that rule now. <a class="govuk-notification-banner__link"'
            ' href="{}">Look whether it says what the clause says</a>. {}',
            self.at_version("rule-change", rule=cleaned["rule"]),
            self.left(),
        )


class ProposalRefuse(_ProposalQuestion):
    heading = "Is this not a rule?"

    def form(self, data: Any = None) -> forms.DraftForm:
        return forms.SureForm(data, seen=self.row.digest, submit="Not a rule")

    def act(self, cleaned: dict[str, Any]) -> str:
        actions.set_aside(
            passage=self.proposal.passage, place=self.proposal.place, by=self.by, at=self.at
        )
        return f"It is set aside. {self.left()}".strip()
