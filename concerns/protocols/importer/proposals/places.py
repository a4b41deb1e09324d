"""Where each passage of a document stands: under which heading, and which lead line."""

from __future__ import annotations

import re
from dataclasses import replace

from concerns.engine.offices import GENERAL
from concerns.protocols.importer.passages import Passage
from concerns.protocols.importer.proposals import definitions, pointers
from concerns.protocols.importer.proposals.headings import headings_of
from concerns.protocols.importer.proposals.leads import is_lead
from concerns.protocols.importer.proposals.sentences import split
from concerns.protocols.importer.proposals.setting import (
    Setting,
    ancestors,
    lead_of,
)
from concerns.protocols.importer.proposals.statements import read
from concerns.protocols.importer.proposals.stems import Stem, tail_of

# A lead line stands at the end of its passage; no more of it is read than this.
_LONGEST_LEAD = 1200
_SENTENCES_OF_A_LEAD = 3


class Places:
    """What the words above the passages of one document say of them."""

    def __init__(self, passages: tuple[Passage, ...]) -> None:
        self._by_id = {passage.id: passage for passage in passages}
        self._leads: dict[str, Setting | None] = {}
        self._stems: dict[str, Stem | None] = {}

    def of(self, passage: Passage) -> Setting:
        """What its nearest lead line that names somebody says, else its heading.

        A list within a list is told by the outer lead who its items speak of.
        """
        heading = self._named(passage)
        for ancestor in ancestors(passage, self._by_id):
            lead = self._lead(ancestor)
            if lead is not None and (lead.actors or lead.by or lead.about):
                return _under(lead, heading)
        lead = lead_of(passage.heading) if is_lead(passage.heading) else None
        return heading if lead is None else _under(lead, heading)

    def _named(self, passage: Passage) -> Setting:
        """What its headings say, and whether the line just above defines or lists contents."""
        heading = headings_of(self._headings(passage))
        above = self._by_id.get(passage.parent or "")
        begun = above is not None and (is_lead(above.text) or passage.text[:1].islower())
        if above is not None and begun and above.text:
            line = above.text[-_LONGEST_LEAD:]
            last = split(line)[-1]
            return replace(
                heading,
                defining=definitions.defines(line, last),
                contents=pointers.heads_contents(line[last.start : last.end]),
            )
        return replace(heading, defining=definitions.heads_definitions(passage.heading))

    def _headings(self, passage: Passage) -> tuple[str, ...]:
        """The headings above a passage, the nearest first; lead lines left out."""
        above = (a.text for a in ancestors(passage, self._by_id) if a.is_heading)
        found = (passage.heading, *above)
        return tuple(dict.fromkeys(heading for heading in found if not is_lead(heading)))

    def stem(self, passage: Passage) -> Stem | None:
        """The lead line just above, where it sends to whoever its items name."""
        above = self._by_id.get(passage.parent or "")
        if above is None or passage.is_heading:
            return None
        if above.id not in self._stems:
            self._stems[above.id] = self._read_stem(above)
        return self._stems[above.id]

    def _read_stem(self, above: Passage) -> Stem | None:
        text = above.text[-_LONGEST_LEAD:]
        tail = tail_of(text) if is_lead(text) else None
        if tail is None:
            return None
        said = _said(text, headings_of(self._headings(above)))
        return Stem(above.id, tail, said)

    def _lead(self, ancestor: Passage) -> Setting | None:
        """What a passage says as a lead; read once, since many may stand under it."""
        if ancestor.id not in self._leads:
            text = ancestor.text[-_LONGEST_LEAD:]
            lead = lead_of(text) if ancestor.is_heading or is_lead(text) else None
            if lead is None and is_lead(text):
                lead = Setting()  # it names no doer, but may say who raises what
            self._leads[ancestor.id] = None if lead is None else _with_its_own_words(lead, text)
        return self._leads[ancestor.id]


def _said(text: str, place: Setting) -> Setting:
    """What the sentences of a lead line say, one after the other."""
    said = Setting()
    for sentence in split(text)[-_SENTENCES_OF_A_LEAD:]:
        said = read(text, sentence, said, place).setting
    return said


def _under(lead: Setting, heading: Setting) -> Setting:
    return replace(
        lead,
        by=lead.by or heading.by,
        about=lead.about or heading.about,
        topic=heading.topic,
        defining=heading.defining,
        contents=heading.contents,
    )


def _with_its_own_words(lead: Setting, text: str) -> Setting:
    """A lead, with whom and what its own words are about: “unhappy about an officer should:”."""
    said = _said(text, Setting())
    by = said.by or lead.by
    # Whoever the items tell what to do is not also whom they are about.
    told = set(said.about) <= set(lead.by) and not set(by) - set(lead.by)
    lead = replace(lead, by=by, about=() if told else said.about, matter=said.matter)
    if _WHO_WILL.search(text) and said.takers:
        return replace(lead, takers=said.takers, acting=True)
    seats = tuple(office for office in lead.by if office not in GENERAL)
    return replace(lead, takers=seats, acting=True) if seats and seats == lead.by else lead


_WHO_WILL = re.compile(
    r"\bwhom? (?:will|shall|must|should|may)(?: also| then)?\s?[:–-]{0,2}\s*$", re.IGNORECASE
)
