"""What part each person named in a sentence plays: who raises, about whom, who takes it."""

from __future__ import annotations

import re
from dataclasses import replace

from concerns.engine.offices import KIND_OF, Office
from concerns.engine.protocol import Capacity, Whose
from concerns.protocols.importer.passages import Span
from concerns.protocols.importer.proposals import raisers, subjects
from concerns.protocols.importer.proposals.accusations import is_accused
from concerns.protocols.importer.proposals.arrivals import Arrival, Way, arrival
from concerns.protocols.importer.proposals.determiners import DETERMINERS
from concerns.protocols.importer.proposals.exceptions import end_of, exceptions_in
from concerns.protocols.importer.proposals.handling import taking
from concerns.protocols.importer.proposals.offices import Mention, find
from concerns.protocols.importer.proposals.parts import Part, Role
from concerns.protocols.importer.proposals.takers import DONE_TO, part_of_taker

_DECIDED = re.compile(
    rf"(?:(?:decision|refusal|determination)(?: \w+){{0,3}} (?:by|of)|\b(?:was|were|been"
    rf"|is) (?:made"
    rf"|taken|refused) by"
    rf"|(?:had been|was|were|has been) (?:originally )?made to)\s{{1,3}}{DETERMINERS}$",
    re.IGNORECASE,
)
# “Where the refusal was the Monitoring Officer's own”.
_WAS = re.compile(
    rf"\b(?:decision|refusal|determination) (?:is|was)\s{{1,3}}{DETERMINERS}$", re.IGNORECASE
)
_ITS_OWN = re.compile(r"^['’]s? own\b", re.IGNORECASE)
# “Unhappy with the Clerk's answer”: it is not about the Clerk.
_SAID_BY = re.compile(
    r"^['’]s? (?:\w+ )?(?:response|answer|decision|reply|handling|findings?|ruling|conclusions?"
    r"|explanation|refusal)\b",
    re.IGNORECASE,
)
_OF_SUCH = re.compile(
    r"\bof (?:any|all|every|each|such|the|this|that|it)\b|\b(?:any|such|this) (?:action|complaint)"
    r"|\b(?:before|when|once|as soon as)\b",
    re.IGNORECASE,
)
_OR_A_DECIDER = re.compile(rf"^ or {DETERMINERS}$", re.IGNORECASE)
_ABSENT_BEFORE = re.compile(rf"\b(?:absence of|absence for)\s{{1,3}}{DETERMINERS}$", re.IGNORECASE)
# Of somebody it has just gone to: “or, if the Chairman is away or is involved, …”.
_CANNOT_TAKE = re.compile(
    r"^(?: (?:is|are|was|has been)(?: (?:\w+ly|away or is|absent or is|either))*"
    r" (?:away|absent|ill|on leave|unavailable|not available|unable|implicated|involved"
    r"|conflicted|concerned|named"
    r"|the (?:subject|person|one))|\s?cannot\b)",
    re.IGNORECASE,
)
_IN_CASE = re.compile(
    rf"\b(?:if|where|when|should|unless|cannot (?:reach|contact|find"
    rf"|get hold of))\s{{1,3}}{DETERMINERS}$",
    re.IGNORECASE,
)
_RECEIVES = re.compile(
    r"^,? who (?:has )?(?:receive[sd]?|(?:is|are|was) (?:given|sent|told of|notified of))\b",
    re.IGNORECASE,
)
# “Disputes which the Clerk is unable to settle”: the Clerk has them, and did not raise them.
_WHICH = re.compile(r"\b(?:which|that)\b[^,;.]{0,80}$", re.IGNORECASE)
_UNABLE = re.compile(
    r"^\s(?:is|are|was|were) (?:not able|unable) to\b|^\s(?:cannot|could not|fails?)\b",
    re.IGNORECASE,
)
_ABSENT_AFTER = re.compile(
    r"^(?:['’]s absence| (?:is|are) (?:\w+ )?(?:unavailable|absent|not available|away"
    r"|unable to act|on leave))",
    re.IGNORECASE,
)
_IS_ASKED = re.compile(
    r"^\s(?:may|should|must|shall|will|can|could|is to|are to) (?:also |first |then )?be "
    r"(?P<verb>asked|approached|contacted|invited|requested|involved|consulted|informed|notified"
    r"|advised|told|copied)\b",
    re.IGNORECASE,
)
_NOT_THE_PERSON = re.compile(
    r"^['’]s? (?:directorate|department|group|service|team|role|responsib|dut|approval|consent"
    r"|view|opinion|report|decision|discretion)",
    re.IGNORECASE,
)
_TO_WHOM = re.compile(
    r"^(?:,?| (?:is|are) (?:the )?(?:\w+ )?(?:person|officer|one|office)s?) (?:to|with"
    r"|through) whom\b[^.;]{0,80}?\b(?:should|must|shall|may|will|can|is to|are to)"
    r"(?: \w+){0,2} (?P<verb>bring|take|go|write|turn|speak|reported|referred|made|raised"
    r"|addressed|directed|submitted|sent|taken"
    r"|lodged|put|discussed|complain|appeal|report|refer)\b",
    re.IGNORECASE,
)
_IS_THE_ONE = re.compile(
    r"^,? (?:is|are|(?:will|shall|should) be) (?:(?:the|your"
    r"|their) )?(?:\w+ ){0,2}(?:port of call|point of contact"
    r"|(?:person|one|officer) to (?:see|contact|approach|speak|go|turn|tell|ask))\b",
    re.IGNORECASE,
)
_OUTCOME = re.compile(r"\boutcome|\bdecision|\bresult|\bupheld|\bprepared|\battended", re.I)
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
    begins = text[sentence.start : sentence.end]
    acting = acting or (bool(takers) and _PRONOUN_ACTS.match(begins) is not None)
    acting = acting or _HOLDER_ACTS.search(begins) is not None
    mentions = find(text, sentence)
    exceptions = exceptions_in(text, mentions)
    for mention in mentions:
        if mention in exceptions:
            found.append(Role(mention, Part.EXCEPTED, out_of=exceptions[mention]))
            continue
        new = any(r.mention.office is mention.office and r.part is not Part.OTHER for r in found)
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
    if _ABSENT_BEFORE.search(behind[-120:]) or _ABSENT_AFTER.match(ahead):
        return Role(mention, Part.ABSENT)
    if _cannot_take(mention, before, behind, ahead):
        return Role(mention, Part.ABSENT)
    if not mention.general and _RECEIVES.match(ahead):
        return Role(mention, Part.HAS)
    has_it = any(r.mention.office is mention.office and r.part is Part.TO for r in before)
    if mention.of is Whose.OTHER_GROUPS:
        return Role(mention, Part.TOLD)
    if _ITS_OWN.match(ahead) and _WAS.search(behind[-80:]):
        return Role(mention, Part.DECIDER)
    if subjects.CONDUCT_BY.search(behind[-120:]) or subjects.IN_THE_CASE_OF.search(behind[-80:]):
        return Role(mention, Part.SUBJECT)
    if is_accused(behind, ahead) and not raisers.RAISES.match(ahead):
        return Role(mention, Part.SUBJECT)
    if raisers.IF_YOU_ARE.search(behind[-40:]):
        # “Tell the Clerk, or the Mayor if you are the Clerk”: the first cannot take it.
        gone_to = any(r.mention.office is mention.office and r.part is Part.TO for r in before)
        return Role(mention, Part.ABSENT if gone_to else Part.RAISER)
    if raisers.YOU_ARE.search(behind[-40:]) and raisers.YOU.search(text, end, sentence.end):
        return Role(mention, Part.RAISER)
    if (
        mention.general
        and subjects.DID_IT.match(ahead)
        and subjects.WRONGED.search(text, floor, sentence.end)
    ):
        return Role(mention, Part.SUBJECT)
    if raisers.MADE_BY.search(behind[-120:]) or raisers.IS_THE_RAISER.match(ahead):
        return Role(mention, Part.RAISER)
    if _DECIDED.search(behind[-120:]) or _beside_a_decider(text, mention, before):
        return Role(mention, Part.DECIDER)
    if _NOT_THE_PERSON.match(ahead) and not mention.general:
        return Role(mention, Part.OTHER)
    to_whom = _TO_WHOM.match(ahead)
    if to_whom is not None and not mention.general:
        at_verb = end + to_whom.start("verb")
        return Role(mention, Part.TO, Arrival(Way.SENT, Capacity.RECEIVE, at_verb))
    if _IS_THE_ONE.match(ahead) and not mention.general:
        return Role(mention, Part.TO, Arrival(Way.SENT, Capacity.RECEIVE, end))
    asked = _IS_ASKED.match(ahead)
    if asked is not None and not mention.general:
        part, way, capacity = _ASKED_AS.get(
            asked["verb"].lower(), (Part.TO, Way.SENT, Capacity.RECEIVE)
        )
        begun = acting or (bool(takers) and _OF_SUCH.search(text, end, sentence.end))
        if (
            part is Part.TOLD
            and not begun
            and not any(r.part in {Part.TO, Part.TAKES} for r in before)
        ):
            # Told of it first, and not of what came of it: it is sent to them.
            part = Part.TOLD if _OUTCOME.search(text, floor, sentence.end) else Part.TO
        return Role(mention, part, Arrival(way, capacity, end + asked.start("verb")))
    if _UNABLE.match(ahead) and _WHICH.search(behind):
        return Role(mention, Part.HANDLES)
    if raisers.RAISES.match(ahead) and not _TO_THE.search(behind[-60:]):
        return Role(mention, Part.RAISER)
    if raisers.OWNS_CONCERN.match(ahead) or raisers.RAISED_BY.search(behind[-140:]):
        return Role(mention, Part.RAISER)
    seated = subjects.HOLDS_A_SEAT.search(behind[-120:])
    if seated is not None and not mention.general:
        return Role(mention, _part_of_the_seated(before, find(seated["who"])))
    if mention.general and (
        raisers.hands_over(behind, ahead) or raisers.has_a_concern(behind, ahead)
    ):
        return Role(mention, Part.RAISER)
    if subjects.TROUBLE_WITH.search(behind[-140:]) and not _SAID_BY.match(ahead):
        return Role(mention, Part.SUBJECT)
    if subjects.BETWEEN.search(behind[-120:]):
        return Role(mention, Part.BOTH)
    if subjects.IS_ALSO.match(ahead):
        return Role(mention, Part.OTHER)
    about = subjects.ABOUT.search(behind[-160:]) is not None and not _SAID_BY.match(ahead)
    if about or subjects.IS_SUBJECT.match(ahead):
        return Role(mention, Part.SUBJECT)
    joined = _joined_to_told(text, mention, before)
    if joined is not None:
        return Role(mention, joined)
    if has_it and (raisers.MODAL_THEN_REFERS.match(ahead) or taking(text, end) is not None):
        return Role(mention, Part.HANDLES)
    came = arrival(text, floor, at)
    if came is not None:
        takes = part_of_taker(
            text, floor, mention, came, before, forbidden=forbidden, acting=acting
        )
        if takes is not None:
            return Role(mention, takes, came)
    taken = taking(text, end)
    if taken is not None and not mention.general:
        capacity, refused = taken
        part = Part.NOT_TO if refused else Part.TAKES
        return Role(mention, part, Arrival(Way.TAKES, capacity, at))
    refers = raisers.MODAL_THEN_REFERS.match(ahead) and not _is_an_object(mention, before, behind)
    if refers or (mention.general and raisers.DOES_RAISE.match(ahead)):
        return Role(mention, Part.RAISER)
    if mention.general and (
        raisers.WHO_THEN_REFERS.match(ahead) or raisers.they_refer(behind, ahead)
    ):
        return Role(mention, Part.RAISER)
    if mention.general and subjects.PASSIVE_BY.search(behind[-120:]):
        return Role(mention, Part.SUBJECT)
    return Role(mention, Part.OTHER)


