"""What the clauses before one, in the same section, began and it may go on with."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from concerns.engine.offices import GENERAL, KIND_OF, Office
from concerns.protocols.importer.passages import Passage
from concerns.protocols.importer.proposals.leads import is_lead
from concerns.protocols.importer.proposals.setting import Setting, ancestors

_GOES_BACK = re.compile(
    r"\b(?:such|this|that|these|those|the|any|every|each) (?:an? |written |formal |informal )?"
    r"(?:matter|complaint|issue|concern|grievance|allegation|report|decision|dispute|problem|case"
    r"|kind|sort|discussion|stage)s?\b"
    r"|\bit (?:cannot|can not|is not|has not|could not|will|shall|should|must|may|remains|goes)\b"
    r"|\b(?:resolve|settle|deal with|refer|report|raise|take|bring) it\b"
    r"|\b(?:still|remains?) (?:\w+ly )?(?:dis|un|not )|\b(?:he or she|he/she|s/he)\b"
    r"|\bthe (?:officer|councillor|member|employee)s? (?:concerned|in question|involved|remain"
    r"|is still)|\beither case\b|\b(?:so|been) (?:raised|informed|notified)\b|\bthereafter\b"
    r"|\bdoes not (?:help|work|settle|resolve)",
    re.IGNORECASE,
)


_NAMES_A_CLAUSE = re.compile(
    r"\b(?:paragraphs?|clauses?|sections?|under|in"
    r"|at)\s(\d{1,2}(?:\.\d{1,2}){0,3})(?![\d%])(?! (?:working|days|"
    r"weeks|months|years))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Begun:
    """:param rule: the id of the passage whose rule came last. :param said: what it says.

    :param by: who raises what the rules say that began since one last went on from another.
    :param about: whom that is about; either is empty where one of them leaves it open.
    :param goes_on: the last only goes on from another.
    """

    rule: str
    said: Setting
    by: tuple[Office, ...] = ()
    about: tuple[Office, ...] = ()
    goes_on: bool = False


def _together(sides: list[tuple[Office, ...]]) -> tuple[Office, ...]:
    """Everybody on one side of several rules; nobody where one of them names nobody."""
    if not all(sides):
        return ()
    every = dict.fromkeys(office for side in sides for office in side)
    kinds = {KIND_OF[office] for office in every if office in GENERAL}
    return tuple(o for o in every if o in GENERAL or KIND_OF[o] not in kinds)


def _beside(last: Begun, own: Begun) -> Begun:
    """A rule, with the sides of those begun before it."""
    by, about = _together([last.by, own.by]), _together([last.about, own.about])
    return replace(own, by=by, about=about)


class Earlier:
    """:param by_id: the passages of one document."""

    def __init__(self, by_id: dict[str, Passage]) -> None:
        self._by_id = by_id
        self._last: dict[str, Begun] = {}
        self._labelled: dict[str, Begun] = {}

    def of(self, passage: Passage) -> Begun | None:
        """What was begun before a passage: in the clause it names, its own list or its section."""
        for number in _NAMES_A_CLAUSE.findall(passage.text):
            if number in self._labelled:
                return self._labelled[number]
        for section in self._sections(passage):
            if section in self._last:
                return self._last[section]
        return None

    def add(self, passage: Passage, said: Setting) -> None:
        """A passage that makes a rule."""
        own = Begun(
            passage.id,
            said,
            _together([draft.raised_by for draft in passage.rules]),
            _together([draft.about for draft in passage.rules]),
        )
        goes_on = any(draft.follows for draft in passage.rules)
        for section in self._sections(passage):
            last = self._last.get(section)
            alike = last is not None and last.said.matter is said.matter and not last.goes_on
            begun = own if goes_on or not alike or last is None else _beside(last, own)
            self._last[section] = replace(begun, goes_on=goes_on)
        if passage.label is not None:
            self._labelled[passage.label.strip(".() ")] = own

    def _sections(self, passage: Passage) -> list[str]:
        """The list a passage is in, and those that list is in, up to the next heading."""
        found = [passage.parent or passage.heading]
        for above in ancestors(passage, self._by_id):
            if above.is_heading and not is_lead(above.text):
                break
            found.append(above.parent or above.heading)
        return found


def goes_back(words: str) -> bool:
    """Whether a sentence speaks of something that an earlier one began."""
    return _GOES_BACK.search(words) is not None
