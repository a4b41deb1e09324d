"""Kinds of concern that came often, by two versions, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from concerns.engine import explain
from concerns.engine.facts import Event, Facts, Party
from concerns.engine.offices import Kind, Office
from concerns.engine.protocol import Protocol
from concerns.presenters.decision_words import sentence
from concerns.presenters.trying import goes_to
from concerns.protocols.replaying import CROWD, Replayed


@dataclass(frozen=True, slots=True)
class Side:
    """One kind. :param what: in short lines. :param how_often: a band and never a number."""

    raised_by: str
    about: str
    what: tuple[str, ...]
    how_often: str
    before: str
    after: str
    moved: bool


def sides(found: Iterable[Replayed], before: Protocol, after: Protocol) -> list[Side]:
    """Each kind with who has it first, those that move before the others."""
    shown = [
        Side(
            raised_by=_people(each.often.facts.raised_by, before),
            about=_people(each.often.facts.about, before) or "Nobody in particular",
            what=tuple(_what(each.often.facts)),
            how_often=f"{each.often.band.value} times",
            before=_first(goes_to(before, each.before)),
            after=_first(goes_to(after, each.after)),
            moved=each.moved,
        )
        for each in found
    ]
    return sorted(shown, key=lambda side: not side.moved)


def too_few(kinds: Iterable[Kind]) -> str:
    """`Fewer than 10 councillors and fewer than 10 officers`; empty where there are enough."""
    return _first(explain.join((f"fewer than {CROWD} {kind.value}s" for kind in kinds), "and"))


def _what(facts: Facts) -> Iterable[str]:
    matter = _first(explain.MATTER_WORDS[facts.matter])
    natures = explain.join(map(explain.spoken, sorted(facts.natures)), "and")
    yield f"{matter}: {natures}" if natures else matter
    if facts.written:
        yield "A formal written complaint"
    if facts.code_breach:
        yield "A breach of the code of conduct is alleged"
    if facts.event is not Event.FIRST:
        yield sentence(explain.EVENT_WORDS[facts.event]).rstrip(".")
    if facts.months_since_last is not None:
        yield f"The same was raised {facts.months_since_last} months before"


def _people(parties: tuple[Party, ...], protocol: Protocol) -> str:
    return _first(explain.join((_person(party, protocol) for party in parties), "and"))


def _person(party: Party, protocol: Protocol) -> str:
    titles = [protocol.title_of(Office(office)) for office in sorted(party.offices)]
    who = explain.join(titles, "and") or explain.article(party.kind.value)
    return f"{who} (no longer in office)" if party.former else who


def _first(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
