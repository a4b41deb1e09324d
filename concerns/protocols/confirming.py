"""What a document seems to say beside its rules, put into a draft once a person confirms it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date

from concerns.engine.deadlines import Unit
from concerns.engine.explain import PROCEDURE_WORDS, join
from concerns.engine.facts import Event
from concerns.engine.offices import Office
from concerns.engine.protocol import (
    CLOSE,
    Citation,
    Clause,
    Duty,
    DutyKind,
    Limit,
    Notice,
    NoticeKind,
    Procedure,
    Protocol,
    Review,
    Rule,
    Source,
    Step,
    Target,
    When,
)
from concerns.protocols import editing, editing_rules
from concerns.protocols.editing import CannotEdit
from concerns.protocols.importer.passages import (
    DateOf,
    DraftDate,
    DraftDuty,
    DraftNotice,
    DraftTime,
)
from concerns.protocols.importer.proposals.procedures import listed_with
from concerns.protocols.importer.proposals.signs import FORUM_PLACE

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
# “in the council chamber, in the newspapers or on Facebook”.
_PLACES = re.compile(
    r"\b(?:(?:in|on|through|via|to) (?:the |an? |any )?(?:\w+ ){0,2}?)?"
    rf"(?:{FORUM_PLACE.pattern})"
    r"(?:(?!,? (?:and |but )?(?:shall|should|must|will|may|but|instead|unless|who)\b)[^.;:])*",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"(?:in|on|at|through|via|to) ", re.IGNORECASE)


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


def offices_of(draft: DraftDuty | DraftTime | DraftNotice | DraftDate) -> frozenset[Office]:
    """Every office that a duty, a time, a notice or a date names."""
    if isinstance(draft, DraftDuty):
        return frozenset(target.office for target in draft.who)
    if isinstance(draft, DraftNotice):
        return frozenset((*draft.raised_by, *draft.about))
    return frozenset()


def put_duty(protocol: Protocol, duty: Duty, keys: Collection[str]) -> Protocol:
    """Let a duty fall on the first step of each of the rules.

    :raises CannotEdit: if no rule is named.
    """
    return _on_first_steps(protocol, keys, lambda step: replace(step, duties=(*step.duties, duty)))


def limit_of(draft: DraftTime, clause: Clause, sentence: str) -> Limit:
    """The time a sentence gives, resting on it."""
    cited = (Citation(clause.id, " ".join(sentence.split())),)
    said = draft.limit
    return Limit(said.what, said.n, Unit(said.unit), Source.PROTOCOL, said.start, clauses=cited)


def put_limit(protocol: Protocol, limit: Limit, keys: Collection[str]) -> Protocol:
    """Give a time to the first step of each of the rules.

    :raises CannotEdit: if no rule is named, or its step has a time for the same already.
    """

    def given(step: Step) -> Step:
        limits = (*step.limits, limit)
        editing_rules.check_limits(limits)
        return replace(step, limits=limits)

    return _on_first_steps(protocol, keys, given)


def _on_first_steps(
    protocol: Protocol, keys: Collection[str], change: Callable[[Step], Step]
) -> Protocol:
    """The draft with the first step of each rule named changed.

    :raises CannotEdit: if no rule of the draft is named.
    """
    if not set(keys) & {rule.key for rule in protocol.rules}:
        raise CannotEdit("Choose the rule that it belongs to.")
    return replace(
        protocol,
        rules=tuple(
            replace(rule, steps=(change(rule.steps[0]), *rule.steps[1:]))
            if rule.key in keys
            else rule
            for rule in protocol.rules
        ),
    )


# ---------------------------------------------------------------- next steps


def put_next(protocol: Protocol, proposed: Rule, key: str) -> Protocol:
    """Let what a sentence says come after the last step of a rule of the draft.

    :param proposed: the sentence, read as a rule. :param key: of the rule it goes on from.
    :raises CannotEdit: if there is no such rule.
    """
    rule = next((each for each in protocol.rules if each.key == key), None)
    if rule is None:
        raise CannotEdit("Choose the rule that it goes on from.")
    outcomes = sorted(proposed.when.event - {Event.FIRST}) or [Event.UNRESOLVED]
    for step in proposed.steps:
        wanted = step.procedure or step.to[0].office
        own = replace(
            step,
            key=editing_rules.new_step_key(rule, wanted.value),
            on=frozenset(),
            next={Event.UNRESOLVED: CLOSE},
        )
        last = rule.steps[-1].key
        for outcome in outcomes:  # an appeal may come after either decision
            rule = editing_rules.follow(rule, own, after=last, outcome=outcome)
            own = editing_rules.step_of(rule, own.key)
        outcomes = [Event.UNRESOLVED]
    return editing.put_rule(protocol, rule, key=key)


# ---------------------------------------------------------------- notices and dates


def notice_words(kind: NoticeKind, sentence: str) -> str:
    """What people are told, until somebody words it better: every procedure the sentence offers."""
    if kind is NoticeKind.FORUM:
        named = " ".join(_PLACES.findall(" ".join(sentence.split()))[:1])
        return f"Do not raise it {named}." if _BEGINS.match(named) else _NOTICES[kind]
    if kind is not NoticeKind.ALTERNATIVE:
        return _NOTICES[kind]
    offered = listed_with(sentence, Procedure.WHISTLEBLOWING) or (Procedure.WHISTLEBLOWING,)
    return _NOTICES[kind].format(join(PROCEDURE_WORDS[each] for each in offered))


def notice_when(draft: DraftNotice) -> When:
    """Whom a notice is shown to: whoever raises what it is about."""
    return When(
        matter=frozenset({draft.matter}),
        raised_by=frozenset(draft.raised_by),
        about=frozenset(draft.about),
        code_breach=draft.code_breach,
    )


def put_notice(
    protocol: Protocol, draft: DraftNotice, clause: Clause, sentence: str, text: str
) -> Protocol:
    """Tell whoever raises something what the sentence asks of them. :param text: in our words."""
    cited = (Citation(clause.id, " ".join(sentence.split())),)
    notice = Notice(draft.kind, text, cited, notice_when(draft))
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
