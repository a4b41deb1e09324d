"""A rule of a protocol as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from concerns.engine import explain
from concerns.engine.offices import GENERAL, KIND_OF, Kind, Office
from concerns.engine.protocol import Combine, Force, Protocol, Rule, Step, Target, When
from concerns.presenters import rule_terms
from concerns.presenters.protocol import does, limit_words
from concerns.presenters.rule_terms import capital


def sentence(protocol: Protocol, rule: Rule) -> str:
    """“When an officer raises a concern about a councillor, it goes to the Town Clerk, who …”."""
    if not rule.steps:
        return f"{situation(protocol, rule.when)}, nothing follows yet."
    first, *others = rule.steps
    # A condition in words says better what happened than the event does.
    when = replace(rule.when, event=frozenset()) if first.condition else rule.when
    start = situation(protocol, when)
    condition = _condition(first)
    said = [f"{start}, {condition}{goes(protocol, first)}."]
    said += [f"{capital(entered(rule, step))}{goes(protocol, step)}." for step in others]
    said += [limit_words(limit) for step in rule.steps for limit in step.limits]
    return " ".join(said)


def summary(protocol: Protocol, rule: Rule) -> str:
    """What a rule is called when nobody gave it a name."""
    when = rule.when
    what = capital(_matters(when))
    who = people(protocol, when.raised_by)
    about = _about(protocol, when)
    words = " ".join([what, *([f"raised by {who}"] if who else []), *about]).replace(" ,", ",")
    first = rule.steps[0]
    return f"{words} goes to {to_whom(protocol, first)}"


def clauses(protocol: Protocol, rule: Rule) -> list[str]:
    """The clauses its steps rest on, as they are named to people."""
    found = dict.fromkeys(c.clause for step in rule.steps for c in step.clauses)
    return [rule_terms.clause(protocol, key) for key in found]


# ---------------------------------------------------------------- when


def situation(protocol: Protocol, when: When) -> str:
    """“When an officer raises a concern about a councillor, and it is about conduct”."""
    who = people(protocol, when.raised_by) or "anybody"
    if when.raised_by_not:
        who += f" (but not {people(protocol, when.raised_by_not)})"
    words = " ".join([f"When {who} {_raises(when)}", *_about(protocol, when)]).replace(" ,", ",")
    conditions = list(_conditions(protocol, when))
    return f"{words}, and {explain.join(conditions, 'and')}" if conditions else words


def people(protocol: Protocol, offices: Iterable[Office]) -> str:
    """“an officer”, “the Town Clerk or the Mayor”; empty for nobody."""
    return explain.join(
        rule_terms.target(protocol, Target(office))
        for office in sorted(offices, key=lambda office: (office not in GENERAL, office))
    )


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


def _conditions(protocol: Protocol, when: When) -> Iterator[str]:
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
    if when.event:
        yield explain.join(explain.EVENT_WORDS[event] for event in sorted(when.event))
    if when.within_months is not None:
        months = "month" if when.within_months == 1 else f"{when.within_months} months"
        yield f"the same thing was raised before within the last {months}"
    if when.decider:
        yield f"{people(protocol, when.decider)} made the decision"


# ---------------------------------------------------------------- steps


def entered(rule: Rule, step: Step) -> str:
    """What must be so before a later step, up to where it goes: “if it is not resolved, ”."""
    if step.condition:
        return _condition(step)
    leading = dict.fromkeys(
        event for each in rule.steps for event, key in each.next.items() if key == step.key
    )
    outcomes = dict.fromkeys([*leading, *sorted(step.on)])
    if outcomes:
        return f"if {explain.join(rule_terms.OUTCOMES[event] for event in outcomes)}, "
    return "after that, "


def _condition(step: Step) -> str:
    if not step.condition:
        return ""
    words = step.condition.strip().rstrip(".,")
    return f"{words[:1].lower()}{words[1:]}{':' if ';' in words else ','} "


def goes(protocol: Protocol, step: Step) -> str:
    """“it goes to the Town Clerk, who receives it”."""
    if not step.to:
        if step.procedure is None:
            return "nobody is named"
        follows = {Force.MAY: "may follow", Force.MUST_NOT: "must not follow"}
        plural = "follow" if step.procedure.value == "standing_orders" else "follows"
        return f"the {rule_terms.PROCEDURES[step.procedure]} {follows.get(step.force, plural)}"
    is_body = all(KIND_OF[target.office] is Kind.BODY for target in step.to)
    words = f"it goes to {to_whom(protocol, step)}, {'which' if is_body else 'who'} {acts(step)}"
    if step.not_alone:
        words += ", but does not decide it alone"
    return f"{words}, and that is final" if step.final else words


def acts(step: Step) -> str:
    """“receives it”, “may hear it together under the grievance procedure”."""
    together = step.combine is Combine.ALL and len(step.to) > 1
    words = does(step, several=together)
    if together:
        words += " together"
    if step.procedure is not None and step.combine is not Combine.CHOICE:
        words += f" under the {rule_terms.PROCEDURES[step.procedure]}"
    return words


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
        return f"{explain.join(names)} (as whoever raises it chooses)"
    return explain.join(names)
