"""A rule of a protocol as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from concerns.engine import explain
from concerns.engine.offices import KIND_OF, Kind
from concerns.engine.protocol import Protocol, Rule, Step, Track, When
from concerns.protocols import rule_terms
from concerns.protocols.rule_terms import capital, stopped
from concerns.protocols.rule_words import (
    acts,
    condition,
    duties_of_step,
    follows,
    history_words,
    limit_words,
    nature_words,
    people,
    to_whom,
)


def sentence(protocol: Protocol, rule: Rule) -> str:
    """“When an officer raises a concern about a councillor, it goes to the Town Clerk, who …”."""
    if not rule.steps:
        return f"{situation(protocol, rule.when)}, nothing follows yet."
    first, *others = rule.steps
    # A condition in words says better what happened than the event does.
    when = replace(rule.when, event=frozenset()) if first.condition else rule.when
    start = situation(protocol, when)
    said = [f"{start}, {condition(first)}{goes(protocol, first)}.", *_besides(protocol, first)]
    for step in others:
        onward = goes(protocol, step, on_appeal=step.track is Track.APPEAL)
        said += [f"{capital(entered(rule, step))}{onward}.", *_besides(protocol, step)]
    return " ".join(said)


def _besides(protocol: Protocol, step: Step) -> Iterator[str]:
    """What goes with the step, said where the step is, so that nobody asks of which it is."""
    yield from map(stopped, duties_of_step(protocol, step))
    for limit in step.limits:
        yield limit_words(protocol, limit)


def summary(protocol: Protocol, rule: Rule) -> str:
    """What a rule is called when nobody gave it a name: “A concern raised by a councillor about an
    officer goes to the Town Clerk”."""
    when = rule.when
    who = _raisers(protocol, when)
    raised = [f"raised by {who}"] if who else []
    words = " ".join([capital(_matters(when)), *raised, *_about(protocol, when)])
    first = rule.steps[0]
    said = f"{words.replace(' ,', ',')} goes to {to_whom(protocol, first)}"
    only = [*nature_words(protocol, when), *_only_if(first)]
    return f"{said}, if {explain.join(only, 'and')}" if only else said


def _only_if(step: Step) -> Iterator[str]:
    """The condition of a step without its “if”; nothing where it is worded otherwise."""
    words = condition(step).removesuffix(", ")
    if words.startswith("if "):
        yield words.removeprefix("if ")


# ---------------------------------------------------------------- when


def situation(protocol: Protocol, when: When) -> str:
    """“When an officer raises a concern about a councillor, and it is about conduct”."""
    who = _raisers(protocol, when) or "anybody"
    words = " ".join([f"When {who} {_raises(when)}", *_about(protocol, when)]).replace(" ,", ",")
    conditions = [*nature_words(protocol, when), *history_words(protocol, when)]
    return f"{words}, and {explain.join(conditions, 'and')}" if conditions else words


# A matter that is no thing one raises needs a verb of its own.
_ASKED = {
    "attendance": "asks for an officer to attend a meeting",
    "meeting": "asks for a meeting on a councillor’s behalf",
    "group_report": "asks for a report for a political group",
    "access_request": "asks for information",
    "access_appeal": "appeals against a refusal of information",
    "enquiry": "raises a casework enquiry",
    "declaration": "declares an interest",
    "concern": "raises a concern",
}


def _raisers(protocol: Protocol, when: When) -> str:
    """Who raises it, and who of them does not count; empty for anybody."""
    who = people(protocol, when.raised_by)
    if not when.raised_by_not:
        return who
    return f"{who or 'anybody'} (but not {people(protocol, when.raised_by_not)})"


def _raises(when: When) -> str:
    return explain.join(_ASKED[matter.value] for matter in sorted(when.matter)) or "raises anything"


def _matters(when: When) -> str:
    return (
        explain.join(explain.MATTER_WORDS[matter] for matter in sorted(when.matter)) or "anything"
    )


def _about(protocol: Protocol, when: When) -> list[str]:
    """Whom it is about, as the end of “raises a concern”."""
    parts = []
    if when.nobody:
        return ["about nobody in particular"]
    if when.several is not None:
        parts.append("about several people" if when.several else "about one person")
    if when.about:
        only = ", each of them " if when.several else "about "
        parts.append(f"{only}{people(protocol, when.about)}")
    if when.about_any:
        some = ", among them " if parts else "about "
        parts.append(f"{some}{people(protocol, when.about_any)}")
    if when.about_not:
        parts.append(f"but not about {people(protocol, when.about_not)}")
    if not parts and when.nobody is False:
        parts.append("about somebody")
    if when.former is not None:
        parts.append(
            "who no longer holds the office" if when.former else "who still holds the office"
        )
    return parts


# ---------------------------------------------------------------- steps


def entered(rule: Rule, step: Step) -> str:
    """What must be so before a later step, up to where it goes: “if it is not resolved, ”."""
    if step.condition:
        return condition(step)
    leading = dict.fromkeys(
        event for each in rule.steps for event, key in each.next.items() if key == step.key
    )
    outcomes = dict.fromkeys([*leading, *sorted(step.on)])
    if outcomes:
        said = f"if {explain.join(rule_terms.OUTCOMES[event] for event in outcomes)}"
        asked = " and whoever raised it asks" if step.track is Track.APPEAL else ""
        return f"{said}{asked}, "
    return "after that, "


def goes(protocol: Protocol, step: Step, *, on_appeal: bool = False) -> str:
    """“it goes to the Town Clerk, who receives it”.

    :param on_appeal: it goes there from an earlier step, if whoever raised it asks.
    """
    if not step.to:
        if step.procedure is None:
            return "nobody is named"
        appeal = "on appeal " if on_appeal else ""
        return f"{appeal}the {rule_terms.PROCEDURES[step.procedure]} {follows(step)}"
    is_body = all(KIND_OF[target.office] is Kind.BODY for target in step.to)
    to = f"it goes {'on appeal ' if on_appeal else ''}to {to_whom(protocol, step)}"
    words = f"{to}, {'which' if is_body else 'who'} {acts(step)}"
    if step.not_alone:
        words += ", but does not decide it alone"
    return f"{words}, and that is final" if step.final else words
