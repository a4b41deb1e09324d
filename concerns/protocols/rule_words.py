"""The parts of a rule in words: when it holds, who has each step, and what goes with it.

Every page and picture says a part of a rule as it is said here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from concerns.engine import explain
from concerns.engine.deadlines import Unit
from concerns.engine.facts import Event
from concerns.engine.offices import GENERAL, Office
from concerns.engine.protocol import (
    CLOSE,
    Citation,
    Combine,
    Duty,
    Force,
    Limit,
    Otherwise,
    Panel,
    Protocol,
    Rule,
    Source,
    Step,
    Target,
    When,
)
from concerns.protocols import rule_terms
from concerns.protocols.rule_terms import capital, stopped

_SOURCES = {
    Source.PROTOCOL: "",
    Source.LOCAL: " This is the council’s own standard, not the protocol’s.",
    Source.LAW: " The law says so.",
}


def people(protocol: Protocol, offices: Iterable[Office], last: str = "or") -> str:
    """`an officer`, `the Town Clerk or the Mayor`; empty for nobody."""
    named = sorted(offices, key=lambda office: (office not in GENERAL, office))
    return explain.join((rule_terms.target(protocol, Target(office)) for office in named), last)


def targets(protocol: Protocol, named: Iterable[Target], last: str = "or") -> str:
    return explain.join((rule_terms.target(protocol, target) for target in named), last)


def clauses(protocol: Protocol, citations: Iterable[Citation]) -> list[str]:
    """The clauses relied on, as they are named to people."""
    names = rule_terms.clause_names(protocol)
    return [names[key] for key in dict.fromkeys(citation.clause for citation in citations)]


def cited(protocol: Protocol, citations: Iterable[Citation]) -> Iterator[str]:
    """`Clause 5.2`, with the words of it that count."""
    names = rule_terms.clause_names(protocol)
    for citation in citations:
        name = capital(names[citation.clause])
        yield f"{name}: “{citation.quote}”" if citation.quote else name


# ---------------------------------------------------------------- when


def conditions(protocol: Protocol, when: When) -> tuple[str, ...]:
    """The conditions, one by one, without those that match anything."""
    parts = (matter_words, about_words, nature_words, history_words)
    return tuple(line for part in parts for line in part(protocol, when))


def matter_words(protocol: Protocol, when: When) -> Iterator[str]:
    """What is raised, and by whom."""
    if when.matter:
        yield explain.join(explain.MATTER_WORDS[matter] for matter in sorted(when.matter))
    if when.raised_by:
        yield f"raised by {people(protocol, when.raised_by)}"
    if when.raised_by_not:
        yield f"not raised by {people(protocol, when.raised_by_not)}"


def about_words(protocol: Protocol, when: When) -> Iterator[str]:
    """Whom it is about."""
    if when.nobody is not None:
        yield "about nobody in particular" if when.nobody else "about somebody"
    if when.about_any:
        yield f"about {people(protocol, when.about_any)}"
    if when.about:
        yield f"everybody it is about is {people(protocol, when.about)}"
    if when.about_not:
        yield f"not about {people(protocol, when.about_not)}"
    if when.several is not None:
        yield "about several people" if when.several else "about one person"
    if when.former is not None:
        yield (
            "somebody it is about no longer holds the office"
            if when.former
            else "everybody it is about still holds the office"
        )


def nature_words(protocol: Protocol, when: When) -> Iterator[str]:
    """What it is about, and how it is put."""
    if when.natures:
        yield f"it is about {rule_terms.natures(when.natures)}"
    if when.written is not None:
        yield (
            "it is a formal complaint in writing"
            if when.written
            else "it is not a formal complaint in writing"
        )
    if when.code_breach is not None:
        yield (
            "a breach of the councillors’ code of conduct is alleged"
            if when.code_breach
            else "no breach of the councillors’ code of conduct is alleged"
        )


def history_words(protocol: Protocol, when: When) -> Iterator[str]:
    """What happened before."""
    if when.event:
        yield explain.join(explain.EVENT_WORDS[event] for event in sorted(when.event))
    if when.within_months is not None:
        months = "month" if when.within_months == 1 else f"{when.within_months} months"
        yield f"the same thing was raised before within the last {months}"
    if when.decider:
        yield f"{people(protocol, when.decider)} made the decision appealed against"


# ---------------------------------------------------------------- steps


def to_whom(protocol: Protocol, step: Step) -> str:
    """The recipients and how they stand to each other; a procedure to choose is one of them."""
    names = [rule_terms.target(protocol, target) for target in step.to]
    if step.combine is Combine.CHOICE and step.procedure is not None:
        names.append(f"the {rule_terms.PROCEDURES[step.procedure]}")
    if not names:
        return f"the {rule_terms.PROCEDURES[step.procedure]}" if step.procedure else "nobody"
    if step.combine is Combine.ALL:
        return explain.join(names, "and")
    if step.combine is Combine.SEQUENCE:
        return explain.join(names, "and then")
    if step.combine is Combine.FIRST:
        return explain.join(names, "or, if they cannot act,")
    if step.combine is Combine.CHOICE and len(names) > 1:
        return f"{explain.join(names)} ({rule_terms.CHOOSES})"
    return explain.join(names)


def does(step: Step, *, several: bool) -> str:
    """In what capacity, and how strongly the clause puts it: `must hear it`."""
    one, many = rule_terms.DOES[step.capacity]
    auxiliary = rule_terms.AUXILIARIES.get(step.force)
    if auxiliary is not None:
        return f"{auxiliary} {many}"
    indicative = many if several else one
    return f"normally {indicative}" if step.force is Force.NORMALLY else indicative


def acts(step: Step) -> str:
    """`receives it`, `may hear it together under the grievance procedure`."""
    together = step.combine is Combine.ALL and len(step.to) > 1
    words = does(step, several=together)
    if together:
        words += " together"
    if step.procedure is not None and step.combine is not Combine.CHOICE:
        words += f" under the {rule_terms.PROCEDURES[step.procedure]}"
    return words


def follows(step: Step) -> str:
    """What the procedure of a step does that names nobody: `may follow`."""
    auxiliary = rule_terms.AUXILIARIES.get(step.force)
    if auxiliary is not None:
        return f"{auxiliary} follow"
    plural = step.procedure is not None and step.procedure.value == "standing_orders"
    indicative = "follow" if plural else "follows"
    return f"normally {indicative}" if step.force is Force.NORMALLY else indicative


def step_name(protocol: Protocol, step: Step) -> str:
    """`the Town Clerk receives it`, `the grievance procedure may follow`."""
    return f"{to_whom(protocol, step)} {acts(step) if step.to else follows(step)}"


def condition(step: Step) -> str:
    """What must be so before the step, up to where it goes: `if they ask, `; or nothing."""
    if not step.condition:
        return ""
    words = step.condition.strip().rstrip(".,")
    return f"{words[:1].lower()}{words[1:]}{':' if ';' in words else ','} "


def otherwise_words(protocol: Protocol, other: Otherwise) -> str:
    """`if they are away or nobody holds the office, the Vice-Chair takes it`."""
    place = ""
    if other.instead_of is not None:
        place = f" in place of {targets(protocol, [Target(other.instead_of)])}"
    return f"if {reasons(other)}, {targets(protocol, other.to)} takes it{place}"


def reasons(other: Otherwise) -> str:
    """For which reasons somebody is named instead, to follow “if”."""
    if not other.when:
        return "they cannot take it for any reason"
    return explain.join(text for reason, text in rule_terms.REASONS.items() if reason in other.when)


def panel_words(protocol: Protocol, panel: Panel) -> Iterator[str]:
    """What is said of the body: its size, its quorum, who may not sit."""
    if panel.size is not None:
        yield f"it has {panel.size} member{'' if panel.size == 1 else 's'}"
    if panel.quorum is not None:
        yield f"{panel.quorum} of them must be there"
    if panel.may_not_sit:
        yield f"{targets(protocol, panel.may_not_sit)} may not sit on it"


def limits_of_step(step: Step) -> Iterator[str]:
    """What whoever has the step may not do."""
    if step.not_alone:
        yield "they do not decide it alone"
    if step.final:
        yield "the decision is final"


# ---------------------------------------------------------------- duties and limits


def duty_words(protocol: Protocol, duty: Duty) -> tuple[str, ...]:
    """The pack’s own words for it, and who is told or asked, and when."""
    told = told_words(duty, targets(protocol, duty.who, "and"), several=len(duty.who) > 1)
    return (stopped(duty.text), told) if duty.text else (told,)


def duties_of_step(protocol: Protocol, step: Step) -> Iterator[str]:
    """Every duty of the step. Whom to tell is said by name; own words for it would say it twice."""
    for duty in step.duties:
        yield from duty_words(protocol, replace(duty, text="") if duty.who else duty)


def told_words(duty: Duty, who: str, *, several: bool = False) -> str:
    """`the Leader must be asked for a view before the decision`.

    :param who: in words; empty where nobody is told or asked.
    """
    when = rule_terms.DUTY_WHENS[duty.when]
    if not who:
        return f"{rule_terms.DUTIES[duty.kind]}, {when}"
    verb = "are" if several else "is"
    if duty.force is Force.NORMALLY:
        verb += " normally"
    auxiliary = rule_terms.AUXILIARIES.get(duty.force)
    return f"{who} {f'{auxiliary} be' if auxiliary else verb} {rule_terms.TOLD[duty.kind]} {when}"


def limit_words(protocol: Protocol, limit: Limit) -> str:
    """`Reply within 5 working days of receiving it.`"""
    what, amount = rule_terms.LIMITS[limit.what], rule_terms.amount(limit.n, limit.unit)
    within = (
        f"by {amount}"
        if limit.unit is Unit.NEXT_MEETING
        else f"within {amount} {rule_terms.SINCE[limit.start]}"
    )
    if limit.actor is not None:
        who = capital(rule_terms.target(protocol, limit.actor))
        what = f"{who} has to {what[:1].lower()}{what[1:]}"
    more = f" {stopped(limit.extension)}" if limit.extension else ""
    return f"{what} {within}.{more}{_SOURCES[limit.source]}"


# ---------------------------------------------------------------- what follows


def next_words(rule: Rule, following: str) -> str:
    """Where an outcome leads: `step 2 follows`, `it ends here`."""
    if following == CLOSE:
        return rule_terms.ENDS
    place = [step.key for step in rule.steps].index(following) + 1
    return f"step {place} follows"


def straight(rule: Rule, step: Step) -> frozenset[Event]:
    """The events at which the step is entered and to which no earlier step leads.

    What an outcome of a step leads to is entered at the same outcome from elsewhere too. To say
    both would tell of a second way that nobody thought of.
    """
    leading = {event for each in rule.steps for event, key in each.next.items() if key == step.key}
    return step.on - leading


def entry_words(rule: Rule, step: Step) -> Iterator[str]:
    """What leads straight to the step."""
    if straight(rule, step):
        events = explain.join(rule_terms.OUTCOMES[event] for event in sorted(straight(rule, step)))
        yield f"one comes straight to this step when {events}"
