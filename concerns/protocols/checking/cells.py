"""Cell by cell: who raises a concern, about whom, and whether anybody is named for it.

A cell is one kind of raiser, one kind of subject, informal or written, with or without an alleged
breach of the code. Cells with the same answer are told together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from concerns.engine import explain
from concerns.engine.decision import Decision, Recipient, Standing
from concerns.engine.facts import Event, Facts, Matter
from concerns.engine.matching import entry_step
from concerns.engine.offices import GENERAL, KIND_OF, RELATIVE, Kind, Office
from concerns.engine.protocol import DutyKind, Force, Reason, Rule, Step
from concerns.engine.roster import Roster
from concerns.engine.routing import route
from concerns.engine.seats import Filter, Seating, seat, told
from concerns.protocols import rule_terms
from concerns.protocols.checking.finding import Situation, ids
from concerns.protocols.checking.grid import Box, common, is_empty, left_over
from concerns.protocols.checking.ground import Ground
from concerns.protocols.checking.ranks import Ranks

_INVOLVED = frozenset({Reason.SUBJECT, Reason.RAISER, Reason.DEPUTY_OF_EXCLUDED})
_INDEPENDENT = (
    "Name somebody who does not depend on the person concerned, if need be from outside the"
    " council."
)
_TELLS = frozenset({DutyKind.INFORM, DutyKind.CONSULT})
_ANYONE = {Kind.COUNCILLOR: "any councillor", Kind.OFFICER: "any officer"}


class Manner(NamedTuple):
    """How it is put."""

    written: bool
    code_breach: bool


_MANNERS = tuple(Manner(w, c) for w in (False, True) for c in (False, True))
_MANNER_WORDS = {
    Manner(False, False): "informally with no breach of the code alleged",
    Manner(False, True): "informally with a breach of the code alleged",
    Manner(True, False): "in writing with no breach of the code alleged",
    Manner(True, True): "in writing with a breach of the code alleged",
}
_HALVES = {
    "not in writing": {m for m in _MANNERS if not m.written},
    "in writing": {m for m in _MANNERS if m.written},
    "with no breach of the code alleged": {m for m in _MANNERS if not m.code_breach},
    "with a breach of the code alleged": {m for m in _MANNERS if m.code_breach},
}


class Cell(NamedTuple):
    raiser: Office
    subject: Office
    manner: Manner


@dataclass(frozen=True, slots=True)
class Answer:
    """What happens in a cell that somebody should know about.

    :param text: as it follows the words that say which cells.
    :param happens: what comes of it. :param title, repair: see `Finding`.
    """

    code: str
    text: str
    title: str
    happens: str
    repair: str
    clauses: tuple[str, ...] = ()
    rule: str | None = None
    step: str | None = None
    office: Office | None = None


class Cells:
    """The cells of one protocol under one day's law."""

    def __init__(self, ground: Ground) -> None:
        self.protocol = ground.protocol
        self.grid = ground.grid
        self.boxes = ground.boxes
        self.law = ground.law
        self.on = ground.on
        self.ranks = Ranks(ground.protocol)

    def found(self) -> Iterator[tuple[str, Situation, Answer]]:
        """The cells that share an answer, in words and as a rule for them asks, and the answer."""
        answers: dict[Answer, list[Cell]] = {}
        for cell in self._cells():
            for answer in self._answers(cell):
                answers.setdefault(answer, []).append(cell)
        for answer, cells in answers.items():
            for where, situation in self._told(cells):
                yield where, situation, answer

    def _cells(self) -> Iterator[Cell]:
        for raiser in self.grid.kinds:
            for subject in self.grid.kinds:
                # Nobody complains of themselves, but one councillor does of another.
                if raiser is not subject or raiser in GENERAL:
                    yield from (Cell(raiser, subject, manner) for manner in _MANNERS)

    # ------------------------------------------------------------ what happens in a cell

    def _answers(self, cell: Cell) -> Iterator[Answer]:
        raised_by = (self.grid.party(cell.raiser, 1),)
        about = (self.grid.party(cell.subject, 3),)
        roster = self.grid.cast.roster(parties=raised_by + about)
        here = self.grid.around(
            matter=Matter.CONCERN,
            raised_by=raised_by,
            about=about,
            written=cell.manner.written,
            code_breach=cell.manner.code_breach,
            event=Event.FIRST,
            decider=None,
            months_since_last=None,
        )
        for place, (rule, box) in enumerate(zip(self.protocol.rules, self.boxes, strict=True)):
            meeting = common(here, box)
            pieces = [] if is_empty(meeting) else left_over(meeting, self.boxes[:place])
            if pieces:
                yield from self._with_rule(rule, self.grid.example(pieces[0]), roster)
        silent = left_over(here, self.boxes)
        if silent:
            facts = self.grid.example(silent[0])
            decision = route(facts, self.protocol, roster, self.on, self.law)
            if decision.law is None:
                yield self._without_rule(here, decision)

    def _without_rule(self, here: Box, decision: Decision) -> Answer:
        to = decision.steps[0].to
        natures = sorted(
            {
                nature
                for rule, box in zip(self.protocol.rules, self.boxes, strict=True)
                if not is_empty(common(here, box))
                for nature in rule.when.natures
            }
        )
        unless = f", unless it is about {rule_terms.natures(natures)}" if natures else ""
        if not to:
            return _nobody_left(
                f"there is no rule{unless}, and nobody of the safety net is left. An alarm asks"
                " the council to name somebody."
            )
        return Answer(
            "no_rule",
            f"there is no rule{unless}. {_arranged(to)}",
            "Nothing is said about some concerns",
            "Whoever raises one does not learn from the protocol whom it goes to, and it goes to"
            f" {_titles(to)}, whom the protocol did not choose.",
            "Write a rule for these concerns.",
        )

    def _with_rule(self, rule: Rule, facts: Facts, roster: Roster) -> Iterator[Answer]:
        decision = route(facts, self.protocol, roster, self.on, self.law)
        if decision.law is not None:
            return  # the law takes it over
        sieve = Filter(facts, self.protocol, roster)
        for step in rule.steps[entry_step(rule, facts) or 0 :]:
            seating = seat(sieve, step)
            if step.to and not seating.stated and _all_involved(seating):
                yield self._conflict(rule, step, seating)
            yield from self._dependent(rule, step, seating, facts)
            yield from self._left_out(rule, step, seating, sieve)

    def _conflict(self, rule: Rule, step: Step, seating: Seating) -> Answer:
        named = explain.titles(self.protocol, dict.fromkeys(t.office for t in step.to))
        clauses = ids(step.clauses)
        if not seating.to:
            return _nobody_left(
                f"the rule “{rule.key}” names {named}, who may not act here, and the protocol"
                f" names nobody else. {_arranged(())}",
                clauses,
                rule.key,
                step.key,
            )
        alternatives = [t.office for other in step.otherwise for t in other.to]
        own = {t.office for t in step.to} | set(alternatives)
        # Those of the safety net who were passed over are in no clause of the protocol.
        reasons = {e.office: e.reason for e in seating.excluded if e.office in own}
        deputies = [o for o, reason in reasons.items() if reason is Reason.DEPUTY_OF_EXCLUDED]
        if deputies:
            return self._deputising(rule, step, seating, deputies[0])
        involved = not _INVOLVED.isdisjoint(reasons.values())
        nobody = "the protocol names nobody else"
        if any(office in reasons for office in alternatives):
            nobody = "nobody whom the protocol names in their place may either"
        why = "who may not act here" if involved else "and nobody is that to the person concerned"
        return Answer(
            "conflict" if involved else "nobody_above",
            f"the rule “{rule.key}” names {named}, {why}, and {nobody}. {_arranged(seating.to)}",
            "Sent to somebody who has a part in it"
            if involved
            else "Sent to a manager there is not",
            _chosen(seating),
            "Say in the clause who acts instead when the person named has a part in it."
            if involved
            else "Say in the clause who takes it where nobody is above the person concerned.",
            clauses,
            rule.key,
            step.key,
            step.to[0].office,
        )

    def _deputising(self, rule: Rule, step: Step, seating: Seating, deputy: Office) -> Answer:
        """The only alternative is the deputy of whoever may not act, and may not act either."""
        named = explain.titles(self.protocol, dict.fromkeys(t.office for t in step.to))
        title = self.protocol.title_of(deputy)
        return Answer(
            "dependent",
            f"the rule “{rule.key}” names {named}, and the {title} stands in for somebody who may"
            f" not act here, so that they may not either. {_arranged(seating.to)}",
            "Left to somebody who depends on the person concerned",
            _chosen(seating),
            _INDEPENDENT,
            ids((*step.clauses, *(c for other in step.otherwise for c in other.clauses))),
            rule.key,
            step.key,
            deputy,
        )

    def _dependent(
        self, rule: Rule, step: Step, seating: Seating, facts: Facts
    ) -> Iterator[Answer]:
        """Those who have the step and work for, or stand in for, a person who may not have it.

        A councillor whom the protocol itself names instead of a raiser works for nobody.
        """
        subjects = frozenset(o for party in facts.about for o in party.offices)
        raisers = frozenset(o for party in facts.raised_by for o in party.offices)
        named = {target.office for other in seating.by for target in other.to}
        for recipient in seating.to:
            free = recipient.office in named and KIND_OF.get(recipient.office) is Kind.COUNCILLOR
            holds = recipient.status is Standing.HOLDER
            over = subjects if holds or free else subjects | raisers
            above = self.ranks.over(recipient.office) & over
            if recipient.status is Standing.EXTERNAL or not above:
                continue
            chief = min(above, key=list(Office).index)
            yield Answer(
                "dependent",
                f"the rule “{rule.key}” gives it to the {recipient.title}, who works for or stands"
                f" in for the {self.protocol.title_of(chief)}.",
                "Left to somebody who depends on the person concerned",
                f"The {recipient.title} would have to act against the person they work for, and"
                " whoever raises it may not trust them to.",
                _INDEPENDENT,
                ids((*step.clauses, *(c for other in seating.by for c in other.clauses))),
                rule.key,
                step.key,
                recipient.office,
            )

    def _left_out(
        self, rule: Rule, step: Step, seating: Seating, sieve: Filter
    ) -> Iterator[Answer]:
        """Those who must be told or asked, and whom it is about."""
        for duty in step.duties:
            if duty.force is not Force.MUST or duty.kind not in _TELLS:
                continue
            reasons = {Reason.SUBJECT}
            if duty.kind is DutyKind.CONSULT:
                reasons.add(Reason.RAISER)  # a raiser need not be told what they know
            _, passed = told(sieve, duty.who, seating.to)
            out = dict.fromkeys(e.office for e in passed if e.reason in reasons)
            if not out:
                continue
            whom = explain.titles(self.protocol, out)
            done = "told" if duty.kind is DutyKind.INFORM else "asked"
            yield Answer(
                "told_left_out",
                f"by the rule “{rule.key}” {whom} must be {done}, who has a part in it, and the"
                " protocol names nobody in their place.",
                "Somebody to be told or asked has a part in it",
                f"The duty cannot be done as it is written: {whom} is left out, and nobody is"
                f" {done} instead.",
                f"Say who is {done} where it is about them, or write “normally”.",
                ids(duty.clauses),
                rule.key,
                step.key,
                next(iter(out)),
            )

    # ------------------------------------------------------------ which cells, in words

    def _told(self, cells: list[Cell]) -> Iterator[tuple[str, Situation]]:
        """As few phrases as say which cells these are."""
        manners: dict[tuple[Office, Office], set[Manner]] = {}
        for cell in cells:
            manners.setdefault((cell.raiser, cell.subject), set()).add(cell.manner)
        raisers: dict[tuple[Office, frozenset[Manner]], set[Office]] = {}
        for (raiser, subject), found in manners.items():
            raisers.setdefault((subject, frozenset(found)), set()).add(raiser)
        groups: list[tuple[frozenset[Manner], set[Office], set[Office]]] = []
        for (subject, manners_here), by in raisers.items():
            for manners_there, others_by, others in groups:
                # A seat does not complain of itself, so that cell may count either way.
                own = (others | {subject}) - GENERAL
                if manners_there == manners_here and by ^ others_by <= own:
                    others_by |= by
                    others.add(subject)
                    break
            else:
                groups.append((manners_here, set(by), {subject}))
        for manners_here, by, subjects in groups:
            yield (
                f"A concern raised by {self._people(by)} about {self._people(subjects)}"
                f"{_manner_words(manners_here)}",
                Situation(Matter.CONCERN, self._one(by), self._one(subjects)),
            )

    def _one(self, offices: Iterable[Office]) -> Office | None:
        """The one answer that stands for them: an office, or everybody of a kind."""
        found = set(offices)
        for general in GENERAL:
            if found == {o for o in self.grid.kinds if KIND_OF[o] is KIND_OF[general]}:
                return general
        return found.pop() if len(found) == 1 else None

    def _people(self, offices: Iterable[Office]) -> str:
        left = set(offices)
        words = []
        for kind, anyone in _ANYONE.items():
            of_kind = {office for office in self.grid.kinds if KIND_OF[office] is kind}
            if of_kind <= left and len(of_kind) > 1:
                words.append(anyone)
                left -= of_kind
        for office in sorted(left & GENERAL):
            words.append(explain.article(explain.spoken(office)))
        words += [
            f"the {self.protocol.title_of(o)}" for o in self.grid.kinds if o in left - GENERAL
        ]
        return explain.join(words)


