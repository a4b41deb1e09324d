"""Duties, notices and dates proposed from a document: confirmed one by one, or set aside."""

from __future__ import annotations

from typing import Any

from concerns.actions import proposals as actions
from concerns.engine import protocol as engine
from concerns.forms import proposed as forms
from concerns.forms import versions as version_forms
from concerns.forms.dated import FIRST_DAY, REVIEW
from concerns.presenters import proposed as words
from concerns.protocols import confirming, editing, rule_sentences
from concerns.protocols.importer.passages import DateOf
from concerns.selectors.proposals import DATE, DUTY, NOTICE, TIME, Proposal
from concerns.views.protocols._proposed import ProposalQuestion, were_added

PARTS = (DUTY, TIME, NOTICE, DATE)
_AHEAD = {DateOf.ADOPTED: 0, DateOf.IN_FORCE: FIRST_DAY, DateOf.REVIEW: REVIEW}


def rule_choices(
    protocol: engine.Protocol, likely: tuple[engine.Rule, ...]
) -> list[tuple[str, str]]:
    """Every rule of the draft in a sentence, the likely ones first."""
    others = tuple(rule for rule in protocol.rules if rule not in likely)
    return [(rule.key, rule_sentences.sentence(protocol, rule)) for rule in (*likely, *others)]


def notice_told(protocol: engine.Protocol, proposal: Proposal) -> str:
    """Who a notice is shown to, in a sentence; nothing for what is no notice."""
    if proposal.what != NOTICE:
        return ""
    when = confirming.notice_when(proposal.draft)
    return f"{rule_sentences.situation(protocol, when)}, they are told so before they send it."


class _PartQuestion(ProposalQuestion):
    def load(self, pk: int | None) -> None:
        super().load(pk)
        self.heading = words.seems(self.proposal.draft)
        told = notice_told(self.protocol, self.proposal)
        self.text = f"{self.text} {told}".strip()


class ProposedUse(_PartQuestion):
    """Put it into the draft, as the person says."""

    def form(self, data: Any = None) -> version_forms.DraftForm:
        seen, draft = self.row.digest, self.proposal.draft
        if self.proposal.what in {DUTY, TIME}:
            form = forms.DutyForm if self.proposal.what == DUTY else forms.TimeForm
            likely = confirming.resting_on(self.protocol, self.proposal.other)
            return form(
                data,
                seen=seen,
                rules=rule_choices(self.protocol, likely),
                likely=[rule.key for rule in likely],
            )
        if self.proposal.what == NOTICE:
            told = confirming.notice_words(draft.kind, self.proposal.sentence)
            return forms.NoticeForm(data, seen=seen, initial={"text": told})
        kind = forms.IntervalForm if draft.every else forms.DateForm
        years = _AHEAD[draft.what]
        return kind(data, seen=seen, today=self.on, years=years, initial={"on": draft.on})

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        found, clause = self.proposal, self.proposal.clause
        now = self.with_offices(confirming.offices_of(found.draft))
        if clause.unresolved and not found.passage.proposal.get("doubt"):
            raise editing.CannotEdit("The words of its clause are not settled. Settle them first.")
        if found.what == DUTY:
            duty = confirming.duty_of(found.draft, clause, found.sentence)
            return confirming.put_duty(now, duty, cleaned["rules"])
        if found.what == TIME:
            limit = confirming.limit_of(found.draft, clause, found.sentence)
            return confirming.put_limit(now, limit, cleaned["rules"])
        if found.what == NOTICE:
            return confirming.put_notice(now, found.draft, clause, found.sentence, cleaned["text"])
        return confirming.put_date(now, found.draft, clause, found.sentence, cleaned["on"])

    def act(self, cleaned: dict[str, Any]) -> str:
        actions.use(
            version=self.row,
            passage=self.proposal.passage,
            place=self.proposal.place,
            what=self.proposal.what,
            protocol=self.changed(cleaned),
            seen=cleaned["seen"],
            by=self.by,
            at=self.at,
        )
        return f"It is in this version now. {were_added(self.lacks)}".strip()


class ProposedRefuse(_PartQuestion):
    """Say that it is not so."""

    def form(self, data: Any = None) -> version_forms.DraftForm:
        return version_forms.SureForm(data, seen=self.row.digest, submit="Leave it out")

    def act(self, cleaned: dict[str, Any]) -> str:
        actions.set_aside(
            passage=self.proposal.passage,
            place=self.proposal.place,
            what=self.proposal.what,
            by=self.by,
            at=self.at,
        )
        return ""
