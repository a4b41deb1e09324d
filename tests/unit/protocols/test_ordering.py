"""A new rule lands where it can be used."""

from __future__ import annotations

from dataclasses import replace

import pytest

from concerns.engine.offices import Office
from concerns.engine.protocol import Protocol, Rule, When
from concerns.protocols import loader
from concerns.protocols.ordering import put_where_used
from tests.unit.protocols.ashby import ashby

WIDE, NARROW = When(), When(raised_by=frozenset({Office.OFFICER}))

OFFICERS, CLERK = When(about=frozenset({Office.OFFICER})), When(about_any=frozenset({Office.CLERK}))


def named(key: str, when: When, like: Rule) -> Rule:
    return replace(like, key=key, when=when)


@pytest.mark.parametrize(
    ("there", "new", "order", "above"),
    [
        ([WIDE], NARROW, ["new", "old-1"], "old-1"),
        ([NARROW], WIDE, ["old-1", "new"], None),
        ([WIDE], WIDE, ["old-1", "new"], None),  # the same: neither place is better
        # Left for it there would only be what is about the Clerk and a councillor at once.
        ([OFFICERS], CLERK, ["new", "old-1"], "old-1"),
        ([NARROW, WIDE], NARROW, ["old-1", "old-2", "new"], None),
    ],
)
def test_a_new_rule_goes_above_the_one_that_would_always_answer_first(
    there: list[When], new: When, order: list[str], above: str | None
) -> None:
    base: Protocol = ashby()
    like = base.rules[-1]
    old = tuple(named(f"old-{n}", when, like) for n, when in enumerate(there, start=1))
    put, found = put_where_used(replace(base, rules=old), named("new", new, like))
    assert [rule.key for rule in put.rules] == order
    assert (found.key if found else None) == above


LANGPORT = loader.find("langport")


def _rule(key: str, by: Office, about: Office) -> Rule:
    general = about in {Office.OFFICER, Office.COUNCILLOR}
    side = {"about" if general else "about_any": frozenset({about})}
    return replace(LANGPORT.rules[0], key=key, when=When(raised_by=frozenset({by}), **side))


def _keys(*rules: Rule) -> list[str]:
    """In what order rules stand that were confirmed one after the other."""
    protocol = replace(LANGPORT, rules=())
    for rule in rules:
        protocol, _ = put_where_used(protocol, rule)
    return [rule.key for rule in protocol.rules]


def test_a_rule_about_one_seat_is_tried_before_the_one_about_everybody() -> None:
    everybody = _rule("officers", Office.COUNCILLOR, Office.OFFICER)
    clerk = _rule("clerk", Office.COUNCILLOR, Office.CLERK)
    members = _rule("members", Office.OFFICER, Office.COUNCILLOR)

    assert _keys(everybody, members, clerk) == ["clerk", "officers", "members"]
    assert _keys(clerk, everybody) == ["clerk", "officers"]
    assert _keys(members, everybody) == ["members", "officers"]
