"""The journey of somebody who raises something: its questions in order, and its lists in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from concerns.engine.facts import NO_FAULT, Facts, Matter, Party
from concerns.engine.matching import failures
from concerns.engine.offices import Kind
from concerns.engine.protocol import NoticeKind, Protocol
from concerns.engine.states import STATE_WORDS, State
from concerns.presenters import states
from concerns.presenters.decision_words import NOUNS, sentence
from concerns.presenters.protocol import clause_href

if TYPE_CHECKING:
    from concerns.models import Concern, Grant
    from concerns.selectors.drafts import Draft

CHECK: Final = "check"
ROUTE: Final = "route"

_TITLES: Final[Mapping[str, str]] = {
    "suitable": "Whether this is the right place",
    "know": "What you should know first",
    "who": "Who it is about",
    "person": "Their name",
    "when": "When it happened",
    "capacity": "The role they were acting in",
    "request": "Which request was refused",
    "decider": "Who refused it",
    "what": "What happened",
    "witnesses": "Whether anyone else saw it",
    "nature": "What it is about",
    "written": "Whether it is a formal complaint",
    "code": "Whether it breaks the code of conduct",
    "again": "Whether it was raised before",
    "informal": "Whether you tried to sort it out",
    "outcome": "What you would like to happen",
    "expectations": "Which expectations were not met",
    "evidence": "Files you want to add",
    "adjust": "What you need to take part",
    "identity": "Whether your name is withheld",
    ROUTE: "Where it will go",
    CHECK: "Check your answers and send",
}
# Where nobody is complained of, the same questions are about something else.
_TITLES_OF_A_REQUEST: Final[Mapping[str, str]] = {
    **_TITLES,
    "person": "Which officer",
    "nature": "Whether you have an interest in it",
}
_WHAT: Final[Mapping[Matter, str]] = {
    Matter.CONCERN: "What happened",
    Matter.ACCESS_REQUEST: "What you need",
    Matter.ACCESS_APPEAL: "What was refused and why it should be looked at again",
    Matter.GROUP_REPORT: "What the report should be about",
    Matter.ATTENDANCE: "The meeting and the advice",
    Matter.ENQUIRY: "The case",
    Matter.DECLARATION: "The case and your interest",
    Matter.MEETING: "What the meeting should be about",
}
# The same where somebody types what another told them.
_TOLD: Final[Mapping[str, str]] = {
    "What you should know first": "What they should know first",
    "Whether you tried to sort it out": "Whether they tried to sort it out",
    "What you would like to happen": "What they would like to happen",
    "What you need to take part": "What they need to take part",
    "Files you want to add": "Files they want to add",
    "Whether you have an interest in it": "Whether they have an interest in it",
    "What you need": "What they need",
    "The case and your interest": "The case and their interest",
    "What you want": "What they want",
    "Whether your name is withheld": "Whether their name is withheld",
}
_WHY_AGAIN: Final = "Why it should be looked at again"
_GROUPS: Final[tuple[tuple[str, frozenset[str]], ...]] = (
    ("Before you start", frozenset({"suitable", "know"})),
    (
        "What it is about",
        frozenset(
            {
                *("who", "person", "when", "capacity"),
                *("request", "decider", "what", "witnesses", "nature"),
            }
        ),
    ),
    (
        "What you want",
        frozenset(
            {
                *("written", "code", "again", "informal"),
                *("outcome", "expectations", "evidence", "adjust", "identity"),
            }
        ),
    ),
    ("Check and send", frozenset({ROUTE, CHECK})),
)


def noun(matter: Matter) -> str:
    """What the person calls it: `concern`, `request for information`."""
    return NOUNS[matter]


def not_yourself(draft: Draft) -> str:
    """Why the person who raises something cannot be whom it names."""
    theirs = draft.is_for_somebody
    who, self = ("Somebody", "themselves") if theirs else ("You", "yourself")
    if draft.matter in NO_FAULT:
        return f"{who} cannot ask {self}"
    thing = "a concern" if draft.matter is Matter.CONCERN else f"this {noun(draft.matter)}"
    return f"{who} cannot raise {thing} about {self}"


# ---------------------------------------------------------------- the questions


def questions(draft: Draft) -> tuple[str, ...]:
    """What has to be asked about this draft, in order; it depends on what was answered."""
    asks = draft.asks
    if draft.matter is not Matter.CONCERN:
        wanted = {
            "person": asks.about,
            "request": bool(draft.refused) or draft.concern.appeal_of_id is not None,
            "decider": asks.decider
            and draft.matter is Matter.ACCESS_APPEAL
            and not _knows_who(draft),
            "what": True,
            "nature": bool(asks.natures),
            "adjust": True,
        }
    else:
        wanted = {
            "suitable": True,
            "know": True,
            "who": True,
            "person": draft.concern.about_kind != "nobody",
            "when": True,
            "capacity": _has_several_offices(draft),
            "what": True,
            "witnesses": True,
            "nature": True,
            "written": True,
            "code": Kind.COUNCILLOR in draft.kinds,
            "again": asks.again,
            "informal": True,
            "outcome": True,
            "expectations": bool(draft.expectations),
            "evidence": True,
            "adjust": True,
            "identity": _may_withhold(draft),
        }
    return (*(step for step, asked in wanted.items() if asked), ROUTE, CHECK)


def _may_withhold(draft: Draft) -> bool:
    """There is somebody to withhold a name from. What was asked while it could be, stays asked."""
    asked = bool(draft.concern.withhold_grounds)
    return asked or (draft.concern.council.withholds_names and bool(draft.subjects))


def is_answered(draft: Draft, step: str) -> bool:
    concern = draft.concern
    if step == "person":
        may_be_nobody = draft.matter is not Matter.CONCERN or concern.about_kind == "unsure"
        return bool(draft.subjects) or (may_be_nobody and step in concern.answered)
    if step == "code":
        return concern.code_breach is not None
    if step == "request":  # it may have been opened again since
        chosen = concern.appeal_of_id is None or draft.appealed is not None
        return step in concern.answered and chosen
    if step == ROUTE:
        return concern.previewed is not None
    return step != CHECK and step in concern.answered


def unanswered(draft: Draft) -> str | None:
    """The first question still to be answered; None when it can be checked and sent."""
    return next((s for s in questions(draft) if s != CHECK and not is_answered(draft, s)), None)


def after(draft: Draft, step: str, *, to_check: bool) -> str:
    """The question that follows. :param to_check: go back to the check once nothing is missing."""
    steps = questions(draft)
    if to_check or step not in steps:
        return unanswered(draft) or CHECK
    return steps[min(steps.index(step) + 1, len(steps) - 1)]


def before(draft: Draft, step: str) -> str | None:
    """The question before; None for the first."""
    steps = questions(draft)
    place = steps.index(step) if step in steps else 0
    return steps[place - 1] if place else None


def _knows_who(draft: Draft) -> bool:
    """Whether the request that an appeal is about says by itself who refused it."""
    return draft.appealed is not None and bool(draft.appealed.office)


def _has_several_offices(draft: Draft) -> bool:
    if "capacity" in draft.concern.answered:
        return True
    return any(party.person_id and len(party.offices) > 1 for party in draft.subjects)


# ---------------------------------------------------------------- the task list


def task_groups(draft: Draft, hrefs: Mapping[str, str]) -> list[dict[str, Any]]:
    """The questions as a task list. :param hrefs: question to its page."""
    steps = questions(draft)
    first = unanswered(draft)
    groups = []
    for title, own in grouped(draft):
        items = [
            _task(draft, step, hrefs[step], is_open=_may_start(steps, step, first)) for step in own
        ]
        if items:
            groups.append({"title": title, "items": items})
    return groups


def grouped(draft: Draft) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The questions of a draft under the headings of their groups."""
    steps = questions(draft)
    for title, keys in _GROUPS:
        told = _TOLD.get(title, title) if draft.is_for_somebody else title
        yield told, tuple(step for step in steps if step in keys)


