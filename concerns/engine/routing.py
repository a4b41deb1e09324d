"""`route`: where a matter goes, on whose authority, and why.

A pure, total function over frozen data: no Django, no clock, no files. It always answers and it
never guesses; what it had to assume is in the answer as a gap (design section 2).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from concerns.engine import explain
from concerns.engine.decision import (
    ENGINE_VERSION,
    Cited,
    Decision,
    DutyAhead,
    Excluded,
    GapFound,
    LawCited,
    LimitAhead,
    NoticeGiven,
    Outcome,
    Recipient,
    StepAhead,
    Tried,
)
from concerns.engine.facts import Facts
from concerns.engine.law import Law, LawRule
from concerns.engine.matching import entry_step, failures
from concerns.engine.overlay import Overlay, over
from concerns.engine.protocol import (
    Capacity,
    Citation,
    NoticeKind,
    Protocol,
    Rule,
    Step,
    Track,
)
from concerns.engine.roster import Roster
from concerns.engine.seats import Filter, Seating, seat, told
from concerns.engine.ways import Way, net_step, way

# Codes of the gaps the engine finds in who is to take a step.
NOT_STATED = "fallback_not_stated"
NOBODY_LEFT = "nobody_left"

NO_LAW = Law()


def route(
    facts: Facts, protocol: Protocol, roster: Roster, at: date, law: Law = NO_LAW
) -> Decision:
    """Decide where a matter goes.

    :param facts: all that may be looked at.
    :param protocol: the version in force when the matter was sent.
    :param roster: who holds what on the day.
    :param at: the day in the council's own calendar.
    :param law: the dated overlay; empty to look at the protocol alone.
    :return: a decision, always: `no_rule` and `needs_handler` are answers too.
    """
    sieve = Filter(facts, protocol, roster)
    rule, entry, tried = _first_match(facts, protocol)
    overlay = over(law, protocol, facts, at)
    found = way(protocol, rule, entry, overlay)
    if found.law is not None:
        tried = _with_law(tried, found.law)
    notices = _notices(protocol, facts, overlay, found)
    return _decide(sieve, found, law, at, tried=tried, notices=notices)


def _first_match(facts: Facts, protocol: Protocol) -> tuple[Rule | None, int, tuple[Tried, ...]]:
    tried: list[Tried] = []
    for rule in protocol.rules:
        failed = failures(rule.when, facts)
        entry = None if failed else entry_step(rule, facts)
        if not failed and entry is None:
            failed = ("entry",)
        if not failed and entry is not None:
            tried.append(Tried(rule.key, True, (), f"{rule.summary}."))
            return rule, entry, tuple(tried)
        tried.append(Tried(rule.key, False, failed, explain.why_not(rule.when, facts, failed)))
    return None, 0, tuple(tried)


def _with_law(tried: tuple[Tried, ...], taken_over: LawRule) -> tuple[Tried, ...]:
    """The explanation when the law decides: a rule that would have fitted did not count."""
    why = "This rule would fit, but the law takes this out of the protocol's hands."
    others = tuple(
        replace(t, matched=False, failed=("law",), why=why) if t.matched else t for t in tried
    )
    return (Tried(f"law:{taken_over.key}", True, (), taken_over.text), *others)


def _decide(
    sieve: Filter,
    found: Way,
    law: Law,
    at: date,
    *,
    tried: tuple[Tried, ...],
    notices: tuple[NoticeGiven, ...],
) -> Decision:
    protocol, facts = sieve.protocol, sieve.facts
    gaps = [GapFound(u.code, u.text, _cite(protocol, u.clauses)) for u in found.unsaid]
    ahead: list[StepAhead] = []
    excluded: list[Excluded] = []
    unseated = False
    for n, step in enumerate(found.steps, start=1):
        source = found.source(step)
        seating = seat(sieve, step, by_law=source is not None)
        _note_gap(sieve, step, seating, gaps, named_by="law" if source else "protocol")
        ahead.append(_step_ahead(sieve, n, step, seating, excluded, source))
        if n == 1 and not seating.to and step.procedure is None:
            unseated = True
    gaps.extend(_stated_gaps(protocol, facts, found.rule))
    return Decision(
        council=protocol.council,
        version=protocol.version,
        status=protocol.status,
        digest=protocol.digest,
        law_digest=law.digest,
        engine=ENGINE_VERSION,
        on=at,
        outcome=_outcome(ahead, found, unseated=unseated),
        rule=found.rule.key if found.rule else None,
        law=found.law.key if found.law else None,
        steps=tuple(ahead),
        excluded=tuple(excluded),
        gaps=tuple(dict.fromkeys(gaps)),
        notices=notices,
        explanation=tried,
        facts=facts,
        keeper=_keeper(sieve),
    )


def _keeper(sieve: Filter) -> Recipient | None:
    owner = (sieve.protocol.owner,) if sieve.protocol.owner else ()
    seating = seat(sieve, net_step(sieve.protocol, first=owner))
    return seating.to[0] if seating.to else None


def _note_gap(
    sieve: Filter, step: Step, seating: Seating, gaps: list[GapFound], *, named_by: str
) -> None:
    protocol = sieve.protocol
    cited = _cite(protocol, step.clauses)
    if not seating.to and step.to:
        gaps.append(
            GapFound(
                NOBODY_LEFT,
                "Everyone who could take this step is involved, absent or not in post, and the"
                " council's own arrangements name nobody else.",
                cited,
            )
        )
    elif not seating.stated:
        wanted = explain.titles(protocol, dict.fromkeys(t.office for t in step.to))
        actual = explain.titles(protocol, (r.office for r in seating.to))
        gaps.append(
            GapFound(
                NOT_STATED,
                f"The {named_by} names {wanted} and {_silence(step)}."
                f" The council's own arrangements give {actual}.",
                cited,
            )
        )


def _silence(step: Step) -> str:
    """What the protocol does not say of those who cannot act."""
    if step.otherwise:
        return "says nothing of this case, or names somebody who cannot act either"
    return "does not say who acts instead"


def _step_ahead(
    sieve: Filter,
    n: int,
    step: Step,
    seating: Seating,
    excluded: list[Excluded],
    law: LawRule | None,
) -> StepAhead:
    protocol = sieve.protocol
    _add(excluded, seating.excluded)
    duties: list[DutyAhead] = []
    for duty in step.duties:
        who, passed = told(sieve, duty.who, seating.to)
        _add(excluded, passed)
        if duty.who and not who:
            continue  # nobody is left to be told
        duties.append(
            DutyAhead(
                duty.kind, who, duty.when, duty.force, duty.text, _cite(protocol, duty.clauses)
            )
        )
    clauses = step.clauses + tuple(c for other in seating.by for c in other.clauses)
    return StepAhead(
        n=n,
        key=step.key,
        track=step.track,
        capacity=step.capacity,
        force=step.force,
        condition=step.condition,
        combine=step.combine,
        to=seating.to,
        procedure=step.procedure,
        clauses=_cite(protocol, clauses),
        duties=tuple(duties),
        limits=tuple(
            LimitAhead(
                limit.what,
                limit.n,
                limit.unit,
                limit.source,
                limit.start,
                limit.actor.office if limit.actor else None,
                limit.extension,
                _cite(protocol, limit.clauses),
            )
            for limit in step.limits
        ),
        next=step.next,
        final=step.final,
        not_alone=step.not_alone,
        panel=step.panel,
        law=LawCited(law.key, law.text, law.source) if law else None,
    )


def _add(excluded: list[Excluded], more: Iterable[Excluded]) -> None:
    excluded.extend(e for e in more if e not in excluded)


def _outcome(steps: list[StepAhead], found: Way, *, unseated: bool) -> Outcome:
    if found.law is not None and found.law.outside:
        return Outcome.NOT_HERE
    if unseated:
        return Outcome.NEEDS_HANDLER
    if found.rule is None and found.law is None:
        return Outcome.NO_RULE
    first = steps[0]
    if first.track is Track.INFORMAL and first.capacity is Capacity.FACILITATE:
        return Outcome.INFORMAL_FIRST
    return Outcome.ROUTED


def _stated_gaps(protocol: Protocol, facts: Facts, rule: Rule | None) -> list[GapFound]:
    """The gaps the pack records for facts like these, and the doubt in the rule's own words."""
    found = [
        GapFound(gap.code, gap.text, _cite(protocol, gap.clauses))
        for gap in protocol.gaps
        if gap.when is not None and not failures(gap.when, facts)
    ]
    if rule is not None and rule.doubt is not None:
        found.append(
            GapFound(
                "doubt",
                f"{rule.doubt.text} {rule.doubt.reading}",
                _cite(protocol, rule.doubt.clauses),
            )
        )
    return found


def _notices(
    protocol: Protocol, facts: Facts, overlay: Overlay, found: Way
) -> tuple[NoticeGiven, ...]:
    later = (found.later,) if found.later is not None and found.later is overlay.later else ()
    said = (*overlay.now, *later)
    law = [NoticeGiven(NoticeKind.LAW, f"{r.text} ({r.source})") for r in said]
    own = [
        NoticeGiven(n.kind, n.text, _cite(protocol, n.clauses))
        for n in protocol.notices
        if not failures(n.when, facts)
    ]
    return tuple(law + own)


def _cite(protocol: Protocol, citations: tuple[Citation, ...]) -> tuple[Cited, ...]:
    if citations not in protocol.cited:
        cited: dict[tuple[str, str | None], Cited] = {}
        for citation in citations:
            clause = protocol.clause_by_id[citation.clause]
            quote = citation.quote or clause.quote
            cited[clause.id, quote] = Cited(clause.id, clause.label, clause.heading, quote)
        protocol.cited[citations] = tuple(cited.values())
    found: tuple[Cited, ...] = protocol.cited[citations]
    return found
