"""Which expectations were not met: asking for all of them loses no tick."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine

from tests.people import NOON, Town, town
from tests.visitor import Visitor, at_the_route, only

pytestmark = [pytest.mark.django_db, pytest.mark.integration]


@pytest.fixture(autouse=True)
def _noon() -> Any:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def place() -> Town:
    return town("rushcliffe")


@pytest.fixture
def visitor(place: Town) -> Visitor:
    """At the question, with only the nearest offered and nothing answered yet."""
    visitor = Visitor(place["councillor"])
    at_the_route(visitor, place["officer"], natures=["performance"])
    visitor.get(f"{visitor.root}expectations/")
    visitor.post(breached=[_offered(visitor)[0]], all="all")
    visitor.post(all="all")  # nothing ticked: the question stands again
    visitor.get(f"{visitor.root}expectations/")
    assert "expectations" not in only().answered
    assert visitor.page.context["form"].hidden_count > 0
    return visitor


def _offered(visitor: Visitor) -> list[str]:
    choices = visitor.page.context["form"].fields["breached"].widget.choices
    return [value for value, _ in choices if value != "none"]


def _ticked(visitor: Visitor) -> list[str]:
    return list(visitor.page.context["form"]["breached"].value())


def test_showing_all_keeps_what_is_ticked(visitor: Visitor) -> None:
    near = _offered(visitor)
    assert f"Show {visitor.page.context['form'].hidden_count} more" in visitor.text
    visitor.post(breached=near[:2], all="all")
    assert "all=1" in visitor.path
    assert set(near) < set(_offered(visitor))
    assert _ticked(visitor) == near[:2]
    assert visitor.text.count(" checked") == 2
    assert "Show " not in visitor.text.partition("<main")[2]


def test_what_is_ticked_can_be_taken_back_by_showing_all(visitor: Visitor) -> None:
    near = _offered(visitor)
    visitor.post(breached=near[:1], all="all")
    visitor.post(all="all")
    assert " checked" not in visitor.text
    assert only().breached == []
    assert "expectations" not in only().answered


def test_none_of_these_stays_ticked_too(visitor: Visitor) -> None:
    visitor.post(breached=["none"], all="all")
    assert _ticked(visitor) == ["none"]


def test_ticks_that_make_no_sense_are_said_to_and_kept(visitor: Visitor) -> None:
    near = _offered(visitor)
    page = visitor.post(breached=[near[0], "none"], all="all")
    assert "Select which of these were not met, or select “None of these, or I am not" in page
    assert page.count(" checked") == 2
    assert set(near) < set(_offered(visitor))
    assert only().breached == []


def test_one_of_the_rest_stays_in_sight_where_something_is_wrong(visitor: Visitor) -> None:
    near = set(_offered(visitor))
    visitor.get(f"{visitor.path}?all=1")
    far = next(value for value in _offered(visitor) if value not in near)
    page = visitor.post(f"{visitor.root}expectations/", breached=[far, "none"])
    assert page.count(" checked") == 2


def test_on_the_way_from_the_check_it_goes_back_there(visitor: Visitor) -> None:
    near = _offered(visitor)
    visitor.get(f"{visitor.root}expectations/?return=check")
    visitor.post(breached=near[:1], all="all")
    assert "return=check" in visitor.path
    visitor.post(breached=near[:1])
    assert visitor.step in {"route", "choose"}


def test_going_on_needs_an_answer_all_the_same(visitor: Visitor) -> None:
    visitor.post(all="all")
    assert "Select which of these were not met" in visitor.post()
    assert set(_offered(visitor)) > set()
