"""What the person who raised something may still do once it is closed and they do not agree.

What the protocol says, what the law says and what is only advice are kept apart. Nothing here is a
right that none of them gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from django.urls import reverse

from concerns.engine import journey
from concerns.engine.explain import join
from concerns.engine.facts import Event, Facts, Matter
from concerns.engine.law import Effect
from concerns.engine.matching import failures
from concerns.engine.nouns import noun
from concerns.engine.offices import Kind, Office
from concerns.engine.protocol import Nation, Procedure, Protocol, Track
from concerns.engine.states import REFUSALS, Closing, StepState
from concerns.presenters import decision_words
from concerns.presenters.decision import Quote, quotes_of
from concerns.protocols import loader

if TYPE_CHECKING:
    from concerns.engine.decision import Decision, StepAhead
    from concerns.models import Step
    from concerns.selectors.cases import Case
    from concerns.selectors.concerns import Route


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence or two. :param clauses: of the protocol. :param source: of the law.

    :param href: a page where it can be done. :param link: what the link says.
    """

    text: str
    clauses: tuple[Quote, ...] = ()
    source: str = ""
    href: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Afterwards:
    """:param advice: what anybody may do, which is nobody's right."""

    title: str
    protocol: tuple[Said, ...]
    law: tuple[Said, ...]
    advice: tuple[Said, ...]


_UNSETTLED: Final = (Event.UNRESOLVED, Event.NO_AGREEMENT)
_REFUSED: Final = (Event.NOT_UPHELD, Event.REFUSED)
# What a way of ending it may be to the protocol, in the eyes of who raised it; the likeliest first.
_EVENTS: Final[Mapping[Closing, tuple[Event, ...]]] = {
    Closing.RESOLVED_INFORMALLY: _UNSETTLED,
    Closing.NOT_UPHELD: (*_REFUSED, *_UNSETTLED),
    Closing.DECLINED: (*_REFUSED, *_UNSETTLED),
    Closing.PARTLY_UPHELD: _UNSETTLED,
    Closing.UPHELD: (),
}
_DECIDED: Final = frozenset({Closing.UPHELD, Closing.PARTLY_UPHELD, Closing.NOT_UPHELD})
_TITLES: Final[Mapping[Closing, str]] = {
    Closing.RESOLVED_INFORMALLY: "If it is not settled for you",
    Closing.REFERRED_OUT: "What you can do now",
    Closing.WITHDRAWN: "If you change your mind",
}
_REQUESTS_TO_KNOW: Final = frozenset({Matter.ACCESS_REQUEST, Matter.ACCESS_APPEAL})


def present(
    case: Case, routes: Iterable[Route], *, protocol: Protocol, today: date
) -> Afterwards | None:
    """What is open to them; None where it never had a step.

    :param routes: every decision on it. :param today: the day whose law counts.
    """
    begun = [(s, r.decision) for r in routes for s in r.steps if s.began_on is not None]
    if not begun:
        return None
    step, decision = max(begun, key=lambda found: found[0].pk)
    outcome = Closing(case.concern.outcome)
    teller = _Teller(case, step, decision, protocol, outcome, today)
    return Afterwards(
        title=_TITLES.get(outcome, "If you do not agree"),
        protocol=tuple(teller.protocol_says()),
        law=tuple(teller.law_says()),
        advice=tuple(teller.advice()),
    )


