"""What a document seems to say beside its rules, put into a draft once a person confirms it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from concerns.engine.explain import PROCEDURE_WORDS, join
from concerns.engine.facts import Matter
from concerns.engine.offices import GENERAL, Office
from concerns.engine.protocol import (
    Citation,
    Clause,
    Duty,
    DutyKind,
    Notice,
    NoticeKind,
    Procedure,
    Protocol,
    Review,
    Rule,
    Target,
    When,
)
from concerns.protocols.editing import CannotEdit
from concerns.protocols.importer.passages import DateOf, DraftDate, DraftDuty, DraftNotice
from concerns.protocols.importer.proposals.procedures import listed_with

_DOES = {
    DutyKind.INFORM: "Tell the {who}.",
    DutyKind.CONSULT: "Ask the {who} before you decide.",
    DutyKind.REASONS: "Give reasons in writing.",
    DutyKind.NOTE: "Keep a dated note.",
}
# In our words, for whoever raises something; the clause itself is quoted beside them.
_NOTICES = {
    NoticeKind.FORM: "Put it in writing.",
    NoticeKind.FORUM: "Do not raise it in public or at a meeting.",
    NoticeKind.ALTERNATIVE: "You may be able to use the council’s {} instead.",
    NoticeKind.LAW: "The law has its own way for this.",
}


# ---------------------------------------------------------------- duties


def resting_on(protocol: Protocol, clause: Clause | None) -> tuple[Rule, ...]:
    """The rules that rest on a clause."""
    return tuple(
        rule
        for rule in protocol.rules
        if clause is not None
        and any(cited.clause == clause.id for step in rule.steps for cited in step.clauses)
    )


def duty_of(draft: DraftDuty, clause: Clause, sentence: str) -> Duty:
    """The duty a sentence states, resting on it."""
    titles = [target.title for target in draft.who]
    text = _DOES[draft.kind].format(who=join(titles, "and").replace(" and ", " and the "))
    who = tuple(Target(target.office, target.of) for target in draft.who)
    cited = (Citation(clause.id, " ".join(sentence.split())),)
    return Duty(draft.kind, draft.when, cited, who, text, draft.force)


def missing(protocol: Protocol, offices: Collection[Office]) -> list[Office]:
    """The offices among these that the draft does not have yet."""
    return sorted(set(offices) - protocol.offices.keys() - GENERAL)


def put_duty(protocol: Protocol, duty: Duty, keys: Collection[str]) -> Protocol:
    """Let a duty fall on the first step of each of the rules.

    :raises CannotEdit: if no rule is named, or it names an office the draft does not have.
    """
    if not set(keys) & {rule.key for rule in protocol.rules}:
        raise CannotEdit("Choose the rule that it belongs to.")
    if missing(protocol, [target.office for target in duty.who]):
        raise CannotEdit("It names an office this version does not have yet. Add that first.")
    return replace(
        protocol,
        rules=tuple(
            _with_duty(rule, duty) if rule.key in keys else rule for rule in protocol.rules
        ),
    )


def _with_duty(rule: Rule, duty: Duty) -> Rule:
    first, *rest = rule.steps
    return replace(rule, steps=(replace(first, duties=(*first.duties, duty)), *rest))


# ---------------------------------------------------------------- notices and dates


def notice_words(kind: NoticeKind, sentence: str) -> str:
    """What people are told, until somebody words it better: every procedure the sentence offers."""
    if kind is not NoticeKind.ALTERNATIVE:
        return _NOTICES[kind]
    offered = listed_with(sentence, Procedure.WHISTLEBLOWING) or (Procedure.WHISTLEBLOWING,)
    return _NOTICES[kind].format(join(PROCEDURE_WORDS[each] for each in offered))


def put_notice(
    protocol: Protocol, draft: DraftNotice, clause: Clause, sentence: str, text: str
) -> Protocol:
    """Tell whoever raises something what the sentence asks of them. :param text: in our words."""
    when = When(
        matter=frozenset({Matter.CONCERN}),
        raised_by=frozenset(draft.raised_by),
        about=frozenset(draft.about),
    )
    cited = (Citation(clause.id, " ".join(sentence.split())),)
    notice = Notice(draft.kind, text, cited, when)
    return replace(protocol, notices=(*protocol.notices, notice))


def put_date(
    protocol: Protocol, draft: DraftDate, clause: Clause, sentence: str, on: date | None
) -> Protocol:
    """Say of the draft what a date in it is the date of.

    :param on: as a person confirmed it; None where the document says only how often it is
        looked at again.
    """
    if draft.what is DateOf.ADOPTED:
        return replace(protocol, adopted_on=on)
    if draft.what is DateOf.IN_FORCE:
        return replace(protocol, in_force_from=on)
    cited = Citation(clause.id, " ".join(sentence.split()))
    was = protocol.review or Review(text="The protocol says when it is looked at again.")
    clauses = was.clauses if cited in was.clauses else (*was.clauses, cited)
    return replace(
        protocol,
        review=replace(was, due=on or was.due, every=draft.every or was.every, clauses=clauses),
    )
