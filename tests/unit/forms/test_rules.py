"""Saving a part of a rule as it was opened changes nothing, and every element is reached."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from concerns.engine import protocol as engine
from concerns.engine.deadlines import Unit
from concerns.engine.facts import Event, Matter, Nature
from concerns.engine.offices import Office
from concerns.engine.protocol import CLOSE, Citation, Rule, Step, Target, Whose
from concerns.forms.rules_base import RuleForm
from concerns.forms.rules_doubt import DoubtForm
from concerns.forms.rules_parts import PART_KINDS
from concerns.forms.rules_steps import STEP_FORMS
from concerns.forms.rules_when import WHEN_FORMS, SummaryForm
from concerns.protocols import loader
from tests.rule_forms import answers

BANBURY = loader.find("banbury")
CITED = (Citation("5.1"), Citation("5.2", "Town Clerk"))
CHAIR, LEADER = Target(Office.CHAIR), Target(Office.GROUP_LEADER, Whose.OTHER_GROUPS)
# Every element of design section 2, each other than where it was left out.
WHOLE = Rule(
    key="whole",
    summary="Everything a rule can say",
    when=engine.When(
        matter=frozenset({Matter.MEETING, Matter.ENQUIRY}),
        raised_by=frozenset({Office.COUNCILLOR, Office.CHAIR}),
        raised_by_not=frozenset({Office.LEADER}),
        about=frozenset({Office.OFFICER}),
        about_any=frozenset({Office.CLERK}),
        about_not=frozenset({Office.RFO}),
        nobody=False,
        several=True,
        former=False,
        natures=frozenset({Nature.CONDUCT, Nature.OTHER}),
        written=False,
        code_breach=True,
        event=frozenset({Event.RECURS, Event.WITHDRAWN}),
        within_months=6,
        decider=frozenset({Office.CLERK}),
    ),
    steps=(
        Step(
            key="first",
            capacity=engine.Capacity.INVESTIGATE,
            clauses=CITED,
            to=(CHAIR, Target(Office.GROUP_LEADER, Whose.RAISER), LEADER, Target(Office.CLERK)),
            combine=engine.Combine.SEQUENCE,
            track=engine.Track.APPEAL,
            force=engine.Force.MUST_NOT,
            on=frozenset({Event.REFUSED}),
            condition="if they ask",
            otherwise=(engine.Otherwise((CHAIR,), CITED, frozenset(engine.Reason), Office.CLERK),),
            procedure=engine.Procedure.WHISTLEBLOWING,
            panel=engine.Panel(5, 3, (CHAIR, LEADER)),
            duties=(
                engine.Duty(
                    engine.DutyKind.CONSULT,
                    engine.DutyWhen.ON_REQUEST,
                    CITED,
                    (LEADER,),
                    "Ask them.",
                    engine.Force.NORMALLY,
                ),
            ),
            limits=(
                engine.Limit(
                    engine.LimitOf.APPEAL,
                    3,
                    Unit.CLEAR_WORKING_DAYS,
                    engine.Source.LAW,
                    engine.LimitStart.DECISION,
                    LEADER,
                    "Or say why.",
                    CITED,
                ),
            ),
            next={event: CLOSE for event in Event if event is not Event.FIRST},
            final=True,
            not_alone=True,
        ),
    ),
    doubt=engine.Doubt("What?", "This.", CITED, "Hazel Whitlock"),
)

EVERY_RULE = [
    pytest.param(BANBURY, WHOLE, id="whole"),
    *(
        pytest.param(loader.find(slug), rule, id=f"{slug}-{rule.key}")
        for slug in loader.shipped()
        for rule in loader.find(slug).rules
    ),
]


def parts(value: Any) -> Iterator[Any]:
    """Every dataclass inside another."""
    if is_dataclass(value):
        yield value
        for field in fields(value):
            yield from parts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from parts(each)


def test_the_whole_rule_leaves_nothing_at_its_default() -> None:
    for kind in (engine.When, Step, engine.Otherwise, engine.Panel, engine.Duty, engine.Limit):
        (found,) = (part for part in parts(WHOLE) if type(part) is kind)
        for field in fields(kind):
            assert getattr(found, field.name) != field.default, (kind, field.name)
            assert getattr(found, field.name) != {}, (kind, field.name)


def again(kind: Callable[..., RuleForm], **more: Any) -> Any:
    """What a form makes of its own first answers."""
    unasked = kind(None, seen="x", **more)
    asked = kind(answers(unasked), seen="x", **more)
    assert asked.is_valid(), asked.errors
    return asked.made()


@pytest.mark.parametrize(("protocol", "rule"), EVERY_RULE)
def test_every_rule_of_the_packs_comes_through_its_forms_unchanged(
    protocol: engine.Protocol, rule: Rule
) -> None:
    assert again(SummaryForm, protocol=protocol, now=rule) == rule
    for kind in WHEN_FORMS.values():
        assert again(kind, protocol=protocol, now=rule.when) == rule.when
    for step in rule.steps:
        for step_kind in STEP_FORMS.values():
            assert again(step_kind, protocol=protocol, now=step, rule=rule) == step
        for part in PART_KINDS.values():
            for now in getattr(step, part.field):
                assert again(part.form, protocol=protocol, now=now) == now
    if rule.doubt is not None:
        made = again(DoubtForm, protocol=protocol, now=rule.doubt, by="Hazel Whitlock")
        assert made == rule.doubt


@pytest.mark.parametrize(("protocol", "rule"), EVERY_RULE)
def test_every_rule_of_the_packs_can_be_built_from_an_empty_one(
    protocol: engine.Protocol, rule: Rule
) -> None:
    """Each element is reachable: nothing is carried over but what the forms themselves say."""
    when = engine.When()
    for kind in WHEN_FORMS.values():
        sent = answers(kind(None, seen="x", protocol=protocol, now=rule.when))
        asked = kind(sent, seen="x", protocol=protocol, now=when)
        assert asked.is_valid(), asked.errors
        when = asked.made()
    assert when == rule.when
    assert tuple(rebuilt(protocol, rule, step) for step in rule.steps) == rule.steps


def rebuilt(protocol: engine.Protocol, rule: Rule, step: Step) -> Step:
    """A step made from a bare one by the answers to its forms."""
    made: Step = Step(step.key, engine.Capacity.ADVISE, ())
    for step_kind in STEP_FORMS.values():
        made = grown(step_kind, step, made, protocol=protocol, rule=rule)
    for part in PART_KINDS.values():
        several = tuple(
            grown(part.form, now, None, protocol=protocol) for now in getattr(step, part.field)
        )
        made = replace(made, **{part.field: several})
    return made


def grown(kind: Callable[..., RuleForm], wanted: Any, made: Any, **more: Any) -> Any:
    """A part filled in, and opened again for as long as the page had too few places."""
    sent = answers(kind(None, seen="x", now=wanted, **more))
    for _ in range(3):
        asked = kind(sent, seen="x", now=made, **more)
        assert asked.is_valid(), asked.errors
        made = asked.made()
    return made
