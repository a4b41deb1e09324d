"""Lists whose stem sends a matter and whose items only name who takes it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from concerns.engine.offices import Office
from concerns.protocols.importer.passages import DraftRule, DraftTarget, Passage, Span
from concerns.protocols.importer.proposals import force as forces
from concerns.protocols.importer.proposals.arrivals import arrival
from concerns.protocols.importer.proposals.parts import Part
from concerns.protocols.importer.proposals.roles import roles_of
from concerns.protocols.importer.proposals.sentences import split
from concerns.protocols.importer.proposals.setting import Setting
from concerns.protocols.importer.proposals.statements import LONGEST_STATEMENT, read

_END = re.compile(
    r"(?:,?\s(?:either|(?:any |either |any one )?one of|any of|either of|the following|these"
    r"|following|people|persons|officers|offices)){0,4}\s?[:–—-]{0,2}\s*$",
    re.IGNORECASE,
)
_SENDS = re.compile(
    r"\b(?:go|goes|made|sent|referred|raised?|taken?|reported|addressed|directed|contact|tell|speak"
    r"|talk|write|turn|appeal|report|submitted|put|refer|bring|discuss|complain)\b",
    re.IGNORECASE,
)
_CONDITION_FIRST = re.compile(
    r"\s*(?P<when>(?:if|where|when|should|in the case of|for)\b[^,]{3,160}),\s(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION_LAST = re.compile(
    r"(?P<rest>.{3,100}?),?\s\(?(?P<when>(?:if|where|when|in the case of)\b.{3,200}?)\)?$",
    re.IGNORECASE | re.DOTALL,
)
_TO_SOMEBODY = re.compile(r"\s*(?:first |directly )?(?:to|with|through|via)\b", re.IGNORECASE)
_TRAILING = re.compile(r"[\s.;,]{0,4}(?:\b(?:or|and)[\s.;,]{0,3})?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stem:
    """A lead line that sends to whoever its items name.

    :param id: its passage. :param tail: its words from the verb on: “may be raised with”.
    :param said: who raises, about whom and what, by its own words.
    """

    id: str
    tail: str
    said: Setting


def tail_of(stem: str) -> str | None:
    """The words of a lead line that send to whoever its items name; None where they do not."""
    sentences = split(stem)
    if not sentences:
        return None
    last = sentences[-1]
    words = _END.sub("", stem[last.start : last.end]).rstrip()
    said = forces.all_in(words, 0, len(words))
    sends = list(_SENDS.finditer(words))
    start = said[-1][0] if said else (sends[-1].start() if sends else -1)
    if start < 0:
        return None
    arrives = arrival(f"{words} ", start, len(words) + 1) is not None
    return words[start:] if arrives or any(s.start() >= start for s in sends) else None


def read_item(item: Passage, stem: Stem, place: Setting) -> tuple[DraftRule, ...]:
    """The drafts of a stem and one of its items, each resting on both."""
    tail, before = stem.tail, stem.said
    text = _TRAILING.sub("", item.text)
    if len(text) > LONGEST_STATEMENT:
        return ()
    condition = _CONDITION_FIRST.match(text) or _CONDITION_LAST.match(text)
    rest = text if condition is None else condition["rest"]
    said = f"{tail} "
    if arrival(said, 0, len(said)) is None and not _TO_SOMEBODY.match(rest):
        return ()  # the lead says only that it is raised, and the item not with whom
    sentence = f"whoever raises it {tail} {rest}"
    if condition is not None:
        sentence = f"{condition['when']}, {sentence}"
    plain = replace(place, by=before.by, about=before.about, acting=False, force=None)
    got = read(sentence, Span(0, len(sentence)), before, plain)
    whole = Span(0, len(item.text.rstrip()))
    own = () if condition is None else _subjects(condition["when"])
    return tuple(
        replace(
            draft,
            span=whole,
            stem=stem.id,
            about=own or draft.about,
            to=_found(draft.to, item.text),
            then=_found(draft.then, item.text),
            told=_found(draft.told, item.text),
            asked=_found(draft.asked, item.text),
            otherwise=tuple(
                replace(each, to=_found(each.to, item.text), span=whole) for each in draft.otherwise
            ),
            limits=(),
        )
        for draft in got.drafts
        if all(target.title in item.text for target in draft.to)
    )


def _subjects(condition: str) -> tuple[Office, ...]:
    """Whom the condition of an item is about, instead of those of the lead line."""
    roles = roles_of(condition, Span(0, len(condition)), forbidden=False)
    return tuple(dict.fromkeys(r.mention.office for r in roles if r.part is Part.SUBJECT))


def _found(targets: tuple[DraftTarget, ...], text: str) -> tuple[DraftTarget, ...]:
    """The same people, each with their place in the words of the item."""
    found = []
    for target in targets:
        at = max(text.find(target.title), 0)
        found.append(replace(target, span=Span(at, min(at + len(target.title), len(text)))))
    return tuple(found)
