"""Draft rules: what the sentences of a passage seem to say about where a matter goes."""

from __future__ import annotations

import re
from dataclasses import replace

from concerns.engine.facts import Matter
from concerns.engine.offices import Kind, Office
from concerns.engine.protocol import Capacity, Combine, Force, Procedure
from concerns.protocols.importer.passages import DraftRule, DraftTarget, Span
from concerns.protocols.importer.proposals import conditions, natures
from concerns.protocols.importer.proposals import force as forces
from concerns.protocols.importer.proposals.arrivals import Way
from concerns.protocols.importer.proposals.doubts import confidence, questions
from concerns.protocols.importer.proposals.exceptions import asking
from concerns.protocols.importer.proposals.limits import limited
from concerns.protocols.importer.proposals.parties import Pair, pairs_for
from concerns.protocols.importer.proposals.parts import Part, Role
from concerns.protocols.importer.proposals.procedures import Invoked, invoked
from concerns.protocols.importer.proposals.recipients import Recipients
from concerns.protocols.importer.proposals.setting import Setting
from concerns.protocols.importer.proposals.strength import strength
from concerns.protocols.importer.proposals.targets import target, targets

# “Nothing in this protocol prevents …”: what stays open is no way that the protocol sends it.
_LEFT_OPEN = re.compile(
    r"^\W*nothing (?:in|herein|contained)\b[^.;]{0,80}\b(?:affects?|prevents?|restricts?|removes?"
    r"|limits?|stops?|precludes?|prejudices?|(?:takes?|shall take) away|(?:is|be) (?:intended"
    r"|taken))\b"
    r"|\bdo(?:es)? not (?:affect|prevent|restrict|limit|remove|take away)\b[^.;]{0,60}\bright",
    re.IGNORECASE,
)
_ASKED_FOR = frozenset({Matter.ACCESS_REQUEST, Matter.ACCESS_APPEAL, Matter.ENQUIRY})
# “… the Chairman, who shall place it before the Council”.
_LAYS_BEFORE = re.compile(
    r"\bwho (?:shall|will|must|may|should) \w+ (?:it|them|the \w+) before\b", re.IGNORECASE
)
_THEN = re.compile(
    r"\bit (?:will|shall|must) (?:go|be (?:put|taken|referred|sent|passed))\b"
    r"|\b(?:then|subsequently|thereafter|and afterwards)\b",
    re.IGNORECASE,
)


def drafts_of(
    text: str,
    span: Span,
    roles: tuple[Role, ...],
    lists: tuple[Recipients, ...],
    pairs: tuple[Pair, ...],
    matter: Matter | None,
    place: Setting,
) -> tuple[DraftRule, ...]:
    """The drafts of one statement: one for each list of recipients and each pair of sides."""
    words = text[span.start : span.end]
    left_open = _LEFT_OPEN.search(words) is not None
    procedures = () if left_open else invoked(text, span)
    found: list[DraftRule] = []
    previous: Recipients | None = None
    for list_ in lists:
        if matter is None and not _is_concern_like(list_):
            continue
        if matter in _ASKED_FOR and list_.capacity is Capacity.ADVISE:
            continue  # advice on how to ask is no way of asking
        if left_open and all(m.kind is Kind.OUTSIDE for m in list_.mentions):
            continue
        if found and previous is not None and _goes_on(text, previous, list_):
            found[-1] = replace(
                found[-1],
                then=targets(list_, found[-1]),
                then_force=strength(
                    text, Span(previous.mentions[-1].span.end, span.end), list_, place
                ),
            )
            continue
        found.extend(
            _draft(text, span, roles, list_, own, matter, place, procedures)
            for own in pairs_for(text, roles, lists, list_, pairs)
            if own.may_raise(matter)
        )
        previous = list_
    if not found:
        found.extend(_of_procedures(text, span, procedures, pairs, matter, place))
    named = tuple(role.mention for role in roles)
    return tuple(
        dict.fromkeys(
            asking(text, span, limited(text, span, draft), named) for draft in _apart(found)
        )
    )


def _apart(found: list[DraftRule]) -> list[DraftRule]:
    """The drafts, without one that says only what an earlier one says."""
    kept: list[DraftRule] = []
    for draft in found:
        same = (
            draft.raised_by == other.raised_by
            and draft.about == other.about
            and {t.office for t in draft.to} <= {t.office for t in other.to}
            and draft.procedure in {None, other.procedure}
            and draft.decider == other.decider
            for other in kept
        )
        if not any(same):
            kept.append(draft)
    return kept


def _is_concern_like(list_: Recipients) -> bool:
    """Without a matter only a taking or an escalation of it is worth a person's look."""
    return list_.way is Way.TAKES and list_.capacity in {Capacity.FACILITATE, Capacity.HEAR}


def _goes_on(text: str, first: Recipients, second: Recipients) -> bool:
    between = text[first.mentions[-1].span.end : second.mentions[0].span.start]
    if second.capacity is Capacity.HEAR and _LAYS_BEFORE.search(between):
        return True
    return len(between) < 160 and _THEN.search(between) is not None


