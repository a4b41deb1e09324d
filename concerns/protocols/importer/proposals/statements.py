"""One statement, read: who plays what part, what it drafts, what the next may take from it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from concerns.engine.facts import Matter
from concerns.engine.offices import GENERAL, Office
from concerns.engine.protocol import Combine
from concerns.protocols.importer.passages import DraftRule, Span
from concerns.protocols.importer.proposals import matters, natures, signs
from concerns.protocols.importer.proposals.drafts import drafts_of
from concerns.protocols.importer.proposals.parties import Pair, accused, pairs_of
from concerns.protocols.importer.proposals.parts import Role
from concerns.protocols.importer.proposals.recipients import gather
from concerns.protocols.importer.proposals.roles import roles_of
from concerns.protocols.importer.proposals.setting import Setting
from concerns.protocols.importer.proposals.stand_ins import (
    StandIn,
    is_wish,
    stand_ins_in,
    with_stand_ins,
    without,
)


@dataclass(frozen=True, slots=True)
class Read:
    """One statement, read: its drafts, who plays what part, and what the next may take from it."""

    span: Span
    roles: tuple[Role, ...]
    drafts: tuple[DraftRule, ...]
    setting: Setting


_REFERS_BACK = re.compile(
    r"\b(?:such|this|that|these|those|it|the (?:matter|complaint|issue|concern|grievance|request"
    r"|allegation|decision|employee|officer|councillor|member|dispute|problem))\b",
    re.IGNORECASE,
)
LONGEST_STATEMENT = 3000  # what is longer was not cut where it ends, and would take long


def read(text: str, span: Span, before: Setting, place: Setting) -> Read:
    """Read one statement.

    :param before: what the sentences before it in the passage say.
    :param place: what its lead line and headings say.
    """
    if span.end - span.start > LONGEST_STATEMENT:
        return Read(span, (), (), before)
    whole = _plainly(text, span, before, place)
    instead = tuple(
        each
        for each in stand_ins_in(text, span)
        if not is_wish(each) and (each.sure or _is_a_choice(each, whole.drafts))
    )
    if not instead:
        return whole
    # What is left once the stand-ins are gone is read as if they had never been named.
    got = _plainly(without(text, instead), span, before, place)
    named = {target.office for draft in got.drafts for target in draft.to}
    named.update(mention.office for each in instead for mention in each.to)
    if not got.drafts or any(each.of not in named for each in instead):
        return whole
    drafts = (with_stand_ins(text, span, draft, instead) for draft in got.drafts)
    return replace(got, drafts=tuple(each for own in drafts for each in own))


def _is_a_choice(each: StandIn, drafts: tuple[DraftRule, ...]) -> bool:
    """Whether somebody with a condition of their own would be read as the raiser's choice."""
    both = {each.of, each.to[0].office}
    return any(
        draft.combine is Combine.CHOICE and both <= {target.office for target in draft.to}
        for draft in drafts
    )


def _plainly(text: str, span: Span, before: Setting, place: Setting) -> Read:
    """Read one statement that names nobody in place of another."""
    words = text[span.start : span.end]
    roles = roles_of(
        text,
        span,
        forbidden=place.negative and not place.expecting,
        takers=before.takers,
        acting=place.acting,
    )
    lists = gather(text, roles)
    if signs.REVIEW.search(words):
        lists = ()  # it is the protocol that goes to somebody
    matter = _matter(words, before, place, has_lists=bool(lists))
    if matter is None and lists and (_is_raised(words) or accused(text, roles) is not None):
        matter = Matter.CONCERN
    pairs = pairs_of(text, roles, before, place, words, matter)
    drafts = drafts_of(text, span, roles, lists, pairs, matter, place)
    return Read(span, roles, drafts, _after(before, pairs, matter, words, drafts))


_RAISED = re.compile(
    r"\b(?:matters?|issues?|problems?)\b|\bresolve|agreement|unresolved|\bescalat|\bfall\w* short",
    re.IGNORECASE,
)


def _is_raised(words: str) -> bool:
    """Whether something is taken to somebody, though nothing calls it a concern."""
    return _RAISED.search(words) is not None


def _matter(words: str, before: Setting, place: Setting, *, has_lists: bool) -> Matter | None:
    """The matter by its own words, else by the last statement's, the lead's or the heading's."""
    topic = before.matter or place.matter or place.topic
    own = matters.matter_of(words, topic)
    if own is not None:
        if own is Matter.ENQUIRY and before.matter is Matter.ACCESS_REQUEST:
            return before.matter
        return own
    if before.matter is not None and (_REFERS_BACK.search(words) or has_lists):
        return before.matter
    return place.matter or place.topic


def _after(
    before: Setting,
    pairs: tuple[Pair, ...],
    matter: Matter | None,
    words: str,
    drafts: tuple[DraftRule, ...],
) -> Setting:
    """What the next statement may take from this one."""
    first = pairs[0] if pairs else Pair()
    general = tuple(office for office in first.about if office in GENERAL)
    return Setting(
        by=(() if first.assumed else first.by) or before.by,
        about=(general or before.about) if drafts else (first.about or before.about),
        by_not=first.by_not if first.by else before.by_not,
        about_not=first.about_not if first.about else before.about_not,
        matter=matter or before.matter,
        anybody=not first.by and (before.anybody or natures.alleges_anew(words)),
        takers=_takers(before, drafts),
    )


def _takers(before: Setting, drafts: tuple[DraftRule, ...]) -> tuple[Office, ...]:
    """Whoever has had the matter by now, the last to get it last."""
    new = [t.office for t in (*drafts[-1].to, *drafts[-1].then)] if drafts else []
    return (*(office for office in before.takers if office not in new), *new)
