"""A decision of the engine in plain words: the same for preview, case page and simulator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from types import MappingProxyType

from django.utils.formats import date_format

from concerns.engine import explain, journey
from concerns.engine.decision import (
    Cited,
    Decision,
    GapFound,
    LimitAhead,
    NoticeGiven,
    Outcome,
    StepAhead,
)
from concerns.engine.facts import Facts
from concerns.engine.protocol import (
    Clause,
    Combine,
    LimitOf,
    Protocol,
    Reason,
    Source,
    Track,
    When,
)
from concerns.engine.ways import LAW_LATER, LAW_WINS
from concerns.presenters import decision_words as words
from concerns.presenters.decision_shown import Asked as Asked
from concerns.presenters.decision_shown import Cites as Cites
from concerns.presenters.decision_shown import Due as Due
from concerns.presenters.decision_shown import Option as Option
from concerns.presenters.decision_shown import Quote as Quote
from concerns.presenters.decision_shown import Shown as Shown
from concerns.presenters.decision_shown import ShownStep as ShownStep
from concerns.presenters.decision_shown import Stand as Stand
from concerns.presenters.decision_shown import TriedRule as TriedRule
from concerns.presenters.protocol import clause_href
from concerns.protocols.rule_terms import OUTCOMES, PROCEDURES

DOUBT = "doubt"  # the code under which the engine gives a rule's own doubt
# By the office that was passed over one could tell who raised it.
_TELLS_OF_RAISER = frozenset({Reason.RAISER, Reason.DEPUTY_OF_EXCLUDED})
_BY_LAW = frozenset({LAW_WINS, LAW_LATER})  # what the protocol does say, and the law does not allow

# Under which of its limits the engine's clock runs to each of the two dates of a step.
_DUE_OF = (LimitOf.DECIDE, LimitOf.REPLY)
_NOTHING: Mapping[str, str] = MappingProxyType({})


def noun_of(decision: Decision) -> str:
    """What the person calls what they filed: `concern`, `enquiry`."""
    return words.NOUNS[decision.facts.matter]


def people_in(decision: Decision) -> frozenset[int]:
    """The ids of everyone whose name a page about the decision needs."""
    found = {p for excluded in decision.excluded for p in excluded.people}
    for step in decision.steps:
        found.update(p for recipient in step.to for p in recipient.people)
        found.update(p for duty in step.duties for r in duty.who for p in r.people)
    if decision.keeper is not None:
        found.update(decision.keeper.people)
    return frozenset(int(person) for person in found)


def quotes_of(clauses: Iterable[Cited | Clause], *, protocol: Protocol) -> tuple[Quote, ...]:
    """Clauses of one version, to be quoted or to be linked to."""
    return tuple(
        Quote(
            quote=clause.quote,
            label=clause.label,
            heading=clause.heading,
            href=clause_href(
                council=protocol.council, version=protocol.version, clause_id=clause.id
            ),
            version=f"{protocol.title} ({protocol.version})",
            adopted_on=protocol.adopted_on,
            words=f"clause {clause.label}" if clause.label else f"“{clause.heading}”",
        )
        for clause in clauses
    )


def present(
    decision: Decision,
    *,
    protocol: Protocol,
    names: Mapping[str, str],
    for_raiser: bool,
    yours: bool = True,
    unnamed: bool = False,
    due: Mapping[str, Due] = MappingProxyType({}),
    picked: Mapping[str, str] = _NOTHING,
    current: str | None = None,
    stands: Mapping[str, Stand] = MappingProxyType({}),
) -> Shown:
    """The decision in words.

    :param protocol: the version it was made by (`selectors.protocols.engine_protocol`).
    :param names: id of a person, as in the decision, to their name; see `people_in`.
    :param for_raiser: leave out what the person who raised it may not know: why somebody other
        than those it is about cannot act.
    :param yours: whoever reads that is the person who raised it, not somebody who types for them.
    :param unnamed: leave out from what one could tell who raised it: the office they hold.
    :param due: step key to its dates. :param stands: step key to where it stands.
    :param picked: the raiser's choice, step key to an office or `procedure`.
    :param current: the key of the step that is under way, or that it would begin with.
    """
    return _Teller(decision, protocol, names, for_raiser, yours, unnamed).tell(
        due, picked, current, stands
    )


def options(
    step: StepAhead, names: Mapping[str, str], *, picked: str | None = None
) -> Iterator[Option]:
    """Between whom the raiser chooses at a step; none where there is no choice."""
    if not journey.choices(step):
        return
    for recipient in step.to:
        label = words.who(recipient, names)
        value = recipient.office.value
        yield Option(value, label[0].upper() + label[1:], value == picked)
    if step.procedure is not None:
        label = f"The council’s {PROCEDURES[step.procedure]}"
        yield Option(journey.PROCEDURE, label, picked == journey.PROCEDURE)


@dataclass(frozen=True)
class _Teller:
    decision: Decision
    protocol: Protocol
    names: Mapping[str, str]
    for_raiser: bool
    yours: bool
    unnamed: bool
    version: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "version", f"{self.protocol.title} ({self.protocol.version})")

    @property
    def noun(self) -> str:
        return words.NOUNS[self.decision.facts.matter]

    def tell(
        self,
        due: Mapping[str, Due],
        picked: Mapping[str, str],
        current: str | None,
        stands: Mapping[str, Stand],
    ) -> Shown:
        decision = self.decision
        rule = next((r for r in self.protocol.rules if r.key == decision.rule), None)
        begins = journey.step_of(decision, current) if current else None
        keys = {current, *stands, *(step.key for step in journey.reached(decision))}
        return Shown(
            outcome=decision.outcome,
            lead=self.lead(begins or (decision.steps[0] if decision.steps else None), picked),
            protocol=self.version,
            steps=tuple(
                self.step(
                    step,
                    due=due.get(step.key, Due()),
                    picked=picked.get(step.key),
                    is_current=step.key == current,
                    skipped=begins is not None and step.n < begins.n and step.key not in stands,
                    stand=stands.get(step.key),
                )
                for step in decision.steps
                if step.key in keys
            ),
            passed_over=tuple(dict.fromkeys(self.passed_over())),
            by_law=tuple(self.cites(g) for g in decision.gaps if g.code in _BY_LAW),
            gaps=tuple(self.cites(g) for g in decision.gaps if g.code not in {DOUBT, *_BY_LAW}),
            doubts=tuple(self.cites(g) for g in decision.gaps if g.code == DOUBT),
            notices=tuple(self.cites(n) for n in decision.notices),
            rule=words.sentence(rule.summary) if rule else "",
            asked=tuple(_asked(rule.when, decision.facts)) if rule and not self.unnamed else (),
            tried=() if self.unnamed else tuple(self.tried()),
            unnamed=self.unnamed,
            yours=self.for_raiser and self.yours,
        )

    # ------------------------------------------------------------ the answer

    def lead(self, first: StepAhead | None, picked: Mapping[str, str]) -> str:
        whose = f"{'Your' if self.for_raiser and self.yours else 'This'} {self.noun}"
        if self.decision.outcome is Outcome.NOT_HERE:
            return (
                f"{whose} cannot be dealt with here. The law gives it to somebody outside the"
                " council."
            )
        if self.decision.outcome is Outcome.NEEDS_HANDLER or first is None:
            return (
                "Everybody who could take this first is involved, away or not in post. The"
                " council’s administrators are told that somebody has to be found, and not what it"
                " is about."
            )
        to = self.takers(first, picked)
        if self.decision.outcome is Outcome.NO_RULE:
            return (
                f"The protocol has no rule for this. {whose} goes to {to}, by the council’s own"
                " arrangements."
            )
        return f"{whose} goes to {to}."

    def takers(self, step: StepAhead, picked: Mapping[str, str]) -> str:
        """Who has the step first, in words."""
        takers = journey.takers(self.decision, step, picked.get(step.key))
        if not takers:
            return words.heading(step)
        titles = {r.office.value: r.title for r in step.to}
        keeper = self.decision.keeper
        if keeper is not None:
            titles.setdefault(keeper.office.value, keeper.title)
        last = "and" if step.combine is Combine.ALL else "or"
        who = explain.join(
            (
                f"{self.names[person]} (the {titles[office]})"
                if person in self.names
                else f"the {titles[office]}"
                for person, office in takers
            ),
            last,
        )
        if not any(person in r.people for r in step.to for person, _ in takers):
            who += ", who keeps the record and passes it on"
        return who

    def passed_over(self) -> Iterator[str]:
        for excluded in self.decision.excluded:
            if self.unnamed and excluded.reason in _TELLS_OF_RAISER:
                continue
            yield words.passed_over(
                excluded,
                title=self.protocol.title_of(excluded.office),
                names=self.names,
                for_raiser=self.for_raiser,
                yours=self.yours,
                noun=self.noun,
            )

    # ------------------------------------------------------------ one step

    def step(
        self,
        step: StepAhead,
        *,
        due: Due,
        picked: str | None,
        is_current: bool,
        skipped: bool,
        stand: Stand | None,
    ) -> ShownStep:
        quotes = self.quotes(step.clauses)
        chosen = journey.chosen(step, picked)
        return ShownStep(
            n=step.n,
            key=step.key,
            title=words.heading(chosen),
            does=words.does(chosen, self.names, chosen=self.for_raiser),
            condition=words.sentence(self.comes(step, begun=is_current or stand is not None)),
            track=words.TRACKS.get(step.track, ""),
            dates=tuple(self.dates(step, due)),
            limits=tuple(
                Cites(words.limit(limit, _by(limit, due)), self.quotes(limit.clauses))
                for limit in step.limits
            ),
            duties=tuple(
                Cites(
                    words.duty(duty, self.names, for_raiser=self.for_raiser),
                    self.quotes(duty.clauses),
                )
                for duty in step.duties
            ),
            remarks=tuple(_remarks(step)),
            quotes=tuple(q for q in quotes if q.quote),
            cites=tuple(q for q in quotes if not q.quote),
            keeper=self.keeper(chosen),
            options=tuple(options(step, self.names, picked=picked)),
            is_current=is_current,
            skipped=skipped,
            stand=stand,
        )

    def comes(self, step: StepAhead, *, begun: bool) -> str:
        """When the step comes: in the protocol's words or, where it has none, what leads to it."""
        if step.condition or begun:
            return step.condition or ""
        leading = journey.leading(self.decision.steps, step.key)
        if not leading or step is self.decision.steps[0]:
            return ""
        said = f"if {explain.join(OUTCOMES[event] for event in leading)}"
        if step.track is not Track.APPEAL:
            return said
        asks = "you ask" if self.for_raiser and self.yours else "whoever raised it asks"
        return f"{said}, and {asks} for it"

    def dates(self, step: StepAhead, due: Due) -> Iterator[str]:
        """The dates that no limit of the step already tells."""
        if due.acknowledge_by and not _has(step, (LimitOf.ACKNOWLEDGE,)):
            yield words.own_standard(LimitOf.ACKNOWLEDGE, _day(due.acknowledge_by))
        if due.due_on and due.source == Source.LOCAL.value:
            yield words.own_standard(LimitOf.DECIDE, _day(due.due_on))

    def keeper(self, step: StepAhead) -> str:
        keeper = self.decision.keeper
        outside = self.decision.outcome is Outcome.NOT_HERE  # nothing is sent, so nothing is kept
        if keeper is None or outside or any(r.people for r in step.to):
            return ""
        return words.sentence(f"{words.who(keeper, self.names)} keeps the record and passes it on")

    # ------------------------------------------------------------ clauses and rules

    def cites(self, found: GapFound | NoticeGiven) -> Cites:
        """Passages without a number under one heading are called the same: one link will do."""
        by_name: dict[str, Quote] = {}
        for quote in self.quotes(found.clauses):
            by_name.setdefault(quote.words, quote)
        return Cites(found.text, tuple(by_name.values()))

    def quotes(self, clauses: Iterable[Cited]) -> tuple[Quote, ...]:
        return quotes_of(clauses, protocol=self.protocol)

    def tried(self) -> Iterator[TriedRule]:
        summaries = {rule.key: rule.summary for rule in self.protocol.rules}
        for tried in self.decision.explanation:
            if tried.rule not in summaries:  # the law, which stands before every rule
                yield TriedRule("The law comes before the protocol.", tried.matched, tried.why)
                continue
            why = "This is the rule that was followed." if tried.matched else tried.why
            if tried.matched and self.decision.law is not None:
                why = "The rule fits, but the law comes first."
            yield TriedRule(words.sentence(summaries[tried.rule]), tried.matched, why)


