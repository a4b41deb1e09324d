"""What part each person named in a sentence plays: who raises, about whom, who takes it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from concerns.engine.offices import KIND_OF, Office
from concerns.engine.protocol import Capacity, Force, Whose
from concerns.protocols.importer.passages import Span
from concerns.protocols.importer.proposals import force as forces
from concerns.protocols.importer.proposals import role_words
from concerns.protocols.importer.proposals.accusations import is_accused
from concerns.protocols.importer.proposals.exceptions import end_of, exceptions_in
from concerns.protocols.importer.proposals.offices import Mention, find
from concerns.protocols.importer.proposals.verbs import Arrival, Way, arrival, taking


class Part(StrEnum):
    TO = "to"
    TOLD = "told"
    ASKED = "asked"
    HANDLES = "handles"  # it has the matter already, and does something with it
    HAS = "has"  # the same, and got it by an earlier sentence
    TAKES = "takes"  # it takes the matter, and is the subject of the verb
    NOT_TO = "not_to"  # the sentence forbids it
    RAISER = "raiser"
    SUBJECT = "subject"
    BOTH = "both"  # one of two sides
    DECIDER = "decider"
    ABSENT = "absent"
    EXCEPTED = "excepted"  # left out of those named before
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Role:
    mention: Mention
    part: Part
    arrival: Arrival | None = None
    out_of: Mention | None = None  # of whom it is left out


_ASKED_AS = {
    "consulted": (Part.ASKED, Way.ASKED, Capacity.ADVISE),
    "informed": (Part.TOLD, Way.TOLD, Capacity.RECEIVE),
    "notified": (Part.TOLD, Way.TOLD, Capacity.RECEIVE),
    "advised": (Part.TOLD, Way.TOLD, Capacity.RECEIVE),
    "told": (Part.TOLD, Way.TOLD, Capacity.RECEIVE),
    "copied": (Part.TOLD, Way.TOLD, Capacity.RECEIVE),
}


def roles_of(
    text: str,
    sentence: Span,
    *,
    forbidden: bool,
    takers: tuple[Office, ...] = (),
    acting: bool = False,
) -> tuple[Role, ...]:
    """The part of everybody a sentence names, in reading order.

    :param forbidden: the sentence is an item under a lead that says “must not”.
    :param takers: who has the matter by an earlier sentence.
    :param acting: one of those is whom the sentence speaks of, without naming them.
    """
    found: list[Role] = []
    acting = acting or (
        bool(takers) and role_words.PRONOUN_ACTS.match(text, sentence.start) is not None
    )
    mentions = find(text, sentence)
    exceptions = exceptions_in(text, mentions)
    for mention in mentions:
        if mention in exceptions:
            found.append(Role(mention, Part.EXCEPTED, out_of=exceptions[mention]))
            continue
        new = any(r.mention.office is mention.office for r in found)
        again = None if new else _named_again(text, sentence, mention, takers)
        if again is not None:
            found.append(Role(again, Part.HAS))
            continue
        role = _role(
            text,
            sentence,
            mention,
            end_of(text, mention, exceptions),
            found,
            forbidden=forbidden,
            acting=acting,
            takers=takers,
        )
        if role.part is Part.TAKES and found and _takes_too(text, found[-1], mention):
            found[-1] = replace(found[-1], part=Part.TAKES, arrival=role.arrival)
        found.append(role)
    return tuple(found)


def _role(
    text: str,
    sentence: Span,
    mention: Mention,
    end: int,
    before: list[Role],
    *,
    forbidden: bool,
    acting: bool,
    takers: tuple[Office, ...],
) -> Role:
    floor, at = sentence.start, mention.span.start
    ahead = text[end : min(end + 160, sentence.end)]
    behind = text[max(floor, at - 200) : at]
    if role_words.ABSENT_BEFORE.search(behind[-120:]) or role_words.ABSENT_AFTER.match(ahead):
        return Role(mention, Part.ABSENT)
    if _cannot_take(mention, before, behind, ahead):
        return Role(mention, Part.ABSENT)
    if not mention.general and role_words.RECEIVES.match(ahead):
        return Role(mention, Part.HAS)
    if mention.of is Whose.OTHER_GROUPS:
        return Role(mention, Part.TOLD)
    if role_words.CONDUCT_BY.search(behind[-120:]) or role_words.IN_THE_CASE_OF.search(
        behind[-80:]
    ):
        return Role(mention, Part.SUBJECT)
    if is_accused(behind, ahead) and not role_words.RAISES.match(ahead):
        return Role(mention, Part.SUBJECT)
    you = role_words.YOU_ARE.search(behind[-40:])
    if you is not None and (
        role_words.YOU.search(text, end, sentence.end)
        or behind[-60:].lower().find("if you are") >= 0
    ):
        return Role(mention, Part.RAISER)
    if (
        mention.general
        and role_words.DID_IT.match(ahead)
        and role_words.WRONGED.search(text, floor, sentence.end)
    ):
        return Role(mention, Part.SUBJECT)
    if role_words.MADE_BY.search(behind[-120:]) or role_words.IS_THE_RAISER.match(ahead):
        return Role(mention, Part.RAISER)
    if role_words.DECIDED.search(behind[-120:]) or _beside_a_decider(text, mention, before):
        return Role(mention, Part.DECIDER)
    if role_words.NOT_THE_PERSON.match(ahead) and not mention.general:
        return Role(mention, Part.OTHER)
    to_whom = role_words.TO_WHOM.match(ahead)
    if to_whom is not None and not mention.general:
        at_verb = end + to_whom.start("verb")
        return Role(mention, Part.TO, Arrival(Way.SENT, Capacity.RECEIVE, at_verb))
    if role_words.IS_THE_ONE.match(ahead) and not mention.general:
        return Role(mention, Part.TO, Arrival(Way.SENT, Capacity.RECEIVE, end))
    asked = role_words.IS_ASKED.match(ahead)
    if asked is not None and not mention.general:
        part, way, capacity = _ASKED_AS.get(
            asked["verb"].lower(), (Part.TO, Way.SENT, Capacity.RECEIVE)
        )
        begun = acting or (bool(takers) and role_words.OF_SUCH.search(text, end, sentence.end))
        if (
            part is Part.TOLD
            and not begun
            and not any(r.part in {Part.TO, Part.TAKES} for r in before)
        ):
            # Told of it first, and not of what came of it: it is sent to them.
            part = Part.TOLD if role_words.OUTCOME.search(text, floor, sentence.end) else Part.TO
        return Role(mention, part, Arrival(way, capacity, end + asked.start("verb")))
    if role_words.UNABLE.match(ahead) and role_words.WHICH.search(behind):
        return Role(mention, Part.HANDLES)
    if role_words.RAISES.match(ahead) and not role_words.TO_THE.search(behind[-60:]):
        return Role(mention, Part.RAISER)
    if role_words.OWNS_CONCERN.match(ahead) or role_words.RAISED_BY.search(behind[-140:]):
        return Role(mention, Part.RAISER)
    if role_words.BETWEEN.search(behind[-120:]):
        return Role(mention, Part.BOTH)
    if role_words.IS_ALSO.match(ahead):
        return Role(mention, Part.OTHER)
    if role_words.ABOUT.search(behind[-160:]) or role_words.IS_SUBJECT.match(ahead):
        return Role(mention, Part.SUBJECT)
    joined = _joined_to_told(text, mention, before)
    if joined is not None:
        return Role(mention, joined)
    has_it = any(r.mention.office is mention.office and r.part is Part.TO for r in before)
    if has_it and (role_words.MODAL_THEN_REFERS.match(ahead) or taking(text, end) is not None):
        return Role(mention, Part.HANDLES)
    came = arrival(text, floor, at)
    if came is not None:
        takes = _taker(text, floor, mention, came, before, forbidden=forbidden, acting=acting)
        if takes is not None:
            return Role(mention, takes, came)
    taken = taking(text, end)
    if taken is not None and not mention.general:
        capacity, refused = taken
        part = Part.NOT_TO if refused else Part.TAKES
        return Role(mention, part, Arrival(Way.TAKES, capacity, at))
    if role_words.MODAL_THEN_REFERS.match(ahead) or (
        mention.general and role_words.DOES_RAISE.match(ahead)
    ):
        return Role(mention, Part.RAISER)
    if mention.general and role_words.PASSIVE_BY.search(behind[-120:]):
        return Role(mention, Part.SUBJECT)
    return Role(mention, Part.OTHER)


def _cannot_take(mention: Mention, before: list[Role], behind: str, ahead: str) -> bool:
    """Whether somebody it has just gone to is named again as away or involved."""
    has_it = any(
        r.mention.office is mention.office and r.part in {Part.TO, Part.TAKES} for r in before
    )
    in_case = role_words.IN_CASE.search(behind[-100:])
    if not has_it or in_case is None:
        return False
    return "cannot" in in_case.group().lower() or role_words.CANNOT_TAKE.match(ahead) is not None


def _named_again(
    text: str, sentence: Span, mention: Mention, takers: tuple[Office, ...]
) -> Mention | None:
    """Whoever has the matter by an earlier sentence, if it is they who do something here."""
    if not takers or not role_words.DOES.match(text[mention.span.end : sentence.end]):
        return None
    before = text[max(sentence.start, mention.span.start - 20) : mention.span.start]
    if mention.office in takers and not mention.general and not role_words.TO_THE.search(before):
        return mention
    singular = not mention.title.lower().endswith("s")
    if singular and mention.kind is KIND_OF[takers[-1]] and role_words.POINTS_BACK.search(before):
        return replace(mention, office=takers[-1])
    return None


def _takes_too(text: str, last: Role, mention: Mention) -> bool:
    """Whether the one named before shares the verb: “the Leader and the Chief Executive will”."""
    gap = text[last.mention.span.end : mention.span.start]
    free = last.part in {Part.OTHER, Part.RAISER} and not last.mention.general
    return free and len(gap) < 40 and role_words.AND.match(gap) is not None


def _joined_to_told(text: str, mention: Mention, before: list[Role]) -> Part | None:
    """Whoever is joined by “and” to one who is told or asked is told or asked as well."""
    if not before or before[-1].part not in {Part.TOLD, Part.ASKED} or mention.general:
        return None
    gap = text[before[-1].mention.span.end : mention.span.start]
    return before[-1].part if len(gap) < 60 and role_words.AND.match(gap) else None


def _beside_a_decider(text: str, mention: Mention, before: list[Role]) -> bool:
    return (
        bool(before)
        and not mention.general
        and before[-1].part is Part.DECIDER
        and role_words.OR_A_DECIDER.match(text[before[-1].mention.span.end : mention.span.start])
        is not None
    )


def _taker(
    text: str,
    floor: int,
    mention: Mention,
    came: Arrival,
    before: list[Role],
    *,
    forbidden: bool,
    acting: bool,
) -> Part | None:
    """What part the words of arrival give; None where they give none to such a person."""
    if came.way is not Way.TAKES and _refused(text, floor, came.at, forbidden=forbidden):
        return Part.NOT_TO
    actor = _actor(before, came.at)
    by_a_taker = actor is not None and actor.part in {Part.TO, Part.TAKES, Part.HANDLES}
    by_a_seat = actor is not None and not actor.mention.general and actor.part is not Part.RAISER
    by_a_seat = by_a_seat or (actor is None and acting)
    if mention.general:
        # Everybody of a kind takes nothing, but may be the one who conciliates.
        return (
            Part.TO if came.way is Way.TAKES and "concil" in text[came.at : came.at + 8] else None
        )
    if came.way is Way.ASKED:
        by_a_raiser = actor is not None and actor.part is Part.RAISER and actor.mention.general
        return Part.TO if by_a_raiser else Part.ASKED
    if came.capacity is Capacity.ADVISE and (acting or (actor and actor.part is Part.HAS)):
        return Part.ASKED  # “shall seek the advice of”, said of whoever has it
    if came.way is Way.TOLD:
        return Part.TOLD if by_a_taker or by_a_seat else Part.TO
    talks = role_words.TALKS.match(text, came.at) is not None
    if talks and (acting or by_a_taker or (actor is not None and actor.part is Part.HAS)):
        return Part.ASKED
    if actor is not None and actor.part is Part.HAS and role_words.REPORTS.match(text, came.at):
        return Part.TOLD
    before_a_body = came.capacity is Capacity.HEAR
    if by_a_taker and came.way is Way.SENT and not before_a_body and _acts(text, actor, came.at):
        return Part.TOLD
    return Part.TO


def _refused(text: str, floor: int, at: int, *, forbidden: bool) -> bool:
    """Whether the verb at `at` is forbidden, by its own words or by the lead it hangs under."""
    said = forces.all_in(text, floor, at)
    since = text[said[-1][1] if said else floor : at].rsplit("?", 1)[-1]
    if role_words.BUT.search(since):
        return False
    if said and said[-1][2] is Force.MUST_NOT:
        return True
    return role_words.NOT_BEFORE.search(since) is not None or (forbidden and not said)


_PASSED_OVER = frozenset({Part.ABSENT, Part.SUBJECT, Part.TOLD, Part.ASKED, Part.EXCEPTED})


def _actor(before: list[Role], at: int) -> Role | None:
    """The last person named before the verb, those told, absent or excepted left out."""
    for role in reversed(before):
        if role.mention.span.end <= at and role.part not in _PASSED_OVER:
            return role
    return None


def _acts(text: str, actor: Role | None, at: int) -> bool:
    """Whether the taker named before is the one who goes on: “the Clerk will raise it with”."""
    return (
        actor is not None and role_words.ACTS.match(text[actor.mention.span.end : at]) is not None
    )