def _draft(
    text: str,
    span: Span,
    roles: tuple[Role, ...],
    list_: Recipients,
    pair: Pair,
    matter: Matter | None,
    place: Setting,
    procedures: tuple[Invoked, ...],
) -> DraftRule:
    words = text[span.start : span.end]
    draft = replace(
        _begun(text, span, pair),
        matter=matter or Matter.CONCERN,
        natures=natures.named(words) if matter is Matter.CONCERN else (),
        code_breach=True if natures.alleges_code_breach(words) else None,
        unresolved=conditions.said_before(conditions.UNRESOLVED, text, span, list_),
        combine=list_.combine,
        capacity=_capacity(list_, matter),
        force=strength(text, span, list_, place),
        procedure=_beside(list_, procedures),
        told=_others(roles, Part.TOLD, pair),
        asked=_others(roles, Part.ASKED, pair),
        decider=_decider(roles, list_),
        private=conditions.PRIVATE.search(words) is not None,
    )
    draft = replace(draft, to=targets(list_, draft))
    if len(draft.to) == 1 and draft.combine is not Combine.ONE:
        draft = replace(draft, combine=Combine.ONE)
    if draft.procedure is not None and draft.to and _or_procedure(text, list_, procedures):
        draft = replace(draft, combine=Combine.CHOICE)
    if draft.matter is Matter.ENQUIRY and draft.combine is Combine.ALL:
        draft = replace(draft, combine=Combine.CHOICE)  # one writes to one of them
    return replace(
        draft,
        confidence=confidence(draft, list_, assumed=pair.assumed),
        questions=(
            *questions(draft, list_, matter, assumed=pair.assumed),
            *_only_in_an_absence(roles, draft),
        ),
    )


def _begun(text: str, span: Span, pair: Pair) -> DraftRule:
    """What every draft of a statement says: both sides, and the state of what is raised."""
    words = text[span.start : span.end]
    return DraftRule(
        span=span,
        raised_by=pair.by,
        about=pair.about,
        raised_by_not=pair.by_not,
        about_not=pair.about_not,
        written=conditions.written(words),
        upheld=conditions.is_upheld(words),
    )


def _only_in_an_absence(roles: tuple[Role, ...], draft: DraftRule) -> tuple[str, ...]:
    """What to ask where whoever is away is not said to be who takes it otherwise."""
    to = {target.office for target in draft.to}
    away = {r.mention.title for r in roles if r.part is Part.ABSENT and r.mention.office not in to}
    return tuple(
        f"This holds only while the {title} cannot take it. Which rule is it part of?"
        for title in sorted(away)
    )


def _capacity(list_: Recipients, matter: Matter | None) -> Capacity:
    if matter is Matter.ACCESS_APPEAL and list_.capacity is Capacity.RECEIVE:
        return Capacity.DECIDE
    return list_.capacity


def _others(roles: tuple[Role, ...], part: Part, pair: Pair) -> tuple[DraftTarget, ...]:
    return tuple(
        target(role.mention, pair.by, pair.about)
        for role in roles
        if role.part is part and not role.mention.general
    )


def _decider(roles: tuple[Role, ...], list_: Recipients) -> Office | None:
    """Who decided before: within the brackets for a list in brackets, else outside them."""
    at = list_.mentions[0].span.start
    deciding = [role for role in roles if role.part is Part.DECIDER]
    for role in deciding:
        after = role.mention.span.start > at
        if list_.bracketed == after and len(deciding) == 1:
            return role.mention.office
    return None


def _beside(list_: Recipients, procedures: tuple[Invoked, ...]) -> Procedure | None:
    """A procedure named as the other choice, just before or after the people."""
    for found in procedures:
        if found.procedure is Procedure.WHISTLEBLOWING:
            continue  # always another way to go, never the way the protocol sends it
        near = 0 <= list_.mentions[0].span.start - found.span.end < 50
        after = 0 <= found.span.start - list_.mentions[-1].span.end < 80
        if near or after:
            return found.procedure
    return None


def _or_procedure(text: str, list_: Recipients, procedures: tuple[Invoked, ...]) -> bool:
    """Whether a procedure is another choice, and not how those named go about it."""
    first, last = list_.mentions[0].span.start, list_.mentions[-1].span.end
    for found in procedures:
        between = (
            text[found.span.end : first]
            if found.span.end <= first
            else text[last : found.span.start]
        )
        if len(between) < 80 and re.search(r"\bor\b", between):
            return True
    return False


def _of_procedures(
    text: str,
    span: Span,
    procedures: tuple[Invoked, ...],
    pairs: tuple[Pair, ...],
    matter: Matter | None,
    place: Setting,
) -> list[DraftRule]:
    """A statement that names a procedure and nobody to go to."""
    own_words = {Procedure.GRIEVANCE, Procedure.DISCIPLINARY, Procedure.CODE_OF_CONDUCT}
    if matter not in {None, Matter.CONCERN} or not procedures:
        return []
    words = text[span.start : span.end]
    first = procedures[0]
    if _ANOTHERS_POWER.search(words):
        return []
    if matter is None and first.procedure not in own_words:
        return []
    # Standing orders are how somebody goes about it, and whistleblowing is another way to go.
    if first.procedure in {Procedure.WHISTLEBLOWING, Procedure.STANDING_ORDERS}:
        return []
    own = forces.nearest(text, span.start, max(first.span.start, span.start))
    if own is Force.MUST_NOT:
        return []
    found = []
    for pair in pairs:
        draft = replace(
            _begun(text, span, pair),
            natures=natures.named(words),
            unresolved=conditions.UNRESOLVED.search(words) is not None,
            capacity=Capacity.HEAR,
            force=own or place.force or _any_force(text, span),
            procedure=first.procedure,
        )
        found.append(
            replace(
                draft,
                confidence=confidence(draft, None, assumed=False),
                questions=questions(draft, None, matter, assumed=False),
            )
        )
    return found


# Who decides on a sanction is nobody's way to raise anything.
_ANOTHERS_POWER = re.compile(r"^\W*whether\b", re.IGNORECASE)


def _any_force(text: str, span: Span) -> Force:
    said = forces.nearest(text, span.start, span.end)
    return Force.SHOULD if said is None or said is Force.MUST_NOT else said
