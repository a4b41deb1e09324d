"""The coverage matrix: who raises what, about whom, and who is the first to get it.

One cell is one situation a council should have thought of. Its answer is the engine's own; cells
that no rule can tell apart are asked once, so that a whole protocol takes a fraction of a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from concerns.engine import asking, explain
from concerns.engine.decision import Decision, Standing
from concerns.engine.facts import Facts, Matter, Nature, Party
from concerns.engine.law import Law, LawRule
from concerns.engine.matching import entry_step, failures
from concerns.engine.offices import Office
from concerns.engine.protocol import Combine, Procedure, Protocol, Rule, Step
from concerns.engine.roster import Roster
from concerns.engine.routing import route
from concerns.engine.seats import Filter, seat
from concerns.protocols.checking.grid import Grid
from concerns.protocols.rosters import Cast


@dataclass(frozen=True, slots=True)
class Form:
    """How something is put.

    :param decider: in an appeal, who made the decision; None where that is not named.
    """

    written: bool = False
    code_breach: bool = False
    decider: Office | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One situation.

    :param subject: whom it is about or who is asked; None for nobody in particular.
    :param nature: None for a matter whose rules look at none.
    """

    matter: Matter
    raiser: Office
    subject: Office | None
    nature: Nature | None
    form: Form


class Says(StrEnum):
    """On whose word somebody gets it."""

    PROTOCOL = "protocol"
    LAW = "law"
    SILENT = "silent"  # no rule
    NOT_INSTEAD = "not_instead"  # a rule, but not for when those it names may not act
    NOBODY = "nobody"  # and the council's own arrangements have nobody either


@dataclass(frozen=True, slots=True)
class Receiver:
    office: Office
    title: str
    status: Standing


@dataclass(frozen=True, slots=True)
class Answer:
    """What happens first in a cell.

    :param to: who gets it, the first-named first; empty for a procedure alone, or nobody.
    :param clauses: the ids of the clauses it rests on.
    :param text: the whole answer in one sentence.
    """

    says: Says
    to: tuple[Receiver, ...]
    combine: Combine
    procedure: Procedure | None
    rule: str | None
    law: str | None
    clauses: tuple[str, ...]
    text: str

    @property
    def stated(self) -> bool:
        """Whether the protocol or the law says who gets it."""
        return self.says in {Says.PROTOCOL, Says.LAW}


@dataclass(frozen=True, slots=True)
class Matrix:
    """Every cell of one protocol, in reading order."""

    protocol: Protocol
    cells: Mapping[Cell, Answer]

    def silent(self) -> tuple[Cell, ...]:
        """The cells in which nobody says who gets it."""
        return tuple(cell for cell, answer in self.cells.items() if not answer.stated)


def matrix(protocol: Protocol, law: Law, on: date) -> Matrix:
    """The whole matrix of a protocol, every office filled by a different person.

    :param law: the overlay of law. :param on: the day whose law counts.
    """
    axes = Axes(protocol)
    rules_of_law = tuple(
        rule
        for rule in law.rules
        if rule.in_force(nation=protocol.nation, tier=protocol.tier, on=on)
    )
    cells: dict[Cell, Answer] = {}
    for matter in Matter:
        for raiser in axes.raisers(matter):
            for subject in axes.subjects(matter, raiser):
                row = _Row(axes, law, rules_of_law, on, matter, raiser, subject)
                for form in axes.forms(matter):
                    for nature in axes.natures(matter):
                        cell = Cell(matter, raiser, subject, nature, form)
                        cells[cell] = row.answer(cell)
    return Matrix(protocol, cells)


class Axes:
    """What the cells of one protocol are told apart by."""

    def __init__(self, protocol: Protocol) -> None:
        self.protocol = protocol
        self.cast = Cast(protocol)
        self.kinds = Grid(protocol, self.cast).kinds
        self._asks = {matter: asking.asks(protocol, matter) for matter in Matter}

    def raisers(self, matter: Matter) -> tuple[Office, ...]:
        """Who can raise it here; where there is no rule at all, everyone of a kind."""
        if matter is Matter.CONCERN:
            return self.kinds
        able = tuple(k for k in self.kinds if matter in asking.matters(self.protocol, self._by(k)))
        return able or (Office.COUNCILLOR, Office.OFFICER)

    def subjects(self, matter: Matter, raiser: Office) -> tuple[Office | None, ...]:
        """Whom it can be about: nobody complains of themselves, but one councillor of another."""
        if not self._asks[matter].about:
            return (None,)
        general = {Office.COUNCILLOR, Office.OFFICER}
        return (*(k for k in self.kinds if k is not raiser or k in general), None)

    def natures(self, matter: Matter) -> tuple[Nature | None, ...]:
        if matter is Matter.CONCERN:
            return tuple(Nature)
        return (None, *sorted(self._asks[matter].natures))

    def forms(self, matter: Matter) -> tuple[Form, ...]:
        """The ways to put it that a rule could look at; of a concern always all four."""
        whens = [rule.when for rule in self.protocol.rules if matter in rule.when.matter]
        concern = matter is Matter.CONCERN
        written = concern or any(when.written is not None for when in whens)
        breach = concern or any(when.code_breach is not None for when in whens)
        deciders: tuple[Office | None, ...] = (None,)
        if matter is Matter.ACCESS_APPEAL and self._asks[matter].decider:
            deciders = (*asking.deciders(self.protocol), None)
        return tuple(
            Form(w, b, decider)
            for w in ((False, True) if written else (False,))
            for b in ((False, True) if breach else (False,))
            for decider in deciders
        )

    def facts(self, cell: Cell) -> Facts:
        """The situation of a cell as the engine is told it."""
        return Facts(
            matter=cell.matter,
            raised_by=(self._by(cell.raiser),),
            about=() if cell.subject is None else (self.cast.party(cell.subject, nth=3),),
            natures=frozenset() if cell.nature is None else frozenset({cell.nature}),
            written=cell.form.written,
            code_breach=cell.form.code_breach,
            decider=cell.form.decider,
        )

    def roster(self, facts: Facts) -> Roster:
        return self.cast.roster(parties=(*facts.raised_by, *facts.about))

    def _by(self, office: Office) -> Party:
        return self.cast.party(office, nth=1)


