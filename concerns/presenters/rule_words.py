"""A rule of a protocol as a sentence."""

from __future__ import annotations

from concerns.engine import explain
from concerns.engine.offices import GENERAL, Office
from concerns.engine.protocol import Capacity, Combine, Protocol, Rule, Step, Target, When, Whose

_DOES = {
    Capacity.RECEIVE: "receives it",
    Capacity.FACILITATE: "helps to settle it",
    Capacity.ADVISE: "gives advice on it",
    Capacity.INVESTIGATE: "looks into it",
    Capacity.DECIDE: "decides it",
    Capacity.HEAR: "hears it",
    Capacity.REVIEW: "looks at it again",
}
_OF = {
    Whose.SUBJECT: "the {} of whoever it is about",
    Whose.RAISER: "the {} of whoever raises it",
    Whose.OTHER_GROUPS: "the {} of each other group",
}
_BETWEEN = {Combine.ALL: "and", Combine.SEQUENCE: "and then"}


def sentence(protocol: Protocol, rule: Rule) -> str:
    """“When an officer raises a concern about a councillor, it goes to the Town Clerk, who …”."""
    if not rule.steps:
        return f"{_when(protocol, rule.when)}, nothing follows yet."
    first, *others = rule.steps
    words = f"{_when(protocol, rule.when)}, {_goes(protocol, first)}."
    if others:
        more = "; ".join(_after(protocol, step) for step in others)
        words += f" Then: {more}."
    return words


def clauses(protocol: Protocol, rule: Rule) -> list[str]:
    """The clauses its steps rest on, as they are named to people."""
    found = dict.fromkeys(c.clause for step in rule.steps for c in step.clauses)
    return [
        f"clause {protocol.clause_by_id[key].label}"
        if protocol.clause_by_id[key].label
        else protocol.clause_by_id[key].heading
        for key in found
    ]


def _when(protocol: Protocol, when: When) -> str:
    who = _people(protocol, when.raised_by) or "anybody"
    what = explain.join([explain.MATTER_WORDS[matter] for matter in sorted(when.matter)] or ["it"])
    parts = [f"When {who} raises {what}"]
    about = _people(protocol, when.about or when.about_any)
    if about:
        parts.append(f"about {about}")
    if when.about_not:
        parts.append(f"not about {_people(protocol, when.about_not)}")
    words = " ".join(parts)
    conditions = []
    if when.natures:
        conditions.append(f"it is about {explain.join(map(explain.spoken, sorted(when.natures)))}")
    if when.written is not None:
        conditions.append("it is in writing" if when.written else "it is not in writing")
    if when.code_breach is not None:
        conditions.append(
            "a breach of the code is alleged"
            if when.code_breach
            else "no breach of the code is alleged"
        )
    if when.event:
        conditions.append(explain.join(explain.EVENT_WORDS[event] for event in sorted(when.event)))
    return f"{words}, and {explain.join(conditions, 'and')}" if conditions else words


def _people(protocol: Protocol, offices: frozenset[Office]) -> str:
    return explain.join(
        explain.article(explain.spoken(office))
        if office in GENERAL
        else f"the {protocol.title_of(office)}"
        for office in sorted(offices)
    )


def _goes(protocol: Protocol, step: Step) -> str:
    if not step.to:
        return (
            f"the {explain.spoken(step.procedure)} procedure follows"
            if step.procedure
            else ("nobody is named")
        )
    return f"it goes to {_to(protocol, step)}, who {_DOES[step.capacity]}"


def _after(protocol: Protocol, step: Step) -> str:
    condition = f"{step.condition}, " if step.condition else ""
    return f"{condition}{_goes(protocol, step)}"


def _to(protocol: Protocol, step: Step) -> str:
    names = (target_words(protocol, target) for target in step.to)
    return explain.join(names, _BETWEEN.get(step.combine, "or"))


def target_words(protocol: Protocol, target: Target) -> str:
    """“the Town Clerk”, “the line manager of whoever raises it”."""
    title = protocol.title_of(target.office)
    if target.of is not None:
        return _OF[target.of].format(title)
    return explain.article(title.lower()) if target.office in GENERAL else f"the {title}"
