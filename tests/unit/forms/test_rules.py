"""Saving a part of a rule as it was opened changes nothing, and every element is reached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from concerns.engine import protocol as engine
from concerns.engine.protocol import Rule, Step
from concerns.forms.rules_base import RuleForm
from concerns.forms.rules_doubt import DoubtForm
from concerns.forms.rules_parts import PART_KINDS
from concerns.forms.rules_steps import STEP_FORMS
from concerns.forms.rules_when import WHEN_FORMS, SummaryForm
from concerns.protocols import loader
from tests.rule_forms import answers

EVERY_RULE = [
    pytest.param(loader.find(slug), rule, id=f"{slug}-{rule.key}")
    for slug in loader.shipped()
    for rule in loader.find(slug).rules
]


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
        parts = tuple(
            grown(part.form, now, None, protocol=protocol) for now in getattr(step, part.field)
        )
        made = replace(made, **{part.field: parts})
    return made


def grown(kind: Callable[..., RuleForm], wanted: Any, made: Any, **more: Any) -> Any:
    """A part filled in, and opened again for as long as the page had too few places."""
    sent = answers(kind(None, seen="x", now=wanted, **more))
    for _ in range(3):
        asked = kind(sent, seen="x", now=made, **more)
        assert asked.is_valid(), asked.errors
        made = asked.made()
    return made
