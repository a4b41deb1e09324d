"""Cell by cell: who raises a concern, about whom, and whether anybody is named for it.

A cell is one kind of raiser, one kind of subject, informal or written, with or without an alleged
breach of the code. Cells with the same answer are told together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from concerns.engine import explain
from concerns.engine.decision import Decision, Recipient, Standing
from concerns.engine.facts import Event, Facts, Matter, Nature
from concerns.engine.law import Law
from concerns.engine.matching import entry_step
from concerns.engine.offices import GENERAL, KIND_OF, Kind, Office
from concerns.engine.protocol import Protocol, Reason, Rule
from concerns.engine.roster import Roster
from concerns.engine.routing import route
from concerns.engine.seats import Filter, Seating, seat
from concerns.protocols.checker_grid import Box, Grid, common, is_empty, left_over

_INVOLVED = frozenset({Reason.SUBJECT, Reason.RAISER, Reason.DEPUTY_OF_EXCLUDED})
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
    """

    code: str
    text: str
    clauses: tuple[str, ...] = ()
    rule: str | None = None


class Cells:
    """The cells of one protocol under one day's law."""

    def __init__(
        self, protocol: Protocol, grid: Grid, boxes: list[Box], law: Law, on: date
    ) -> None:
        self.protocol = protocol
        self.grid = grid
        self.boxes = boxes
        self.law = law
        self.on = on

    def found(self) -> Iterator[tuple[str, Answer]]:
        """In words, the cells that share an answer, and the answer."""
        answers: dict[Answer, list[Cell]] = {}
        for cell in self._cells():
            for answer in self._answers(cell):
                answers.setdefault(answer, []).append(cell)
        for answer, cells in answers.items():
            for where in self._told(cells):
                yield where, answer

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
        unless = f", unless it is {_spoken(natures)}" if natures else ""
        if not to:
            return Answer(
                "needs_handler",
                f"there is no rule{unless}, and nobody of the safety net is left. An alarm asks"
                " the council to name somebody.",
            )
        return Answer("no_rule", f"there is no rule{unless}. {_arranged(to)}")

    def _with_rule(self, rule: Rule, facts: Facts, roster: Roster) -> Iterator[Answer]:
        decision = route(facts, self.protocol, roster, self.on, self.law)
        if decision.law is not None:
            return  # the law takes it over
        sieve = Filter(facts, self.protocol, roster)
        for step in rule.steps[entry_step(rule, facts) or 0 :]:
            seating = seat(sieve, step)
            if not step.to or seating.stated or not _all_involved(seating):
                continue
            named = explain.titles(self.protocol, dict.fromkeys(t.office for t in step.to))
            yield Answer(
                "conflict" if seating.to else "needs_handler",
                f"the rule “{rule.key}” names {named}, who may not act here, and the protocol"
                f" names nobody else. {_arranged(seating.to)}",
                tuple(dict.fromkeys(citation.clause for citation in step.clauses)),
                rule.key,
            )

    # ------------------------------------------------------------ which cells, in words

    def _told(self, cells: list[Cell]) -> Iterator[str]:
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
                f"{_manner_words(manners_here)}"
            )

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
    """Whether nobody named is left, and not for absence but for having a part in it."""
    return not any(r.status is Standing.HOLDER for r in seating.to) and all(
        excluded.reason in _INVOLVED for excluded in seating.excluded
    )


def _arranged(to: tuple[Recipient, ...]) -> str:
    if not to:
        return "Nobody of the safety net is left; an alarm asks the council to name somebody."
    whom = explain.join((f"the {recipient.title}" for recipient in to), "and")
    return f"By the council's own arrangement it goes to {whom}."


def _spoken(natures: Iterable[Nature]) -> str:
    return explain.join(explain.spoken(nature) for nature in natures)


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
