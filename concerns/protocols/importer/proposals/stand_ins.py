"""Who takes a matter where whoever it should go to cannot: “or to the Chairman if …”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from concerns.engine.offices import Office
from concerns.engine.protocol import Combine, Force, Reason
from concerns.protocols.importer.passages import DraftOtherwise, DraftRule, Span
from concerns.protocols.importer.proposals import force as forces
from concerns.protocols.importer.proposals.determiners import DETERMINERS
from concerns.protocols.importer.proposals.doubts import NO_RAISER, NO_SUBJECT
from concerns.protocols.importer.proposals.offices import Mention, find
from concerns.protocols.importer.proposals.reasons import reasons_of
from concerns.protocols.importer.proposals.targets import target

_I = re.IGNORECASE


@dataclass(frozen=True, slots=True)
class StandIn:
    """:param of: the seat that cannot take it. :param to: those who take it instead.
    :param condition: when, in the sentence's own words. :param span: all the words that say so.
    :param sure: the condition speaks of that seat, and of no other.
    """

    of: Office
    to: tuple[Mention, ...]
    condition: str
    span: Span
    sure: bool = True


_BEGINS_A_CONDITION = (
    r"(?:if|where|when|whenever|should|unless|except (?:if|where|when|that|in)|save (?:if|where"
    r"|when|that|in)|in (?:the )?(?:case|event)|in (?:the |his |her |their |his or her |his/her )"
    r"?absence|(?:in|during) [\w ]{2,40}['’]s? absence|in [\w ]{2,40}['’]s? case|failing|during)\b"
)
_BY_NAME = rf"(?:(?:directly |instead )?(?:to|with|by|through) )?{DETERMINERS}"
# Between the seat and its stand-in: “, or where the complaint concerns the Clerk, to the ”.
_CONDITION_FIRST = re.compile(
    r"^[^.;(]{0,60}?(?P<all>\s?(?:[,;(–—]\s?)?(?:\b(?:or|and|but|though|otherwise),?\s)?\(?"
    rf"(?P<when>{_BEGINS_A_CONDITION}[^.;()]{{1,140}}?|about [^.;(),]{{2,40}})"
    r"(?:,\s(?:in which (?:case|event)|when|then)|\s(?:in which (?:case|event)|then)|,|\s)?\s?"
    r"(?:(?:it|they|this|that|these|he or she|the \w+)\s)?"
    r"(?:(?:should|shall|must|will|may|is to|are to|goes|go)\s(?:(?!to\b|with\b)\w+\s){0,3})?"
    rf"(?:instead\s)?{_BY_NAME})$",
    _I,
)
_NAMED_NEXT = re.compile(
    rf"^(?P<filler>[^.;(]{{0,30}}?)(?P<all>\s?(?:,|;|\(|–|—|\bor\b)\s?"
    rf"(?:(?:or|but|otherwise),?\s)?{_BY_NAME})$",
    _I,
)
_CONDITION_LAST = re.compile(
    r",?\s(?:instead,?\s)?\(?(?P<when>(?:if|where|when|should|in (?:the )?(?:case|event"
    r"|absence))\b[^.;()]{3,140})",
    _I,
)
# What the condition is no part of any more: “…, who will tell the Leader”.
_GOES_ON = re.compile(
    r",\s(?:who|which|and|but|he|she|they|it|for)\b|,?\sand (?:shall|will|must)", _I
)
_JOINED = re.compile(rf"^,?\s(?:or|and|and/or)\s(?:(?:to|with)\s)?{DETERMINERS}$", _I)

_PRONOUN = re.compile(
    r"\b(?:he or she|he/she|s/he|he|she|they|him or her|him|her|them|whom|his|their|his or her"
    r"|that (?:officer|person|councillor|member)|the latter|both|either"
    r"|th(?:at|is) (?:office|post))\b",
    _I,
)
# Whoever raises it would rather: that is a choice of theirs and no stand-in.
_WISHES = re.compile(
    r"prefer|wish|rather|awkward|comfort|difficult|embarrass|feels?\b|sensitive|appropriate"
    r"|unresolved|not (?:\w+ )?(?:resolved|satisf|settled|happy)|dissatisf|unhappy|refus",
    _I,
)
_NOT_APPROPRIATE = re.compile(r"\b(?:not|in)\s?appropriate", _I)
_SIDES = {Reason.SUBJECT: {NO_SUBJECT}, Reason.RAISER: {NO_RAISER}}
_UNCLEAR = "It goes to the {} only in some cases: “{}”. What does that mean for this rule?"


def stand_ins_in(text: str, span: Span) -> tuple[StandIn, ...]:
    """Everybody a statement names in place of somebody it named before, in reading order."""
    named = find(text, span)
    found: list[StandIn] = []
    for each in _all(text, span, named):
        if not found or each.span.start >= found[-1].span.end:
            found.append(each)
    return tuple(found)


def _all(text: str, span: Span, named: tuple[Mention, ...]) -> Iterator[StandIn]:
    for at, seat in enumerate(named):
        if seat.general:
            continue
        start = seat.span.end  # nobody else stands between a seat and its stand-in
        for place, other in enumerate(named[at + 1 :], at + 1):
            if other.general or other.office is seat.office or other.span.start < start:
                continue
            found = _last(text, span, named, seat, place) if place == at + 1 else None
            found = found or _first(text, named, at, place, start)
            if found is None:
                break
            yield found
            start = found.span.end


def _first(
    text: str, named: tuple[Mention, ...], at: int, place: int, start: int
) -> StandIn | None:
    """“…, or if it concerns the Clerk, to the Chairman”."""
    seat, other = named[at], named[place]
    between = _CONDITION_FIRST.match(text[start : other.span.start])
    if between is None or _BREAKS_OFF.search(between["when"]):
        return None
    when = between["when"]
    again = any(m.office is seat.office and m.span.start >= start for m in named[at + 1 : place])
    if not again and not _PRONOUN.search(when) and not _ELLIPTICAL.match(when):
        return None
    to = _with_those_joined(text, named, place)
    return StandIn(seat.office, to, when, _whole(text, start + between.start("all"), to))


def _whole(text: str, start: int, to: tuple[Mention, ...]) -> Span:
    end = to[-1].span.end
    verb = _ITS_VERB.match(text[end : end + 80])
    end += verb.end() if verb else 0
    return Span(start, end + 1 if text[end : end + 1] == ")" else end)


_ELLIPTICAL = re.compile(
    r"failing\b|(?:if|where|when) (?:absent|away|unavailable|not available|unable|conflicted"
    r"|implicated|involved|on leave|ill)\b",
    _I,
)
# “…, in which case the Chairman is to be approached”.
_ITS_VERB = re.compile(
    r"\s(?:is to|are to|shall|should|must|will|may|can)\s(?:\w+\s){0,3}\w+(?: instead)?"
    r"(?=[.;,)]|$)",
    _I,
)
_BREAKS_OFF = re.compile(r"\b(?:is|are|be|the|an?)\s*$", _I)


def _last(
    text: str, span: Span, named: tuple[Mention, ...], seat: Mention, place: int
) -> StandIn | None:
    """“… or to the Chairman if it concerns the Clerk”."""
    between = _NAMED_NEXT.match(text[seat.span.end : named[place].span.start])
    to = _with_those_joined(text, named, place)
    after = _CONDITION_LAST.match(text, to[-1].span.end, span.end)
    if between is None or after is None:
        return None
    when = after["when"]
    cut = _GOES_ON.search(when)
    when = when[: cut.start()] if cut else when
    end = after.start("when") + len(when)
    seats = {m.office for m in named[place + 1 :] if m.span.start < end and not m.general}
    own = bool(seats) or bool(_PRONOUN.search(when) or _ELLIPTICAL.match(when))
    if text[end : end + 1] == ")":
        end += 1
    whole = Span(seat.span.end + between.start("all"), end)
    return StandIn(seat.office, to, when, whole, sure=own and seats <= {seat.office})


def _with_those_joined(text: str, named: tuple[Mention, ...], place: int) -> tuple[Mention, ...]:
    found = [named[place]]
    for last, mention in pairwise(named[place:]):
        gap = text[last.span.end : mention.span.start]
        if mention.general or not _JOINED.match(gap):
            break
        found.append(mention)
    return tuple(found)


# A sentence of its own: “Where the Clerk is away, the Deputy Clerk takes it.”
_OPENS = re.compile(
    rf"^\W*(?:(?:but|and|however|similarly),?\s)?(?P<when>{_BEGINS_A_CONDITION}[^.;()]{{1,140}}?)"
    r"(?:,\s(?:then\s)?|\s)(?:(?:it|they|this|that|these|the \w+)\s)?"
    r"(?:(?:should|shall|must|will|may|is to|are to|goes|go|passes)\s"
    rf"(?:(?!to\b|with\b)\w+\s){{0,3}})?(?:instead\s)?{_BY_NAME}$",
    _I,
)
_TAKES_THE_PLACE = re.compile(
    r"^\s(?:(?:shall|will|must|should|may|is to|can)\s)?(?:instead\s)?(?:acts?|deputi[sz]es?"
    r"|stands? in|takes? (?:(?:the|his|her|their) place|over)|steps? in|substitutes?)\b"
    r"(?! as (?:a|an|the) (?!deputy|substitute))",
    _I,
)


def follows_on(
    text: str, span: Span, earlier: DraftRule, got: tuple[DraftRule, ...]
) -> StandIn | None:
    """Whoever a sentence of its own names in place of those an earlier one sent it to.

    A rule of its own that the sentence gives stays one, unless it holds only in an absence.

    :param earlier: the rule before it. :param got: the rules that the sentence itself gives.
    """
    named = tuple(m for m in find(text, span) if not m.general)
    first = {target.office for target in earlier.to}
    for place, other in enumerate(named):
        if other.office in first:
            continue
        opens = _OPENS.match(text[span.start : other.span.start])
        if opens is None:
            return None
        of = named[place - 1].office if place else None
        if of is None and _PRONOUN.search(opens["when"]) and len(earlier.to) == 1:
            of = earlier.to[0].office
        to = _with_those_joined(text, named, place)
        acts = _TAKES_THE_PLACE.match(text[to[-1].span.end : span.end]) is not None
        if of not in first or not (acts or got):
            return None
        each = StandIn(of, to, opens["when"], span)
        sided = _reasons(each, earlier) in (None, *_OF_A_SIDE)
        return None if is_wish(each) or (sided and got) else each
    return None


def without(text: str, stand_ins: tuple[StandIn, ...]) -> str:
    """The text with the words that name stand-ins blank, every other word where it was."""
    for each in stand_ins:
        blank = " " * (each.span.end - each.span.start)
        text = text[: each.span.start] + blank + text[each.span.end :]
    return text


def with_stand_ins(
    text: str, span: Span, draft: DraftRule, stand_ins: tuple[StandIn, ...]
) -> tuple[DraftRule, ...]:
    """The draft with whoever stands in for its recipients, asking where it is not clear when.

    Where the seat itself raises it, or it is about that seat, a rule of its own says so; it comes
    before the draft, which holds for everybody else and would take the matter first.
    """
    drafts = [draft]
    for each in stand_ins:
        for at, one in enumerate(drafts):
            if each.of in {target.office for target in one.to}:
                drafts[at : at + 1] = _with(text, span, one, each)
                break
    return tuple(drafts)


def _with(text: str, span: Span, draft: DraftRule, each: StandIn) -> tuple[DraftRule, ...]:
    reasons = _reasons(each, draft)
    if reasons is None:
        asked = _UNCLEAR.format(each.to[0].title, " ".join(each.condition.split()).strip(","))
        return (replace(draft, questions=(*draft.questions, asked)),)
    if reasons in _OF_A_SIDE:
        return (_rule_of_its_own(text, span, draft, each, reasons), draft)
    to = tuple(target(mention, draft.raised_by, draft.about) for mention in each.to)
    several = len(draft.to) > 1 and not _ALL_OF_THEM.search(each.condition)
    of = each.of if several else None
    new = DraftOtherwise(to, tuple(sorted(reasons)), each.span, of)
    return (replace(draft, otherwise=(*draft.otherwise, new)),)


_OF_A_SIDE = ({Reason.SUBJECT}, {Reason.RAISER})


def _rule_of_its_own(
    text: str, span: Span, draft: DraftRule, each: StandIn, reasons: frozenset[Reason]
) -> DraftRule:
    if reasons == {Reason.SUBJECT}:
        sides = replace(draft, about=(each.of,), about_not=())
    else:
        sides = replace(draft, raised_by=(each.of,), raised_by_not=())
    to = tuple(target(mention, sides.raised_by, sides.about) for mention in each.to)
    words = text[each.to[0].span.start : each.to[-1].span.end]
    combine = Combine.ONE
    if len(to) > 1:
        combine = Combine.ALL if _AND.search(words) else Combine.CHOICE
    own = forces.nearest(text, each.span.start, each.span.end)
    force = own if own not in {None, Force.MUST_NOT} else draft.force
    answered = tuple(q for q in draft.questions if q not in _SIDES[next(iter(reasons))])
    return replace(
        sides,
        span=span,
        otherwise=(),
        to=to,
        combine=combine,
        force=force or draft.force,
        questions=answered,
    )


_ALL_OF_THEM = re.compile(r"\b(?:both|either|they|them|their)\b", _I)
_AND = re.compile(r"\sand\s", _I)


def is_wish(each: StandIn) -> bool:
    """Whether whoever raises it may choose so, or it goes there only later."""
    words = each.condition
    return _WISHES.search(words) is not None and _NOT_APPROPRIATE.search(words) is None


def _reasons(each: StandIn, draft: DraftRule) -> frozenset[Reason] | None:
    return reasons_of(each.of, each.condition, draft) if each.sure else None
