"""What kind of clause a passage is: several kinds may fit, and a person chooses."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from concerns.engine.protocol import ClauseKind
from concerns.protocols.importer.passages import Passage, Span
from concerns.protocols.importer.proposals import definitions, natures, pointers, signs
from concerns.protocols.importer.proposals import force as forces
from concerns.protocols.importer.proposals.conditions import PRIVATE
from concerns.protocols.importer.proposals.expectations import expected_in
from concerns.protocols.importer.proposals.leads import is_lead
from concerns.protocols.importer.proposals.limits import limits_in
from concerns.protocols.importer.proposals.offices import find
from concerns.protocols.importer.proposals.procedures import NAMED
from concerns.protocols.importer.proposals.sentences import split
from concerns.protocols.importer.proposals.setting import Setting


def routes(text: str, sentence: Span, place: Setting) -> bool:
    """Whether a sentence decides where something goes, who is told, or in what form.

    Wide on purpose: a person strikes out a flag more easily than they find what was not flagged.
    """
    words = text[sentence.start : sentence.end]
    if any(
        sign.search(words)
        for sign in (
            signs.RUNS,
            signs.WHO_TO_GO_TO,
            signs.BODY_FOR_CASES,
            signs.CHANNEL,
            signs.SENT_SOMEWHERE,
        )
    ):
        return True
    sends = signs.SENDS.search(words) is not None
    if sends and signs.NOBODY_IN_PARTICULAR.search(words):
        return True
    concern = natures.CONCERN.search(words) is not None
    if signs.INFORMALLY.search(words) and concern:
        return True
    if NAMED.search(words) and (concern or forces.nearest(text, sentence.start, sentence.end)):
        return not place.expecting or concern
    return forum(words, place) and not place.expecting and _speaks_of_a_case(words)


def _speaks_of_a_case(words: str) -> bool:
    return (
        re.search(
            r"rais|complain|critici|concern|conduct or|capabilit"
            r"|lobby",
            words,
            re.I,
        )
        is not None
    )


def forum(words: str, place: Setting) -> bool:
    """Whether it says where something must not be raised, or that it is raised in private."""
    forbids = signs.FORBIDS.search(words) is not None or place.negative
    if forbids and signs.OUTSIDE_PROCEDURES.search(words):
        return True
    if forbids and signs.FORUM_PLACE.search(words) and signs.FORUM_ACT.search(words):
        return True
    return PRIVATE.search(words) is not None and signs.FORUM_ACT.search(words) is not None


def kinds_in(
    passage: Passage,
    sentences: tuple[Span, ...],
    place: Setting,
    drafted: Collection[Span],
    *,
    duties: bool,
) -> frozenset[ClauseKind]:
    """The kinds a passage seems to be of; `text` where nothing else fits.

    :param place: what its lead and heading say. :param drafted: the sentences that gave a rule.
    :param duties: something to be told, asked, noted or reasoned was read from it.
    """
    text = passage.text
    found: set[ClauseKind] = set()
    if drafted:
        found.add(ClauseKind.ROUTING)
    if duties:
        found.add(ClauseKind.DUTY)
    for sentence in sentences:
        if not duties and not _only_points(text, sentence) and routes(text, sentence, place):
            found.add(ClauseKind.ROUTING)
        found.update(_of_a_sentence(text, sentence, place, drafted=sentence in drafted))
    if expected_in(passage, sentences, place, drafted):
        found.add(ClauseKind.EXPECTATION)
    return frozenset(_sifted(found, passage, sentences, place)) or frozenset({ClauseKind.TEXT})


def kinds_of_quoted(passage: Passage, place: Setting) -> frozenset[ClauseKind]:
    """What is quoted from another document points there, but a standard in it is still one."""
    if is_lead(passage.text):
        return frozenset({ClauseKind.TEXT})
    sets = expected_in(passage, split(passage.text), place, ())
    return frozenset({ClauseKind.EXPECTATION if sets else ClauseKind.POINTER})


def _only_points(text: str, sentence: Span) -> bool:
    """Whether it points elsewhere and says of no case that comes up what is done with it."""
    words = text[sentence.start : sentence.end]
    asks = signs.WHO_TO_GO_TO.search(words) or _speaks_of_a_case(words)
    return pointers.points(words) and (words.lower().startswith("whether") or not asks)


def _of_a_sentence(
    text: str, sentence: Span, place: Setting, *, drafted: bool
) -> Iterator[ClauseKind]:
    """The kinds that a sentence shows by its own words. :param drafted: it gave a rule."""
    words = text[sentence.start : sentence.end]
    # That somebody takes it in private is how the rule is gone about.
    if forum(words, place) and (not drafted or place.negative or signs.FORBIDS.search(words)):
        yield ClauseKind.FORUM
    said = _is_put_as_a_duty(words) or place.actors or drafted
    if said and signs.FORM.search(signs.NO_FORM.sub("", words)):
        yield ClauseKind.FORM
    if not drafted and (_informs(text, sentence, place) or _does_beside(text, sentence, place)):
        yield ClauseKind.DUTY
    if drafted and signs.IS_TOLD.search(words):
        yield ClauseKind.DUTY
    if limits_in(text, sentence):
        yield ClauseKind.LIMIT
    if signs.REVIEW.search(words):
        yield ClauseKind.REVIEW
    if not drafted and definitions.defines(text, sentence):
        yield ClauseKind.DEFINITION
    if not drafted and pointers.points(words):
        yield ClauseKind.POINTER


def _informs(text: str, sentence: Span, place: Setting) -> bool:
    """Whether somebody in a seat, a group or a party is to be told or asked."""
    words = text[sentence.start : sentence.end]
    reasons = signs.REASONS.search(words) is not None
    tells = signs.INFORMS.search(words) is not None and signs.TO_A_PERSON.search(words) is not None
    if not (reasons or tells) or not _is_put_as_a_duty(words, place):
        return False
    if tells and signs.TOLD_PARTIES.search(words) is not None:
        return True
    return any(not mention.general or mention.group for mention in find(text, sentence))


def _does_beside(text: str, sentence: Span, place: Setting) -> bool:
    """Whether a seat or a body has to keep, report, invite or explain something."""
    words = text[sentence.start : sentence.end]
    if place.actors or place.expecting:  # an item of what is expected of everybody
        return False
    if signs.IS_DONE_TO.search(words) or signs.IS_TOLD.search(words):
        return True
    ends = [m.span.end for m in find(text, sentence) if not m.general]
    ends.extend(sentence.start + body.end() for body in _BODY.finditer(words))
    return any(signs.DOES_BESIDE.match(text[end : sentence.end]) for end in ends)


_BODY = re.compile(r"\b(?:panel|committee|sub-committee|council)\b", re.IGNORECASE)


def _is_put_as_a_duty(words: str, place: Setting | None = None) -> bool:
    """Whether it is put as something to be done."""
    return (place is not None and bool(place.actors)) or bool(forces.all_in(words, 0, len(words)))


def _sifted(
    found: set[ClauseKind], passage: Passage, sentences: tuple[Span, ...], place: Setting
) -> set[ClauseKind]:
    """Less what other kinds make needless, and with what the words above make of the rest."""
    text = passage.text
    if ClauseKind.REVIEW in found:
        found -= {ClauseKind.EXPECTATION}
        if not any(definitions.says_what_the_document_is(text[s.start : s.end]) for s in sentences):
            found -= {ClauseKind.DEFINITION}
    if ClauseKind.EXPECTATION in found:
        if place.actors:  # an item under “can expect” defines nothing
            found -= {ClauseKind.DEFINITION, ClauseKind.POINTER}
        elif not _defines_more(passage.text, sentences):
            found -= {ClauseKind.DEFINITION}
    if not found and any(
        definitions.gives_a_right(passage.text[s.start : s.end]) for s in sentences
    ):
        return {ClauseKind.DEFINITION}
    if place.contents:
        return found | {ClauseKind.POINTER}
    stated = not forces.all_in(passage.text, 0, len(passage.text)) and not is_lead(passage.text)
    if not found and place.defining and stated and not passage.is_heading:
        return {ClauseKind.DEFINITION}
    return found


def _defines_more(text: str, sentences: tuple[Span, ...]) -> bool:
    """Whether more is defined than what somebody's role is to do."""
    return any(
        definitions.defines(text, sentence)
        and not definitions.only_says_what_to_do(text[sentence.start : sentence.end])
        for sentence in sentences
    )