def _task(draft: Draft, step: str, href: str, *, is_open: bool) -> dict[str, Any]:
    text = _title(draft, step)
    if is_answered(draft, step):
        return {"text": text, "href": href, "status": "Completed"}
    if is_open:
        return {"text": text, "href": href, "status": "Not yet started", "colour": "blue"}
    return {"text": text, "status": "Cannot start yet"}


def _title(draft: Draft, step: str) -> str:
    if step == "what":
        title = _WHY_AGAIN if draft.concern.appeal_of_id else _WHAT[draft.matter]
    else:
        title = (_TITLES if draft.matter is Matter.CONCERN else _TITLES_OF_A_REQUEST)[step]
    return _TOLD.get(title, title) if draft.is_for_somebody else title


def _may_start(steps: tuple[str, ...], step: str, first: str | None) -> bool:
    """Any question may be answered out of turn, but where it goes needs all that come before."""
    if step in {ROUTE, CHECK} and first is not None:
        return steps.index(step) <= steps.index(first)
    return True


def disputed(draft: Draft, href: str) -> list[dict[str, Any]]:
    """What its author said against the route, to be checked. :param href: to change it."""
    concern = draft.concern
    if not concern.route_wrong:
        return []
    said = (("Why", concern.route_wrong), ("What should happen instead", concern.route_instead))
    return [{"key": key, "value": value, "long": True, "href": href} for key, value in said]