@dataclass(frozen=True)
class _Teller:
    case: Case
    step: Step
    decision: Decision
    protocol: Protocol
    outcome: Closing
    today: date

    @property
    def facts(self) -> Facts:
        return self.decision.facts

    @property
    def is_over(self) -> bool:
        """It went elsewhere, or they took it back themselves."""
        return self.outcome not in _EVENTS

    @property
    def by_law(self) -> str | None:
        """The rule of law that gave it to whoever had it last, if one did."""
        here = journey.step_of(self.decision, self.step.key)
        by_law = here.law if here is not None else None
        return self.decision.law or (by_law.key if by_law is not None else None)

    @property
    def is_staffs(self) -> bool:
        """A member of staff put it as a concern: what the council is to them as an employer."""
        return (
            self.facts.matter is Matter.CONCERN
            and self.case.concern.raiser.kind == Kind.OFFICER.value
        )

    def who(self) -> str:
        """Who dealt with it last: `Ada Moss (the Town Clerk)`."""
        title = (
            f"the {self.protocol.title_of(Office(self.step.office))}" if self.step.office else ""
        )
        if self.step.holder is None:
            return title or "whoever dealt with it"
        return f"{self.step.holder.name} ({title})" if title else self.step.holder.name

    def onward(self) -> StepAhead | None:
        """The step of the protocol that would have followed; of what was refused, an appeal.

        An appeal stands open whichever step it was refused at: to refuse sooner takes none away.
        """
        if self.facts.matter is Matter.ACCESS_REQUEST and self.outcome in REFUSALS:
            ahead = (s for s in self.decision.steps if s.n > self.step.n)
            appeal = next((s for s in ahead if s.track is Track.APPEAL), None)
            if appeal is not None:
                return appeal
        events = _EVENTS.get(self.outcome, ())
        found = (journey.following(self.decision, self.step.key, event) for event in events)
        return next((step for step in found if step is not None), None)

    # ------------------------------------------------------------ the protocol

    def protocol_says(self) -> Iterator[Said]:
        if self.is_over or self.by_law is not None:
            return
        here, onward = journey.step_of(self.decision, self.step.key), self.onward()
        if onward is not None:
            yield self.further(onward)
        elif here is not None and here.final and self.outcome in _DECIDED:
            yield Said(
                "This was the last step. Nobody in the council can be asked to look at it again.",
                quotes_of(here.clauses, protocol=self.protocol),
            )
        else:
            yield from self.silence()

    def further(self, onward: StepAhead) -> Said:
        clauses = quotes_of(onward.clauses, protocol=self.protocol)
        if onward.track is not Track.APPEAL:
            does = decision_words.does(onward, {}, chosen=True)
            whose = "law" if onward.law is not None else "protocol"
            return Said(
                f"The {whose} names a next step. {does} If you want that, ask {self.who()} to open"
                " it again, and say why.",
                clauses,
            )
        said = f"If you do not agree, the protocol lets you ask {self.to_look_again(onward)}."
        if self.facts.matter is not Matter.ACCESS_REQUEST:
            return Said(said, clauses)
        concern = self.case.concern
        href = reverse("raising-appeal", args=[concern.council.slug, concern.reference])
        return Said(said, clauses, href=href, link="Ask for that")

    def to_look_again(self, onward: StepAhead) -> str:
        """Whoever refused it is not named as the one to ask: somebody else then looks at it."""
        if any(recipient.office.value == self.step.office for recipient in onward.to):
            return "for it to be looked at again"
        who = join(f"the {recipient.title}" for recipient in onward.to)
        return f"{who} to look at it again"

    def silence(self) -> Iterator[Said]:
        """That it gives no further step, in the words of its own record of gaps where it has any.

        A gap counts if it is there only for what follows an outcome.
        """
        events = _EVENTS[self.outcome]
        supposed = [replace(self.facts, event=event) for event in events]
        gaps = [
            gap
            for gap in self.protocol.gaps
            if gap.when is not None
            and gap.when.event
            and any(not failures(gap.when, facts) for facts in supposed)
        ]
        for gap in gaps:
            clauses = (self.protocol.clause_by_id[cited.clause] for cited in gap.clauses)
            yield Said(gap.text, quotes_of(clauses, protocol=self.protocol))
        if not events:
            yield Said("The protocol gives no appeal against this.")
        elif not gaps:
            yield Said("The protocol names no next step, and gives no appeal.")

    # ------------------------------------------------------------ the law

    def law_says(self) -> Iterator[Said]:
        """What the overlay would say if they put it formally, as it stands today."""
        if self.is_over or self.outcome is Closing.UPHELD:
            return
        formally = replace(self.facts, written=True, code_breach=True)
        taken_over = False
        for rule in loader.law().rules:
            in_force = rule.in_force(
                nation=self.protocol.nation, tier=self.protocol.tier, on=self.today
            )
            if not in_force or not rule.sure or rule.key == self.by_law:
                continue
            notice = rule.effect is Effect.NOTICE
            if failures(rule.when, self.facts if notice else formally):
                continue
            if rule.effect is Effect.TAKES_OVER:
                if taken_over or self.by_law is not None:
                    continue
                taken_over = True
            yield Said(rule.text, source=rule.source)

    # ------------------------------------------------------------ advice

    def advice(self) -> Iterator[Said]:
        one = noun(self.case.concern.matter).one
        who, again = self.who(), reverse("raising-start", args=[self.case.concern.council.slug])
        if self.outcome is Closing.WITHDRAWN:
            # A step that was passed on and not taken is nobody's to open again.
            if self.step.state == StepState.DONE.value:
                yield Said(f"Ask {who} to open it again. They may, but do not have to.")
            yield Said(f"You can send a new {one}.", href=again, link="Start again")
            return
        if self.outcome is Closing.REFERRED_OUT:
            yield Said(
                "It is dealt with elsewhere now. Ask whoever it was referred to what you can do"
                f" there. If you hear nothing, ask {who}."
            )
            return
        if self.onward() is None:
            yield Said(
                f"Write to {who}, say what you do not agree with, and why. They may open it again,"
                " but do not have to."
            )
        if self.facts.matter is Matter.CONCERN:
            yield Said(
                "If it goes on, or something new happens, send a new concern.",
                href=again,
                link="Raise a concern",
            )
        if self.outcome is not Closing.UPHELD:
            yield from self.elsewhere()

    def elsewhere(self) -> Iterator[Said]:
        if self.is_staffs:
            acas = "" if self.protocol.nation is Nation.NORTHERN_IRELAND else " or Acas"
            here = journey.step_of(self.decision, self.step.key)
            under = here is not None and here.procedure is Procedure.GRIEVANCE
            grievance = (
                "Ask what appeal the council’s grievance procedure gives."
                if under
                else "As a member of staff, ask whether the council’s grievance procedure fits."
            )
            yield Said(f"{grievance} Your trade union{acas} can advise you.")
        elif self.facts.matter is Matter.CONCERN:
            yield Said("Ask whether the council’s complaints procedure is open to you.")
        elif self.facts.matter in _REQUESTS_TO_KNOW:
            yield Said(
                "Anybody may ask a council for recorded information under freedom of information"
                " law. You can do that too."
            )
