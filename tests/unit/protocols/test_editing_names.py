"""A rule that nobody named is called what it says."""

from __future__ import annotations

from dataclasses import replace

from concerns.engine.facts import Nature
from concerns.engine.offices import Office
from concerns.engine.protocol import OfficeEntry, Protocol, Rule, When
from concerns.protocols import editing, editing_names, loader, rule_sentences

BANBURY = loader.find("banbury")
MATTER = BANBURY.rules[0].when.matter


def named(summary: str = "", **when: object) -> Rule:
    """A rule that sends an officer's concern about a councillor to the Chairman."""
    made = When(matter=MATTER, raised_by=frozenset({Office.OFFICER}), **when)  # type: ignore[arg-type]
    rule = replace(BANBURY.rules[0], key="mine", when=made, summary=summary)
    return replace(rule, summary=summary or rule_sentences.summary(BANBURY, rule))


def with_rule(rule: Rule) -> Protocol:
    return replace(BANBURY, rules=(*BANBURY.rules, rule))


def follow(before: Protocol, after: Protocol) -> Rule:
    return editing_names.follow(before, after).rules[-1]


def test_a_name_made_for_a_rule_follows_what_the_rule_says() -> None:
    before = with_rule(named())
    about = replace(named().when, about_any=frozenset({Office.CLERK}))
    after = with_rule(replace(named(), when=about))
    rule = follow(before, after)
    assert rule.key == "mine"
    assert rule.summary == (
        "A concern raised by an officer about the Town Clerk goes to the Chairman of the Council"
    )


def test_it_follows_what_an_office_is_called() -> None:
    before = with_rule(named())
    after = editing.put_office(before, Office.CHAIR, OfficeEntry("Mayor"))
    assert follow(before, after).summary == "A concern raised by an officer goes to the Mayor"
    assert editing_names.follow(before, after).rules[:-1] == BANBURY.rules  # named in the pack


def test_a_name_somebody_gave_stays() -> None:
    mine = named("What officers do")
    changed = replace(mine, when=replace(mine.when, about_any=frozenset({Office.CLERK})))
    assert follow(with_rule(mine), with_rule(changed)).summary == "What officers do"
    assert follow(with_rule(named()), with_rule(mine)).summary == "What officers do"


def test_rules_that_differ_in_what_they_are_about_are_called_differently() -> None:
    rule = named(
        natures=frozenset({Nature.DISCRIMINATION}), raised_by_not=frozenset({Office.CLERK})
    )
    assert rule.summary == (
        "A concern raised by an officer (but not the Town Clerk) goes to the Chairman of the"
        " Council, if it is about discrimination"
    )
