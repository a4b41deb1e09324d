"""One concern in words: where it stands, when it is due, whom it is about, what is to be done."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse

from concerns.engine import journey, nouns
from concerns.engine.deadlines import Receipt
from concerns.engine.facts import Matter
from concerns.engine.offices import Kind, Office
from concerns.engine.protocol import Protocol, Source
from concerns.engine.states import Closing, State, StepState
from concerns.engine.working_days import Day
from concerns.presenters import decision_words, states
from concerns.templatetags.dates import day_text

if TYPE_CHECKING:
    from concerns.models import Step
    from concerns.selectors.cases import About, Case, Ended, Here

Row = dict[str, Any]  # a row of the component `summary_list`

_KINDS: Final[Mapping[Kind, tuple[str, str]]] = {
    Kind.COUNCILLOR: ("a councillor", "councillors"),
    Kind.OFFICER: ("an officer", "officers"),
    Kind.BODY: ("a committee or panel", "committees or panels"),
    Kind.OUTSIDE: ("somebody outside the council", "people outside the council"),
}
_DUE_SOURCE: Final = {
    Source.PROTOCOL.value: "The protocol sets this time.",
    Source.LAW.value: "The law sets this time.",
    Source.LOCAL.value: "This is the council’s own standard, not the protocol’s.",
}


# ---------------------------------------------------------------- where it stands


@dataclass(frozen=True, slots=True)
class Standing:
    """The head of every page of a concern."""

    tag: states.Tag
    overdue: states.Tag | None
    where: str
    who: str


def standing(case: Case, here: Here | None, *, protocol: Protocol, today: date) -> Standing:
    """Where it is, with whom, and whether it is late."""
    concern = case.concern
    step = here.step if here else None
    who = holding(here, protocol, concern.picked) if here else ""
    late = step is not None and states.is_overdue(next_date(step), state=concern.state, today=today)
    return Standing(
        tag=states.tag(
            state=concern.state,
            matter=concern.matter,
            outcome=concern.outcome,
            is_review=case.is_review,
            capacity=step.capacity if step else "",
            office=step.office if step else "",
        ),
        overdue=states.OVERDUE if late else None,
        where=states.where(
            state=concern.state,
            matter=concern.matter,
            who=who,
            step=step.state if step else "",
            outcome=concern.outcome,
        ),
        who=who,
    )


def next_date(step: Step) -> date | None:
    """The next date that matters: to acknowledge by, then the day it is due."""
    acknowledge_by = step.acknowledge_by if step.state == StepState.CURRENT.value else None
    return min((day for day in (acknowledge_by, step.due_on) if day), default=None)


def holding(here: Here, protocol: Protocol, picked: Mapping[str, str]) -> str:
    """Whose step it is, by office: `the Town Clerk`, `the Leader or the Chairman`.

    :param picked: whom the raiser chose, step key to office or procedure.
    """
    step = here.step
    ahead = journey.step_of(here.decision, step.key)
    ahead = journey.chosen(ahead, picked.get(step.key)) if ahead is not None else None
    if step.holder_id is None and ahead is not None and any(r.people for r in ahead.to):
        heading = decision_words.heading(ahead)
        return heading[0].lower() + heading[1:]
    return f"the {protocol.title_of(Office(step.office))}" if step.office else ""


def summary(case: Case, here: Here | None, *, standing: Standing) -> list[Row]:
    """The rows of the summary; the due date has a block of its own."""
    concern, step = case.concern, here.step if here else None
    holder = standing.who[:1].upper() + standing.who[1:]
    if step is not None and step.holder is not None:
        holder = f"{holder}: {step.holder.name}"
    rows: list[Row] = [{"key": "Where it is", "value": standing.where}]
    if concern.state != State.CLOSED.value:
        rows.append({"key": "Who has it", "value": holder or "Nobody"})
    if step is not None:
        rows.append({"key": "Step", "value": _step(case, step, here, keeper=standing.who)})
    if concern.outcome_reasons and not any(step.reasons for step in case.ended):
        rows.append({"key": "Reasons", "value": concern.outcome_reasons, "long": True})
    rows.append({"key": "Received", "value": day_text(concern.received_on)})
    if concern.closed_at:
        rows.append({"key": "Closed", "value": day_text(concern.closed_at)})
    if concern.paused_on:
        rows.append({"key": "Waiting since", "value": day_text(concern.paused_on)})
    return rows


def ended(case: Case, protocol: Protocol) -> list[Row]:
    """What was decided so far, by whom and why; it stays when the concern goes on."""
    return [
        {
            "key": _ended(step, case.concern.matter, protocol),
            "value": step.reasons,
            "long": True,
        }
        for step in case.ended
        if step.reasons
    ]


def _ended(step: Ended, matter: str, protocol: Protocol) -> str:
    how = states.ended(step.outcome, matter)
    by = f" by the {protocol.title_of(Office(step.office))}" if step.office else ""
    by = "" if step.outcome == Closing.WITHDRAWN.value else by
    return f"{how[0].upper()}{how[1:]}{by}, {day_text(step.on)}"


def _step(case: Case, step: Step, here: Here | None, *, keeper: str) -> str:
    ahead = journey.step_of(here.decision, step.key) if here else None
    total = len(here.decision.steps) if here else 0
    of = f"{step.n} of {total}" if total > 1 else "The only step"
    if here is None or ahead is None:
        return f"{of}, begun on {day_text(step.began_on)}"
    picked = case.concern.picked.get(step.key)
    keeps = journey.keeps_record(here.decision, ahead, picked)
    asked = decision_words.asked(journey.chosen(ahead, picked), keeper=keeper if keeps else "")
    informal = "Informal, begun" if journey.is_informal(ahead) else "Begun"
    return f"{of}: {asked}. {informal} on {day_text(step.began_on)}."


# ---------------------------------------------------------------- when it is due


@dataclass(frozen=True, slots=True)
class Moved:
    """The due date put back. :param days: each day looked at."""

    text: str
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """When a step is due and how that was reckoned.

    :param source: who set the time. :param days: each day looked at, in order.
    :param provisional: days were used that no calendar covers yet.
    :param waits: it was to be acknowledged by a date, and waits for information instead.
    """

    acknowledge_by: date | None
    on: date | None
    source: str
    days: tuple[Day, ...]
    moves: tuple[Moved, ...]
    provisional: bool
    waits: bool = False


def due(step: Step, *, state: str) -> Due:
    """The dates of a step with their working. :param state: of the concern.

    Nobody can acknowledge it while it waits for information, so then no date for that is promised.
    """
    receipt = Receipt.from_dict(step.receipt) if step.receipt else None
    acknowledge_by = step.acknowledge_by if step.state == StepState.CURRENT.value else None
    waits = state == State.PAUSED.value and acknowledge_by is not None
    return Due(
        acknowledge_by=None if waits else acknowledge_by,
        waits=waits,
        on=step.due_on,
        source=_DUE_SOURCE.get(step.due_source, ""),
        days=receipt.days if receipt else (),
        moves=tuple(
            Moved(
                f"{m.reason or 'Moved'}: from {day_text(m.was_due)} to {day_text(m.due_on)}"
                if m.was_due != m.due_on
                else f"{m.reason or 'Paused'}: the date stayed {day_text(m.due_on)}",
                m.days,
            )
            for m in (receipt.moves if receipt else ())
        ),
        provisional=bool(receipt and receipt.provisional),
    )


# ---------------------------------------------------------------- who and what


def about_kinds(kinds: Iterable[str]) -> str:
    """What kind of people, and no more: `about an officer`, `about 2 councillors`."""
    counted: dict[Kind, int] = {}
    for kind in kinds:
        counted[Kind(kind)] = counted.get(Kind(kind), 0) + 1
    said = [
        one if counted[k] == 1 else f"{counted[k]} {many}"
        for k, (one, many) in _KINDS.items()
        if k in counted
    ]
    return "about " + (" and ".join(said) or "nobody in particular")


def title(matter: str, kinds: Collection[str]) -> str:
    """What it is, to those who deal with it: `Concern about an officer`, `Casework enquiry`.

    A request is not about those who are asked, and only a concern need say that it is about nobody.
    """
    named = nouns.noun(matter).title
    tells = kinds or matter == Matter.CONCERN.value
    return f"{named} {about_kinds(kinds)}" if tells and nouns.is_about(matter) else named


def person(about: About, protocol: Protocol) -> str:
    """Somebody it is about, with the offices they held: `Ada Moss, the Town Clerk`."""
    titles = list(dict.fromkeys(protocol.title_of(Office(code)) for code in about.offices))
    held = " and ".join(titles) or _KINDS[Kind(about.kind)][0]
    former = " at the time" if about.former else ""
    return f"{about.name}, {held}{former}"


def _raiser(case: Case) -> str:
    name = case.name_of(case.concern.raiser)
    if not case.concern.is_name_withheld or case.raised:
        return name
    if case.names_raiser:
        return f"{name} (withheld from those it is about: do not pass it on)"
    return "The name is withheld"


def parties(case: Case, protocol: Protocol) -> list[Row]:
    """Who raised it, and whom it is about or who is asked."""
    concern = case.concern
    rows: list[Row] = [{"key": "Raised by", "value": _raiser(case)}]
    if concern.filed_by is not None and case.names_raiser:
        rows.append({"key": "Filed for them by", "value": concern.filed_by.name})
    people = [person(about, protocol) for about in case.about]
    key = "About" if nouns.is_about(concern.matter) else "Asked"
    if people:
        rows.append({"key": key, "lines": people})
    elif concern.matter == Matter.CONCERN.value:
        rows.append({"key": key, "value": "Nobody in particular"})
    return rows


# ---------------------------------------------------------------- the parts of its pages


def heading(case: Case) -> str:
    """What the page is called: no name, no office."""
    if case.raised:
        return nouns.noun(case.concern.matter).yours
    return title(case.concern.matter, [about.kind for about in case.about])


def breadcrumbs(case: Case) -> list[dict[str, str]]:
    """Back to the list it came from."""
    if case.raised:
        return [
            {"text": nouns.YOURS, "href": reverse("concern-list")},
            {"text": case.concern.reference},
        ]
    return [
        {"text": "Queue", "href": reverse("queue-list")},
        {"text": case.concern.reference},
    ]


def protocol_href(case: Case) -> str:
    """The version of the protocol it keeps, in the reader."""
    version = case.concern.protocol
    assert version is not None
    return reverse("protocol-read", args=[case.concern.council.slug, version.version])


def sub_navigation(case: Case, current: str) -> list[dict[str, Any]]:
    """The pages of one concern; those who only know that it is there have one."""
    if not case.works:
        return []
    messages = "Messages" if case.raised else "Messages and notes"
    if case.unread and current != "messages":
        messages = f"{messages} (new message)"
    pages = [
        ("overview", "Overview", "case-detail"),
        ("route", "Route", "case-route"),
        ("messages", messages, "case-messages"),
        ("evidence", "Evidence", "case-evidence"),
        ("timeline", "Timeline", "case-timeline"),
    ]
    return [
        {
            "text": text,
            "href": reverse(name, args=[case.concern.reference]),
            "current": key == current,
        }
        for key, text, name in pages
    ]