def _all_involved(seating: Seating) -> bool:
    """Whether nobody named is left, and not for absence but for having a part in it.

    In an invented council every office is held, so a manager who is not is one there cannot be.
    """
    return not any(r.status is Standing.HOLDER for r in seating.to) and all(
        excluded.reason in _INVOLVED
        or (excluded.reason is Reason.VACANT and excluded.office in RELATIVE)
        for excluded in seating.excluded
    )


def _nobody_left(
    text: str, clauses: tuple[str, ...] = (), rule: str | None = None, step: str | None = None
) -> Answer:
    return Answer(
        "needs_handler",
        text,
        "A concern that reaches nobody",
        "Whoever raises it waits until the council has found somebody.",
        "Name somebody outside the council at the end of the safety net.",
        clauses,
        rule,
        step,
    )


def _chosen(seating: Seating) -> str:
    return (
        f"The concern goes to {_titles(seating.to)}, whom the protocol did not choose, and the"
        " person who raises it cannot know that beforehand."
    )


def _titles(to: tuple[Recipient, ...]) -> str:
    return explain.join((f"the {recipient.title}" for recipient in to), "and")


def _arranged(to: tuple[Recipient, ...]) -> str:
    if not to:
        return "Nobody of the safety net is left; an alarm asks the council to name somebody."
    return f"By the council's own arrangement it goes to {_titles(to)}."


def _manner_words(manners: frozenset[Manner]) -> str:
    if len(manners) == len(_MANNERS):
        return ""
    for words, some in _HALVES.items():
        if manners == some:
            return f", {words}"
    if len(manners) == len(_MANNERS) - 1:
        (missing,) = set(_MANNERS) - manners
        return f", unless {_MANNER_WORDS[missing]}"
    return f", {explain.join(_MANNER_WORDS[manner] for manner in sorted(manners))}"
