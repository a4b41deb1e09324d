"""The offices and kinds of person that a text names, each with the words that name it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from concerns.engine.offices import DEPUTY_OF, GENERAL, KIND_OF, RELATIVE, Kind, Office
from concerns.engine.protocol import Whose
from concerns.protocols.importer.passages import Span
from concerns.protocols.importer.proposals.titles import GROUPS, NOT_A_PERSON, PATTERN, TITLES


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a text names somebody.

    :param title: as written, without “the” or “their”. :param of: whose, where the words say so.
    :param owner: the kind of person it is said to belong to: “the officer's head of service”.
    :param group: a political group, which acts through its councillors.
    :param said: the words say whose it is, and not only that it is the relevant one.
    :param unsure: the words may mean another seat than the one read.
    """

    office: Office
    title: str
    span: Span
    of: Whose | None = None
    owner: Kind | None = None
    group: bool = False
    unsure: bool = False
    said: bool = False

    @property
    def kind(self) -> Kind:
        return KIND_OF[self.office]

    @property
    def general(self) -> bool:
        """Whether it names everybody of a kind and nobody in particular."""
        return self.office in GENERAL


_OTHER_GROUPS = re.compile(
    r"(?:leaders of (?:all )?(?:the )?other|all (?:the )?other|the other)"
    r" (?:political |party )*groups?(?: leaders)?",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:their|his|her|his/her|his or her|my|your|its)(?: own)? "
    r"(?:(?:immediate|respective|relevant|appropriate|political) )?$",
    re.IGNORECASE,
)
_OWNED_BY = re.compile(
    r"\b(member|councillor|officer|employee|staff member|worker|member of staff)s?['’]s?"
    r" (?:(?:own|relevant|immediate|line|political) )?$",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(
    r"\s(?:responsible for|in charge of|of|for|who manages|managing|with responsibility for"
    r"|holding|concerned|most concerned|to whom) ?(?:(?:the|that|this|an?|any) )?"
    r"(?:(?:relevant|service|department|document|area) ?(?:area|in question)?)?"
    r"(officer|employee|member of staff|councillor|member)?",
    re.IGNORECASE,
)
_RELEVANT = re.compile(
    r"\b(?:relevant|appropriate|responsible|concerned|correct|respective)\s$", re.IGNORECASE
)
_DEPUTY = re.compile(
    r"(?:,)?(?: or|/| and/or) (?:(?:their|his|her|his/her|his or her|a|the) )?"
    r"(?:nominated |appointed )?(deputy|deputies|nominee|nominated representative)\b(?! \w*"
    r" (?:executive|officer|clerk|leader))",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"whip|human resources|\bhr\b|chief officer|assistant chief|standards board|portfolio"
    r"|proper officer|appropriate manager|relevant manager|departmental",
    re.IGNORECASE,
)
# “will chair the meeting”, “shall officer the event”: a title used as a verb.
_AS_A_VERB = re.compile(r"\b(?:will|shall|must|may|should|can|to|not)\s$", re.IGNORECASE)
_VERB_TITLES = frozenset({"chair", "staff", "supervisor"})
_OWNERS = {"member": Kind.COUNCILLOR, "councillor": Kind.COUNCILLOR}


def find(text: str, span: Span | None = None) -> tuple[Mention, ...]:
    """Everybody named in a text, or in one stretch of it, in reading order.

    Each mention's span is in the whole text. “Or their deputy” after an office that has one
    counts as a mention of the deputy.
    """
    start, end = (span.start, span.end) if span else (0, len(text))
    blocked = _stretches(NOT_A_PERSON, text, start, end)
    others = _stretches(_OTHER_GROUPS, text, start, end)
    found = [
        Mention(Office.GROUP_LEADER, text[a:b], Span(a, b), Whose.OTHER_GROUPS) for a, b in others
    ]
    found.extend(
        Mention(Office.COUNCILLOR, text[a:b], Span(a, b), group=True)
        for a, b in _stretches(GROUPS, text, start, end)
    )
    taken = sorted([*blocked, *others, *((m.span.start, m.span.end) for m in found)])
    at = 0
    for match in PATTERN.finditer(text, start, end):
        while at < len(taken) and taken[at][1] <= match.start():
            at += 1
        if at < len(taken) and taken[at][0] < match.end():
            if not _longer(match, taken[at], blocked):
                continue
            found = [m for m in found if (m.span.start, m.span.end) != taken[at]]
        mention = _mention(text, match)
        if mention is None:
            continue
        found.append(mention)
        deputy = _deputy(text, mention)
        if deputy is not None:
            found.append(deputy)
    return tuple(sorted(_apart(found), key=lambda mention: mention.span.start))


def _longer(match: re.Match[str], taken: tuple[int, int], blocked: list[tuple[int, int]]) -> bool:
    """Whether a title holds the whole of a group's name: “political group leader”."""
    return (
        taken not in blocked
        and match.start() <= taken[0]
        and match.end() >= taken[1]
        and match.end() - match.start() > taken[1] - taken[0]
    )


def _apart(found: list[Mention]) -> list[Mention]:
    """The mentions without those that lie inside another."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.span.start, -m.span.end)):
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return kept


def _stretches(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text, start, end)]


def _mention(text: str, match: re.Match[str]) -> Mention | None:
    group = match.lastgroup
    if group is None:  # every alternative is named
        return None
    office = TITLES[int(group[1:])][1]
    before = text[max(0, match.start() - 60) : match.start()]
    after = text[match.end() : match.end() + 80]
    words = match.group()
    if words.lower() in _VERB_TITLES and _AS_A_VERB.search(before):
        return None
    of, owner, end = _whose(office, before, after, match.end())
    said = of is not None and _RELEVANT.search(before) is None
    return Mention(
        office,
        text[match.start() : end],
        Span(match.start(), end),
        of,
        owner,
        unsure=_UNSURE.search(words) is not None,
        said=said,
    )


def _whose(
    office: Office, before: str, after: str, end: int
) -> tuple[Whose | None, Kind | None, int]:
    """Whose line manager, director or group leader it is, and where the words of it end."""
    if office not in RELATIVE:
        return None, None, end
    owned = _OWNED_BY.search(before)
    if owned is not None:
        return None, _OWNERS.get(owned.group(1).lower(), Kind.OFFICER), end
    if _OWN.search(before) or before.lower().endswith(("their ", "own ")):
        return Whose.RAISER, None, end
    following = _OF_WHOM.match(after)
    if following is not None and following.group(1):
        return Whose.SUBJECT, None, end + following.end()
    if following is not None or _RELEVANT.search(before):
        return Whose.SUBJECT, None, end
    return None, None, end


def _deputy(text: str, mention: Mention) -> Mention | None:
    office = DEPUTY_OF.get(mention.office)
    if office is None:
        return None
    match = _DEPUTY.match(text, mention.span.end)
    if match is None:
        return None
    return Mention(office, match.group(1), Span(*match.span(1)), unsure="deput" not in match[1])