def _is_an_object(mention: Mention, before: list[Role], behind: str) -> bool:
    """Whether somebody else is said to do what follows: “an officer married to a member must”."""
    others = any(r.part is Part.RAISER and r.mention.general for r in before)
    return mention.general and others and DONE_TO.search(behind[-60:]) is not None


def _cannot_take(mention: Mention, before: list[Role], behind: str, ahead: str) -> bool:
    """Whether somebody it has just gone to is named again as away or involved."""
    has_it = any(
        r.mention.office is mention.office and r.part in {Part.TO, Part.TAKES} for r in before
    )
    in_case = _IN_CASE.search(behind[-100:])
    if not has_it or in_case is None:
        return False
    return "cannot" in in_case.group().lower() or _CANNOT_TAKE.match(ahead) is not None


_PRONOUN_ACTS = re.compile(
    r"\s*(?:(?:having|on|upon|after|before|prior to|in)\b[^,]{0,80},\s)?"
    r"(?:he|she|they|he or she|he/she|s/he|she or he)\s(?:will|shall|must|should|may|is to)\b",
    re.IGNORECASE,
)
# Whoever has it, without their title.
_HOLDER_ACTS = re.compile(
    r"\b(?:the recipient|who(?:m?ever|ever) (?:it|the matter|this|receives|has|is (?:told|given"
    r"|approached))|the (?:person|officer|individual) (?:receiving|who receives|to whom (?:it|the"
    r" (?:matter|complaint|concern)) (?:is|was|has been)))\b[^.;]{0,80}\b(?:will|shall|must|should"
    r"|may)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"\b(?:that|this|such|the said|the same)\s$", re.IGNORECASE)
_DOES = re.compile(
    r"^(?:,[^,]{1,80},)?\s(?:(?:and|or) \w+ )?(?:will|shall|must|should|may|is to|are to|can)\b",
    re.IGNORECASE,
)


def _part_of_the_seated(before: list[Role], who: tuple[Mention, ...]) -> Part:
    """“Where the officer is the Clerk”: the seat of whoever raises it, or of whom it is about."""
    kinds = {mention.kind for mention in who}
    raises = any(r.part is Part.RAISER and r.mention.kind in kinds for r in before)
    return Part.RAISER if raises else Part.SUBJECT


def _named_again(
    text: str, sentence: Span, mention: Mention, takers: tuple[Office, ...]
) -> Mention | None:
    """Whoever has the matter by an earlier sentence, if it is they who do something here."""
    if not takers or not _DOES.match(text[mention.span.end : sentence.end]):
        return None
    before = text[max(sentence.start, mention.span.start - 160) : mention.span.start]
    if subjects.ABOUT.search(before):
        return None
    taken = taking(text, mention.span.end)
    if taken is not None and taken[0] is Capacity.REVIEW:
        return None  # it comes to them once more
    if mention.office in takers and not mention.general and not _TO_THE.search(before):
        return mention
    singular = not mention.title.lower().endswith("s")
    if singular and mention.kind is KIND_OF[takers[-1]] and _POINTS_BACK.search(before):
        return replace(mention, office=takers[-1])
    return None


_TO_THE = re.compile(rf"\b(?:to|with)\s{{1,3}}{DETERMINERS}$", re.IGNORECASE)


def _takes_too(text: str, last: Role, mention: Mention) -> bool:
    """Whether the one named before shares the verb: “the Leader and the Chief Executive will”."""
    gap = text[last.mention.span.end : mention.span.start]
    free = last.part in {Part.OTHER, Part.RAISER} and not last.mention.general
    return free and len(gap) < 40 and _AND.match(gap) is not None


_AND = re.compile(
    rf"^(?:\s?[,/]\s?|\s)(?:(?:and/or|and or|and|or|&)\s|/)?(?:(?:with|to)\s)?{DETERMINERS}$",
    re.IGNORECASE,
)


def _joined_to_told(text: str, mention: Mention, before: list[Role]) -> Part | None:
    """Whoever is joined by “and” to one who is told or asked is told or asked as well."""
    if not before or before[-1].part not in {Part.TOLD, Part.ASKED} or mention.general:
        return None
    gap = text[before[-1].mention.span.end : mention.span.start]
    return before[-1].part if len(gap) < 60 and _AND.match(gap) else None


def _beside_a_decider(text: str, mention: Mention, before: list[Role]) -> bool:
    return (
        bool(before)
        and not mention.general
        and before[-1].part is Part.DECIDER
        and _OR_A_DECIDER.match(text[before[-1].mention.span.end : mention.span.start]) is not None
    )