class _Row:
    """The cells of one matter with the same people in it: they share rules and answers."""

    def __init__(
        self,
        axes: Axes,
        law: Law,
        rules_of_law: tuple[LawRule, ...],
        on: date,
        matter: Matter,
        raiser: Office,
        subject: Office | None,
    ) -> None:
        self.axes, self.law, self.on = axes, law, on
        plain = axes.facts(Cell(matter, raiser, subject, None, Form()))
        self.roster = axes.roster(plain)
        self.rules = [
            rule for rule in axes.protocol.rules if _could_meet(failures(rule.when, plain))
        ]
        self.law_rules = [r for r in rules_of_law if _could_meet(failures(r.when, plain))]
        whens = [rule.when for rule in self.rules] + [rule.when for rule in self.law_rules]
        self.natures = frozenset(nature for when in whens for nature in when.natures)
        self.known: dict[tuple[object, ...], Answer] = {}
        self.told: dict[tuple[Nature | None, Form], Answer] = {}

    def answer(self, cell: Cell) -> Answer:
        # A nature that no rule here looks at is as good as any other such.
        alike = (cell.nature if cell.nature in self.natures else None, cell.form)
        if alike not in self.told:
            self.told[alike] = self._answer(self.axes.facts(cell))
        return self.told[alike]

    def _answer(self, facts: Facts) -> Answer:
        # All that can still make a difference to who is first: the rule, the law and, in an
        # appeal, who decided before.
        rule = next((r for r in self.rules if _meets(r, facts)), None)
        applicable = tuple(r.key for r in self.law_rules if not failures(r.when, facts))
        alike = (rule and rule.key, applicable, facts.decider)
        if alike not in self.known:
            decision = route(facts, self.axes.protocol, self.roster, self.on, self.law)
            self.known[alike] = answer(decision, self.axes.protocol, self.roster, self.law)
        return self.known[alike]


# Conditions that the cells of one row can differ in.
_WITHIN_A_ROW = frozenset({"natures", "written", "code_breach", "decider"})


def _could_meet(failed: Iterable[str]) -> bool:
    return _WITHIN_A_ROW.issuperset(failed)


def _meets(rule: Rule, facts: Facts) -> bool:
    return not failures(rule.when, facts) and entry_step(rule, facts) is not None


def answer(decision: Decision, protocol: Protocol, roster: Roster, law: Law) -> Answer:
    """The first step of a decision as the answer of a cell."""
    first = decision.steps[0]
    to = tuple(Receiver(r.office, r.title, r.status) for r in first.to)
    says = _says(decision, protocol, roster, law)
    return Answer(
        says=says,
        to=to,
        combine=first.combine,
        procedure=first.procedure,
        rule=decision.rule,
        law=decision.law,
        clauses=tuple(dict.fromkeys(cited.id for cited in first.clauses)),
        text=_text(says, to, first.combine, first.procedure),
    )


def _says(decision: Decision, protocol: Protocol, roster: Roster, law: Law) -> Says:
    first = decision.steps[0]
    if not first.to and first.procedure is None:
        return Says.NOBODY
    if decision.law is not None:
        step = next(rule.step for rule in law.rules if rule.key == decision.law)
    elif decision.rule is not None:
        step = next(_steps(protocol, decision.rule, first.key))
    else:
        return Says.SILENT
    stated = step is None or seat(Filter(decision.facts, protocol, roster), step).stated
    if not stated:
        return Says.NOT_INSTEAD
    return Says.LAW if decision.law is not None else Says.PROTOCOL


def _steps(protocol: Protocol, rule: str, step: str) -> Iterator[Step]:
    return (s for r in protocol.rules if r.key == rule for s in r.steps if s.key == step)


def _text(
    says: Says, to: tuple[Receiver, ...], combine: Combine, procedure: Procedure | None
) -> str:
    together = combine in {Combine.ALL, Combine.SEQUENCE}
    whom = explain.join((_named(receiver) for receiver in to), "and" if together else "or")
    if says is Says.NOBODY:
        return (
            "The protocol does not say, and nobody is left: an alarm asks the council to name"
            " somebody."
        )
    if says is Says.SILENT:
        return f"The protocol does not say. By the council’s own arrangements it goes to {whom}."
    if says is Says.NOT_INSTEAD:
        return (
            "The protocol does not say who acts instead of whoever it names. By the council’s own"
            f" arrangements it goes to {whom}."
        )
    under = f"the {explain.PROCEDURE_WORDS[procedure]}" if procedure else ""
    if not whom:
        return f"It goes under {under}."
    by_law = "By law it" if says is Says.LAW else "It"
    if under and combine is Combine.CHOICE:
        return f"{by_law} goes to {whom}, or under {under}, as the person who raises it chooses."
    return f"{by_law} goes to {whom}{f', under {under}' if under else ''}."


_GENERALLY = {Office.COUNCILLOR: "a councillor", Office.OFFICER: "an officer"}


def _named(receiver: Receiver) -> str:
    return _GENERALLY.get(receiver.office, f"the {receiver.title}")