# ---------------------------------------------------------------- where else to go


@dataclass(frozen=True, slots=True)
class Way:
    """Another way to go, as the protocol puts it. :param clauses: text and address of each."""

    text: str
    clauses: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A page for what does not belong here."""

    title: str
    paragraphs: tuple[str, ...]
    asks_protocol: bool = False


ELSEWHERE: Final[Mapping[str, Elsewhere]] = {
    "wrongdoing": Elsewhere(
        "Report wrongdoing another way",
        (
            "Fraud, a danger to people or the environment, or a cover-up is whistleblowing. The law"
            " protects a worker who reports it in the right way.",
            "Use the council’s whistleblowing procedure. You can ask the charity Protect for free,"
            " confidential advice first.",
        ),
        asks_protocol=True,
    ),
    "crime": Elsewhere(
        "Contact the police",
        (
            "If somebody is in danger now, call 999.",
            "To report a crime when it is not an emergency, call 101. If you are worried about a"
            " child or an adult at risk, call the social services of your county or unitary"
            " council.",
        ),
    ),
    "employment": Elsewhere(
        "Speak to your manager about your own employment",
        (
            "Your own pay, hours or contract is not what the protocol between councillors and"
            " officers is for. Speak to your manager or to whoever deals with staffing, or use the"
            " council’s grievance procedure.",
            "Your trade union or Acas can advise you.",
        ),
    ),
    "public": Elsewhere(
        "Make a complaint about a service",
        (
            "A complaint about a service of the council goes to the council’s own complaints"
            " procedure. If you are not content with its answer, the ombudsman may be able to"
            " look at it. In England the ombudsman does not look at town and parish councils.",
        ),
    ),
}


def ways(protocol: Protocol, party: Party, *kinds: NoticeKind) -> list[Way]:
    """What the protocol tells everybody like this person who has a concern."""
    facts = Facts(matter=Matter.CONCERN, raised_by=(party,))
    clauses = protocol.clause_by_id
    found = []
    for notice in protocol.notices:
        if notice.kind not in kinds or failures(notice.when, facts):
            continue
        links: dict[str, str] = {}  # passages without a number under one heading share a name
        for cited in notice.clauses:
            clause = clauses[cited.clause]
            name = f"clause {clause.label}" if clause.label else f"“{clause.heading}”"
            href = clause_href(
                council=protocol.council, version=protocol.version, clause_id=clause.id
            )
            links.setdefault(name, href)
        found.append(Way(notice.text, tuple(links.items())))
    return found


# ---------------------------------------------------------------- what was raised


def begun(concerns: Iterable[Concern]) -> Iterator[dict[str, Any]]:
    """Drafts, for a list: the address is the council's and the reference's.

    Of one for somebody else, whose it is.
    """
    for concern in concerns:
        yield {
            "reference": concern.reference,
            "council": concern.council,
            "matter": states.MATTERS[Matter(concern.matter)],
            "created_at": concern.created_at,
            "filing_for": concern.raiser.name if concern.filed_by_id is not None else "",
        }


def raised(
    grants: Iterable[Grant], hrefs: Mapping[str, str], unread: Collection[int]
) -> Iterator[dict[str, Any]]:
    """What somebody raised, for a list.

    :param hrefs: reference to its page. :param unread: those with a message not yet opened.
    """
    for grant in grants:
        concern = grant.concern
        state = State(concern.state)
        where = STATE_WORDS[state]
        if state is State.CLOSED:
            where = f"closed: {states.ended(concern.outcome, concern.matter)}"
        if state is State.PAUSED:
            where = "it goes on when you have answered"
        yield {
            "reference": concern.reference,
            "href": hrefs[concern.reference],
            "council": concern.council.name,
            "matter": states.MATTERS[Matter(concern.matter)],
            "sent_at": concern.sent_at,
            "where": sentence(where).rstrip("."),
            "tag": states.ASKED if state is State.PAUSED else None,
            "message": states.NEW_MESSAGE if grant.concern_id in unread else None,
        }
