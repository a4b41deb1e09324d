"""Kinds of concern that came often: made from the past alone, and too few are never told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from concerns.engine.facts import Facts, Nature, Party
from concerns.engine.offices import Kind, Office
from concerns.protocols import loader
from concerns.protocols.replaying import CROWD, LEAST, Band, often, replay

ON = date(2026, 6, 1)


def officer(n: int, *offices: Office) -> Party:
    return Party(f"o{n}", Kind.OFFICER, frozenset(offices))


def councillor(n: int, *offices: Office) -> Party:
    return Party(f"c{n}", Kind.COUNCILLOR, frozenset(offices))


REGISTER = (*map(officer, range(CROWD)), *map(councillor, range(CROWD)))


def filed(by: int, about: int) -> Facts:
    return Facts(
        raised_by=(officer(by),),
        about=(councillor(about),),
        natures=frozenset({Nature.CONDUCT}),
    )


PAST = [filed(n, n) for n in range(LEAST)]


def kinds(past: list[Facts], *, left_out: frozenset[str] = frozenset()) -> list[Band]:
    return [kind.band for kind in often(past, REGISTER, left_out=left_out)]


def test_what_many_raised_about_many_is_told_as_a_band() -> None:
    assert kinds(PAST) == [Band.FEW]
    assert kinds(PAST * 2) == [Band.SOME]


@pytest.mark.parametrize(
    "past",
    [
        pytest.param(PAST[:-1], id="too few concerns"),
        pytest.param([filed(0, n) for n in range(LEAST)], id="one person raised them all"),
        pytest.param([filed(n, 0) for n in range(LEAST)], id="all about one person"),
    ],
)
def test_what_would_single_somebody_out_is_not_told(past: list[Facts]) -> None:
    assert kinds(past) == []


def test_a_kind_of_which_few_stand_on_the_register_is_not_told() -> None:
    fewer = REGISTER[:-1]

    assert often(PAST, fewer, left_out=()) == ()
    assert often(PAST, REGISTER, left_out=()) != ()


def test_an_office_that_one_person_holds_is_never_told() -> None:
    clerks = [
        replace(each, raised_by=(councillor(n),), about=(officer(n, Office.CLERK),))
        for n, each in enumerate(PAST * 4)
    ]
    register = (*REGISTER, officer(99, Office.CLERK))

    assert often(clerks, register, left_out=()) == ()


def test_somebody_who_is_not_on_the_register_counts_for_nobody() -> None:
    unknown = Party(None, Kind.COUNCILLOR)
    past = [*PAST[:-1], replace(PAST[-1], about=(unknown,))]

    assert kinds(past) == []


@pytest.mark.parametrize("more", range(LEAST + 1))
def test_a_concern_about_a_reader_changes_nothing(more: int) -> None:
    about_reader = [filed(n, 7) for n in range(more)]
    readers = frozenset({"c7"})

    for rest in (PAST, PAST[:-1], []):
        assert kinds([*rest, *about_reader], left_out=readers) == kinds(rest, left_out=readers)


def test_without_leaving_readers_out_it_would() -> None:
    assert kinds([*PAST[:-1], filed(4, 7)]) != kinds(PAST[:-1])


def test_which_kinds_there_are_does_not_hang_on_the_version() -> None:
    one, other = loader.find("farnham"), loader.find("rushcliffe")
    found = often(PAST, REGISTER, left_out=())

    assert [each.often for each in replay(found, one, one, ON)] == list(found)
    assert [each.often for each in replay(found, one, other, ON)] == list(found)


def test_a_kind_that_goes_elsewhere_is_told_with_both_ends() -> None:
    one, other = loader.find("farnham"), loader.find("rushcliffe")

    (same,) = replay(often(PAST, REGISTER, left_out=()), one, one, ON)
    (moved,) = replay(often(PAST, REGISTER, left_out=()), one, other, ON)

    assert not same.moved
    assert moved.moved
    assert moved.before.offices == (Office.CLERK,)
    assert moved.after.offices == (Office.LINE_MANAGER,)
