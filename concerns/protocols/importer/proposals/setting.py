"""What a sentence may take from the words before it: the lead line, the heading, the last one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from concerns.engine.facts import Matter
from concerns.engine.offices import KIND_OF, Kind, Office
from concerns.engine.protocol import Force
from concerns.protocols.importer.passages import Passage
from concerns.protocols.importer.proposals import force as forces
from concerns.protocols.importer.proposals.leads import EXPECT
from concerns.protocols.importer.proposals.offices import Mention, find


@dataclass(frozen=True, slots=True)
class Setting:
    """Who raises, about whom and what, as far as earlier words say it.

    :param by_not: those left out of the first, and `about_not` of the second.
    :param topic: what the headings above promise, where nothing nearer says the matter.
    :param takers: who has the matter by then, so that “that officer” or “he or she” is one of them.
    :param acting: a lead line names one of those, and its items are what they do.
    :param actors: whose conduct the items of a list are about.
    :param negative: the lead turns its items round: “should not expect”.
    :param expecting: the items are what somebody may expect of the actors.
    :param defining: the words above define: “The role of councillors is:”, or a heading does.
    :param anybody: the last words speak of what anybody may raise, whatever the heading says.
    :param contents: the items are what the document itself holds: “This protocol covers:”.
    """

    by: tuple[Office, ...] = ()
    about: tuple[Office, ...] = ()
    by_not: tuple[Office, ...] = ()
    about_not: tuple[Office, ...] = ()
    matter: Matter | None = None
    topic: Matter | None = None
    takers: tuple[Office, ...] = ()
    acting: bool = False
    actors: frozenset[Kind] = frozenset()
    force: Force | None = None
    negative: bool = False
    expecting: bool = False
    defining: bool = False
    contents: bool = False
    anybody: bool = False


_EXPECTED = re.compile(r"\bexpect(?:ed|ations?) (?:of|to)\b|expectations of", re.IGNORECASE)
_NEGATIVE = re.compile(r"\b(?:not|never|avoid|refrain from)\s*:?\s*$", re.IGNORECASE)


def kinds_of(mentions: tuple[Mention, ...]) -> frozenset[Kind]:
    """The kinds of those named, bodies and outsiders left out."""
    return frozenset(m.kind for m in mentions if m.kind in {Kind.COUNCILLOR, Kind.OFFICER})


def lead_of(text: str) -> Setting | None:
    """Who acts in the items under a lead line; None where it names nobody."""
    line = text.strip()[-400:]
    expect = EXPECT.search(line)
    if expect is not None and not line[expect.end() : expect.end() + 2].startswith("ed"):
        after = tuple(m for m in find(line) if m.span.start >= expect.end() and not m.group)
        before = kinds_of(tuple(m for m in find(line) if m.span.end <= expect.start() + 1))
        actors = kinds_of(after[:3]) or frozenset({Kind.COUNCILLOR, Kind.OFFICER}) - before
        return Setting(
            by=tuple(dict.fromkeys(m.office for m in after[:2] if m.general)),
            actors=actors,
            negative=bool(expect["neg"]),
            expecting=True,
        )
    mentions = tuple(m for m in find(line) if not m.group)
    if not mentions:
        return None
    said = forces.all_in(line, 0, len(line))
    end = said[-1][1] if said else len(line)
    acting = [m for m in mentions if m.span.end <= end]
    if not said and not _EXPECTED.search(line):
        return None
    last = tuple(_together(line, acting))
    negative = _NEGATIVE.search(line) is not None
    return Setting(
        by=tuple(dict.fromkeys(m.office for m in last)) if last else (),
        actors=kinds_of(last),
        force=Force.MUST_NOT if negative else (said[-1][2] if said else None),
        negative=negative,
    )


_JOINED = re.compile(r"^[\s,/]{0,3}(?:and|or|&)?[\s,/]{0,3}(?:all |the |other )?$", re.IGNORECASE)


def _together(line: str, acting: list[Mention]) -> list[Mention]:
    """The last of those named before the verb, with the ones joined to it by “and”."""
    kept: list[Mention] = []
    for mention in reversed(acting):
        gap = line[mention.span.end : kept[0].span.start] if kept else ""
        # “In terms of staff, Councillors will”: a comma alone joins nobody to the last.
        if kept and (not _JOINED.match(gap) or (len(kept) == 1 and gap.strip() == ",")):
            break
        kept.insert(0, mention)
    return kept


_DEEPEST = 12


def ancestors(passage: Passage, by_id: dict[str, Passage]) -> tuple[Passage, ...]:
    """The passages it stands under, nearest first; no deeper than any list, or a circle, goes."""
    found: list[Passage] = []
    parent = passage.parent
    while parent is not None and parent in by_id and len(found) < _DEEPEST:
        found.append(by_id[parent])
        parent = by_id[parent].parent
    return tuple(found)


def other_side(offices: tuple[Office, ...]) -> tuple[Office, ...]:
    """Everybody on the other side of the council house from these."""
    kinds = {KIND_OF[office] for office in offices}
    if kinds == {Kind.COUNCILLOR}:
        return (Office.OFFICER,)
    if kinds == {Kind.OFFICER}:
        return (Office.COUNCILLOR,)
    return ()
