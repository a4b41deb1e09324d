"""Changing what kind of concern it is: what was sent stays to be read, and the raiser is asked."""

from __future__ import annotations

from typing import Any

import pytest

from concerns.actions import deciding, handling, rerouting
from concerns.actions._scope import engine_scope
from concerns.engine.facts import Nature
from concerns.models import Concern
from tests.pages import BUDGET, Visitor, text
from tests.people import NOON, Town, disinterested, sent, town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

GIVEN = {"natures": "conduct", "written": "no", "code_breach": "no", "reason": "It is that."}


@pytest.fixture
def place() -> Town:
    return town("banbury")


@pytest.fixture
def concern(place: Town) -> Concern:
    concern = sent(place["officer"], [place["councillor"]], informal_tried="yes")
    officer = place["monitoring_officer"]
    handling.acknowledge(concern=concern, by=officer.user, at=NOON, version=concern.version)
    return disinterested(concern, officer)


@pytest.fixture
def handler(place: Town) -> Visitor:
    return Visitor(place["monitoring_officer"])


def fresh(concern: Concern) -> Concern:
    with engine_scope():
        return Concern.objects.select_related("council", "raiser").get(pk=concern.pk)


def amend(place: Town, concern: Concern, **given: Any) -> None:
    rerouting.amend(
        concern=concern, by=place["monitoring_officer"].user, at=NOON,
        version=fresh(concern).version,
        **{"natures": [Nature.CONDUCT], "written": False, "code_breach": False,
           "reason": "They asked for it.", **given},
    )  # fmt: skip


def form(who: Visitor, concern: Concern, **given: Any) -> Any:
    path = f"/concerns/{concern.reference}/do/amend/"
    return who.post(path, version=fresh(concern).version, **{**GIVEN, **given})


def filed(who: Visitor, concern: Concern) -> str:
    rows = who.get(f"/concerns/{concern.reference}/").context["filed"]
    return " | ".join(f"{row.key}: {row.value} {' / '.join(row.lines)}" for row in rows)


def test_what_was_sent_stays_as_it_was_and_changes_stand_beside_it(
    place: Town, concern: Concern, handler: Visitor
) -> None:
    amend(place, concern, written=True, agreed=True)
    amend(place, concern, written=True, natures=[Nature.BULLYING_HARASSMENT], reason="Worse.")
    for who in (handler, Visitor(place["officer"])):
        said = filed(who, concern)
        sent_as, *changed = said.split("Changed since")
        assert "formal written complaint: No" in sent_as
        assert (
            "formal written complaint: from No to Yes / By The monitoring_officer, 1 June"
            in (changed[0])
        )
        assert "They asked for it." in changed[0]
        assert "What it is about: from “" in changed[1]
        assert "Worse." in changed[1]
        assert who.queries(f"/concerns/{concern.reference}/") <= BUDGET


def test_what_nobody_changed_says_so_by_saying_nothing(concern: Concern, handler: Visitor) -> None:
    assert "Changed since" not in filed(handler, concern)


@pytest.mark.parametrize("turned", ["written", "code_breach"])
def test_it_is_made_formal_only_if_the_raiser_agrees(
    place: Town, concern: Concern, handler: Visitor, turned: str
) -> None:
    refused = form(handler, concern, **{turned: "yes"})
    assert "Select that the person who raised it agrees" in text(refused)
    assert "It is that." in text(refused)
    with pytest.raises(deciding.ConsentNeeded):
        amend(place, concern, **{turned: True})
    assert "Check" in text(form(handler, concern, **{turned: "yes"}, agreed="on"))


def test_taking_it_back_needs_nobodys_word(place: Town, concern: Concern) -> None:
    amend(place, concern, written=True, agreed=True)
    amend(place, concern, written=False)
    assert fresh(concern).written is False


def test_a_change_that_changes_nothing_is_refused(
    place: Town, concern: Concern, handler: Visitor
) -> None:
    assert "Change something, or go back" in text(form(handler, concern))
    with pytest.raises(rerouting.NothingChanged):
        amend(place, concern)


def test_the_code_is_asked_about_only_where_it_is_about_a_councillor(
    place: Town, handler: Visitor, concern: Concern
) -> None:
    other = sent(place["councillor"], [place["officer"]])
    clerk = Visitor(place["clerk"])
    asked = clerk.get(f"/concerns/{other.reference}/do/amend/").context["form"]
    assert "code_breach" not in asked.fields
    asked = handler.get(f"/concerns/{concern.reference}/do/amend/").context["form"]
    assert "code_breach" in asked.fields
    check = form(clerk, other, natures="performance")
    assert check.context["form"].cleaned_data["code_breach"] is False


def test_the_page_to_check_speaks_of_both_routes_only_where_there_are_two(
    concern: Concern, handler: Visitor
) -> None:
    same = text(form(handler, concern, natures="behaviour"))
    assert "Check the change" in same
    assert "Check both routes" not in same
    differ = text(form(handler, concern, code_breach="yes", written="yes", agreed="on"))
    assert "Check both routes" in differ
