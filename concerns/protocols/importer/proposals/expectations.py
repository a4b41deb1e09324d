"""Standards: whose conduct a passage sets one for, and what a breach of it would be."""

from __future__ import annotations

import re
from collections.abc import Collection

from concerns.engine.facts import Matter, Nature
from concerns.engine.offices import Kind
from concerns.engine.protocol import ClauseKind, Force
from concerns.protocols.importer.passages import Passage, Span
from concerns.protocols.importer.proposals import definitions, natures, signs
from concerns.protocols.importer.proposals import force as forces
from concerns.protocols.importer.proposals.determiners import DETERMINERS
from concerns.protocols.importer.proposals.offices import Mention, find
from concerns.protocols.importer.proposals.setting import Setting, kinds_of

_BOTH = frozenset({Kind.COUNCILLOR, Kind.OFFICER})


def expected_in(
    passage: Passage, sentences: tuple[Span, ...], place: Setting, drafted: Collection[Span]
) -> frozenset[Kind]:
    """Whose conduct a passage sets a standard for; empty where it sets none.

    :param drafted: the sentences that gave a rule: saying where a matter goes is no standard,
        but as an item of what somebody will do.
    """
    if passage.is_heading or place.acting:
        return frozenset()
    if place.actors and not (drafted and place.matter is Matter.CONCERN):
        return _own_subject(passage.text, place) or place.actors
    found: set[Kind] = set()
    for sentence in sentences:
        if sentence not in drafted:
            found |= _of_sentence(passage.text, sentence)
    return frozenset(found)


_ITSELF = re.compile(r"^(?:that|for) ", re.IGNORECASE)
_RAISED_BY = re.compile(
    r"\bby (?:the |any )?(officers?|employees?|staff|councillors?|members?)\b", re.I
)


def _own_subject(text: str, place: Setting) -> frozenset[Kind]:
    """An item that names its own doer: “That employees will not …”, “issues raised by officers”."""
    if not place.expecting:
        return frozenset()
    by = _RAISED_BY.search(text)
    if by is not None and re.search(r"not to have|raised", text, re.I):
        return kinds_of(find(by.group()))
    if _ITSELF.match(text):
        first = find(text)[:1]
        return kinds_of(first)
    return frozenset()


_IS_AN_OBJECT = re.compile(
    rf"\b(?:about|against|by|with|to|from|for|on|towards)\s{{1,3}}{DETERMINERS}$", re.IGNORECASE
)
_IS_A_CONDITION = re.compile(
    r"^\W*(?:is|are|has|have|feels?|believes?|considers?|wish(?:es)?|to)\b|,", re.IGNORECASE
)
_DONE_BY = re.compile(
    r"\b(?:must|shall|should|will)\s(?:only |not |never )?be\s\w+\s(?:only )?by\s"
    r"(?:the |any |an? |both |all )?"
    r"(?:councillors?|members?|officers?|employees?|staff)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\W{0,3}(?:and|or)?\W{0,3}(?:the |all )?(?:\w{1,20} (?:and|or) )?")


def _of_sentence(text: str, sentence: Span) -> frozenset[Kind]:
    """Whose conduct a sentence sets a standard for: those of whom its “must” is said."""
    words = text[sentence.start : sentence.end]
    if not signs.STANDARD.search(words) or signs.REVIEW.search(words):
        return frozenset()
    if definitions.states_a_purpose(words):
        return frozenset()
    blamed = natures.standards(words) or signs.NEVER.search(words) or signs.USED.search(words)
    if not blamed:
        return frozenset()
    if signs.SPARED.search(words):
        return _BOTH - kinds_of(find(text, sentence)[:1]) or _BOTH
    if signs.EVERYBODY.search(words):
        return _BOTH
    people = [
        m
        for m in find(text, sentence)
        if m.general and not _IS_AN_OBJECT.search(text[max(0, m.span.start - 60) : m.span.start])
    ]
    expects = _EXPECTS.search(text, sentence.start, sentence.end)
    if expects is not None:
        return kinds_of(find(text, Span(expects.end(), sentence.end))[:1])
    said = forces.all_in(text, sentence.start, sentence.end)
    if signs.OWN_DUTY.search(words):
        return kinds_of(find(text, sentence)[:2])
    if not said and signs.SHUNNED.search(words):
        return _BOTH
    if not said:
        return kinds_of(tuple(people[:1]))
    found: set[Kind] = set()
    for start, _, force in said:
        if force is not Force.MAY:  # what one may do is no standard
            found |= _said_of(text, people, start)
    done_by = _DONE_BY.search(words)
    if not found and done_by is not None:
        return kinds_of(find(done_by.group())[-1:])
    if not found and signs.USED.search(words):
        return kinds_of(find(text, sentence)) or _BOTH
    if not found and signs.SHUNNED.search(words):
        return _BOTH
    return frozenset(found)


_EXPECTS = re.compile(
    r"\b(?:can|may|should|are entitled to"
    r"|have the right to) (?:reasonably )?expect (?:that )?(?!to\b)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:they|he or she|he/she|he|she)\s$", re.IGNORECASE)


def _said_of(text: str, people: list[Mention], at: int) -> frozenset[Kind]:
    """The kinds of whoever stands before a word of force as its subject."""
    before = [mention for mention in people if mention.span.end <= at]
    if before and _PRONOUN.search(text[max(0, at - 20) : at]):
        return kinds_of(tuple(before[:1]))
    if not before or _IS_A_CONDITION.search(text[before[-1].span.end : at]):
        return frozenset()
    last = before[-1]
    return kinds_of(
        tuple(
            mention
            for mention in before
            if mention is last or _BESIDE.fullmatch(text[mention.span.end : last.span.start])
        )
    )


def natures_in(passage: Passage, kinds: frozenset[ClauseKind], place: Setting) -> frozenset[Nature]:
    """What a breach of an expectation would be; empty for any other clause."""
    if ClauseKind.EXPECTATION not in kinds:
        return frozenset()
    found = natures.standards(passage.text)
    specific = found - {Nature.CONDUCT, Nature.BEHAVIOUR, Nature.PERFORMANCE}
    if len(specific) >= 2:
        return specific
    return found
