"""Rules proposed from a document: the sentence, what it seems to say, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html

from concerns.actions import proposals as actions
from concerns.engine import protocol as engine
from concerns.forms import versions as forms
from concerns.forms.proposed import NextForm
from concerns.presenters import proposed as words
from concerns.presenters.outstanding import left
from concerns.protocols import (
    confirming,
    confirming_offices,
    editing,
    editing_rules,
    ordering,
    rule_sentences,
    rule_terms,
    rule_words,
)
from concerns.protocols.importer.rules import NotARule, as_rule
from concerns.selectors import proposals as selectors
from concerns.selectors.proposals import Proposal
from concerns.views import council_page
from concerns.views.protocols._page import VersionQuestion
from concerns.views.protocols._proposed import ProposalQuestion, WithOffices, adds, were_added
from concerns.views.protocols.proposed_parts import notice_told, rule_choices
from concerns.views.protocols.rules import put_above


class ProposalList(WithOffices):
    def get(self, request: HttpRequest, council: str, version: int) -> HttpResponse:
        proposed = selectors.waiting(self.row, self.protocol, what=selectors.ALL)
        return self.page(
            "protocols/proposals.html",
            rows=[self._row(p) for p in proposed if p.what == selectors.RULE],
            parts=[self._part(p) for p in proposed if p.what != selectors.RULE],
            aside=[self._aside(p) for p in selectors.set_aside(self.row, self.protocol)],
            back_href=self.at_version("rule-list"),
        )

    def _row(self, proposal: Proposal) -> dict[str, Any]:
        rule, refusal = _rule(self.protocol, proposal)
        lacks = self.lacking(proposal, editing.offices_of(rule)) if rule else {}
        if rule:
            rule, refusal = _rule(confirming_offices.put(self.protocol, lacks), proposal)
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
            "adds": adds(lacks),
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
            "told": notice_told(self.protocol, proposal),
            "needs": self._needs(proposal),
            "adds": adds(self.lacking(proposal, confirming.offices_of(proposal.draft))),
            "use": self.at_version("proposed-use", **where),
            "refuse": self.at_version("proposed-refuse", **where),
        }

    def _needs(self, proposal: Proposal) -> str:
        """Why it cannot be used yet; empty where it can."""
        if proposal.what not in {selectors.DUTY, selectors.TIME} or self.protocol.rules:
            return ""
        return "There is no rule yet that it could belong to. Use or write that first."

    def _aside(self, proposal: Proposal) -> dict[str, str]:
        """What somebody said is not so, with where it is taken back."""
        where = {"passage": proposal.passage.pk, "what": proposal.what, "place": proposal.place}
        return {
            "clause": rule_terms.capital(rule_terms.clause(self.protocol, proposal.clause.id)),
            "sentence": proposal.sentence,
            "seems": words.seems(proposal.draft),
            "back": self.at_version("proposal-back", **where),
        }


def _in_words(protocol: engine.Protocol, rule: engine.Rule) -> str:
    """The rule as a sentence, and who takes it where the first cannot: that is confirmed too."""
    instead = (
        f"{rule_terms.capital(rule_words.otherwise_words(protocol, other))}."
        for step in rule.steps
        for other in step.otherwise
    )
    return " ".join([rule_sentences.sentence(protocol, rule), *instead])


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
    if clause.unresolved and not doubt:
        return rule, "The words of its clause are not settled. Settle them first."
    return rule, ""


class _RuleQuestion(ProposalQuestion):
    """A form about a proposed rule."""

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

    def proposed(self) -> tuple[engine.Protocol, engine.Rule]:
        """The draft with the offices that the rule names, and the rule.

        :raises CannotEdit: if it cannot be one yet.
        """
        rule, refusal = _rule(self.protocol, self.proposal)
        draft = self.with_offices(editing.offices_of(rule)) if rule else self.protocol
        rule, refusal = _rule(draft, self.proposal)
        if rule is None or refusal:
            raise editing.CannotEdit(refusal)
        return draft, rule

    def left(self) -> str:
        """How many of the others nobody has decided on."""
        others = selectors.waiting(self.row, self.protocol, what=selectors.ALL)
        return left(len(others))


class ProposalUse(_RuleQuestion):
    heading = "Make a rule of this?"
    added: engine.Rule
    above: engine.Rule | None = None

    def form(self, data: Any = None) -> forms.DraftForm:
        return forms.SureForm(data, seen=self.row.digest, submit="Use this")

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        draft, rule = self.proposed()
        self.added = replace(rule, key=editing_rules.new_rule_key(draft, rule.key))
        draft, self.above = ordering.put_where_used(draft, self.added)
        return draft

    def act(self, cleaned: dict[str, Any]) -> str:
        self.use(cleaned)
        also = " ".join(filter(None, [put_above(self.above), were_added(self.lacks)]))
        return format_html(
            "It is a rule of this version now. {}"
            ' <a class="govuk-notification-banner__link" href="{}">{}</a>. {}',
            also,
            self.back() if self._is_to_change else self._at_rule,
            "Go back to what is proposed"
            if self._is_to_change
            else "Look whether it says what the clause says",
            self.left(),
        )

    @property
    def _is_to_change(self) -> bool:
        """Whether “Use and change” was pressed."""
        return "change" in self.request.POST

    @property
    def _at_rule(self) -> str:
        return self.at_version("rule-change", rule=self.added.key)

    def after(self) -> str:
        return self._at_rule if self._is_to_change else self.back()


class ProposalNext(_RuleQuestion):
    """Put it after the last step of a rule of the draft, and make no rule of it."""

    heading = "What does this go on from?"

    def form(self, data: Any = None) -> forms.DraftForm:
        likely = confirming.resting_on(self.protocol, self.proposal.other)
        return NextForm(data, seen=self.row.digest, rules=rule_choices(self.protocol, likely))

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        draft, proposed = self.proposed()
        return confirming.put_next(draft, proposed, cleaned["rule"])

    def act(self, cleaned: dict[str, Any]) -> str:
        self.use(cleaned)
        return format_html(
            'It is the last step of that rule now. {} <a class="govuk-notification-banner__link"'
            ' href="{}">Look whether it says what the clause says</a>. {}',
            were_added(self.lacks),
            self.at_version("rule-change", rule=cleaned["rule"]),
            self.left(),
        )


class ProposalRefuse(_RuleQuestion):
    heading = "Is this not a rule?"

    def form(self, data: Any = None) -> forms.DraftForm:
        return forms.SureForm(data, seen=self.row.digest, submit="Not a rule")

    def act(self, cleaned: dict[str, Any]) -> str:
        actions.set_aside(
            passage=self.proposal.passage, place=self.proposal.place, by=self.by, at=self.at
        )
        return f"It is set aside. {self.left()}".strip()


class ProposalBack(VersionQuestion):
    """Take back that something is not so, by a press of a button."""

    heading = "Decide on this again?"
    proposal: Proposal

    def load(self, pk: int | None) -> None:
        wanted = (self.kwargs["passage"], self.kwargs["what"], self.kwargs["place"])
        self.proposal = council_page.found(
            next(
                (
                    p
                    for p in selectors.set_aside(self.row, self.protocol)
                    if (p.passage.pk, p.what, p.place) == wanted
                ),
                None,
            )
        )
        self.text = f"“{self.proposal.sentence}”"

    def form(self, data: Any = None) -> forms.DraftForm:
        return forms.SureForm(data, seen=self.row.digest, submit="Take it back")

    def act(self, cleaned: dict[str, Any]) -> str:
        actions.take_back(
            passage=self.proposal.passage,
            place=self.proposal.place,
            what=self.proposal.what,
            by=self.by,
            at=self.at,
        )
        return "It is taken back, and can be decided on again."

    def back(self) -> str:
        return self.at_version("proposal-list")
