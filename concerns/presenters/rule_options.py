"""What a rule's form can choose from: the offices and the clauses of one draft."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from concerns.engine import explain
from concerns.engine.offices import GENERAL, RELATIVE, Office
from concerns.engine.protocol import Clause, Protocol, Rule, Target, Whose
from concerns.protocols import editing_rules, rule_terms, rule_words
from concerns.protocols.rule_terms import capital

Choices = list[tuple[str, Any]]

_FIRST_WORDS = 70  # characters of a clause in a list


def people(protocol: Protocol) -> Choices:
    """Everybody a condition can name: all of a kind first, then the offices."""
    return [
        (Office.COUNCILLOR.value, "Any councillor"),
        (Office.OFFICER.value, "Any officer"),
        *offices(protocol),
    ]


def offices(protocol: Protocol) -> Choices:
    """The offices of the draft, without the words for everybody of a kind."""
    return [(office.value, protocol.title_of(office)) for office in _own(protocol)]


def targets(protocol: Protocol, now: Iterable[Target] = ()) -> Choices:
    """Everybody a step can name, with whose office it is where that matters.

    :param now: those named already, which stay options however odd they are.
    """
    named = [target for office in _own(protocol) for target in _ways(office)]
    named += [Target(office) for office in (Office.COUNCILLOR, Office.OFFICER)]
    named += [target for target in now if target not in named]
    return [(target_code(each), capital(rule_terms.target(protocol, each))) for each in named]


def _own(protocol: Protocol) -> list[Office]:
    return [each for each in Office if each in protocol.offices and each not in GENERAL]


def _ways(office: Office) -> list[Target]:
    """An office as it may be meant: by itself, or as somebody's."""
    if office not in RELATIVE:
        return [Target(office)]
    whose = list(Whose) if office is Office.GROUP_LEADER else [Whose.SUBJECT, Whose.RAISER]
    return [*(Target(office, of) for of in whose), Target(office)]


def target_code(target: Target) -> str:
    """How a form sends it: `director:subject`."""
    return f"{target.office.value}:{target.of.value}" if target.of else target.office.value


def target_of(code: str) -> Target:
    office, _, of = code.partition(":")
    return Target(Office(office), Whose(of) if of else None)


def clauses_in_order(protocol: Protocol, *, but: str | None = None) -> Choices:
    """The clauses in the order they stand. :param but: the id of one that is left out."""
    return [(clause.id, _clause(clause)) for clause in protocol.clauses if clause.id != but]


def rules_in_order(protocol: Protocol, *, but: str) -> Choices:
    """The rules in the order they are tried. :param but: the key of one that is left out."""
    return [
        (rule.key, f"{place}: {capital(rule.summary)}")
        for place, rule in enumerate(protocol.rules, start=1)
        if rule.key != but
    ]


def _clause(clause: Clause) -> str:
    name = clause.label or clause.heading
    text = " ".join((clause.quote or clause.summary).split())
    if len(text) > _FIRST_WORDS:
        text = text[:_FIRST_WORDS].rsplit(" ", 1)[0] + " …"
    return f"{name}: {text}" if name else text


def steps(protocol: Protocol, rule: Rule) -> Choices:
    """The steps of a rule by place and what happens in them."""
    return [
        (step.key, f"Step {place}: {rule_words.step_name(protocol, step)}")
        for place, step in enumerate(rule.steps, start=1)
    ]


def ending_words(rule: Rule, key: str) -> list[str]:
    """What changes at the other steps once one is left out that they lead to."""
    return [
        f"Step {place} leads to this step if"
        f" {explain.join(rule_terms.OUTCOMES[event] for event in outcomes)}."
        " That is left out too: it will end there instead."
        for place, outcomes in editing_rules.leading(rule, key)
    ]
