"""Who raises a matter and about whom, in the words of one sentence and of those before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from concerns.engine.facts import Matter
from concerns.engine.offices import GENERAL, KIND_OF, Kind, Office
from concerns.protocols.importer.proposals import natures
from concerns.protocols.importer.proposals.accusations import is_accused
from concerns.protocols.importer.proposals.appeals import appeals
from concerns.protocols.importer.proposals.parts import Part, Role
from concerns.protocols.importer.proposals.recipients import Recipients
from concerns.protocols.importer.proposals.setting import Setting, other_side


@dataclass(frozen=True, slots=True)
class Pair:
    """One raiser and one subject; either may be unknown, and seats may be left out of either.

    :param assumed: nothing names the raiser, but only councillors raise such a matter.
    """

    by: tuple[Office, ...] = ()
    about: tuple[Office, ...] = ()
    by_not: tuple[Office, ...] = ()
    about_not: tuple[Office, ...] = ()
    assumed: bool = False

    def may_raise(self, matter: Matter | None) -> bool:
        """Whether such people raise such a matter: an officer who passes on a request does not."""
        kinds = {KIND_OF[office] for office in self.by}
        return matter not in _BY_COUNCILLORS or kinds != {Kind.OFFICER}


# Matters that are about nobody: whoever is named is asked for something.
_ABOUT_NOBODY = frozenset(Matter) - {Matter.CONCERN}
_BY_COUNCILLORS = frozenset(
    {
        Matter.ACCESS_REQUEST,
        Matter.ACCESS_APPEAL,
        Matter.ENQUIRY,
        Matter.GROUP_REPORT,
        Matter.ATTENDANCE,
    }
)
_BY_A_GROUP = frozenset({Matter.GROUP_REPORT, Matter.ATTENDANCE})
_THE_SAME = re.compile(
    r"\b(?:such|this|that|these|those|it|they|the (?:matter|complaint|issue|concern|grievance"
    r"|allegation|dispute|problem))\b",
    re.IGNORECASE,
)


def pairs_of(
    text: str,
    roles: tuple[Role, ...],
    before: Setting,
    place: Setting,
    words: str,
    matter: Matter | None,
) -> tuple[Pair, ...]:
    """Who raises and about whom, with those left out. A sentence may say it both ways round.

    At least one is always given, though both its sides may be unknown.
    """
    pairs = _pairs(text, roles, before, place, words, matter)
    return tuple(_less(pair, roles, before) for pair in pairs)


def _less(pair: Pair, roles: tuple[Role, ...], before: Setting) -> Pair:
    """A pair without those its own sentence leaves out, or the one it is taken from did."""
    raisers = {role.mention for role in roles if role.part is Part.RAISER}
    by_not: list[Office] = []
    about_not: list[Office] = []
    for role in roles:
        if role.out_of is None:
            continue
        if role.out_of not in raisers and role.out_of.office in pair.about:
            about_not.append(role.mention.office)
        elif role.out_of.office in pair.by:
            by_not.append(role.mention.office)
    named = {role.mention.office for role in roles if role.part is not Part.EXCEPTED}
    if not by_not and pair.by == before.by and not named & set(pair.by):
        by_not.extend(before.by_not)
    if not about_not and pair.about == before.about and not named & set(pair.about):
        about_not.extend(before.about_not)
    return replace(pair, by_not=tuple(by_not), about_not=tuple(about_not))


def _pairs(
    text: str,
    roles: tuple[Role, ...],
    before: Setting,
    place: Setting,
    words: str,
    matter: Matter | None,
) -> tuple[Pair, ...]:
    if natures.alleges_anew(words):
        # Anybody may allege that, whatever procedure the clause stands in.
        before, place = replace(before, by=()), replace(place, by=())
    both = _between(roles)
    if both and len({KIND_OF[office] for office in both}) == 1:
        return (Pair(both, both),)
    if both and not any(role.part is Part.RAISER for role in roles):
        by = place.by if set(place.by) <= GENERAL else ()
        about = other_side(by) if by else both
        return (Pair(by or both, about),)
    found = _in_order(text, roles)
    if len(found) > 1:
        return tuple(Pair(tuple(by), tuple(about)) for by, about in found)
    by_list, about_list = found[0]
    blamed = accused(text, roles)
    if blamed is not None:
        # It begins anew: whoever raised what came before need not be the one who raises this.
        before = replace(before, by=())
        if blamed in {KIND_OF[office] for office in place.by}:
            place = replace(place, by=())
    return (_filled(text, tuple(by_list), tuple(about_list), roles, before, place, words, matter),)


def accused(text: str, roles: tuple[Role, ...]) -> Kind | None:
    """The kind of person of whom a that-clause says that they did something."""
    for role in roles:
        start, end = role.mention.span.start, role.mention.span.end
        behind, ahead = text[max(0, start - 160) : start], text[end : end + 160]
        if role.part is Part.SUBJECT and is_accused(behind, ahead):
            return role.mention.kind
    return None


def _in_order(text: str, roles: tuple[Role, ...]) -> list[tuple[list[Office], list[Office]]]:
    """Raisers and subjects as the sentence names them; a raiser of the other side begins anew."""
    found: list[tuple[list[Office], list[Office]]] = [([], [])]
    for role in roles:
        office = role.mention.office
        by, about = found[-1]
        if role.part is Part.RAISER:
            if by and about and KIND_OF[office] is not KIND_OF[by[0]]:
                found.append(([office], []))
            elif office not in by and (not about or not by):
                by.append(office)
        elif _is_subject(text, roles, role, about) and office not in about:
            about.append(office)
        elif _is_raiser_too(text, roles, role, by, about) and office not in by:
            by.append(office)
    return found


def _is_subject(text: str, roles: tuple[Role, ...], role: Role, about: list[Office]) -> bool:
    """One it is about, or one joined to such: “the conduct of the Clerk or another employee”."""
    joined = role.part is Part.OTHER and bool(about)
    return role.part is Part.SUBJECT or (joined and _joined_to(text, roles, role, Part.SUBJECT))


def _is_raiser_too(
    text: str, roles: tuple[Role, ...], role: Role, by: list[Office], about: list[Office]
) -> bool:
    free = role.part is Part.OTHER and bool(by) and not about
    return free and _joined_to(text, roles, role, Part.RAISER)


_ITS_OWN_KIND = re.compile(
    r"\W{0,3}(?:any |all )?(?:complaint|concern|dispute|difference|disagreement|matter|issue"
    r"|case)s?,?"
    r" (?:which|that)\b",
    re.IGNORECASE,
)


def _filled(
    text: str,
    by: tuple[Office, ...],
    about: tuple[Office, ...],
    roles: tuple[Role, ...],
    before: Setting,
    place: Setting,
    words: str,
    matter: Matter | None,
) -> Pair:
    """One pair, with what its own sentence leaves out taken from the words around it."""
    if _ITS_OWN_KIND.match(words) and any(role.part is Part.HANDLES for role in roles):
        # “Disputes which the Clerk and the Mayor cannot settle”: anybody's, whatever the heading.
        return Pair(by, about)
    group = any(role.mention.group for role in roles)
    if not by and group and matter in _BY_A_GROUP:
        by = (Office.COUNCILLOR,)
    # Anybody may appeal who had a part in what was decided, and nobody else.
    if not by and (appeals(words) or not natures.ANYBODY.search(words)):
        anybody = before.anybody and _THE_SAME.search(words) is not None
        by = before.by or (() if anybody else place.by)
    if matter in _ABOUT_NOBODY:
        if matter in _BY_COUNCILLORS:  # an officer named beside them only decides on it
            by = tuple(o for o in by if KIND_OF[o] is Kind.COUNCILLOR) or by
        assumed = not by and matter in _BY_COUNCILLORS
        return Pair((Office.COUNCILLOR,) if assumed else by, assumed=assumed)
    if not about and by and _ABOUT_ANOTHER.search(words):
        about = by
    if not about:
        about = _left_over(text, roles, by)
    if not about and natures.alleges_code_breach(words):
        about = (Office.COUNCILLOR,)
    if not about:
        refers = _THE_SAME.search(words) is not None
        about = before.about if refers and before.about else place.about
        about = about or (before.about if before.by and by == before.by else ())
    if by and not about and before.about and set(before.about) <= GENERAL:
        about = tuple(o for o in before.about if o not in by)
    return Pair(by, about)


def _between(roles: tuple[Role, ...]) -> tuple[Office, ...]:
    sides = tuple(dict.fromkeys(role.mention.office for role in roles if role.part is Part.BOTH))
    if not sides:
        return ()
    if len(sides) == 1:
        at = next(i for i, role in enumerate(roles) if role.part is Part.BOTH)
        if at + 1 < len(roles) and roles[at + 1].part is Part.OTHER:
            sides = (*sides, roles[at + 1].mention.office)
    kinds = {KIND_OF[office] for office in sides}
    if len(sides) == 1 and _are_a_pair(roles):
        return sides  # “differences between members”
    return sides if kinds == {Kind.COUNCILLOR, Kind.OFFICER} else ()


def _are_a_pair(roles: tuple[Role, ...]) -> bool:
    """Whether “between” names everybody of one kind, and nobody beside them."""
    both = [role.mention for role in roles if role.part is Part.BOTH]
    return len(both) == 1 and both[0].general and both[0].title.lower().endswith("s")


# “A concern of one member about another.”
_ABOUT_ANOTHER = re.compile(
    r"\b(?:about|against|with|towards) (?:another|one another|each other|a (?:fellow|colleague))"
    r"(?=\s?(?:$|[,.;]|and\b|should\b|shall\b|must\b|may\b|will\b|can\b|is\b|are\b))",
    re.IGNORECASE,
)
_OR = re.compile(
    r"^[\s,/]{0,2}(?:or|and|and/or)?[\s,/]{0,2}(?:an?|any|another|the|other)?\s?$", re.I
)


def _joined_to(text: str, roles: tuple[Role, ...], role: Role, part: Part) -> bool:
    at = roles.index(role)
    if at == 0:
        return False
    last = roles[at - 1]
    gap = text[last.mention.span.end : role.mention.span.start]
    joined = len(gap) < 30 and _OR.match(gap) is not None
    return joined and (last.part is part or _joined_to(text, roles[:at], last, part))


def _left_over(text: str, roles: tuple[Role, ...], by: tuple[Office, ...]) -> tuple[Office, ...]:
    """The one named before the recipients and given no part is whom it is about."""
    kinds = {KIND_OF[office] for office in by}
    for role in roles:
        if role.part is not Part.OTHER or not role.mention.general or role.mention.group:
            continue
        if text[max(0, role.mention.span.start - 3) : role.mention.span.start].lower() == "no ":
            continue  # “no member of which may sit”
        if KIND_OF[role.mention.office] not in kinds:
            return (role.mention.office,)
    return ()


_IF = re.compile(
    r"\b(?:if|where|when|unless|in the case of|for|in respect of|as regards|(?:one|those) about)\b",
    re.IGNORECASE,
)


def _raisers_of(roles: tuple[Role, ...], lists: tuple[Recipients, ...]) -> list[tuple[Office, ...]]:
    """Who goes to each list, where each has somebody of its own: “by members to …, by staff to …”.

    Empty where one list has nobody of its own.
    """
    found: list[tuple[Office, ...]] = []
    floor = 0
    for list_ in lists if len(lists) > 1 else ():
        to = list_.mentions[0].span.start
        own = [
            role.mention.office
            for role in roles
            if role.part is Part.RAISER and floor <= role.mention.span.start < to
        ]
        if not own:
            return []
        found.append(tuple(dict.fromkeys(own)))
        floor = list_.mentions[-1].span.end
    return found


def pairs_for(
    text: str,
    roles: tuple[Role, ...],
    lists: tuple[Recipients, ...],
    list_: Recipients,
    pairs: tuple[Pair, ...],
) -> tuple[Pair, ...]:
    """The pairs, each list with the subject of its own “or, if it concerns …” and no other's."""
    at = lists.index(list_)
    floor = lists[at - 1].mentions[-1].span.end if at else None
    own_raisers = _raisers_of(roles, lists)
    if own_raisers and len(pairs) == 1:
        return (replace(pairs[0], by=own_raisers[at]),)
    ends = [one.mentions[-1].span.end for one in lists[:-1]]
    late = [
        role.mention
        for role in roles
        if role.part is Part.SUBJECT
        and ends
        and role.mention.span.start > ends[0]
        and _IF.search(text, ends[0], role.mention.span.start)
    ]
    if not late or len(pairs) != 1:
        return pairs
    others = {mention.office for mention in late}
    first = tuple(office for office in pairs[0].about if office not in others)
    to = list_.mentions[0].span.start
    own = tuple(m.office for m in late if floor is not None and floor < m.span.start < to)
    about = own or first
    about_not = pairs[0].about_not if about == pairs[0].about else ()
    return (replace(pairs[0], about=about, about_not=about_not),)
