"""Who stands in for somebody, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from concerns.engine.decision import Standing
from concerns.engine.offices import Office as Code
from concerns.engine.standins import Cover, StandIn
from concerns.selectors.standins import StandIns

# What somebody is to others whose entries name them.
MANAGES = {
    Code.LINE_MANAGER: "Line manager of others",
    Code.DIRECTOR: "Director of others",
}

NOT_REACHED = (
    "Your protocol sends nothing to this office directly. What comes to it in place of another"
    " office goes on to whoever is next."
)
NO_PROTOCOL = "Your council has no protocol in force, so nothing reaches this office yet."
NOBODY = "Nobody. What would come to this office waits until somebody is there to deal with it."
OTHERS = "The others whom the same step of your protocol names."
SOME_NOBODY = "Nobody for some steps. Those wait until somebody is there to deal with them."


@dataclass(frozen=True, slots=True)
class Row:
    """What happens to the work of one office.

    :param lines: one answer, or several where the steps of the protocol differ.
    """

    title: str
    lines: tuple[str, ...]


def rows(found: StandIns, titles: Iterable[tuple[int, Code, str]]) -> list[Row]:
    """:param titles: person, office and what to call it; what others' entries name the person as
    is added from what was found.
    """
    named = {(person, code): title for person, code, title in titles}
    for person, code in found.covers:
        named.setdefault((person, code), MANAGES.get(code, code.value))
    return [
        Row(title, _lines(found, found.covers[key]) if key in found.covers else (NO_PROTOCOL,))
        for key, title in named.items()
    ]


def _lines(found: StandIns, cover: Cover) -> tuple[str, ...]:
    if not cover.reached:
        return (NOT_REACHED,)
    said = [_stands_in(stand_in, found) for stand_in in cover.by]
    if cover.nobody:
        said.append(SOME_NOBODY if said else NOBODY)
    return tuple(said) or (OTHERS,)


def _stands_in(stand_in: StandIn, found: StandIns) -> str:
    names = " and ".join(found.names[who] for who in stand_in.people if who in found.names)
    who = f"{names}, {stand_in.title}" if names else f"{stand_in.title}, outside this council"
    return f"{who} ({_why(stand_in)})"


def _why(stand_in: StandIn) -> str:
    if stand_in.standing is Standing.HOLDER:
        return "your protocol names them too"
    if stand_in.stated:
        return "your protocol says so"
    if stand_in.standing is Standing.DEPUTY:
        return "the deputy; your protocol does not say"
    return "next in line; your protocol does not say"
