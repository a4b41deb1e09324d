"""The findings as a page: each kind once, rules by their names, and where to mend each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.urls import resolve, reverse

from concerns.engine.offices import Office
from concerns.presenters.findings import Kind, kinds
from concerns.protocols import loader
from concerns.protocols.checker import check

ON = date(2026, 11, 1)


def address(name: str, **more: object) -> str:
    return reverse(name, kwargs={"council": "a", "version": 1, **more})


def shown(council: str, *, writes: bool = True) -> list[Kind]:
    protocol = loader.find(council)
    blocking, others = kinds(protocol, check(protocol, loader.law(), ON), address, writes=writes)
    assert not blocking
    return others


@pytest.mark.parametrize("council", loader.shipped())
def test_every_finding_is_there_once_under_its_kind(council: str) -> None:
    found = check(loader.find(council), loader.law(), ON)
    page = shown(council)
    assert sum(len(kind.found) for kind in page) == len(found)
    assert len({kind.title for kind in page}) == len(page)
    for kind in page:
        for each in kind.found:
            assert bool(kind.happens) is not bool(each.happens)
            assert bool(kind.can) is not bool(each.can)


def test_what_comes_of_them_is_said_once_where_it_is_the_same_and_else_with_each() -> None:
    kind = next(
        k for k in shown("rushcliffe") if k.title == "Sent to somebody who has a part in it"
    )
    assert kind.can
    assert not kind.happens
    assert len({each.happens for each in kind.found}) == 2


@pytest.mark.parametrize("council", loader.shipped())
def test_rules_and_steps_are_called_as_people_call_them(council: str) -> None:
    keys = {rule.key for rule in loader.find(council).rules}
    for kind in shown(council):
        for each in kind.found:
            said = " ".join((kind.happens, kind.can, each.text, each.happens, each.can))
            assert not [key for key in keys if f"“{key}”" in said], said


@pytest.mark.parametrize("council", loader.shipped())
def test_what_is_about_a_rule_or_lacks_one_leads_to_where_it_is_mended(council: str) -> None:
    unmended = {kind.title for kind in shown(council) for each in kind.found if each.repair is None}
    # The day of adoption and of the review are asked for when a version is put in force.
    assert unmended <= {"No day of adoption", "A review with no day"}
    for kind in shown(council):
        for each in kind.found:
            if each.repair:
                resolve(each.repair.href.partition("?")[0])


def test_what_cannot_be_changed_offers_no_repair() -> None:
    assert not [e for kind in shown("langport", writes=False) for e in kind.found if e.repair]


def test_what_blocks_stands_apart() -> None:
    protocol = loader.find("langport")
    cut = replace(protocol, safety_net=protocol.safety_net[:1])
    blocking, others = kinds(cut, check(cut, loader.law(), ON), address, writes=True)
    assert [kind.found[0].repair.text for kind in blocking if kind.found[0].repair] == [
        "Change who steps in when nobody named can act"
    ]
    assert others


def test_a_long_list_of_a_kind_is_folded_and_not_cut() -> None:
    page = shown("district-draft")
    assert any(kind.more for kind in page)
    for kind in page:
        assert [*kind.first, *kind.more] == list(kind.found)
        assert len(kind.more) != 1  # one more takes no more room than the words that fold it


def test_a_rule_that_is_missing_is_begun_with_the_situation() -> None:
    hrefs = {e.repair.href for k in shown("banbury") for e in k.found if e.repair}
    begun = f"{address('rule-add')}?from=checks&matter=concern&raised_by=councillor"
    assert f"{begun}&about=councillor" in hrefs


def test_who_keeps_the_register_is_led_to_the_office_that_nobody_holds() -> None:
    protocol = loader.find("banbury")
    found = check(protocol, loader.law(), ON, {Office.CLERK})
    appoint = {Office.CHAIR: ("Appoint somebody", "/there/")}
    _, others = kinds(protocol, found, address, writes=False, appoint=appoint)
    assert [e.repair.href for k in others for e in k.found if e.repair] == ["/there/"]
