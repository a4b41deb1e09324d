"""Whether the facts meet what a rule waits for, and if not, which of its conditions fail."""

from __future__ import annotations

from concerns.engine.facts import Facts, Party
from concerns.engine.offices import Office
from concerns.engine.protocol import Rule, When


def _any(parties: tuple[Party, ...], offices: frozenset[Office]) -> bool:
    # Plain loops: this is asked some forty times a decision, and a generator doubles the cost.
    for party in parties:  # noqa: SIM110
        if not offices.isdisjoint(party.codes):
            return True
    return False


def _all(parties: tuple[Party, ...], offices: frozenset[Office]) -> bool:
    for party in parties:
        if offices.isdisjoint(party.codes):
            return False
    return bool(parties)


def failures(when: When, facts: Facts) -> tuple[str, ...]:
    """The names of the conditions that do not hold, in the order of the fields of `When`.

    :return: empty when every condition holds.
    """
    failed: list[str] = []
    if when.matter and facts.matter not in when.matter:
        failed.append("matter")
    if when.raised_by and not _any(facts.raised_by, when.raised_by):
        failed.append("raised_by")
    if when.raised_by_not and _any(facts.raised_by, when.raised_by_not):
        failed.append("raised_by_not")
    if when.about and not _all(facts.about, when.about):
        failed.append("about")
    if when.about_any and not _any(facts.about, when.about_any):
        failed.append("about_any")
    if when.about_not and _any(facts.about, when.about_not):
        failed.append("about_not")
    if when.nobody is not None and when.nobody is bool(facts.about):
        failed.append("nobody")
    if when.several is not None and when.several is not (len(facts.about) > 1):
        failed.append("several")
    if when.former is not None and when.former is not any(p.former for p in facts.about):
        failed.append("former")
    if when.natures and not when.natures & facts.natures:
        failed.append("natures")
    if when.written is not None and when.written is not facts.written:
        failed.append("written")
    if when.code_breach is not None and when.code_breach is not facts.code_breach:
        failed.append("code_breach")
    if when.event and facts.event not in when.event:
        failed.append("event")
    if when.within_months is not None and (
        facts.months_since_last is None or facts.months_since_last > when.within_months
    ):
        failed.append("within_months")
    if when.decider and facts.decider not in when.decider:
        failed.append("decider")
    return tuple(failed)


def entry_step(rule: Rule, facts: Facts) -> int | None:
    """The index of the step at which these facts enter the rule; None if they do not.

    The first step is entered at `first` unless it says otherwise; any step may name the events
    at which it is entered directly (a grievance upheld, a request refused).
    """
    for index, step in enumerate(rule.steps):
        if facts.event in step.on:
            return index
    if facts.event.value == "first" and not rule.steps[0].on:
        return 0
    return None
