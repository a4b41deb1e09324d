"""What the clauses before one, in the same section, began and it may go on with."""

from __future__ import annotations

import re
from dataclasses import dataclass

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
    """:param rule: the id of the passage whose rule came last. :param said: what it says."""

    rule: str
    said: Setting


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
        begun = Begun(passage.id, said)
        for section in self._sections(passage):
            self._last[section] = begun
        if passage.label is not None:
            self._labelled[passage.label.strip(".() ")] = begun

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