def _day(value: date | None) -> str:
    return date_format(value, "j F Y") if value else ""


def _has(step: StepAhead, whats: tuple[LimitOf, ...]) -> bool:
    return any(limit.what in whats for limit in step.limits)


def _by(limit: LimitAhead, due: Due) -> str:
    if limit.what is LimitOf.ACKNOWLEDGE:
        return _day(due.acknowledge_by)
    if limit.what in _DUE_OF and due.source == limit.source.value:
        return _day(due.due_on)
    return ""


def _remarks(step: StepAhead) -> Iterator[str]:
    if step.law is not None:
        yield f"The law says this, not the protocol: {step.law.source}."
    if step.panel is not None:
        if step.panel.size:
            yield f"{step.panel.size} people sit on it."
        if step.panel.quorum:
            yield f"At least {step.panel.quorum} of them must be there."
    if step.not_alone:
        yield "They may receive it, but they do not decide it alone."
    if step.final:
        yield "This is the last step. Nobody in the council can be asked to look at it again."


def _asked(when: When, facts: Facts) -> Iterator[Asked]:
    """Every condition the rule sets, with the answer that met it."""
    for condition in fields(When):
        name = condition.name
        if name != "matter" and getattr(when, name) == condition.default:
            continue
        wanted = explain.wanted(when, name)
        given = explain.given(facts, name)
        yield Asked(wanted[0].upper() + wanted[1:], given[0].upper() + given[1:])
